#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

#include "mig/contract/document_kind.hpp"
#include "mig/contract/field.hpp"

namespace mig::contract {

inline void expect(bool holds) {
  if (!holds) std::abort();
}

/// Whether a value fits the schema of a kind. Every violation has one line and a place in the text.
inline bool fits(DocumentKind kind, const document::LocatedValue& value, std::string_view bytes) {
  const auto violations = schema_of(kind).validate(value);
  for (const auto& violation : violations) {
    expect(violation.span.begin <= violation.span.end && violation.span.end <= bytes.size());
    expect(!violation.message.empty() && violation.message.find('\n') == std::string::npos);
  }
  return violations.empty();
}

/// How many entries the array of a member has; none for a member that is no array.
inline std::size_t entries_of(const document::LocatedValue& object, std::string_view key) {
  const auto* list = member(object, key);
  return list == nullptr || list->array() == nullptr ? 0 : list->array()->size();
}

/// A string that a schema requires was read, and stands where it says.
inline void expect_read(const LocatedString& text, std::string_view bytes) {
  expect(!text.value.empty() && text.span.begin < text.span.end && text.span.end <= bytes.size());
}

}  // namespace mig::contract
