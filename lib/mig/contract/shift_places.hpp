#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/direction.hpp"

namespace mig::contract {

/// One side of a comparison: the value, and where its parent stands.
struct Side {
  const document::LocatedValue* value = nullptr;  ///< null: not given
  Span parent;
};

/// One step from a document to a value in it, on the side of what is there now.
struct Step {
  std::string member;
  std::size_t item = 0;  ///< counts when `member` is empty
};

/// The places of one key in two documents that are compared: the value then and now.
struct Place {
  std::string key;  ///< with what tells items apart
  Side before;
  Side after;
  std::vector<Step> path;
};

/// Two items of a list that are the same one. One side may be null: it came, or it went.
struct ItemPair {
  std::string identity;  ///< "prod, *"; of a repeated one "prod, * #2"
  const document::LocatedValue* before = nullptr;
  const document::LocatedValue* after = nullptr;
  std::size_t index_now = 0;
};

/// Pairs the items of a list of objects by the members that tell them apart. A repeated identity is
/// paired in the order of the lists, so that no item stands in for two. Those of `before` first.
std::vector<ItemPair> pair_items(DocumentKind kind, const Direction& list,
                                 const document::LocatedValue* before,
                                 const document::LocatedValue* after);

/// Where a key is in one of the documents or in both. Below an item, or below a group with a
/// direction of its own, that only one of them has there is nothing: its coming and going tells.
std::vector<Place> places_of(DocumentKind kind, const Direction& direction,
                             const document::LocatedValue& before,
                             const document::LocatedValue& after);

/// What holds where nothing is given, for "$key" the value of that key; null: `absent` is no such
/// reference, or that is not given either.
const document::LocatedValue* referenced_value(std::string_view absent,
                                               const document::LocatedValue& document);

}  // namespace mig::contract
