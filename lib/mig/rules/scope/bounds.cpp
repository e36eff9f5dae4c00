#include "mig/rules/scope/bounds.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "mig/pattern/pattern.hpp"

namespace mig::rules {
namespace {

using contract::LocatedString;
using contract::QualifiedName;
using contract::ScopeList;
using effect::ObjectKind;
using effect::Operation;

constexpr std::array<std::string_view, 5> kTypeKinds{"enum", "domain", "comptype", "range", "type"};

bool is_relation_with_rows(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::foreign_table ||
         kind == ObjectKind::view || kind == ObjectKind::matview;
}

/// Names of the catalog stand without quotes; schemas with a dot in their name are not told apart.
QualifiedName split(std::string_view name) {
  const auto dot = name.substr(0, name.find('(')).find('.');
  if (dot == std::string_view::npos) return {"", std::string(name)};
  return {std::string(name.substr(0, dot)), std::string(name.substr(dot + 1))};
}

Subject subject_named(std::string kind, std::string_view name) {
  if (kind == "schema") return {Subject::Form::schema, kind, {"", std::string(name)}};
  if (!contract::kind_lies_in_a_schema(kind))
    return {Subject::Form::object, kind, {"", std::string(name)}};
  return {Subject::Form::object, std::move(kind), split(name)};
}

bool matches(std::string_view glob, std::string_view name) {
  return pattern::glob_matches(contract::unquoted_name(glob), name);
}

bool kind_matches(std::string_view entry, std::string_view kind) {
  if (pattern::glob_matches(entry, kind)) return true;
  if (entry == "table") return kind == "foreign_table";
  return entry == "type" &&
         std::find(kTypeKinds.begin(), kTypeKinds.end(), kind) != kTypeKinds.end();
}

std::vector<std::string_view> arguments_of(std::string_view name) {
  std::vector<std::string_view> arguments;
  const auto open = name.find('(');
  auto rest = name.substr(open + 1, name.rfind(')') - open - 1);
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    auto argument = rest.substr(0, comma);
    while (argument.starts_with(' ')) argument.remove_prefix(1);
    arguments.push_back(argument);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  }
  return arguments;
}

/// "f(integer)" names the function "f(parcel integer)": arguments are told apart by their types.
bool same_routine(std::string_view entry, std::string_view name) {
  if (entry.find('(') == std::string_view::npos || name.find('(') == std::string_view::npos ||
      !matches(entry.substr(0, entry.find('(')), name.substr(0, name.find('(')))) {
    return false;
  }
  const auto types = arguments_of(entry);
  const auto arguments = arguments_of(name);
  return std::equal(types.begin(), types.end(), arguments.begin(), arguments.end(),
                    [](std::string_view type, std::string_view argument) {
                      return argument == type || argument.ends_with(' ' + std::string(type));
                    });
}

/// "f" names every function f, whatever its arguments.
bool object_name_matches(std::string_view glob, std::string_view name) {
  if (matches(glob, name) || same_routine(glob, name)) return true;
  const auto arguments = name.find('(');
  return arguments != std::string_view::npos && glob.find('(') == std::string_view::npos &&
         matches(glob, name.substr(0, arguments));
}

bool needs_quotes(std::string_view name) {
  return name.empty() || !std::all_of(name.begin(), name.end(), [](unsigned char letter) {
           return std::islower(letter) != 0 || std::isdigit(letter) != 0 || letter == '_' ||
                  letter == '$' || letter >= 0x80;
         });
}

std::string quoted(const std::string& name) {
  if (!needs_quotes(name)) return name;
  std::string text = "\"";
  for (const char letter : name) {
    text += letter;
    if (letter == '"') text += letter;
  }
  return text + '"';
}

const LocatedString* first_match(const ScopeList* list, const auto& holds) {
  if (list == nullptr) return nullptr;
  const auto found = std::find_if(list->entries.begin(), list->entries.end(),
                                  [&](const LocatedString& entry) { return holds(entry.value); });
  return found == list->entries.end() ? nullptr : &*found;
}

bool table_entry_matches(std::string_view entry, const QualifiedName& table) {
  const auto named = contract::qualified_name(entry);
  return matches(named.name, table.name) &&
         (named.schema.empty() || matches(named.schema, table.schema));
}

bool object_entry_matches(std::string_view entry, const Subject& subject) {
  const auto named = contract::object_name(entry);
  if (!kind_matches(named.kind, subject.kind)) return false;
  return object_name_matches(named.name.name, subject.name.name) &&
         (named.name.schema.empty() || matches(named.name.schema, subject.name.schema));
}

const LocatedString* named_schema(const EntryIndex& index, std::string_view schema) {
  return index.first(schema, [&](const auto& entry) { return matches(entry, schema); });
}

const LocatedString* named_table(const EntryIndex& index, const Subject& subject) {
  if (subject.form != Subject::Form::table) return nullptr;
  return index.first(subject.name.name,
                     [&](const auto& entry) { return table_entry_matches(entry, subject.name); });
}

const LocatedString* named_object(const EntryIndex& index, const Subject& subject) {
  return index.first(subject.name.name,
                     [&](const auto& entry) { return object_entry_matches(entry, subject); });
}

}  // namespace

std::string Subject::text() const {
  return contract::text_of(contract::ObjectName{kind, name});
}

Subject subject_of(const effect::ObjectName& object, std::string_view table) {
  if (!table.empty()) return {Subject::Form::table, "table", split(table)};
  if (is_relation_with_rows(object.kind)) {
    return {Subject::Form::table, std::string(name_of(object.kind)), split(object.name)};
  }
  // A comment says itself what it is on: "function public.f(integer)".
  if (object.kind == ObjectKind::comment) {
    const auto blank = object.name.find(' ');
    return subject_named(object.name.substr(0, blank),
                         blank == std::string::npos ? "" : object.name.substr(blank + 1));
  }
  return subject_named(std::string(name_of(object.kind)), object.name);
}

std::string entry_of(const Subject& subject) {
  // Arguments of a function stand as PostgreSQL prints them; where an entry would fold them, the
  // name alone stands for every function of that name.
  const auto arguments = subject.name.name.find('(');
  auto name = quoted(subject.name.name.substr(0, arguments));
  if (arguments != std::string::npos) {
    const auto written = subject.name.name.substr(arguments);
    if (contract::folded_name(written) == written) name += written;
  }
  if (!subject.name.schema.empty()) name = quoted(subject.name.schema) + "." + name;
  return subject.form == Subject::Form::table ? name : subject.kind + " " + name;
}

bool covers_routine(std::string_view entry, std::string_view other) {
  const auto one = contract::object_name(entry);
  const auto two = contract::object_name(other);
  return entry != other && one.kind == two.kind && one.name.schema == two.name.schema &&
         same_routine(one.name.name, two.name.name);
}

std::string schema_entry_of(std::string_view schema) {
  return quoted(std::string(schema));
}

ScopeBounds::ScopeBounds(const contract::Declaration& declaration)
    : declaration_(declaration),
      folded_(contract::with_folded_names(declaration)),
      allowed_schemas_(list("allowed_schemas")),
      allowed_tables_(list("allowed_tables")),
      allowed_objects_(list("allowed_objects")),
      forbidden_schemas_(list("forbidden_schemas")),
      forbidden_tables_(list("forbidden_tables")),
      forbidden_objects_(list("forbidden_objects")) {}

const ScopeList* ScopeBounds::list(std::string_view key) const {
  return folded_.scope_list(key);
}

const ScopeList* ScopeBounds::written(const ScopeList* folded) const {
  return folded == nullptr ? nullptr : declaration_.scope_list(folded->key);
}

std::optional<Breach> ScopeBounds::forbidden(const Subject& subject) const {
  const auto found = [this](const EntryIndex& index, const LocatedString* entry) {
    const auto at = static_cast<std::size_t>(entry - index.list()->entries.data());
    const auto* as_written = written(index.list());
    return Breach{true, as_written, &as_written->entries.at(at), {}};
  };
  const auto& schema =
      subject.form == Subject::Form::schema ? subject.name.name : subject.name.schema;
  if (const auto* entry = schema.empty() ? nullptr : named_schema(forbidden_schemas_, schema)) {
    return found(forbidden_schemas_, entry);
  }
  if (const auto* entry = named_table(forbidden_tables_, subject)) {
    return found(forbidden_tables_, entry);
  }
  if (const auto* entry = named_object(forbidden_objects_, subject)) {
    return found(forbidden_objects_, entry);
  }
  return std::nullopt;
}

// What no list names is not allowed: a list that is left out allows nothing of its sort.
std::optional<Breach> ScopeBounds::breach_of(const effect::ObjectName& object,
                                             std::string_view table) const {
  const auto subject = subject_of(object, table);
  const auto itself = subject_named(std::string(name_of(object.kind)), object.name);
  if (auto breach = forbidden(subject)) return breach;
  if (auto breach = forbidden(itself)) return breach;
  const auto missing = [this](const char* key) {
    return Breach{false, declaration_.scope_list(key), nullptr, key};
  };
  const auto& schema = subject.name.schema;
  if (!schema.empty() && named_schema(allowed_schemas_, schema) == nullptr) {
    return missing("allowed_schemas");
  }
  if (named_object(allowed_objects_, subject) != nullptr ||
      named_object(allowed_objects_, itself) != nullptr) {
    return std::nullopt;
  }
  if (subject.form != Subject::Form::table) return missing("allowed_objects");
  if (named_table(allowed_tables_, subject) != nullptr) return std::nullopt;
  return missing("allowed_tables");
}

bool ScopeBounds::names(Operation operation) const {
  return first_match(list("allowed_operations"),
                     [&](const auto& word) { return word == name_of(operation); }) != nullptr;
}

std::optional<Breach> ScopeBounds::breach_of(Operation operation) const {
  const auto* forbidden = list("forbidden_operations");
  if (const auto* entry =
          first_match(forbidden, [&](const auto& word) { return word == name_of(operation); })) {
    const auto at = static_cast<std::size_t>(entry - forbidden->entries.data());
    return Breach{true, written(forbidden), &written(forbidden)->entries.at(at), {}};
  }
  const auto* allowed = list("allowed_operations");
  if (allowed == nullptr || names(operation)) return std::nullopt;
  return Breach{false, written(allowed), nullptr, "allowed_operations"};
}

bool is_privilege(const effect::Effect& effect) {
  switch (effect.operation) {
    case Operation::grant:
    case Operation::revoke:
    case Operation::owner:
    case Operation::security_label:
      return true;
    default:
      return effect.object.kind == ObjectKind::role ||
             effect.object.kind == ObjectKind::default_privileges;
  }
}

}  // namespace mig::rules
