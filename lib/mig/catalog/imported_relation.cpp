#include "mig/catalog/imported.hpp"

namespace mig::catalog {
namespace {

bool says(const BaselineObject& object, Attribute attribute, std::string_view word) {
  const auto* text = object.text(attribute);
  return text != nullptr && *text == word;
}

bool is_true(const BaselineObject& object, Attribute attribute) {
  const auto* flag = object.flag(attribute);
  return flag != nullptr && *flag;
}

void add_hidden_columns(Import& into, const BaselineObject& object, Id relation) {
  const auto* names = object.list(Attribute::columns);
  if (names == nullptr) return;
  for (const auto& name : *names) {
    Object column;
    column.kind = ObjectKind::column;
    column.parent = relation;
    column.name = name;
    column.set(".hidden", "true");
    column.needs.push_back({relation, Bond::automatic});
    into.catalog.add(std::move(column));
  }
}

template <class Edit>
void edit(Import& into, Id id, Edit change) {
  auto object = into.catalog.at(id);
  change(object);
  if (object != into.catalog.at(id)) into.catalog.put(id, std::move(object));
}

}  // namespace

void import_relation(Import& into, const BaselineObject& object, ObjectKind kind) {
  Object made;
  made.kind = kind;
  made.name = object.name;
  made.schema = into.schema_of(made.name);
  into.need(made, made.schema, Bond::normal);
  made.temporary = says(object, Attribute::persistence, "temporary");
  if (says(object, Attribute::persistence, "unlogged")) made.set("persistence", "unlogged");
  if (is_true(object, Attribute::row_security)) made.set("row_security", "true");
  if (is_true(object, Attribute::partitioned)) made.set("partition_key", "");
  if (kind == ObjectKind::sequence && object.text(Attribute::type) != nullptr)
    made.set("type", *object.text(Attribute::type));
  const bool shows_query = kind == ObjectKind::view || kind == ObjectKind::matview;
  if (!shows_query) describe_rest(into, object, "definition", made);
  const Id id = into.add(object, std::move(made));
  if (shows_query) add_hidden_columns(into, object, id);
}

void link_relation(Import& into, const BaselineObject& object) {
  const Id id = into.find(object.label());
  if (id == 0) return;
  const auto kind = into.catalog.at(id).kind;
  const bool shows_query = kind == ObjectKind::view || kind == ObjectKind::matview;
  const auto* target = object.text(Attribute::target);
  const Id parent = target == nullptr ? 0 : into.relation(*target);
  edit(into, id, [&](Object& made) {
    if (parent != 0) {
      const bool partition = into.catalog.at(parent).has("partition_key");
      made.parents.push_back(parent);
      made.attributes["parents"].push_back({",", parent});
      into.need(made, parent, partition ? Bond::automatic : Bond::normal);
    }
    if (!shows_query) return;
    describe_rest(into, object, "query", made);
    for (const Id on : into.needed(object)) {
      if (on != made.schema && on != id) into.need(made, on, Bond::normal);
    }
    if (const auto* names = object.list(Attribute::columns);
        names != nullptr && kind == ObjectKind::view) {
      std::string joined;
      for (const auto& name : *names) joined += name + ',';
      made.set("columns", joined);
    }
  });
}

void import_column(Import& into, const BaselineObject& object) {
  const auto [holder, name] = member_name(object, '.');
  const Id table = into.relation(holder);
  if (table == 0) return;
  Object made;
  made.kind = ObjectKind::column;
  made.parent = table;
  made.name = name;
  into.need(made, table, Bond::automatic);
  if (const auto* type = object.text(Attribute::type)) {
    made.attributes["type"] = into.type(*type);
    for (const auto& part : made.attributes["type"]) into.need(made, part.named, Bond::normal);
  }
  if (const auto* nullable = object.flag(Attribute::nullable); nullable != nullptr && !*nullable)
    made.set("not_null", "true");
  if (says(object, Attribute::identity, "always")) made.set("identity", "a");
  if (says(object, Attribute::identity, "by_default")) made.set("identity", "d");
  if (const auto* collation = object.text(Attribute::collation)) made.set("collation", *collation);
  describe_rest(into, object, "definition", made);
  into.add(object, std::move(made));
}

void import_sequence_owner(Import& into, const BaselineObject& object) {
  const auto* owner = object.text(Attribute::owned_by);
  const Id column = owner == nullptr ? 0 : into.find(*owner);
  const Id id = into.find(object.label());
  if (column == 0 || id == 0) return;
  edit(into, id, [&](Object& made) {
    made.parent = column;
    made.attributes["owner"] = {{"", into.catalog.at(column).parent}, {".", column}};
    into.need(made, column, Bond::automatic);
  });
}

// Defaults come last: they may call functions and sequences.
void import_default(Import& into, const BaselineObject& object) {
  const auto* digest = object.text(Attribute::default_digest);
  const Id id = into.find(object.label());
  if (digest == nullptr || id == 0) return;
  edit(into, id, [&](Object& made) {
    // Only a generated column stands on another column.
    std::vector<Id> named;
    bool generated = false;
    for (const Id on : into.needed(object)) {
      const auto kind = into.catalog.at(on).kind;
      const bool column = kind == ObjectKind::column;
      generated = generated || column;
      if (column || kind == ObjectKind::sequence || is_routine(kind)) named.push_back(on);
    }
    auto& parts = made.attributes[generated ? "generated" : "default"];
    parts = {{*digest, 0}};
    for (const Id on : named) {
      parts.push_back({",", on});
      into.need(made, on, generated ? Bond::normal : Bond::attribute);
    }
  });
}

}  // namespace mig::catalog
