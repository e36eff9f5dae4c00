#include "mig/catalog/heirs.hpp"
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

Object member_of(Session& session, ObjectKind kind, Id table, std::string_view name) {
  Object object;
  object.kind = kind;
  object.parent = table;
  object.name = name;
  object.temporary = session.catalog.at(table).temporary;
  object.needs.push_back({table, Bond::automatic});
  object.attributes["table"] = {{"", table}};
  return object;
}

Id trigger_function(Session& session, const std::vector<std::string>& name) {
  if (name.empty()) return 0;
  std::vector<std::string> holders =
      name.size() > 1 ? std::vector<std::string>{name[name.size() - 2]} : session.search_path;
  for (const auto& holder : holders) {
    const Id schema = session.catalog.find(name_space(ObjectKind::schema), 0, holder);
    const auto found =
        schema == 0 ? std::vector<Id>() : session.catalog.functions(schema, name.back());
    for (const Id id : found) {
      if (session.catalog.at(id).arguments.empty()) return id;
    }
  }
  return 0;
}

void add_trigger(Session& session, Id table, Node create, Id cloned_from) {
  auto trigger = member_of(session, ObjectKind::trigger, table, create["trigname"].text());
  trigger.set("timing",
              std::string(create["timing"].text()) + ' ' + std::string(create["events"].text()));
  trigger.set("row", create["row"].truth() ? "true" : "false");
  trigger.set(".row", create["row"].truth() ? "true" : "false");
  for (const auto& name : names_of(create["columns"])) {
    const Id column = session.column(table, name);
    trigger.attributes["columns"].push_back({",", column});
    trigger.needs.push_back({column, Bond::normal});
  }
  if (create["whenClause"]) {
    const auto when = expression(session, create["whenClause"], {table});
    trigger.attributes["when"] = when.parts;
    append_routine_needs(session, trigger, when, Bond::normal);
    for (const auto& call : when.calls) trigger.attributes[".calls"].push_back({call, 0});
  }
  for (const auto& part : {"args", "transitionRels"}) {
    if (create[part]) trigger.attributes[part] = expression(session, create[part], {}).parts;
  }
  if (create["isconstraint"].truth())
    trigger.set("constraint", create["initdeferred"].truth() ? "deferred" : "yes");
  const auto name = names_of(create["funcname"]);
  trigger.target = trigger_function(session, name);
  if (trigger.target != 0) {
    trigger.attributes["function"] = {{"", trigger.target}};
    trigger.needs.push_back({trigger.target, Bond::normal});
  } else if (!name.empty()) {
    const auto holder = name.size() > 1 ? name[name.size() - 2] + '.' : std::string();
    trigger.set("function", name.back());
    trigger.set(".function", holder + name.back());
  }
  if (cloned_from != 0) trigger.needs.push_back({cloned_from, Bond::automatic});
  const bool row = create["row"].truth();
  create_or_replace(session, std::move(trigger), create["replace"].truth());
  const Id id =
      session.catalog.find(name_space(ObjectKind::trigger), table, create["trigname"].text());
  if (create["isconstraint"].truth() &&
      session.catalog.find(name_space(ObjectKind::constraint), table, create["trigname"].text()) ==
          0) {
    auto constraint = member_of(session, ObjectKind::constraint, table, create["trigname"].text());
    constraint.set(".type", "CONSTR_TRIGGER");
    constraint.needs.push_back({id, Bond::automatic});
    session.catalog.add(std::move(constraint));
  }
  if (!row) return;
  for (const Id child : partitions(session, table)) add_trigger(session, child, create, id);
}

}  // namespace

void create_trigger(Session& session, Node create) {
  session.traits.lock = LockLevel::share_row_exclusive;
  add_trigger(session, session.relation(create["relation"]), create, 0);
}

void create_rule(Session& session, Node create) {
  session.traits.lock = LockLevel::access_exclusive;
  const Id table = session.relation(create["relation"]);
  auto rule = member_of(session, ObjectKind::rule, table, create["rulename"].text());
  const auto found = expression(session, create["actions"], {table});
  rule.attributes["actions"] = found.parts;
  rule.set("event",
           std::string(create["event"].text()) + (create["instead"].truth() ? " instead" : ""));
  append_needs(rule, found, Bond::normal);
  rule.body = session.source;
  std::erase_if(rule.needs, [&](const Need& need) { return need.on == table; });
  rule.needs.push_back({table, Bond::automatic});
  create_or_replace(session, std::move(rule), create["replace"].truth());
}

void create_policy(Session& session, Node create) {
  const Id table = session.relation(create["table"]);
  auto policy = member_of(session, ObjectKind::policy, table, create["policy_name"].text());
  policy.set("command", std::string(create["cmd_name"].text()) +
                            (create["permissive"].truth() ? " permissive" : ""));
  for (const auto* part : {"qual", "with_check", "roles"}) {
    if (!create[part]) continue;
    const auto found = expression(session, create[part], {table});
    policy.attributes[part] = found.parts;
    append_needs(policy, found, Bond::normal);
  }
  std::erase_if(policy.needs, [&](const Need& need) { return need.on == table; });
  policy.needs.push_back({table, Bond::automatic});
  create_or_replace(session, std::move(policy), false);
}

void alter_policy(Session& session, Node alter) {
  session.traits.widens_access = true;
  const Id table = session.relation(alter["table"]);
  const Id id = session.member(ObjectKind::policy, table, alter["policy_name"].text());
  session.touch(Operation::alter, id);
  for (const auto* part : {"qual", "with_check", "roles"}) {
    if (!alter[part]) continue;
    const auto found = expression(session, alter[part], {table});
    session.edit(id, [&](Object& object) {
      object.attributes[part] = found.parts;
      for (const auto& need : found.needs) {
        if (need.on != table) object.needs.push_back(need);
      }
    });
  }
}

void create_statistics(Session& session, Node create) {
  const Id table = session.relation(create["relations"].first());
  const auto names = names_of(create["defnames"]);
  Object statistics;
  statistics.kind = ObjectKind::statistics;
  std::vector<std::string> columns;
  for (const auto& element : create["exprs"].items())
    columns.push_back(element["name"] ? std::string(element["name"].text()) : "expr");
  const Id schema = names.size() > 1 ? session.schema(names.front())
                    : names.empty()  ? session.catalog.at(table).schema
                                     : session.current_schema();
  statistics.name = names.empty() ? object_name(session.catalog.at(table).name,
                                                column_names(session, columns), "stat")
                                  : names.back();
  statistics.schema = schema;
  statistics.parent = table;
  statistics.needs = {{schema, Bond::normal}, {table, Bond::automatic}};
  statistics.attributes["table"] = {{"", table}};
  const auto found = expression(session, create["exprs"], {table});
  for (const auto& element : create["exprs"].items()) {
    if (!element["name"]) continue;
    const Id column = session.column(table, element["name"].text());
    statistics.attributes["columns"].push_back({",", column});
    statistics.needs.push_back({column, Bond::automatic});
  }
  std::string kinds;
  for (const auto& kind : names_of(create["stat_types"])) kinds += kind + ',';
  statistics.set("kinds", kinds);
  for (const Id column : found.columns) statistics.needs.push_back({column, Bond::automatic});
  create_or_replace(session, std::move(statistics), false);
}

void index_statement(Session& session, Node index) {
  const bool concurrent = index["concurrent"].truth();
  session.traits.lock = concurrent ? LockLevel::share_update_exclusive : LockLevel::share;
  session.traits.not_transactional = concurrent;
  run_stored(session, create_index(session, session.relation(index["relation"]), index));
}

void comment_on(Session& session, Node comment) {
  const Id object = named_object(session, comment["objtype"].text(), comment["object"], false);
  if (object == 0) return;
  session.touch(Operation::comment, object);
  const Id present = session.catalog.find(name_space(ObjectKind::comment), object, "");
  const auto text = comment["comment"];
  if (!text || text.text().empty()) {
    if (present != 0) {
      session.drop(present, false);
    } else if (session.catalog.at(object).assumed) {
      session.drop(session.member(ObjectKind::comment, object, ""), false);
    }
    return;
  }
  Object made = member_of(session, ObjectKind::comment, object, "");
  made.attributes.erase("table");
  made.set("text", std::string(text.text()));
  create_or_replace(session, std::move(made), true);
}

}  // namespace mig::catalog
