#include "mig/catalog/session.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {

void set_or_erase(Session& session, Id id, const std::string& attribute, std::string_view value) {
  session.edit(id, [&](Object& object) {
    if (value.empty()) {
      object.clear(attribute);
    } else {
      object.set(attribute, std::string(value));
    }
  });
}

namespace {

/// The sequence behind an identity column that nobody has seen, under the name it has by default.
void possible_sequence(Session& session, Id column) {
  const auto& own = session.catalog.at(column);
  const auto& table = session.catalog.at(own.parent);
  const auto name = object_name(table.name, own.name, "seq");
  if (session.catalog.complete || session.catalog.find('r', table.schema, name) != 0) return;
  Object sequence;
  sequence.kind = ObjectKind::sequence;
  sequence.name = name;
  sequence.schema = table.schema;
  sequence.parent = column;
  sequence.needs = {{table.schema, Bond::normal}, {column, Bond::automatic}};
  session.possible(std::move(sequence));
}

}  // namespace

void alter_identity(Session& session, Id table, Id column, Node cmd, std::string_view type) {
  if (type == "AT_AddIdentity") {
    const auto& object = session.catalog.at(column);
    const auto data =
        object.has("type") ? session.catalog.render(object.attributes.at("type")) : "bigint";
    serial_sequence(session, table, column, data, cmd["def"]["options"]);
    set_or_erase(session, column, "identity",
                 cmd["def"]["generated_when"] ? cmd["def"]["generated_when"].text() : "a");
    set_or_erase(session, column, "not_null", "true");
  } else if (type == "AT_DropIdentity") {
    set_or_erase(session, column, "identity", "");
    if (session.catalog.at(column).assumed) possible_sequence(session, column);
    for (const Id id : session.catalog.children(column, ObjectKind::sequence))
      session.drop(id, false);
  } else {
    const auto list = cmd["def"].is("List") ? cmd["def"]["items"] : cmd["def"];
    for (const auto& option : list.items()) {
      if (option["defname"].text() == "generated")
        set_or_erase(session, column, "identity",
                     option["arg"]["ival"].number() == 'd' ? "d" : "a");
    }
    if (session.catalog.at(column).assumed) possible_sequence(session, column);
    for (const Id id : session.catalog.children(column, ObjectKind::sequence)) {
      session.touch(Operation::alter, id);
      sequence_options(session, id, list);
    }
  }
}

}  // namespace mig::catalog
