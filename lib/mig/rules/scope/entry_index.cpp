#include "mig/rules/scope/entry_index.hpp"

#include <algorithm>

#include "mig/contract/scope_names.hpp"

namespace mig::rules {
namespace {

/// The part of a folded entry that stands for the plain name, without quotes and arguments.
std::string plain_name(const contract::ScopeList& list, std::string_view entry) {
  if (list.surface == "schemas") return contract::unquoted_name(entry);
  auto name = list.surface == "objects" ? contract::object_name(entry).name.name
                                        : contract::qualified_name(entry).name;
  name.resize(std::min(name.find('('), name.size()));
  return contract::unquoted_name(name);
}

}  // namespace

EntryIndex::EntryIndex(const contract::ScopeList* list) : list_(list) {
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->entries.size(); ++i) {
    auto name = plain_name(*list, list->entries[i].value);
    if (name.find_first_of("*?") != std::string::npos) {
      patterns_.push_back(i);
    } else {
      plain_[std::move(name)].push_back(i);
    }
  }
}

}  // namespace mig::rules
