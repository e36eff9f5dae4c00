#include <algorithm>

#include "mig/catalog/session.hpp"

namespace mig::catalog {
namespace {

bool positional(std::string_view key) {
  return key == "location" || key == "stmt_location" || key == "stmt_len" || key == "stmt_loc";
}

/// The canonical text of a tree: what is the same SQL is the same text, and names of known columns
/// and relations stand in it by identity.
class Writer {
 public:
  Writer(Session& session, const std::vector<Id>& relations)
      : session_(session), relations_(relations), typed_(!relations.empty()) {}

  Expression write(Node node) {
    collect_aliases(node);
    root_ = node;
    node.walk([&](Node at) { return visit(at); });
    if (!text_.empty()) out_.parts.push_back({std::move(text_), 0});
    return std::move(out_);
  }

 private:
  struct Scope {
    Node select;
    std::vector<std::pair<std::string, Id>> aliases;
  };

  void collect_aliases(Node node) {
    scopes_.push_back({node, {}});
    for (const Id id : relations_)
      scopes_[0].aliases.emplace_back(session_.catalog.at(id).name, id);
    node.each([&](Node at) {
      if (at.is("CommonTableExpr")) common_.insert(std::string(at["ctename"].text()));
      // A branch of UNION has no tag of its own; the sides of a join do.
      const bool branch = at.tag().empty() && (at.key() == "larg" || at.key() == "rarg");
      if (at.is("SelectStmt") || branch) scopes_.push_back({at, {}});
    });
    node.each([&](Node at) {
      if (!at.is("RangeVar") && at.key() != "relation") return;
      if (!at["relname"] || common_.count(std::string(at["relname"].text())) != 0) return;
      const Id id = session_.find_relation(at);
      if (id == 0) return;
      const auto alias = at["alias"]["aliasname"];
      innermost(at, scopes_.size())
          .aliases.emplace_back(alias ? alias.text() : at["relname"].text(), id);
    });
  }

  // Scopes stand in the order of the text: the last one around a place is the innermost.
  Scope& innermost(Node at, std::size_t before) {
    while (before > 1 && !scopes_[before - 1].select.holds(at)) --before;
    return scopes_[before - 1];
  }

  bool visit(Node at) {
    if (positional(at.key())) return false;
    if (at.is("NullTest") || at.is("BooleanTest")) untyped_ = at["arg"];
    if (at.is("ResTarget")) plain_name_ = own_name(at);
    if (at == plain_name_ || (routine_name_ && at == routine_name_)) return false;
    if (at.is("ColumnRef")) return column(at);
    if (at["relname"] && (at.is("RangeVar") || at.key() == "relation")) return relation(at);
    if (at.is("FuncCall") && routine(at)) return true;
    if (at.is("TypeCast")) constant_name(at);
    if (at.is("TypeName") || at.key() == "typeName") return type(at);
    // Under which field the whole stands says nothing about it.
    if (at != root_) text_ += at.key();
    text_ += at.tag();
    text_ += at.text();
    text_ += ';';
    return true;
  }

  // a AS a is a.
  static Node own_name(Node target) {
    const auto fields = names_of(target["val"]["fields"]);
    const auto name = target["name"];
    return name && target["val"].is("ColumnRef") && !fields.empty() && fields.back() == name.text()
               ? name
               : Node();
  }

  void name(Id id, Bond bond) {
    out_.parts.push_back({std::move(text_), id});
    text_.clear();
    if (session_.catalog.at(id).kind == ObjectKind::column &&
        std::find(out_.columns.begin(), out_.columns.end(), id) == out_.columns.end()) {
      out_.columns.push_back(id);
    }
    const Need need{id, bond};
    if (std::find(out_.needs.begin(), out_.needs.end(), need) == out_.needs.end())
      out_.needs.push_back(need);
  }

  bool column(Node at) {
    const auto fields = at["fields"].items();
    const bool star = !fields.empty() && fields.back().is("A_Star");
    const auto names = names_of(at["fields"]);
    const std::string holder = star               ? (names.empty() ? "" : names.back())
                               : names.size() > 1 ? names[names.size() - 2]
                                                  : "";
    text_ += "col:";
    const bool found =
        star ? every_column(at, holder) : !names.empty() && one_column(at, holder, names.back());
    if (!found) text_ += holder + '.' + (names.empty() ? "" : names.back());
    text_ += ';';
    return false;
  }

  bool one_column(Node at, const std::string& holder, const std::string& wanted) {
    for (auto i = scopes_.size(); i > 0; --i) {
      if (!scopes_[i - 1].select.holds(at)) continue;
      for (const auto& [alias, relation] : scopes_[i - 1].aliases) {
        const Id id =
            holder.empty() || alias == holder ? session_.find_column(relation, wanted) : 0;
        if (id == 0) continue;
        // Qualified or not, PostgreSQL shows the column the same way.
        if (!typed_) text_ += alias + '.';
        name(id, Bond::normal);
        // Operators and functions show the casts that the type of a column asks for.
        if (typed_ && at != untyped_) out_.parts.back().typed = true;
        return true;
      }
    }
    return false;
  }

  bool every_column(Node at, const std::string& holder) {
    for (auto i = scopes_.size(); i > 0; --i) {
      if (!scopes_[i - 1].select.holds(at)) continue;
      bool found = false;
      bool first = true;
      for (const auto& [alias, relation] : scopes_[i - 1].aliases) {
        if (!holder.empty() && alias != holder) continue;
        for (const Id id : session_.catalog.children(relation, ObjectKind::column)) {
          // As if each had been written out.
          text_ += (first ? "" : ";ResTarget;col:") + alias + '.';
          name(id, Bond::normal);
          first = false;
        }
        found = true;
      }
      if (found || holder.empty()) return found;
    }
    return false;
  }

  bool relation(Node at) {
    const Id id =
        common_.count(std::string(at["relname"].text())) != 0 ? 0 : session_.find_relation(at);
    text_ += "rel:";
    if (id != 0) {
      name(id, Bond::normal);
    } else {
      text_ += at["relname"].text();
    }
    text_ += " as " + std::string(at["alias"]["aliasname"].text()) + ';';
    return false;
  }

  // A routine that the catalog knows is named by identity, whatever it is called later.
  bool routine(Node call) {
    const Id id = session_.called_routine(call);
    if (id == 0) {
      const auto path = names_of(call["funcname"]);
      if (path.size() > 1) out_.calls.push_back(path[path.size() - 2] + '.' + path.back());
      if (path.size() == 1) out_.calls.push_back(path.back());
      return false;
    }
    text_ += "call:";
    name(id, Bond::normal);
    routine_name_ = call["funcname"];
    return true;
  }

  bool type(Node at) {
    text_ += "type:";
    for (auto& part : type_parts(session_, at)) {
      text_ += part.text;
      if (part.named != 0) name(part.named, Bond::normal);
    }
    text_ += ';';
    return false;
  }

  // 'a_seq'::regclass, as in nextval(): PostgreSQL keeps the sequence itself, not its name.
  void constant_name(Node at) {
    const auto type = names_of(at["typeName"]["names"]);
    if (type.empty() || type.back() != "regclass") return;
    const Id id = session_.find_relation(std::string_view(), at["arg"]["sval"]["sval"].text());
    if (id != 0) name(id, Bond::attribute);
  }

  Session& session_;
  const std::vector<Id>& relations_;
  std::vector<Scope> scopes_;
  std::set<std::string> common_;
  bool typed_ = false;
  Node untyped_;
  Node root_;
  Node plain_name_;
  Node routine_name_;
  std::string text_;
  Expression out_;
};

}  // namespace

Expression expression(Session& session, Node node, const std::vector<Id>& relations) {
  return Writer(session, relations).write(node);
}

void append_routine_needs(const Session& session, Object& object, const Expression& found,
                          Bond bond) {
  for (const auto& need : found.needs) {
    if (is_routine(session.catalog.at(need.on).kind)) object.needs.push_back({need.on, bond});
  }
}

void append_needs(Object& object, const Expression& found, Bond bond) {
  for (const auto& call : found.calls) object.attributes[".calls"].push_back({call, 0});
  for (auto need : found.needs) {
    need.bond = bond;
    if (std::find(object.needs.begin(), object.needs.end(), need) == object.needs.end()) {
      object.needs.push_back(need);
    }
  }
}

}  // namespace mig::catalog
