#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

namespace mig::document {

/// Beyond 2^53 a reader that keeps numbers as doubles would see another value than we do.
inline constexpr std::int64_t kMaxInteger = std::int64_t{1} << 53;

/// A double of that size has no fraction: it is such an integer too, however it was written.
inline bool is_beyond_limit(double value) {
  return std::abs(value) > static_cast<double>(kMaxInteger);
}

// Neither message repeats the number: it may be a card number or another thing nobody may print.
inline constexpr std::string_view kIntegerMessage =
    "the integer is beyond 2^53 in magnitude; write it as a string";
inline constexpr std::string_view kNumberMessage = "the number is not finite or too large";

}  // namespace mig::document
