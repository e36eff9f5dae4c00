#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "mig/contract/field.hpp"
#include "mig/contract/policy.hpp"

namespace mig::contract {

/// What a baseline says of an object beyond its name. In the order of the keys as bytes.
enum class Attribute : std::uint8_t {
  collation,
  columns,
  command,
  constraint_type,
  default_digest,
  definition_digest,
  enabled,
  events,
  function,
  identity,
  labels,
  language,
  method,
  nullable,
  on_delete,
  on_update,
  owned_by,
  partitioned,
  permissive,
  persistence,
  returns,
  roles,
  row_security,
  security_definer,
  target,
  target_columns,
  timing,
  type,
  unique,
  valid,
  validated,
  version,
};
/// The key in the document.
std::string_view name_of(Attribute attribute);

using AttributeValue = std::variant<bool, std::string, std::vector<std::string>>;

/// One object of an inventory.
struct BaselineObject {
  std::string kind;
  std::string name;
  std::optional<std::string> table;
  std::string digest;  ///< as recorded
  std::optional<std::vector<std::string>> depends_on;
  std::optional<std::vector<std::pair<Attribute, AttributeValue>>> attributes;  ///< sorted
  Span span;                                                                    ///< of its name
  Span digest_span;

  /// Null when the attribute is absent or of another type.
  const std::string* text(Attribute attribute) const;
  const bool* flag(Attribute attribute) const;
  const std::vector<std::string>* list(Attribute attribute) const;
  std::span<const std::string> needs() const;
  /// "table public.parcels"
  std::string label() const { return kind + ' ' + name; }
};

/// A snapshot of a store: a document that fits baseline.v1.
struct Baseline {
  LocatedString store;
  LocatedString phase;
  LocatedString captured_at;
  LocatedString tool_name;
  LocatedString tool_version;
  Span counts_span;
  std::vector<std::pair<std::string, Located<std::int64_t>>> counts;
  LocatedString schema_fingerprint;
  std::optional<Span> protected_domains_span;
  ProtectedDomains protected_domains;  ///< as recorded; nothing when there are none
  LocatedString protected_fingerprint;
  std::optional<Span> row_estimates_span;
  std::vector<std::pair<std::string, std::int64_t>> row_estimates;
  Span objects_span;
  std::vector<BaselineObject> objects;
  std::vector<std::string> fields;  ///< top-level keys, sorted
};

/// Reads a document that fits baseline.v1.
Baseline read_baseline(const document::LocatedValue& value);

}  // namespace mig::contract
