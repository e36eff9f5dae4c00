#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/document/reader.hpp"

namespace mig::document {

struct CsvCell {
  std::string text;  ///< without quotes
  Span span;         ///< with them
};

struct CsvRow {
  std::vector<CsvCell> cells;
  Span span;  ///< without the line end
};

/// A table as RFC 4180 has it, the header among the rows: commas, quotes doubled inside quotes, LF
/// or CRLF behind every line. Every row has as many cells as the first.
ReadResult<std::vector<CsvRow>> read_csv(std::string_view bytes);

}  // namespace mig::document
