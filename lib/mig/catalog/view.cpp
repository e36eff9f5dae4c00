#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

// Deeper nesting of subqueries than a person writes; beyond it columns stay unknown.
constexpr int kDeepest = 40;
// The server allows 1,664 columns; a CTE that names another twice doubles them.
constexpr std::size_t kMostColumns = 1664;
constexpr int kMostWork = 5000;

/// The columns that a query answers, with their types where they come straight from a table.
class ResultColumns {
 public:
  struct Column {
    std::string name;
    Parts type;
  };

  explicit ResultColumns(Session& session) : session_(session) {}

  std::vector<Column> of(Node query, int depth = 0) {
    std::vector<Column> columns;
    if (depth > kDeepest || ++work_ > kMostWork) return columns;
    const auto known = common_.size();
    for (const auto& common : query["withClause"]["ctes"].items()) {
      common_.emplace_back(std::string(common["ctename"].text()), common["ctequery"]);
    }
    if (query["larg"]) {
      columns = of(query["larg"], depth + 1);
    } else {
      for (const auto& target : query["targetList"].items()) add(columns, query, target, depth);
    }
    common_.resize(known);
    return columns;
  }

 private:
  void add(std::vector<Column>& columns, Node query, Node target, int depth) {
    const auto value = target["val"];
    const auto fields = names_of(value["fields"]);
    if (value.is("ColumnRef") && fields.size() != value["fields"].count()) {
      const auto all = star(query["fromClause"], fields.empty() ? "" : fields.back(), depth);
      if (columns.size() + all.size() <= kMostColumns)
        columns.insert(columns.end(), all.begin(), all.end());
      return;
    }
    const auto name = target["name"] ? std::string(target["name"].text()) : figured(value, depth);
    columns.push_back({name, value.is("ColumnRef") ? Parts() : Parts{{"unknown", 0}}});
  }

  // FigureColname() of PostgreSQL.
  static std::string figured(Node value, int depth) {
    std::string name;
    if (value.is("ColumnRef")) name = last(names_of(value["fields"]));
    if (value.is("FuncCall")) name = last(names_of(value["funcname"]));
    if (value.is("CoalesceExpr")) name = "coalesce";
    if (value.is("CaseExpr")) name = "case";
    if (value.is("TypeCast") && depth < kDeepest) {
      name = figured(value["arg"], depth + 1);
      if (name == "?column?") name = last(names_of(value["typeName"]["names"]));
    }
    return name.empty() ? "?column?" : name;
  }

  static std::string last(const std::vector<std::string>& names) {
    return names.empty() ? "" : names.back();
  }

  std::vector<Column> star(Node from, std::string_view holder, int depth) {
    std::vector<Column> columns;
    from.walk([&](Node at) {
      const bool source = at.is("RangeSubselect") || at.is("RangeVar");
      if (!source) return !at.is("SelectStmt");
      const auto alias =
          at["alias"]["aliasname"] ? at["alias"]["aliasname"].text() : at["relname"].text();
      if (!holder.empty() && alias != holder) return false;
      const auto found =
          at.is("RangeSubselect") ? of(at["subquery"], depth + 1) : of_relation(at, depth);
      if (columns.size() + found.size() <= kMostColumns)
        columns.insert(columns.end(), found.begin(), found.end());
      return false;
    });
    return columns;
  }

  std::vector<Column> of_relation(Node name, int depth) {
    for (auto i = common_.size(); i > 0; --i) {
      if (common_[i - 1].first == name["relname"].text())
        return of(Node(common_[i - 1].second), depth + 1);
    }
    std::vector<Column> columns;
    const Id id = session_.find_relation(name);
    if (id == 0) return columns;
    for (const Id column : session_.catalog.children(id, ObjectKind::column)) {
      const auto& object = session_.catalog.at(column);
      const auto type = object.attributes.find("type");
      columns.push_back({object.name, type == object.attributes.end() ? Parts() : type->second});
    }
    return columns;
  }

  Session& session_;
  int work_ = 0;
  std::vector<std::pair<std::string, Node>> common_;
};

void add_plain_column(Session& session, Id table, const std::string& name, const Parts& type) {
  if (session.find_column(table, name) != 0) return;
  Object column;
  column.kind = ObjectKind::column;
  column.name = name;
  column.parent = table;
  column.attributes["type"] = type;
  const auto holder = session.catalog.at(table).kind;
  if (holder != ObjectKind::table) column.set(".hidden", "true");
  column.needs.push_back({table, Bond::automatic});
  session.catalog.add(std::move(column));
}

void add_result_columns(Session& session, Id table, const std::vector<std::string>& given,
                        Node query) {
  std::size_t at = 0;
  for (const auto& column : ResultColumns(session).of(query)) {
    add_plain_column(session, table, at < given.size() ? given[at] : column.name, column.type);
    ++at;
  }
}

Object stored_query(Session& session, ObjectKind kind, Node relation, Node query) {
  bool temporary = false;
  Object view;
  view.kind = kind;
  view.name = relation["relname"].text();
  view.schema = session.creation_schema(relation, temporary);
  view.temporary = temporary;
  view.needs.push_back({view.schema, Bond::normal});
  if (kind == ObjectKind::table) return view;
  const auto found = expression(session, query, {});
  view.attributes["query"] = found.parts;
  append_needs(view, found, Bond::normal);
  return view;
}

}  // namespace

void create_or_replace(Session& session, Object object, bool replace) {
  const Id holder = object.schema != 0 ? object.schema : object.parent;
  Id present = session.catalog.find(name_space(object.kind), holder, object.name);
  if (is_routine(object.kind)) {
    const auto wanted = object.text(".types");
    for (const Id id : session.catalog.functions(holder, object.name)) {
      const auto& other = session.catalog.at(id);
      if (other.text(".types") == wanted || session.catalog.render(other.arguments) == wanted)
        present = id;
    }
  }
  if (present == 0) {
    session.catalog.add(std::move(object));
    return;
  }
  if (!replace) tell_present(session, present);
  session.touch(replace ? Operation::alter : Operation::create, present);
  if (!replace) return;
  // Perhaps this did not happen, or was taken back.
  if (session.uncertain > 0 && is_routine(object.kind) &&
      session.catalog.at(present).body != object.body)
    object.set(".perhaps", "yes");
  session.edit(present, [&](Object& old) {
    object.assumed = old.assumed;
    old = std::move(object);
  });
}

namespace {

/// What a change of the view is passed on to; nothing for a view that the server cannot change.
void note_source(Session& session, Object& view, Node query) {
  const auto from = query["fromClause"];
  auto& source = view.attributes[".from"];
  const auto name = from.first();
  if (from.count() != 1 || !name.is("RangeVar") || query["withClause"]) return;
  source = {{std::string(name["schemaname"].text()), 0}, {std::string(name["relname"].text()), 0}};
  view.target = session.find_relation(name);
}

}  // namespace

void create_view(Session& session, Node view) {
  const bool replace = view["replace"].truth();
  auto object = stored_query(session, ObjectKind::view, view["view"], view["query"]);
  note_source(session, object, view["query"]);
  std::string names;
  const auto given = names_of(view["aliases"]);
  std::size_t at = 0;
  for (const auto& column : ResultColumns(session).of(view["query"])) {
    names += (at < given.size() ? given[at] : column.name) + ',';
    ++at;
  }
  if (!names.empty()) object.set("columns", names);
  for (const auto& option : view["options"].items())
    object.set("option " + std::string(option["defname"].text()), "set");
  const auto holder = object.schema;
  create_or_replace(session, std::move(object), replace);
  if (const Id id = session.catalog.find('r', holder, view["view"]["relname"].text())) {
    add_result_columns(session, id, names_of(view["aliases"]), view["query"]);
  }
}

void create_table_as(Session& session, Node create) {
  const bool selects = create.is("SelectStmt");
  const auto into = selects ? create["intoClause"] : create["into"];
  const auto query = selects ? create : create["query"];
  const bool matview = create["objtype"].text() == "OBJECT_MATVIEW";
  auto object =
      stored_query(session, matview ? ObjectKind::matview : ObjectKind::table, into["rel"], query);
  if (into["onCommit"].text() == "ONCOMMIT_DROP") object.set(".ends", "on commit");
  // Not every column of a query is known.
  object.set(".loose", "yes");
  if (into["skipData"].truth()) object.set("populated", "false");
  if (const Id present = session.catalog.find('r', object.schema, object.name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  const Id id = session.catalog.add(std::move(object));
  add_result_columns(session, id, names_of(into["colNames"]), query);
  if (!matview) session.touch(Operation::insert, id);
  if (query.is("ExecuteStmt")) {
    apply_statement(session, query);
  } else if (!selects) {
    run_query(session, query);
  }
}

void refresh_matview(Session& session, Node refresh) {
  const Id id = session.relation(refresh["relation"], ObjectKind::matview);
  session.traits.lock =
      refresh["concurrent"].truth() ? LockLevel::exclusive : LockLevel::access_exclusive;
  session.touch(Operation::refresh, id);
  if (!refresh["skipData"].truth()) run_stored(session, id);
  session.edit(id, [&](Object& object) {
    if (refresh["skipData"].truth()) {
      object.set("populated", "false");
    } else {
      object.attributes.erase("populated");
    }
  });
}

}  // namespace mig::catalog
