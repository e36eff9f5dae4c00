#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "mig/contract/field.hpp"

namespace mig::rules::receipt_rules {

/// A moment as exactly as a receipt writes it.
struct Moment {
  std::int64_t second = 0;  ///< since 1970-01-01T00:00:00Z
  std::string fraction;     ///< decimals of a second, without zeros at the end

  friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// Nothing for a text that is no moment of the calendar, and for none.
std::optional<Moment> moment_of(const std::optional<contract::LocatedString>& text);

}  // namespace mig::rules::receipt_rules
