// Objects of the whole database and objects that are known by their types: publications, servers,
// user mappings, event triggers, casts.
#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

/// Every text below a node: two statements that say the same say it with the same words.
std::string words_of(Node node) {
  std::string words;
  node.each([&](Node at) {
    const auto key = at.key();
    if (key == "location" || key == "stmt_location" || at.text().empty()) return;
    words += key;
    words += '=';
    words += at.text();
    words += ' ';
  });
  return words;
}

void need(Session& session, Object& object, ObjectKind kind, std::string_view name) {
  if (!name.empty()) object.needs.push_back({session.global(kind, name), Bond::normal});
}

/// ALTER ... ADD, SET and DROP of the tables and schemas that a publication sends.
void publication_members(Session& session, Object& object, Node statement) {
  const auto action = statement["action"].text();
  if (action == "AP_SetObjects") {
    object.attributes.erase_if(
        [](const auto& entry) { return entry.first.starts_with("member "); });
  }
  for (const auto& member : statement["pubobjects"].items()) {
    const auto table = member["pubtable"];
    const Id id =
        table ? session.relation(table["relation"]) : session.schema(member["name"].text());
    const auto key = "member " + std::to_string(id);
    if (action == "AP_DropObjects") {
      object.clear(key);
      continue;
    }
    object.attributes[key] = {{words_of(table["whereClause"]) + words_of(table["columns"]), 0},
                              {"", id}};
    object.needs.push_back({id, Bond::attribute});
  }
}

}  // namespace

std::string user_mapping_name(Node statement) {
  const auto user = statement["user"];
  const auto role = user["rolename"].text();
  return std::string(role.empty() ? std::string_view("CURRENT_USER") : role) + " on " +
         std::string(statement["servername"].text());
}

std::string cast_name(Session& session, Node from, Node to) {
  return session.catalog.render(type_parts(session, from, false)) + " as " +
         session.catalog.render(type_parts(session, to, false));
}

void create_plain(Session& session, ObjectKind kind, const std::string& name, Node statement) {
  if (const Id present = session.catalog.find(name_space(kind), 0, name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  Object object;
  object.kind = kind;
  object.name = name;
  object.set("definition", words_of(statement["options"]) + words_of(statement["func_options"]));
  if (kind == ObjectKind::server)
    need(session, object, ObjectKind::foreign_data_wrapper, statement["fdwname"].text());
  if (kind == ObjectKind::user_mapping)
    need(session, object, ObjectKind::server, statement["servername"].text());
  if (kind == ObjectKind::publication) publication_members(session, object, statement);
  if (kind == ObjectKind::event_trigger) {
    object.set("event", words_of(statement["eventname"]) + words_of(statement["whenclause"]));
    if (const Id routine = session.called_routine(statement)) {
      object.attributes["function"] = {{"", routine}};
      object.needs.push_back({routine, Bond::normal});
    }
  }
  if (kind == ObjectKind::cast) {
    object.set("definition", words_of(statement));
    for (const auto* side : {"sourcetype", "targettype"}) {
      for (const auto& part : type_parts(session, statement[side], false)) {
        if (part.named != 0) object.needs.push_back({part.named, Bond::normal});
      }
    }
  }
  session.catalog.add(std::move(object));
}

void alter_plain(Session& session, ObjectKind kind, const std::string& name, Node statement) {
  const Id id = session.global(kind, name);
  session.touch(Operation::alter, id);
  auto object = session.catalog.at(id);
  if (kind == ObjectKind::publication && statement["pubobjects"]) {
    publication_members(session, object, statement);
  } else if (kind == ObjectKind::event_trigger) {
    if (const auto state = statement["tgenabled"].text(); state == "O") {
      object.clear("enabled");
    } else {
      object.set("enabled", std::string(state));
    }
  } else {
    object.set("altered", object.text("altered") + words_of(statement));
  }
  if (object != session.catalog.at(id)) session.catalog.put(id, std::move(object));
}

void drop_plain(Session& session, ObjectKind kind, const std::string& name, bool optional) {
  const Id present = session.catalog.find(name_space(kind), 0, name);
  if (present == 0 && optional && session.catalog.complete) return;
  const Id id = session.global(kind, name);
  if (present == 0 && optional) session.catalog.doubt(id);
  session.drop(id, false);
}

}  // namespace mig::catalog
