#include <algorithm>
#include <array>

#include "mig/catalog/imported.hpp"

namespace mig::catalog {
namespace {

struct Word {
  std::string_view shown;
  std::string_view internal;
};

constexpr std::array<Word, 7> kConstraintTypes{{{"primary_key", "CONSTR_PRIMARY"},
                                                {"unique", "CONSTR_UNIQUE"},
                                                {"foreign_key", "CONSTR_FOREIGN"},
                                                {"check", "CONSTR_CHECK"},
                                                {"exclusion", "CONSTR_EXCLUSION"},
                                                {"not_null", "CONSTR_NOTNULL"},
                                                {"trigger", "CONSTR_TRIGGER"}}};
constexpr std::array<Word, 5> kActions{{{"no_action", "a"},
                                        {"restrict", "r"},
                                        {"cascade", "c"},
                                        {"set_null", "n"},
                                        {"set_default", "d"}}};

std::string internal_of(const BaselineObject& object, Attribute attribute, const auto& words,
                        std::string_view otherwise) {
  const auto* shown = object.text(attribute);
  for (const auto& word : words) {
    if (shown != nullptr && word.shown == *shown) return std::string(word.internal);
  }
  return std::string(otherwise);
}

bool is_false(const BaselineObject& object, Attribute attribute) {
  const auto* flag = object.flag(attribute);
  return flag != nullptr && !*flag;
}

std::vector<Id> columns_of(const Import& into, const BaselineObject& object, Attribute attribute,
                           Id table) {
  std::vector<Id> columns;
  const auto* names = object.list(attribute);
  if (names == nullptr) return columns;
  for (const auto& name : *names) columns.push_back(into.column(table, name));
  return columns;
}

void name_columns(Object& made, const std::string& key, const std::vector<Id>& columns) {
  auto& parts = made.attributes[key];
  parts.clear();
  for (const Id id : columns) parts.push_back({parts.empty() ? "" : ",", id});
}

/// A member of a table, under its name; of no kind when the table is not there.
Object member(const Import& into, const BaselineObject& object, ObjectKind kind) {
  const auto [holder, name] = member_name(object, '/');
  Object made;
  made.parent = into.relation(holder);
  // A domain has constraints of its own.
  if (made.parent == 0 && kind == ObjectKind::constraint) made.parent = into.find("domain", holder);
  if (made.parent == 0) return made;
  made.kind = kind;
  made.name = name;
  into.need(made, made.parent, Bond::automatic);
  return made;
}

}  // namespace

void import_constraint(Import& into, const BaselineObject& object) {
  auto made = member(into, object, ObjectKind::constraint);
  if (made.kind == ObjectKind::unknown) return;
  const auto type = internal_of(object, Attribute::constraint_type, kConstraintTypes, "");
  made.set(".type", type);
  made.columns = columns_of(into, object, Attribute::columns, made.parent);
  made.columns.remove(Id{0});
  if (is_false(object, Attribute::validated)) made.set("valid", "false");
  for (const Id column : made.columns) into.need(made, column, Bond::automatic);
  if (type == "CONSTR_CHECK") {
    describe_rest(into, object, "check", made);
    auto& parts = made.attributes["check"];
    parts.resize(std::min<std::size_t>(parts.size(), 1));
    for (const Id column : made.columns) parts.push_back({",", column, true});
    for (const Id on : into.needed(object)) {
      if (is_routine(into.catalog.at(on).kind)) into.need(made, on, Bond::normal);
    }
  } else {
    name_columns(made, "columns", made.columns);
    describe_rest(into, object, "definition", made);
  }
  into.add(object, std::move(made));
}

// Keys and indexes are there by now.
void link_foreign_key(Import& into, const BaselineObject& object) {
  const Id id = into.find(object.label());
  if (id == 0 || into.catalog.at(id).text(".type") != "CONSTR_FOREIGN") return;
  const auto* name = object.text(Attribute::target);
  const Id target = name == nullptr ? 0 : into.relation(*name);
  if (target == 0) return;
  auto made = into.catalog.at(id);
  made.target = target;
  made.attributes["references"] = {{"", target}};
  const auto keys = columns_of(into, object, Attribute::target_columns, target);
  name_columns(made, "keys", keys);
  // What is not said may be anything; a key is rarely updated, and rows are often deleted.
  made.set("actions", internal_of(object, Attribute::on_update, kActions, "a") +
                          internal_of(object, Attribute::on_delete, kActions, "?"));
  for (const Id key : keys) into.need(made, key, Bond::normal);
  into.need(made, target, Bond::normal);
  for (const Id constraint : into.catalog.children(target, ObjectKind::constraint)) {
    const auto& key = into.catalog.at(constraint);
    const bool is_key =
        key.text(".type") == "CONSTR_PRIMARY" || key.text(".type") == "CONSTR_UNIQUE";
    if (is_key &&
        std::is_permutation(key.columns.begin(), key.columns.end(), keys.begin(), keys.end())) {
      into.need(made, constraint, Bond::normal);
      break;
    }
  }
  for (const Id on : into.needed(object)) {
    const auto kind = into.catalog.at(on).kind;
    if (kind == ObjectKind::index) into.need(made, on, Bond::normal);
    // The constraint of a partition goes along with that of the partitioned table.
    if (kind == ObjectKind::constraint && into.catalog.at(on).text(".type") == "CONSTR_FOREIGN")
      into.need(made, on, Bond::automatic);
  }
  into.catalog.put(id, std::move(made));
}

void import_index(Import& into, const BaselineObject& object) {
  Object made;
  made.kind = ObjectKind::index;
  made.name = object.name;
  made.schema = into.schema_of(made.name);
  Id constraint = 0;
  std::vector<Id> covered;
  for (const Id on : into.needed(object)) {
    const auto& needed = into.catalog.at(on);
    if (needed.kind == ObjectKind::constraint) constraint = on;
    if (needed.kind == ObjectKind::column) covered.push_back(on);
    if (needed.kind == ObjectKind::index) into.need(made, on, Bond::automatic);
  }
  made.parent = object.table ? into.relation(*object.table) : 0;
  if (made.parent == 0 && constraint != 0) made.parent = into.catalog.at(constraint).parent;
  if (made.parent == 0 && !covered.empty()) made.parent = into.catalog.at(covered[0]).parent;
  if (made.parent == 0) return;
  made.columns = columns_of(into, object, Attribute::columns, made.parent);
  made.attributes["table"] = {{"", made.parent}};
  name_columns(made, "columns", made.columns);
  into.need(made, made.schema, Bond::normal);
  into.need(made, made.parent, Bond::automatic);
  covered.insert(covered.end(), made.columns.begin(), made.columns.end());
  for (const Id column : covered) into.need(made, column, Bond::automatic);
  if (const auto* unique = object.flag(Attribute::unique); unique != nullptr && *unique)
    made.set("unique", "true");
  if (const auto* method = object.text(Attribute::method); method != nullptr && *method != "btree")
    made.set("method", *method);
  describe_rest(into, object, "definition", made);
  if (constraint != 0) {
    made.set(".constraint", into.catalog.at(constraint).text(".type"));
    into.need(made, constraint, Bond::automatic);
  }
  const Id id = into.add(object, std::move(made));
  if (constraint == 0 || into.catalog.at(constraint).text(".type") == "CONSTR_FOREIGN") return;
  auto key = into.catalog.at(constraint);
  key.target = id;
  into.catalog.put(constraint, std::move(key));
}

void import_trigger(Import& into, const BaselineObject& object) {
  auto made = member(into, object, ObjectKind::trigger);
  if (made.kind == ObjectKind::unknown) return;
  // As the parser writes it: the bits of pg_trigger.tgtype.
  constexpr std::array<Word, 3> kTimings{{{"before", "2"}, {"after", "0"}, {"instead_of", "64"}}};
  int events = 0;
  if (const auto* names = object.list(Attribute::events)) {
    for (const auto& name : *names)
      events += name == "insert" ? 4 : name == "delete" ? 8 : name == "update" ? 16 : 32;
  }
  made.attributes["table"] = {{"", made.parent}};
  made.set("timing",
           internal_of(object, Attribute::timing, kTimings, "0") + ' ' + std::to_string(events));
  if (is_false(object, Attribute::enabled)) made.set("enabled", "AT_DisableTrig");
  if (const auto* function = object.text(Attribute::function)) {
    const auto name = function->find('(') == std::string::npos ? *function + "()" : *function;
    // The format names it with its kind; without one it is a function all the same.
    made.target = into.find(name);
    if (made.target == 0) made.target = into.find("function", name);
    if (made.target != 0) {
      made.attributes["function"] = {{"", made.target}};
      into.need(made, made.target, Bond::normal);
    } else {
      made.set("function", *function);
    }
  }
  for (const Id on : into.needed(object)) {
    const auto kind = into.catalog.at(on).kind;
    if (kind == ObjectKind::trigger) into.need(made, on, Bond::automatic);
    if (kind == ObjectKind::column) into.need(made, on, Bond::normal);
  }
  describe_rest(into, object, "definition", made);
  into.add(object, std::move(made));
}

void import_policy_or_rule(Import& into, const BaselineObject& object, ObjectKind kind) {
  auto made = member(into, object, kind);
  if (made.kind == ObjectKind::unknown) return;
  made.attributes["table"] = {{"", made.parent}};
  if (const auto* command = object.text(Attribute::command))
    made.set("command", *command + (is_false(object, Attribute::permissive) ? "" : " permissive"));
  describe_rest(into, object, "definition", made);
  for (const Id on : into.needed(object)) {
    if (on != made.parent) into.need(made, on, Bond::normal);
  }
  into.add(object, std::move(made));
}

void import_comment(Import& into, const BaselineObject& object) {
  const auto needed = into.needed(object);
  if (needed.empty()) return;
  Object made;
  made.kind = ObjectKind::comment;
  made.parent = needed.front();
  into.need(made, made.parent, Bond::automatic);
  describe_rest(into, object, "text", made);
  auto& text = made.attributes["text"];
  text.resize(std::min<std::size_t>(text.size(), 1));
  into.add(object, std::move(made));
}

}  // namespace mig::catalog
