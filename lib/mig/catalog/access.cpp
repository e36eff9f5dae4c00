#include "mig/catalog/heirs.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/setting.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

Id granted_object(Session& session, std::string_view type, Node object) {
  if (object["relname"]) return session.relation(object, kind_of_object_type(type));
  return named_object(session, type, object, false);
}

std::vector<std::string> privileges(Node list, ObjectKind kind) {
  std::vector<std::string> names;
  for (const auto& privilege : list.items()) {
    if (privilege["cols"].count() == 0) names.emplace_back(privilege["priv_name"].text());
  }
  const bool all = list.count() == 0 || (names.size() == 1 && names[0].empty());
  if (!all) return names;
  if (!is_table_like(kind) && kind != ObjectKind::view) return {"all"};
  return {"select", "insert", "update", "delete", "truncate", "references", "trigger"};
}

void change_access(Session& session, Id id, const std::vector<std::string>& names, Node grant) {
  for (const auto& role : grant["grantees"].items()) {
    const auto who = role["roletype"].text() == "ROLESPEC_PUBLIC"
                         ? std::string("PUBLIC")
                         : std::string(role["rolename"].text());
    for (const auto& name : names) {
      session.edit(id, [&](Object& object) {
        const auto key = "acl " + who + ' ' + name;
        if (grant["is_grant"].truth()) {
          object.set(key, grant["grant_option"].truth() ? "with grant option" : "granted");
        } else {
          const bool was_given = object.has(key);
          object.attributes.erase(key);
          // Of a captured object only a digest tells who may do what.
          const bool is_captured = object.text("definition").starts_with("sha256:");
          if (object.assumed || (is_captured && !was_given)) object.set("acl revoked", "yes");
        }
      });
    }
  }
}

/// GRANT UPDATE (a, b) ON t: rights on columns.
void change_column_access(Session& session, Id table, Node grant) {
  for (const auto& privilege : grant["privileges"].items()) {
    for (const auto& name : names_of(privilege["cols"])) {
      change_access(session, session.column(table, name),
                    {std::string(privilege["priv_name"].text())}, grant);
    }
  }
}

std::string grantees(Node grant) {
  std::string names;
  for (const auto& role : grant["grantees"].items()) {
    names += names.empty() ? "to " : ", ";
    names += role["roletype"].text() == "ROLESPEC_PUBLIC" ? "PUBLIC"
                                                          : std::string(role["rolename"].text());
  }
  return names;
}

}  // namespace

void grant_objects(Session& session, Node grant) {
  const auto operation = grant["is_grant"].truth() ? Operation::grant : Operation::revoke;
  session.traits.widens_access = operation == Operation::grant;
  const auto first = session.effects.size();
  if (grant.is("GrantRoleStmt")) {
    for (const auto& role : grant["granted_roles"].items()) {
      session.tell(operation, {ObjectKind::role, std::string(role["priv_name"].text())});
    }
  } else if (grant.is("AlterDefaultPrivilegesStmt")) {
    const bool gives = grant["action"]["is_grant"].truth();
    session.traits.widens_access = gives;
    session.tell(gives ? Operation::grant : Operation::revoke,
                 {ObjectKind::default_privileges, shown_name(grant["options"])});
    session.effects.back().detail = grantees(grant["action"]);
    return;
  } else if (grant["targtype"].text() == "ACL_TARGET_ALL_IN_SCHEMA") {
    const auto kind = kind_of_object_type(grant["objtype"].text());
    for (const auto& name : names_of(grant["objects"])) {
      session.tell(operation, {ObjectKind::schema, name});
      for (const Id id : session.catalog.dependents(session.schema(name))) {
        const auto own = session.catalog.at(id).kind;
        const bool fits = own == kind || (kind == ObjectKind::table &&
                                          (own == ObjectKind::view || is_table_like(own)));
        if (fits) change_access(session, id, privileges(grant["privileges"], own), grant);
      }
    }
  } else {
    for (const auto& object : grant["objects"].items()) {
      const Id id = granted_object(session, grant["objtype"].text(), object);
      session.touch(operation, id);
      if (id == 0) continue;
      change_column_access(session, id, grant);
      change_access(session, id, privileges(grant["privileges"], session.catalog.at(id).kind),
                    grant);
    }
  }
  for (auto i = first; i < session.effects.size(); ++i) session.effects[i].detail = grantees(grant);
}

void truncate(Session& session, Node statement) {
  std::vector<Id> tables;
  for (const auto& name : statement["relations"].items()) {
    const Id table = session.relation(name);
    tables.push_back(table);
    if (!name["inh"].truth()) continue;
    const auto below = descendants(session, table);
    tables.insert(tables.end(), below.begin(), below.end());
  }
  const bool cascade = statement["behavior"].text() == "DROP_CASCADE";
  std::set<Id> seen;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Id table = tables[i];
    if (!seen.insert(table).second) continue;
    change_table_rows(session, Operation::truncate, table);
    if (cascade && session.catalog.at(table).assumed) {
      session.opaque(Operation::unknown_cascade, session.catalog.identity(table),
                     "the tables that refer to it are not known");
    }
    for (const Id dependent : session.catalog.dependents(table)) {
      const auto& object = session.catalog.at(dependent);
      const bool refers = object.kind == ObjectKind::constraint && object.target == table;
      if (!cascade || !refers) continue;
      tables.push_back(object.parent);
      const auto below = descendants(session, object.parent);
      tables.insert(tables.end(), below.begin(), below.end());
    }
  }
}

namespace {

/// The lines of inline data. Quotes of CSV may hold line feeds.
std::optional<std::uint64_t> data_rows(const Session& session, Node copy) {
  if (session.data.empty() || copy["whereClause"]) return std::nullopt;
  bool csv = false;
  bool header = false;
  for (const auto& option : copy["options"].items()) {
    const auto name = option["defname"].text();
    if (name == "quote" || name == "escape") return std::nullopt;
    if (name == "format")
      csv = option["arg"]["sval"]["sval"].text() == "csv" || option["arg"]["sval"].text() == "csv";
    if (name == "header") header = true;
  }
  bool quoted = false;
  std::uint64_t lines = 0;
  for (const char c : session.data) {
    if (csv && c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) ++lines;
  }
  return lines > 0 && header ? lines - 1 : lines;
}

}  // namespace

void copy_rows(Session& session, Node copy) {
  const bool from = copy["is_from"].truth();
  if (copy["is_program"].truth()) {
    session.tell(Operation::server_access,
                 {ObjectKind::program, std::string(copy["filename"].text())});
    session.effects.back().detail = "runs a program on the server";
  } else if (copy["filename"]) {
    session.tell(Operation::server_access,
                 {ObjectKind::file, std::string(copy["filename"].text())});
    session.effects.back().detail = "reads or writes a file of the server";
  }
  if (copy["relation"] && from)
    change_table_rows(session, Operation::copy, session.relation(copy["relation"]),
                      data_rows(session, copy));
  run_calls(session, copy["whereClause"]);
  if (copy["query"]) run_query(session, copy["query"]);
}

void lock_tables(Session& session, Node lock) {
  session.traits.lock = static_cast<LockLevel>(lock["mode"].number(8));
  for (const auto& name : lock["relations"].items())
    session.touch(Operation::lock, session.relation(name));
}

void search_path_from(Session& session, const std::vector<std::string>& names) {
  session.search_path.clear();
  for (const auto& name : names) {
    if (name != "$user") session.search_path.push_back(name);
  }
}

void set_variable(Session& session, Node set) {
  const auto name = set["name"].text();
  if (set["kind"].text() == "VAR_SET_VALUE") {
    const auto value = set["args"].first();
    watch_reading(session, std::string(name),
                  value["ival"] ? std::string(value["ival"]["ival"].text())
                                : std::string(value["sval"]["sval"].text()));
  }
  if (name == "search_path" || set["kind"].text() == "VAR_RESET_ALL") {
    const auto before = session.search_path;
    std::vector<std::string> names;
    for (const auto& argument : set["args"].items())
      names.emplace_back(argument["sval"]["sval"].text());
    if (set["kind"].text() != "VAR_SET_VALUE") names = {"public"};
    if (set["is_local"].truth() && !session.path_outside)
      session.path_outside = session.search_path;
    if (!set["is_local"].truth()) session.path_outside.reset();
    search_path_from(session, names);
    if (session.uncertain > 0 && session.search_path != before)
      session.opaque(Operation::dynamic_sql, std::string(name),
                     "the search path is changed where that may not happen");
  }
  session.tell(Operation::set, {ObjectKind::setting, std::string(name)});
}

void call_procedure(Session& session, Node call) {
  for (const auto& argument : call["funccall"]["args"].items()) run_calls(session, argument);
  const auto name = names_of(call["funccall"]["funcname"]);
  if (name.empty()) return;
  const auto holders =
      name.size() > 1 ? std::vector<std::string>{name[name.size() - 2]} : session.search_path;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    const auto found =
        schema == 0 ? std::vector<Id>() : session.catalog.functions(schema, name.back());
    for (const Id id : found) {
      session.pending_arguments(id, call["funccall"]["args"].items());
      call_routine(session, id);
    }
    if (!found.empty()) return;
  }
  session.opaque(Operation::unknown_call, name.back(), "a procedure that is not known may write");
}

}  // namespace mig::catalog
