#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/direction.hpp"

namespace mig::contract {

/// The form in which words of a key are compared.
std::string normal_form(Entries entries, std::string_view text);

/// Whether one entry covers another one, both in their normal form. Never true without being so:
/// what is uncertain is told.
bool entry_covers(Entries entries, std::string_view outer, std::string_view inner);

/// An entry of a list.
struct ListEntry {
  std::string text;                               ///< as it is shown
  std::string normal;                             ///< as it is compared
  const document::LocatedValue* value = nullptr;  ///< null: it holds where none is given
};

/// The entries of a list; those of `absent` when there is none.
std::vector<ListEntry> entries_of(const Direction& direction, const document::LocatedValue* list);

/// What of `entries` none of the others covers, in its order, each once.
std::vector<ListEntry> uncovered(Entries how, const std::vector<ListEntry>& entries,
                                 const std::vector<ListEntry>& others);

}  // namespace mig::contract
