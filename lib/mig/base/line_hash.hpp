#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mig {

/// The value that GitHub code scanning knows as `primaryLocationLineHash`: for each line a rolling
/// hash over the 100 characters from its start, white space left out, and how often that hash was
/// seen so far. It follows a line that moves. Built once per file, in one pass.
class LineHashes {
 public:
  explicit LineHashes(std::string_view file_bytes);

  /// "<hex>:<count>" of a 1-based line; empty past the last line.
  std::string of(std::uint32_t line) const;

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t count = 0;
  };
  std::vector<Entry> lines_;
};

/// The same for a single line. Reads the whole file: use LineHashes for several.
std::string primary_location_line_hash(std::string_view file_bytes, std::uint32_t line);

}  // namespace mig
