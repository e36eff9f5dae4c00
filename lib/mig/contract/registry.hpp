#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// One migration as `registry/migrations.v1.json` lists it.
struct RegistryEntry {
  std::size_t document = 0;  ///< which registry document, when a repository has several
  Span span;
  LocatedString id;
  std::optional<LocatedString> type;
  std::optional<LocatedString> status;
  std::optional<LocatedString> path;  ///< relative to the root
  std::optional<LocatedString> superseded_by;
  bool has_successor_key = false;  ///< superseded_by is given, readable or not
  LocatedStrings owners;
};

struct Registry {
  std::vector<RegistryEntry> entries;
  /// Where in `entries` the first one of an id stands. Every bundle is looked up several times.
  std::unordered_map<std::string, std::size_t> first_of_id;

  /// The first entry of that id; null when there is none.
  const RegistryEntry* entry(std::string_view id) const;
};

/// Appends the entries of one document.
void read_registry(const document::LocatedValue& value, std::size_t document, Registry& into);

/// "executed_stage" → "stage"; empty for other statuses.
std::string_view executed_environment(std::string_view status);
/// Statuses of a migration that ran: executed_* and rolled_back.
bool is_executed_status(std::string_view status);

}  // namespace mig::contract
