#include "mig/bundle/script_names.hpp"

#include <algorithm>
#include <array>

namespace mig::bundle {
namespace {

char lower_case(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

template <class Endings>
bool ends_with_any(std::string_view name, const Endings& endings) {
  return std::any_of(endings.begin(), endings.end(), [name](std::string_view ending) {
    return ends_with_ignoring_case(name, ending);
  });
}

}  // namespace

bool ends_with_ignoring_case(std::string_view name, std::string_view lower_case_ending) {
  if (name.size() < lower_case_ending.size()) return false;
  const auto tail = name.substr(name.size() - lower_case_ending.size());
  return std::equal(tail.begin(), tail.end(), lower_case_ending.begin(),
                    [](char left, char right) { return lower_case(left) == right; });
}

bool is_script_name(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kEndings{".sql",    ".psql", ".pgsql", ".ddl",
                                                             ".cypher", ".cql",  ".sh",    ".bash",
                                                             ".py",     ".js",   ".rb",    ".pl"};
  static constexpr std::array<std::string_view, 2> kSearchScripts{"forward.json", "rollback.json"};
  for (const auto whole : kSearchScripts) {
    if (name.size() == whole.size() && ends_with_ignoring_case(name, whole)) return true;
  }
  return ends_with_any(name, kEndings);
}

bool is_data_name(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kEndings{".json", ".jsonld", ".jsonl", ".yml",
                                                            ".yaml"};
  return ends_with_any(name, kEndings);
}

}  // namespace mig::bundle
