#pragma once

#include <string>
#include <vector>

#include "mig/contract/direction.hpp"

namespace mig::test {

/// Two documents of a kind that fit their schema and differ in one key.
struct KeyChange {
  contract::DocumentKind kind = contract::DocumentKind::policy;
  std::string key;  ///< of the table of directions
  /// Which way it went. For members that tell items apart an item is exchanged, and both are told.
  contract::Lean expected = contract::Lean::neither;
  bool is_exchange = false;
  /// The key whose direction tells it: `key`, but for members that tell items apart their list.
  std::string told_by;
  std::string before;  ///< YAML
  std::string after;
};

/// A document that holds every key of its kind.
std::string complete_document(contract::DocumentKind kind);

/// A document that reads as the value does: keys a line each, lists on one line.
std::string written_as_yaml(const document::LocatedValue& value);

/// What the generator made, and the keys for which it could make nothing in some direction:
/// "trust keys[].id: no tighter change". The few that are known and reviewed are left out.
struct KeyChanges {
  std::vector<KeyChange> changes;
  std::vector<std::string> failures;
};

/// Both changes of every key of policy, trust and declaration, made from the tables of directions.
KeyChanges generated_key_changes();

}  // namespace mig::test
