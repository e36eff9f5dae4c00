#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/location.hpp"
#include "mig/document/reader.hpp"

namespace mig::document {

/// Spans are 32 bits wide and yaml-cpp counts in int.
inline constexpr std::size_t kMaxBytes = 0x7FFF'FFFF;

/// What no document of any format may be or hold: too large, a NUL byte, a BOM, invalid UTF-8.
std::optional<ReadFault> check_text(std::string_view bytes);

/// What YAML forbids beyond that: control characters, a carriage return alone, an inner BOM.
std::optional<ReadFault> check_yaml_characters(std::string_view bytes, Span range);

/// Offset of the first byte that does not continue valid UTF-8; npos when there is none.
std::size_t find_invalid_utf8(std::string_view bytes);

/// 1-based line of an offset.
std::uint32_t line_of(std::string_view bytes, std::uint32_t offset);

/// "key \"type\"" on one line, shortened so that a hostile key cannot flood a report.
std::string describe_key(std::string_view key);

inline std::uint32_t size_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(bytes.size());
}

}  // namespace mig::document
