#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/line_hash.hpp"
#include "mig/base/location.hpp"

namespace mig {

/// What of a text must not be shown: a copy as long byte for byte, with the same lines and columns,
/// and the values that are blanked in it.
struct Masking {
  std::string bytes;
  std::vector<std::string> values;
};

/// Finds what of a file must not be shown; called once, and only when something of it is shown.
using Masker = std::function<Masking(std::string_view path, std::string_view bytes)>;

/// The bytes of one file and the way back from a byte offset to line and column. The line index is
/// built on first use, so a document without findings never pays for it; the same holds for what
/// is masked. Safe for use from several
/// threads: those that judge bundles all quote the same registry.
class SourceText {
 public:
  SourceText() = default;
  SourceText(std::string path, std::string bytes, Masker masker = nullptr)
      : path_(std::move(path)), bytes_(std::move(bytes)), masker_(std::move(masker)) {}

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

  /// The same line as a report may show it.
  std::string_view shown_line(std::uint32_t number) const;

  /// The values that a report must not hold.
  const std::vector<std::string>& hidden_values() const;

  /// What code scanning follows a moved line by, over what a report may show; see LineHashes.
  std::string line_hash(std::uint32_t number) const;

 private:
  void index_lines() const;
  void mask() const;
  std::string_view shown_bytes() const;
  std::string_view line_of(std::string_view bytes, std::uint32_t number) const;
  std::uint32_t code_points_before(std::size_t offset) const;

  std::string path_;
  std::string bytes_;
  Masker masker_;
  mutable std::once_flag masked_;
  mutable Masking masking_;
  mutable std::once_flag lines_indexed_;
  mutable std::vector<std::uint32_t> line_starts_;
  mutable std::vector<std::uint32_t> code_points_;  ///< before each stride, for very long lines
  mutable std::once_flag lines_hashed_;
  mutable std::optional<LineHashes> line_hashes_;
};

}  // namespace mig
