#pragma once

#include <compare>
#include <cstddef>

#include "mig/document/value.hpp"

namespace mig::schema {

/// Exact, also between an integer and a number beyond 2^53; unordered only for a NaN.
std::partial_ordering compare_numbers(const document::LocatedValue& left,
                                      const document::LocatedValue& right);

/// A total order in which JSON Schema equality is equivalence: 1 equals 1.0, the order of keys does
/// not count. The order itself means nothing to a person.
std::weak_ordering order(const document::LocatedValue& left, const document::LocatedValue& right);

inline bool equal(const document::LocatedValue& left, const document::LocatedValue& right) {
  return order(left, right) == 0;
}

/// Whether draft-07 counts the value as an integer: 1.0 is one.
bool is_integral(const document::LocatedValue& value);

/// Whether `value` is a whole multiple of `divisor`, which is positive.
bool is_multiple(const document::LocatedValue& value, const document::LocatedValue& divisor);

/// The positions of the first pair of equal entries.
struct Duplicate {
  std::size_t first = 0;
  std::size_t second = 0;
};

/// Answers whether two entries are equal; no worse than n log n comparisons, whatever the content.
bool find_duplicate(const document::Array& entries, Duplicate& found);

}  // namespace mig::schema
