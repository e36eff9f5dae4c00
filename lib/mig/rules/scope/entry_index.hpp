#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/contract/declaration.hpp"

namespace mig::rules {

/// Finds the entries of one scope list that may name something, by its plain name: a scope may have
/// thousands of entries, and a script hundreds of thousands of effects.
class EntryIndex {
 public:
  EntryIndex() = default;
  /// `list` may be null. Entries are folded, and name schemas, tables or objects.
  explicit EntryIndex(const contract::ScopeList* list);

  /// The first entry that `holds`, among those that the name or a wildcard may lead to. `name`: as
  /// the catalog has it, without schema.
  template <class Holds>
  const contract::LocatedString* first(std::string_view name, Holds holds) const {
    const contract::LocatedString* found = nullptr;
    const auto consider = [&](const std::vector<std::size_t>& positions) {
      for (const auto at : positions) {
        const auto& entry = list_->entries[at];
        if ((found == nullptr || &entry < found) && holds(entry.value)) {
          found = &entry;
          return;
        }
      }
    };
    if (list_ == nullptr) return found;
    const auto plain = plain_.find(std::string(name.substr(0, name.find('('))));
    if (plain != plain_.end()) consider(plain->second);
    consider(patterns_);
    return found;
  }

  const contract::ScopeList* list() const { return list_; }

 private:
  const contract::ScopeList* list_ = nullptr;
  std::unordered_map<std::string, std::vector<std::size_t>> plain_;
  std::vector<std::size_t> patterns_;
};

}  // namespace mig::rules
