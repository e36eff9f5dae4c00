#pragma once

#include <string>
#include <string_view>

#include "mig/base/finding.hpp"

namespace mig::report {

/// Columns of a terminal that an excerpt may fill.
inline constexpr std::size_t kExcerptWidth = 160;

/// A source line made fit for a terminal, and the underline that belongs below it.
struct MarkedLine {
  std::string text;
  std::string underline;  ///< leading blanks and marks; empty when the region is on another line
};

/// Cuts a long line around the region, expands tabs, shows hostile characters. A region that goes
/// on below the line is marked to its end.
MarkedLine marked_line(const Excerpt& excerpt, const Region& region, char mark);

/// Columns that a code point takes: 0 for combining ones, 2 for wide ones.
std::size_t width_of(char32_t value);

}  // namespace mig::report
