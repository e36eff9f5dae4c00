#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "mig/contract/direction.hpp"
// Written by the build from schemas/: MIG_KEYS_OF_POLICY(KEY, GROUP) and its like.
#include "schema_keys.inc"

namespace mig::contract::direction_check {

/// A key as a template argument, so that a failed check names it.
struct KeyText {
  char text[96] = {};
};

consteval KeyText key_text(std::string_view key) {
  KeyText copy;
  std::copy_n(key.begin(), std::min(key.size(), std::size(copy.text) - 1), std::begin(copy.text));
  return copy;
}

consteval bool holds(const auto& table, std::string_view key) {
  return std::any_of(std::begin(table), std::end(table),
                     [key](const Direction& entry) { return entry.key == key; });
}

consteval KeyText strange_key(const auto& table, const auto& schema_keys) {
  for (const Direction& entry : table) {
    if (std::find(std::begin(schema_keys), std::end(schema_keys), entry.key) ==
        std::end(schema_keys)) {
      return key_text(entry.key);
    }
  }
  return {};
}

consteval KeyText repeated_key(const auto& table) {
  for (auto entry = std::begin(table); entry != std::end(table); ++entry) {
    const auto is_same = [&](const Direction& other) { return other.key == entry->key; };
    if (std::any_of(std::next(entry), std::end(table), is_same)) return key_text(entry->key);
  }
  return {};
}

/// An entry without a reason, whose finding nobody would see, or that lacks the order of its words.
consteval KeyText unfinished_key(const auto& table) {
  for (const Direction& entry : table) {
    const bool is_ordered = entry.looser == Looser::upwards || entry.looser == Looser::downwards;
    const bool is_told = entry.concern != Concern::none;
    if (entry.why.empty() || is_told != (entry.looser != Looser::never) ||
        is_ordered != !entry.order.empty()) {
      return key_text(entry.key);
    }
  }
  return {};
}

template <KeyText key>
struct KeyOutsideOfItsSchema {
  static_assert(key.text[0] == '\0', "a table of directions has a key that its schema lacks");
};

template <KeyText key>
struct KeyThatStandsTwice {
  static_assert(key.text[0] == '\0', "a table of directions has a key twice");
};

template <KeyText key>
struct UnfinishedKey {
  static_assert(key.text[0] == '\0',
                "a direction needs a reason, a concern unless it is never looser, and an order if "
                "it is one of ordered words");
};

}  // namespace mig::contract::direction_check

#define MIG_NO_GROUP(key)
#define MIG_LIST_KEY(key) std::string_view(key),
#define MIG_DEMAND_DIRECTION(key)                                     \
  static_assert(::mig::contract::direction_check::holds(kTable, key), \
                "the schema has the key \"" key                       \
                "\", but the table of directions "                    \
                "does not say in which direction a change of it lets more through");

/// Holds `kTable` against the keys of its schema. Groups (objects) have an entry only where being
/// there means something.
#define MIG_CHECK_DIRECTIONS(KEYS)                                                                 \
  KEYS(MIG_DEMAND_DIRECTION, MIG_NO_GROUP)                                                         \
  constexpr std::string_view kSchemaKeys[] = {KEYS(MIG_LIST_KEY, MIG_LIST_KEY)};                   \
  using direction_check::strange_key;                                                              \
  using direction_check::repeated_key;                                                             \
  using direction_check::unfinished_key;                                                           \
  static_assert(sizeof(direction_check::KeyOutsideOfItsSchema<strange_key(kTable, kSchemaKeys)>) > \
                0);                                                                                \
  static_assert(sizeof(direction_check::KeyThatStandsTwice<repeated_key(kTable)>) > 0);            \
  static_assert(sizeof(direction_check::UnfinishedKey<unfinished_key(kTable)>) > 0)
