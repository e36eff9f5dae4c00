#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/line_hash.hpp"
#include "mig/base/location.hpp"

namespace mig {

/// The bytes of one file and the way back from a byte offset to line and column. The line index is
/// built on first use, so a document without findings never pays for it. Safe for use from several
/// threads: those that judge bundles all quote the same registry.
class SourceText {
 public:
  SourceText() = default;
  SourceText(std::string path, std::string bytes)
      : path_(std::move(path)), bytes_(std::move(bytes)) {}

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return bytes_; }

  /// Offsets past the end answer the position just after the last byte.
  Position position(std::uint32_t offset) const;
  Location locate(Span span) const;
  Location whole_file() const { return {path_, std::nullopt}; }

  /// The 1-based line without its line end (LF or CRLF); empty past the last line.
  std::string_view line(std::uint32_t number) const;

  /// Offset of the first byte of a 1-based line; the end of the text past the last line.
  std::uint32_t line_start(std::uint32_t number) const;

  /// What code scanning follows a moved line by; see LineHashes.
  std::string line_hash(std::uint32_t number) const;

 private:
  void index_lines() const;
  std::uint32_t code_points_before(std::size_t offset) const;

  std::string path_;
  std::string bytes_;
  mutable std::once_flag lines_indexed_;
  mutable std::vector<std::uint32_t> line_starts_;
  mutable std::vector<std::uint32_t> code_points_;  ///< before each stride, for very long lines
  mutable std::once_flag lines_hashed_;
  mutable std::optional<LineHashes> line_hashes_;
};

}  // namespace mig
