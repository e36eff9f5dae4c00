#include "mig/contract/scope_names.hpp"

#include <algorithm>
#include <cctype>

#include "mig/pattern/glob_relation.hpp"

namespace mig::contract {

QualifiedName qualified_name(std::string_view entry) {
  // Arguments of a function may hold dots of their own: "f(public.mood)".
  const auto dot = entry.substr(0, entry.find('(')).find('.');
  if (dot == std::string_view::npos) return {"", std::string(entry)};
  return {std::string(entry.substr(0, dot)), std::string(entry.substr(dot + 1))};
}

ObjectName object_name(std::string_view entry) {
  const auto blank = entry.find(' ');
  if (blank == std::string_view::npos) return {"", qualified_name(entry)};
  return {std::string(entry.substr(0, blank)), qualified_name(entry.substr(blank + 1))};
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

bool forbids_table(std::string_view forbidden_entry, const QualifiedName& table) {
  const auto forbidden = qualified_name(forbidden_entry);
  if (!pattern::glob_covers(forbidden.name, table.name)) return false;
  if (forbidden.schema.empty()) return true;
  return !table.schema.empty() && pattern::glob_covers(forbidden.schema, table.schema);
}

}  // namespace mig::contract
