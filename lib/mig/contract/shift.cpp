#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "mig/contract/shift_entries.hpp"
#include "mig/contract/shift_places.hpp"
#include "mig/contract/shift_text.hpp"
#include "mig/contract/shift_values.hpp"
#include "mig/contract/shifts.hpp"
#include "mig/schema/value_order.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

bool is_list_of_items(const Direction& direction) {
  return !direction.identity.empty();
}

bool is_list(const Direction& direction, const Place& place) {
  if (direction.entries == Entries::sequence || direction.looser == Looser::never) return false;
  for (const auto* value : {place.before.value, place.after.value}) {
    if (value != nullptr && value->array() != nullptr) return true;
  }
  return false;
}

/// The member whose value is never shown, of the items of a list.
std::string_view hidden_member(DocumentKind kind, const Direction& list) {
  const auto prefix = fmt::format("{}.", list.key);
  for (const auto& entry : directions_of(kind)) {
    if (entry.is_hidden && entry.key.starts_with(prefix)) return entry.key.substr(prefix.size());
  }
  return {};
}

Span span_of(const Side& side) {
  return side.value == nullptr ? side.parent : side.value->span();
}

/// Compares one key after the other.
class Comparison {
 public:
  Comparison(DocumentKind kind, const LocatedValue& before, const LocatedValue& after)
      : kind_(kind), before_(before), after_(after) {}

  void look_at(const Direction& direction) {
    for (const auto& place : places_of(kind_, direction, before_, after_)) {
      if (is_list_of_items(direction)) {
        look_at_items(direction, place);
      } else if (is_list(direction, place)) {
        look_at_list(direction, place);
      } else {
        look_at_value(direction, place);
      }
    }
  }

  std::vector<PlacedShift> take() { return std::move(shifts_); }

 private:
  Shift& add(const Direction& direction, const Place& place, Lean lean) {
    shifts_.push_back({{&direction, lean, place.key, {}, {}, {}, {}}, place.path});
    auto& shift = shifts_.back().shift;
    shift.before_span = span_of(place.before);
    shift.after_span = span_of(place.after);
    return shift;
  }

  /// Where one side is not given, what another key says may hold.
  void look_at_value(const Direction& direction, const Place& place) {
    const auto* before = place.before.value;
    const auto* after = place.after.value;
    auto meant = direction;
    if (direction.absent.starts_with('$')) {
      if (before == nullptr) before = referenced_value(direction.absent, before_);
      if (after == nullptr) after = referenced_value(direction.absent, after_);
      if (const auto* other = direction_of(kind_, direction.absent.substr(1))) {
        meant.absent = other->absent;
      }
    }
    const auto lean = lean_of(meant, before, after);
    if (!lean) return;
    auto& shift = add(direction, place, *lean);
    if (direction.is_hidden) {
      shift.after = kHiddenValue;
      return;
    }
    if (place.before.value != nullptr) shift.before = compact_text(*place.before.value);
    if (place.after.value != nullptr) shift.after = compact_text(*place.after.value);
  }

  void look_at_list(const Direction& direction, const Place& place) {
    const auto was = entries_of(direction, place.before.value);
    const auto is = entries_of(direction, place.after.value);
    const auto went = uncovered(direction.entries, was, is);
    const auto came = uncovered(direction.entries, is, was);
    if (went.empty() && came.empty()) return;
    if (direction.looser == Looser::any_change) {
      auto& shift = add(direction, place, Lean::looser);
      show(went, shift.before, shift.before_span);
      show(came, shift.after, shift.after_span);
      return;
    }
    const bool more_is_looser = direction.looser == Looser::more;
    const auto tell_came = [&] {
      if (came.empty()) return;
      auto& shift = add(direction, place, more_is_looser ? Lean::looser : Lean::tighter);
      show(came, shift.after, shift.after_span);
    };
    const auto tell_went = [&] {
      if (went.empty()) return;
      auto& shift = add(direction, place, more_is_looser ? Lean::tighter : Lean::looser);
      show(went, shift.before, shift.before_span);
    };
    if (!more_is_looser) tell_went();
    tell_came();
    if (more_is_looser) tell_went();
  }

  static void show(const std::vector<ListEntry>& entries, std::string& text,
                   std::optional<Span>& span) {
    if (entries.empty()) return;
    std::vector<std::string> words;
    std::transform(entries.begin(), entries.end(), std::back_inserter(words),
                   [](const ListEntry& entry) { return entry.text; });
    text = compact_list(words);
    if (entries.front().value != nullptr) span = entries.front().value->span();
  }

  void look_at_items(const Direction& direction, const Place& place) {
    const auto pairs = pair_items(kind_, direction, place.before.value, place.after.value);
    const auto hidden = hidden_member(kind_, direction);
    const bool was_empty =
        std::none_of(pairs.begin(), pairs.end(), [](const ItemPair& pair) { return pair.before; });
    const bool is_empty =
        std::none_of(pairs.begin(), pairs.end(), [](const ItemPair& pair) { return pair.after; });
    for (const auto& pair : pairs) {
      const bool came = pair.before == nullptr;
      if (!came && pair.after != nullptr) continue;
      bool more_is_looser = direction.looser == Looser::more;
      // An empty list stands for everything: then it is the other way round.
      if (direction.looser == Looser::fewer_or_first) more_is_looser = was_empty || is_empty;
      const auto lean = came == more_is_looser ? Lean::looser : Lean::tighter;
      auto& shift = add(direction, place, lean);
      shift.key = fmt::format("{}[{}]", place.key, pair.identity);
      const auto* item = came ? pair.after : pair.before;
      (came ? shift.after : shift.before) = compact_text(*item, hidden);
      (came ? shift.after_span : shift.before_span) = item->span();
      if (came) shifts_.back().path.push_back({{}, pair.index_now});
    }
  }

  DocumentKind kind_;
  const LocatedValue& before_;
  const LocatedValue& after_;
  std::vector<PlacedShift> shifts_;
};

}  // namespace

std::vector<PlacedShift> placed_shifts(DocumentKind kind, const LocatedValue& before,
                                       const LocatedValue& after) {
  Comparison comparison(kind, before, after);
  for (const auto& direction : directions_of(kind)) comparison.look_at(direction);
  return comparison.take();
}

std::vector<Shift> shifts_between(DocumentKind kind, const LocatedValue& before,
                                  const LocatedValue& after) {
  std::vector<Shift> shifts;
  for (auto& placed : placed_shifts(kind, before, after)) shifts.push_back(std::move(placed.shift));
  return shifts;
}

}  // namespace mig::contract
