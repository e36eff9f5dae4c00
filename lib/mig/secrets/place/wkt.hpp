#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "mig/secrets/place/geometry.hpp"

namespace mig::secrets {

/// The identifier around a position, lower case in `is()`, never longer than any that matters.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view text;

  bool is(std::string_view lower) const;
  bool ends_with(std::string_view lower) const;
};
Word word_around(std::string_view text, std::size_t at);

/// Well-known text at a word that names a type of geometry, with what tells its reference system
/// before (`SRID=4326;`) and behind (`', 4326)`).
std::optional<Geometry> read_wkt(std::string_view text, const Word& word);

/// A reference system that is given as the next argument: `, 4326)`, behind quotes and casts.
int srid_behind(std::string_view text, std::size_t at);

/// Well-known binary as hex digits, with or without a reference system, of either byte order.
std::optional<Geometry> read_hex_wkb(std::string_view text, std::size_t begin);

/// Hex digits that begin such a value.
std::span<const std::string_view> wkb_literals();

}  // namespace mig::secrets
