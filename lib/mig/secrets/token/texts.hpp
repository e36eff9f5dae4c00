#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace mig::secrets {

/// A string literal as an argument of a template, so that a row of a table can hold a list of
/// them in static storage.
template <std::size_t N>
struct Literal {
  char bytes[N]{};
  constexpr Literal(const char (&text)[N]) { std::copy_n(text, N, bytes); }
  constexpr std::string_view view() const { return {bytes, N - 1}; }
};

template <Literal... kEach>
inline constexpr std::array<std::string_view, sizeof...(kEach)> kTexts{kEach.view()...};

}  // namespace mig::secrets
