#include "mig/contract/shift_values.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "mig/contract/shift_entries.hpp"
#include "mig/contract/shift_text.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/schema/value_order.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

/// Both sides, read as the direction asks.
template <class T>
struct Sides {
  T before;
  T after;
};

bool is_same(const Direction& direction, const LocatedValue& before, const LocatedValue& after) {
  if (schema::equal(before, after)) return true;
  return before.string() != nullptr && after.string() != nullptr &&
         normal_form(direction.entries, *before.string()) ==
             normal_form(direction.entries, *after.string());
}

/// The value is not what it was, and no more is known.
std::optional<Lean> unordered(const Direction& direction, const LocatedValue* before,
                              const LocatedValue* after) {
  if (before != nullptr && after != nullptr && is_same(direction, *before, *after)) {
    return std::nullopt;
  }
  return Lean::looser;
}

/// Without a value of its own, `absent` holds.
bool stands_for_absent(const Direction& direction, const LocatedValue* value) {
  return value == nullptr ||
         (!direction.absent.empty() && value->string() != nullptr &&
          normal_form(direction.entries, *value->string()) == direction.absent) ||
         (value->string() != nullptr && value->string()->empty());
}

std::optional<Lean> lean_if_replaced(const Direction& direction, const LocatedValue* before,
                                     const LocatedValue* after) {
  if (before == nullptr) return Lean::tighter;
  return unordered(direction, before, after);
}

std::optional<Lean> lean_if_changed(const Direction& direction, const LocatedValue* before,
                                    const LocatedValue* after) {
  if (stands_for_absent(direction, before) && stands_for_absent(direction, after)) {
    return std::nullopt;
  }
  return unordered(direction, before, after);
}

std::optional<Lean> ordered(double before, double after, bool up_is_looser) {
  if (before == after) return std::nullopt;
  return (after > before) == up_is_looser ? Lean::looser : Lean::tighter;
}

/// What is not given has no bound in the direction that lets more through.
std::optional<double> number_of(const Direction& direction, const LocatedValue* value) {
  if (value != nullptr) {
    if (!value->is_numeric()) return std::nullopt;
    return value->as_double();
  }
  std::int64_t number = 0;
  const auto* end = direction.absent.data() + direction.absent.size();
  const auto read = std::from_chars(direction.absent.data(), end, number);
  if (!direction.absent.empty() && read.ec == std::errc{}) return static_cast<double>(number);
  constexpr auto kUnbounded = std::numeric_limits<double>::infinity();
  return direction.looser == Looser::higher ? kUnbounded : -kUnbounded;
}

std::optional<double> moment_of(const Direction& direction, const LocatedValue* value) {
  if (value == nullptr) {
    constexpr auto kUnbounded = std::numeric_limits<double>::infinity();
    return direction.looser == Looser::later ? kUnbounded : -kUnbounded;
  }
  if (value->string() == nullptr) return std::nullopt;
  constexpr double kSecondsOfDay = 86'400;
  if (const auto day = pattern::parse_date(*value->string())) {
    return static_cast<double>(*day) * kSecondsOfDay;
  }
  if (const auto moment = pattern::parse_timestamp(*value->string())) {
    return static_cast<double>(*moment);
  }
  return std::nullopt;
}

std::optional<bool> flag_of(const Direction& direction, const LocatedValue* value) {
  if (value == nullptr) return direction.absent == "true";
  if (value->boolean() == nullptr) return std::nullopt;
  return *value->boolean();
}

/// Of a word that is not given, where nothing else holds then.
constexpr double kBelowAll = -1;

/// Where a word stands: words that cannot be ordered share a rank.
std::optional<double> rank_of(const Direction& direction, std::string_view word) {
  double rank = 0;
  for (auto rest = direction.order; !rest.empty();) {
    const auto end = rest.find_first_of(",|");
    if (rest.substr(0, end) == word) return rank;
    if (end == std::string_view::npos) break;
    if (rest[end] == ',') ++rank;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

std::optional<Lean> lean_of_words(const Direction& direction, const LocatedValue* before,
                                  const LocatedValue* after) {
  const auto rank = [&direction](const LocatedValue* value) -> std::optional<double> {
    if (value == nullptr) {
      return direction.absent.empty() ? kBelowAll : rank_of(direction, direction.absent);
    }
    return value->string() == nullptr ? std::nullopt : rank_of(direction, *value->string());
  };
  const auto was = rank(before);
  const auto is = rank(after);
  if (!was || !is) return unordered(direction, before, after);
  if (*was != *is) return ordered(*was, *is, direction.looser == Looser::upwards);
  if (before != nullptr && after != nullptr) return unordered(direction, before, after);
  // A name that came or went is told even where nothing follows from it.
  return direction.key.ends_with('*') ? std::optional(Lean::neither) : std::nullopt;
}

template <class Read>
std::optional<Lean> lean_of_ordered(const Direction& direction, const LocatedValue* before,
                                    const LocatedValue* after, bool up_is_looser,
                                    const Read& read) {
  const auto was = read(direction, before);
  const auto is = read(direction, after);
  if (!was || !is) return unordered(direction, before, after);
  return ordered(static_cast<double>(*was), static_cast<double>(*is), up_is_looser);
}

/// Whether it is there at all is what counts; what it says changes nothing.
std::optional<Lean> lean_of_presence(const Direction& direction, const LocatedValue* before,
                                     const LocatedValue* after) {
  const bool was = before != nullptr;
  const bool is = after != nullptr;
  if (was != is) return is == (direction.looser == Looser::given) ? Lean::looser : Lean::tighter;
  // What lies in a group is told by its own keys.
  if (before->object() != nullptr || schema::equal(*before, *after)) return std::nullopt;
  return Lean::neither;
}

}  // namespace

std::optional<Lean> lean_of(const Direction& direction, const LocatedValue* before,
                            const LocatedValue* after) {
  const auto by = [&](bool up_is_looser, const auto& read) {
    return lean_of_ordered(direction, before, after, up_is_looser, read);
  };
  if (before == nullptr && after == nullptr) return std::nullopt;
  switch (direction.looser) {
    case Looser::never:
      return unordered(direction, before, after) ? std::optional(Lean::neither) : std::nullopt;
    case Looser::replaced:
      return lean_if_replaced(direction, before, after);
    case Looser::higher:
    case Looser::lower:
      return by(direction.looser == Looser::higher, number_of);
    case Looser::on:
    case Looser::off:
      return by(direction.looser == Looser::on, flag_of);
    case Looser::later:
    case Looser::earlier:
      return by(direction.looser == Looser::later, moment_of);
    case Looser::upwards:
    case Looser::downwards:
      return lean_of_words(direction, before, after);
    case Looser::given:
    case Looser::left_out:
      return lean_of_presence(direction, before, after);
    default:
      return lean_if_changed(direction, before, after);
  }
}

}  // namespace mig::contract
