#include "mig/catalog/obstacle_watch.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"
#include "mig/catalog/tables.hpp"

namespace mig::catalog {
namespace {

void own(Session& session, Id sequence, Node owner) {
  auto path = names_of(owner);
  session.edit(sequence, [](Object& object) {
    std::erase_if(object.needs,
                  [&](const Need& need) { return object.parent != 0 && need.on == object.parent; });
    object.parent = 0;
    object.attributes.erase("owner");
  });
  if (path.size() < 2) return;
  const auto name = path.back();
  path.pop_back();
  const Id column = session.column(session.relation_named(path, ObjectKind::table), name);
  session.edit(sequence, [&](Object& object) {
    object.parent = column;
    object.attributes["owner"] = {{"", session.catalog.at(column).parent}, {".", column}};
    object.needs.push_back({column, Bond::automatic});
  });
}

}  // namespace

void sequence_options(Session& session, Id sequence, Node list) {
  for (const auto& option : list.items()) {
    const auto name = option["defname"].text();
    const auto argument = option["arg"];
    if (name == "owned_by") {
      own(session, sequence, argument);
    } else if (name == "as") {
      const auto type = session.catalog.render(type_parts(session, argument));
      session.edit(sequence, [&](Object& object) { object.set("type", type); });
    } else if (name != "restart" && name != "sequence_name" && name != "generated") {
      std::string value;
      argument.each([&](Node at) { value += at.text(); });
      session.edit(sequence, [&](Object& object) { object.set(std::string(name), value); });
    }
  }
}

void create_sequence(Session& session, Node create) {
  bool temporary = false;
  Object sequence;
  sequence.kind = ObjectKind::sequence;
  sequence.name = create["sequence"]["relname"].text();
  sequence.schema = session.creation_schema(create["sequence"], temporary);
  sequence.temporary = temporary;
  sequence.needs.push_back({sequence.schema, Bond::normal});
  sequence.set("type", "bigint");
  if (const Id present = session.catalog.find('r', sequence.schema, sequence.name)) {
    tell_present(session, present);
    session.touch(Operation::create, present);
    return;
  }
  sequence_options(session, session.catalog.add(std::move(sequence)), create["options"]);
}

void alter_sequence(Session& session, Node alter) {
  if (session.catalog.complete && alter["missing_ok"].truth() &&
      session.find_relation(alter["sequence"]) == 0)
    return;
  const Id id = session.relation(alter["sequence"], ObjectKind::sequence);
  session.touch(Operation::alter, id);
  sequence_options(session, id, alter["options"]);
}

}  // namespace mig::catalog
