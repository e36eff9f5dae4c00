#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "mig/document/value.hpp"

namespace mig::contract {

/// A value that was found in a file before; told by its salted fingerprint.
struct KnownValue {
  std::string path;
  std::string rule;
  std::string fingerprint;
  std::int64_t count = 1;  ///< how often it stands there
  Span span;               ///< of the entry in its document
  friend auto operator<=>(const KnownValue& left, const KnownValue& right) {
    return std::tie(left.path, left.rule, left.fingerprint) <=>
           std::tie(right.path, right.rule, right.fingerprint);
  }
  friend bool operator==(const KnownValue& left, const KnownValue& right) {
    return (left <=> right) == 0;
  }
};

/// What was there when the gate was introduced.
struct SecretBaseline {
  std::string salt;                 ///< hexadecimal
  std::vector<KnownValue> entries;  ///< sorted
};

/// Of a document that fits the schema.
SecretBaseline read_secret_baseline(const document::LocatedValue& value);

}  // namespace mig::contract
