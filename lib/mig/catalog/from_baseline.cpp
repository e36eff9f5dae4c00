#include "mig/catalog/from_baseline.hpp"

#include <algorithm>
#include <map>

#include "mig/catalog/imported.hpp"

namespace mig::catalog {
namespace {

using Objects = std::map<ObjectKind, std::vector<const BaselineObject*>>;

Objects by_kind(const contract::Baseline& baseline) {
  Objects objects;
  for (const auto& object : baseline.objects) {
    if (const auto kind = effect::object_kind(object.kind)) objects[*kind].push_back(&object);
  }
  return objects;
}

/// The inventory is sorted by name; a table has its columns in an order of their own.
void sort_columns(std::vector<const BaselineObject*>& columns, const Objects& objects) {
  std::unordered_map<std::string, std::size_t> place;
  for (const auto kind : {ObjectKind::table, ObjectKind::foreign_table}) {
    const auto tables = objects.find(kind);
    if (tables == objects.end()) continue;
    for (const auto* table : tables->second) {
      const auto* names = table->list(Attribute::columns);
      if (names == nullptr) continue;
      for (std::size_t at = 0; at < names->size(); ++at)
        place.emplace(table->name + '.' + (*names)[at], at);
    }
  }
  const auto place_of = [&](const BaselineObject* column) {
    const auto found = place.find(column->name);
    return found == place.end() ? place.size() : found->second;
  };
  std::stable_sort(columns.begin(), columns.end(), [&](const auto* left, const auto* right) {
    return place_of(left) < place_of(right);
  });
}

class Filling {
 public:
  Filling(Import& into, Objects objects) : into_(into), objects_(std::move(objects)) {}

  template <class Make>
  void each(ObjectKind kind, Make make) {
    for (const auto* object : objects_[kind]) make(into_, *object);
  }

  // What is named comes before what names it.
  void run() {
    each(ObjectKind::schema, schema);
    for (const auto kind :
         {ObjectKind::extension, ObjectKind::enumeration, ObjectKind::composite, ObjectKind::range,
          ObjectKind::base_type, ObjectKind::domain, ObjectKind::collation})
      others(kind);
    for (const auto kind : {ObjectKind::table, ObjectKind::foreign_table, ObjectKind::view,
                            ObjectKind::matview, ObjectKind::sequence}) {
      for (const auto* object : objects_[kind]) import_relation(into_, *object, kind);
    }
    sort_columns(objects_[ObjectKind::column], objects_);
    each(ObjectKind::column, import_column);
    each(ObjectKind::sequence, import_sequence_owner);
    each(ObjectKind::constraint, import_constraint);
    each(ObjectKind::index, import_index);
    each(ObjectKind::constraint, link_foreign_key);
    for (const auto kind : {ObjectKind::function, ObjectKind::aggregate, ObjectKind::procedure}) {
      for (const auto* object : objects_[kind]) import_routine(into_, *object, kind);
    }
    each(ObjectKind::column, import_default);
    for (const auto kind :
         {ObjectKind::table, ObjectKind::foreign_table, ObjectKind::view, ObjectKind::matview})
      each(kind, link_relation);
    each(ObjectKind::trigger, import_trigger);
    for (const auto kind : {ObjectKind::policy, ObjectKind::rule}) {
      for (const auto* object : objects_[kind]) import_policy_or_rule(into_, *object, kind);
    }
    rest();
    each(ObjectKind::comment, import_comment);
  }

 private:
  static void schema(Import& into, const BaselineObject& object) {
    Object made;
    made.kind = ObjectKind::schema;
    made.name = object.name;
    describe_rest(into, object, "definition", made);
    into.add(object, std::move(made));
  }

  void others(ObjectKind kind) {
    for (const auto* object : objects_[kind]) import_other(into_, *object, kind);
    done_.push_back(kind);
  }

  void rest() {
    for (const auto kind :
         {ObjectKind::schema, ObjectKind::table, ObjectKind::foreign_table, ObjectKind::view,
          ObjectKind::matview, ObjectKind::sequence, ObjectKind::column, ObjectKind::constraint,
          ObjectKind::index, ObjectKind::function, ObjectKind::aggregate, ObjectKind::procedure,
          ObjectKind::trigger, ObjectKind::policy, ObjectKind::rule, ObjectKind::comment})
      done_.push_back(kind);
    for (const auto& [kind, objects] : objects_) {
      if (std::find(done_.begin(), done_.end(), kind) != done_.end()) continue;
      for (const auto* object : objects) import_other(into_, *object, kind);
    }
  }

  Import& into_;
  Objects objects_;
  std::vector<ObjectKind> done_;
};

}  // namespace

Id Import::find(std::string_view label) const {
  const auto found = ids_.find(std::string(label));
  return found == ids_.end() ? 0 : found->second;
}

Id Import::find(std::string_view kind, std::string_view name) const {
  return find(std::string(kind) + ' ' + std::string(name));
}

Id Import::relation(std::string_view name) const {
  // An inventory may say of what kind it is.
  if (const Id labelled = find(name)) return is_relation(catalog.at(labelled).kind) ? labelled : 0;
  for (const auto* kind : {"table", "view", "matview", "foreign_table", "comptype"}) {
    if (const Id id = find(kind, name)) return id;
  }
  return 0;
}

Id Import::column(Id relation, std::string_view name) const {
  return relation == 0 ? 0 : catalog.find(name_space(ObjectKind::column), relation, name);
}

Id Import::schema_of(std::string& name) {
  // A name may hold dots of its own: the longest schema that is there wins.
  const auto parameters = std::min(name.find('('), name.size());
  for (auto dot = name.rfind('.', parameters); dot != std::string::npos && dot != 0;
       dot = name.rfind('.', dot - 1)) {
    const Id found = find("schema", std::string_view(name).substr(0, dot));
    if (found == 0) continue;
    name.erase(0, dot + 1);
    return found;
  }
  const auto dot = name.substr(0, parameters).find('.');
  if (dot == std::string::npos) return 0;
  const auto schema = name.substr(0, dot);
  name.erase(0, dot + 1);
  if (const Id known = catalog.find(name_space(ObjectKind::schema), 0, schema)) return known;
  Object made;
  made.kind = ObjectKind::schema;
  made.name = schema;
  return catalog.assume(std::move(made));
}

Parts Import::type(const std::string& text) const {
  const auto end = std::min(text.find_first_of("(["), text.size());
  const auto name = text.substr(0, end);
  for (const auto* kind : {"enum", "domain", "comptype", "range", "type", "table"}) {
    Id id = find(kind, name);
    // The store leaves out a schema of its search path.
    if (id == 0) id = find(kind, "public." + name);
    if (id != 0) return {{"", id}, {text.substr(end), 0}};
  }
  return {{text, 0}};
}

std::vector<Id> Import::needed(const BaselineObject& object) const {
  std::vector<Id> ids;
  for (const auto& label : object.needs()) {
    if (const Id id = find(label)) ids.push_back(id);
  }
  return ids;
}

Id Import::add(const BaselineObject& object, Object made) {
  const auto label = object.label();
  const Id holder = made.schema != 0 ? made.schema : made.parent;
  // Every catalog begins with a schema public; what is listed twice is one object.
  Id id =
      is_routine(made.kind) ? find(label) : catalog.find(name_space(made.kind), holder, made.name);
  if (id == 0) {
    id = catalog.add(std::move(made));
  } else if (catalog.at(id).assumed) {
    catalog.put(id, std::move(made));
  }
  ids_.emplace(label, id);
  return id;
}

void Import::need(Object& object, Id on, Bond bond) const {
  const Need wanted{on, bond};
  if (on != 0 && std::find(object.needs.begin(), object.needs.end(), wanted) == object.needs.end())
    object.needs.push_back(wanted);
}

MemberName member_name(const BaselineObject& object, char separator) {
  if (object.table && object.name.starts_with(*object.table + separator))
    return {*object.table, object.name.substr(object.table->size() + 1)};
  const auto at = separator == '.' ? object.name.rfind(separator) : object.name.find(separator);
  if (at == std::string::npos) return {{}, object.name};
  return {object.name.substr(0, at), object.name.substr(at + 1)};
}

void describe_rest(const Import& into, const BaselineObject& object, const std::string& key,
                   Object& made) {
  const auto* digest = object.text(Attribute::definition_digest);
  if (digest == nullptr) return;
  auto& parts = made.attributes[key];
  parts = {{*digest, 0}};
  // The casts in an expression over one table follow the types of its columns; a query shows none.
  const bool typed = made.kind == ObjectKind::index || made.kind == ObjectKind::policy ||
                     made.kind == ObjectKind::rule || made.kind == ObjectKind::trigger;
  for (const Id id : into.needed(object)) {
    const auto kind = into.catalog.at(id).kind;
    const bool named = kind == ObjectKind::column || is_relation(kind) || is_routine(kind);
    if (named && id != made.parent) parts.push_back({",", id, typed && kind == ObjectKind::column});
  }
}

Catalog catalog_of(const contract::Baseline& baseline) {
  Catalog catalog;
  catalog.complete = true;
  Import into(catalog);
  Filling(into, by_kind(baseline)).run();
  catalog.take_written();
  return catalog;
}

}  // namespace mig::catalog
