#include "mig/catalog/heirs.hpp"
#include "mig/catalog/session.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

Id index_constraint(const Session& session, Id index) {
  const auto& object = session.catalog.at(index);
  for (const auto& need : object.needs) {
    if (session.catalog.alive(need.on) &&
        session.catalog.at(need.on).kind == ObjectKind::constraint)
      return need.on;
  }
  return 0;
}

void rename_column(Session& session, Node rename) {
  const Id table =
      session.relation(rename["relation"], kind_of_object_type(rename["relationType"].text()));
  const auto old_name = rename["subname"].text();
  const auto new_name = rename["newname"].text();
  const auto kind = session.catalog.at(table).kind;
  if (kind == ObjectKind::view || kind == ObjectKind::matview) {
    if (const Id column = session.find_column(table, old_name)) session.rename(column, new_name);
    session.edit(table, [&](Object& object) {
      object.set("renamed " + std::string(old_name), std::string(new_name));
    });
    session.touch(Operation::alter, table);
    return;
  }
  auto tables = descendants(session, table);
  tables.insert(tables.begin(), table);
  for (const Id each : tables) session.rename(session.column(each, old_name), new_name);
}

void rename_relation(Session& session, Node rename) {
  const auto kind = kind_of_object_type(rename["renameType"].text());
  if (session.catalog.complete && rename["missing_ok"].truth() &&
      session.find_relation(rename["relation"]) == 0)
    return;
  const Id id = session.relation(rename["relation"], kind);
  session.rename(id, rename["newname"].text());
  if (session.catalog.at(id).kind != ObjectKind::index) return;
  if (const Id constraint = index_constraint(session, id))
    session.rename(constraint, rename["newname"].text());
}

void rename_constraint(Session& session, Node rename) {
  const Id table = session.relation(rename["relation"]);
  const Id id = session.member(ObjectKind::constraint, table, rename["subname"].text());
  const auto object = session.catalog.at(id);
  const Id perhaps = session.possible_index(id);
  const bool key = object.target != 0 && session.catalog.alive(object.target) &&
                   session.catalog.at(object.target).kind == ObjectKind::index;
  session.rename(id, rename["newname"].text());
  if (key) session.rename(object.target, rename["newname"].text());
  if (perhaps != 0 && !key) session.rename(perhaps, rename["newname"].text());
}

}  // namespace

void rename_object(Session& session, Node rename) {
  const auto type = rename["renameType"].text();
  session.traits.lock = LockLevel::access_exclusive;
  if (type == "OBJECT_COLUMN" || (type == "OBJECT_ATTRIBUTE" && rename["relation"])) {
    if (type == "OBJECT_ATTRIBUTE") {
      const Id id = session.relation(rename["relation"], ObjectKind::composite);
      session.rename(session.column(id, rename["subname"].text()), rename["newname"].text());
      for (const Id table : typed_tables(session, id, rename["behavior"].text()))
        session.rename(session.column(table, rename["subname"].text()), rename["newname"].text());
      return;
    }
    rename_column(session, rename);
  } else if (type == "OBJECT_TABCONSTRAINT") {
    rename_constraint(session, rename);
  } else if (type == "OBJECT_TRIGGER" || type == "OBJECT_RULE" || type == "OBJECT_POLICY") {
    const Id table = session.relation(rename["relation"]);
    session.rename(session.member(kind_of_object_type(type), table, rename["subname"].text()),
                   rename["newname"].text());
  } else if (is_relation(kind_of_object_type(type))) {
    rename_relation(session, rename);
  } else if (type == "OBJECT_SCHEMA") {
    session.rename(session.schema(rename["subname"].text()), rename["newname"].text());
  } else if (type == "OBJECT_ROLE" || type == "OBJECT_DATABASE" || type == "OBJECT_TABLESPACE") {
    session.rename(session.global(kind_of_object_type(type), rename["subname"].text()),
                   rename["newname"].text());
  } else if (type == "OBJECT_DOMCONSTRAINT") {
    const Id domain = session.type_named(names_of(rename["object"]), ObjectKind::domain);
    session.rename(session.member(ObjectKind::constraint, domain, rename["subname"].text()),
                   rename["newname"].text());
  } else {
    const auto object =
        type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN" ? rename["object"] : rename["object"];
    const auto names = names_of(object.is("List") ? object["items"] : object);
    const bool by_list = (type == "OBJECT_TYPE" || type == "OBJECT_DOMAIN") && !names.empty();
    const Id id = by_list ? session.type_named(names, kind_of_object_type(type))
                          : named_object(session, type, object, false);
    if (id != 0) session.rename(id, rename["newname"].text());
  }
}

void set_object_schema(Session& session, Node alter) {
  const auto type = alter["objectType"].text();
  const Id schema = session.schema(alter["newschema"].text());
  const auto kind = kind_of_object_type(type);
  Id id = 0;
  if (alter["relation"]) {
    id = session.relation(alter["relation"], kind);
  } else {
    const auto object = alter["object"];
    const auto names = names_of(object.is("List") ? object["items"] : object);
    const bool by_list = is_type(kind) && !names.empty();
    id = by_list ? session.type_named(names, kind) : named_object(session, type, object, false);
  }
  if (id == 0) return;
  session.touch(Operation::move, id);
  if (kind != ObjectKind::extension) {
    session.move(id, schema);
  } else {
    session.opaque(Operation::unknown_cascade, effect::to_string(session.catalog.name(id)),
                   "the members of the extension are not known");
  }
}

void set_object_owner(Session& session, Node alter) {
  session.traits.widens_access = true;
  const auto type = alter["objectType"].text();
  const auto object = alter["object"];
  const auto names = names_of(object.is("List") ? object["items"] : object);
  const auto kind = kind_of_object_type(type);
  const bool by_list = is_type(kind) && !names.empty();
  const Id id = alter["relation"] ? session.relation(alter["relation"], kind)
                : by_list         ? session.type_named(names, kind)
                                  : named_object(session, type, object, false);
  session.touch(Operation::owner, id);
}

}  // namespace mig::catalog
