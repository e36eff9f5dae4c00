#include "mig/contract/scope_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "mig/pattern/glob_relation.hpp"

namespace mig::contract {

namespace {

constexpr std::array<std::string_view, 20> kKindsWithoutSchema{
    "access_method", "cast",          "database",     "default_privileges",
    "event",         "event_trigger", "extension",    "fdw",
    "file",          "language",      "large_object", "program",
    "publication",   "role",          "server",       "setting",
    "subscription",  "tablespace",    "transform",    "user_mapping"};

bool lies_in_a_schema(const Declaration& declaration, const ObjectName& object) {
  if (declaration.type && !surface_fits_store("schemas", declaration.type->value)) return false;
  return kind_lies_in_a_schema(object.kind);
}

/// The position of the first dot that is neither quoted nor inside the arguments of a function,
/// which may hold dots of their own: "f(public.mood)".
std::size_t separating_dot(std::string_view entry) {
  bool quoted = false;
  for (std::size_t i = 0; i < entry.size(); ++i) {
    if (entry[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (entry[i] == '(') break;
    if (entry[i] == '.') return i;
  }
  return std::string_view::npos;
}

/// Where a quoted name ends; a doubled quote inside it stands for itself.
std::size_t closing_quote(std::string_view text, std::size_t from) {
  for (auto at = text.find('"', from); at != std::string_view::npos; at = text.find('"', at + 2)) {
    if (at + 1 >= text.size() || text[at + 1] != '"') return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string folded_name(std::string_view entry) {
  std::string folded;
  for (std::size_t i = 0; i < entry.size(); ++i) {
    const char letter = entry[i];
    const auto end = letter == '"' ? closing_quote(entry, i + 1) : std::string_view::npos;
    if (end != std::string_view::npos) {
      const auto content = entry.substr(i + 1, end - i - 1);
      const bool needs_quotes = content.find_first_of(".\"") != std::string_view::npos;
      folded += needs_quotes ? entry.substr(i, end - i + 1) : content;
      i = end;
    } else if (letter == ' ' || letter == '\t') {
      if (!folded.empty() && folded.back() != ' ') folded += ' ';
    } else {
      folded += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

std::string unquoted_name(std::string_view part) {
  const bool is_quoted = part.size() >= 2 && part.front() == '"' && part.back() == '"';
  if (!is_quoted) return std::string(part);
  std::string name;
  for (std::size_t i = 1; i + 1 < part.size(); ++i) {
    if (part[i] == '"') ++i;  // the first of two
    name += part[i];
  }
  return name;
}

Declaration with_folded_names(const Declaration& declaration) {
  Declaration folded = declaration;
  for (auto& list : folded.scope) {
    const auto& surface = list.surface;
    if (surface != "schemas" && surface != "tables" && surface != "objects") continue;
    for (auto& entry : list.entries) entry.value = folded_name(entry.value);
  }
  return folded;
}

QualifiedName qualified_name(std::string_view entry) {
  const auto dot = separating_dot(entry);
  if (dot == std::string_view::npos) return {"", std::string(entry)};
  return {std::string(entry.substr(0, dot)), std::string(entry.substr(dot + 1))};
}

ObjectName object_name(std::string_view entry) {
  const auto blank = entry.find(' ');
  if (blank == std::string_view::npos) return {"", qualified_name(entry)};
  return {std::string(entry.substr(0, blank)), qualified_name(entry.substr(blank + 1))};
}

std::string text_of(const ObjectName& object) {
  auto text = object.kind.empty() ? std::string() : object.kind + " ";
  if (!object.name.schema.empty()) text += object.name.schema + ".";
  return text + object.name.name;
}

bool names_everything(std::string_view entry) {
  std::string folded(entry);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (folded == "all") return true;
  // "type *" means every type, "table public.*" stays inside one schema.
  const auto name = std::string_view(folded).substr(folded.find(' ') + 1);
  return name.find_first_of("*%") != std::string_view::npos &&
         name.find_first_not_of("*%?. ") == std::string_view::npos;
}

bool is_comparable(const Declaration& declaration) {
  std::size_t entries = 0;
  for (const auto& list : declaration.scope) entries += list.entries.size();
  return entries <= kMaxScopeEntries;
}

bool kind_lies_in_a_schema(std::string_view kind) {
  return kind != "schema" && std::find(kKindsWithoutSchema.begin(), kKindsWithoutSchema.end(),
                                       kind) == kKindsWithoutSchema.end();
}

std::vector<QualifiedName> tables_reached(const Declaration& declaration, std::string_view entry) {
  auto table = qualified_name(entry);
  if (!table.schema.empty()) return {std::move(table)};
  std::vector<QualifiedName> reached;
  if (const auto* schemas = declaration.scope_list("allowed_schemas")) {
    for (const auto& schema : schemas->entries) reached.push_back({schema.value, table.name});
  }
  if (reached.empty()) reached.push_back({"*", std::move(table.name)});
  return reached;
}

std::vector<ObjectName> objects_reached(const Declaration& declaration, std::string_view entry) {
  auto object = object_name(entry);
  if (!object.name.schema.empty() || !lies_in_a_schema(declaration, object)) {
    return {std::move(object)};
  }
  std::vector<ObjectName> reached;
  for (auto& name : tables_reached(declaration, object.name.name)) {
    reached.push_back({object.kind, std::move(name)});
  }
  return reached;
}

bool forbids_object(std::string_view forbidden_entry, const ObjectName& object) {
  if (pattern::glob_covers(forbidden_entry, text_of(object))) return true;
  const auto forbidden = object_name(forbidden_entry);
  return forbidden.name.schema.empty() && forbidden.kind == object.kind &&
         pattern::glob_covers(forbidden.name.name, object.name.name);
}

bool forbids_table(std::string_view forbidden_entry, const QualifiedName& table) {
  const auto forbidden = qualified_name(forbidden_entry);
  if (!pattern::glob_covers(forbidden.name, table.name)) return false;
  if (forbidden.schema.empty()) return true;
  return !table.schema.empty() && pattern::glob_covers(forbidden.schema, table.schema);
}

}  // namespace mig::contract
