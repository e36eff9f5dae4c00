#include "mig/schema/value_order.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace mig::schema {

using document::Array;
using document::LocatedValue;
using document::Member;
using document::Object;
using Kind = LocatedValue::Kind;

namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;

std::partial_ordering compare_mixed(std::int64_t whole, double real) {
  if (std::isnan(real)) return std::partial_ordering::unordered;
  if (real >= kTwoTo63) return std::partial_ordering::less;
  if (real < -kTwoTo63) return std::partial_ordering::greater;
  const double truncated = std::trunc(real);
  const auto by_whole = whole <=> static_cast<std::int64_t>(truncated);
  if (by_whole != 0) return by_whole;
  return 0.0 <=> real - truncated;
}

// Shorter first: cheaper than by content, and any total order will do.
std::weak_ordering order_text(std::string_view left, std::string_view right) {
  if (const auto by_size = left.size() <=> right.size(); by_size != 0) return by_size;
  return left.compare(right) <=> 0;
}

std::weak_ordering order_arrays(const Array& left, const Array& right) {
  if (const auto by_size = left.size() <=> right.size(); by_size != 0) return by_size;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (const auto by_entry = order(left[i], right[i]); by_entry != 0) return by_entry;
  }
  return std::weak_ordering::equivalent;
}

std::vector<const Member*> by_key(const Object& members) {
  std::vector<const Member*> sorted;
  sorted.reserve(members.size());
  for (const Member& member : members) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const Member* left, const Member* right) {
    return order_text(left->key, right->key) < 0;
  });
  return sorted;
}

std::weak_ordering order_objects(const Object& left, const Object& right) {
  if (const auto by_size = left.size() <=> right.size(); by_size != 0) return by_size;
  const auto left_sorted = by_key(left);
  const auto right_sorted = by_key(right);
  for (std::size_t i = 0; i < left_sorted.size(); ++i) {
    const auto by_name = order_text(left_sorted[i]->key, right_sorted[i]->key);
    if (by_name != 0) return by_name;
    const auto by_value = order(left_sorted[i]->value, right_sorted[i]->value);
    if (by_value != 0) return by_value;
  }
  return std::weak_ordering::equivalent;
}

std::weak_ordering order_numbers(const LocatedValue& left, const LocatedValue& right) {
  const auto result = compare_numbers(left, right);
  if (result == std::partial_ordering::less) return std::weak_ordering::less;
  if (result == std::partial_ordering::greater) return std::weak_ordering::greater;
  if (result == std::partial_ordering::equivalent) return std::weak_ordering::equivalent;
  // A NaN stands behind every number, so that the order stays total.
  return std::isnan(left.as_double()) <=> std::isnan(right.as_double());
}

int rank(Kind kind) {
  return static_cast<int>(kind == Kind::integer ? Kind::number : kind);
}

std::size_t mix(std::size_t seed, std::size_t value) {
  std::uint64_t bits = seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
  bits ^= bits >> 30;
  bits *= 0xbf58476d1ce4e5b9ULL;
  return bits ^ (bits >> 27);
}

// Equal values have equal hashes; unequal ones may collide, which `order` then settles.
std::size_t hash(const LocatedValue& value) {
  const auto seed = static_cast<std::size_t>(rank(value.kind()));
  if (value.is_numeric()) return mix(seed, std::hash<double>{}(value.as_double() + 0.0));
  if (const bool* verdict = value.boolean()) return mix(seed, *verdict ? 1 : 0);
  if (const std::string* text = value.string()) return mix(seed, std::hash<std::string>{}(*text));
  if (const Array* entries = value.array()) {
    std::size_t result = seed;
    for (const LocatedValue& entry : *entries) result = mix(result, hash(entry));
    return result;
  }
  std::size_t sum = 0;
  if (const Object* members = value.object()) {
    for (const Member& member : *members) {
      sum += mix(std::hash<std::string>{}(member.key), hash(member.value));
    }
  }
  return mix(seed, sum);
}

}  // namespace

std::partial_ordering compare_numbers(const LocatedValue& left, const LocatedValue& right) {
  const std::int64_t* left_whole = left.integer();
  const std::int64_t* right_whole = right.integer();
  if (left_whole != nullptr && right_whole != nullptr) return *left_whole <=> *right_whole;
  if (left_whole != nullptr) return compare_mixed(*left_whole, right.as_double());
  if (right_whole != nullptr) return 0 <=> compare_mixed(*right_whole, left.as_double());
  return left.as_double() <=> right.as_double();
}

std::weak_ordering order(const LocatedValue& left, const LocatedValue& right) {
  if (const auto by_kind = rank(left.kind()) <=> rank(right.kind()); by_kind != 0) return by_kind;
  if (left.is_numeric()) return order_numbers(left, right);
  const auto with_both = [](const auto* a, const auto* b, auto compare) -> std::weak_ordering {
    return a == nullptr || b == nullptr ? std::weak_ordering::equivalent : compare(*a, *b);
  };
  switch (left.kind()) {
    case Kind::boolean:
      return with_both(left.boolean(), right.boolean(), std::compare_three_way());
    case Kind::string:
      return with_both(left.string(), right.string(), order_text);
    case Kind::array:
      return with_both(left.array(), right.array(), order_arrays);
    case Kind::object:
      return with_both(left.object(), right.object(), order_objects);
    default:
      return std::weak_ordering::equivalent;
  }
}

bool is_integral(const LocatedValue& value) {
  if (value.integer() != nullptr) return true;
  const double* real = value.number();
  return real != nullptr && std::isfinite(*real) && std::trunc(*real) == *real;
}

bool is_multiple(const LocatedValue& value, const LocatedValue& divisor) {
  const std::int64_t* whole = value.integer();
  const std::int64_t* whole_step = divisor.integer();
  if (whole != nullptr && whole_step != nullptr) return *whole % *whole_step == 0;
  // 0.0075 is a multiple of 0.0001 to a person, though not to the doubles next to them.
  const double amount = value.as_double();
  const double step = divisor.as_double();
  const double quotient = amount / step;
  if (!std::isfinite(quotient)) return false;
  const double nearest = std::round(quotient) * step;
  return std::abs(nearest - amount) <=
         std::abs(amount) * 4 * std::numeric_limits<double>::epsilon();
}

bool find_duplicate(const Array& entries, Duplicate& found) {
  constexpr std::size_t kFewEntries = 8;
  if (entries.size() <= kFewEntries) {
    for (std::size_t second = 1; second < entries.size(); ++second) {
      for (std::size_t first = 0; first < second; ++first) {
        if (!equal(entries[first], entries[second])) continue;
        found = {first, second};
        return true;
      }
    }
    return false;
  }
  struct Entry {
    std::size_t hash;
    std::size_t index;
  };
  std::vector<Entry> sorted;
  sorted.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) sorted.push_back({hash(entries[i]), i});
  const auto compare = [&entries](const Entry& left, const Entry& right) -> std::weak_ordering {
    if (left.hash != right.hash) return left.hash <=> right.hash;
    return order(entries[left.index], entries[right.index]);
  };
  std::sort(sorted.begin(), sorted.end(), [&compare](const Entry& left, const Entry& right) {
    const auto by_value = compare(left, right);
    return by_value != 0 ? by_value < 0 : left.index < right.index;
  });
  bool any = false;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (compare(sorted[i - 1], sorted[i]) != 0) continue;
    if (any && found.second < sorted[i].index) continue;
    found = {sorted[i - 1].index, sorted[i].index};
    any = true;
  }
  return any;
}

}  // namespace mig::schema
