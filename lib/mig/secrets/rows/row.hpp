#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/secrets/text.hpp"

namespace mig::secrets {

/// One value of a row, with the name of its column where that is known.
struct Cell {
  std::string_view column;  ///< lower case, unquoted; empty when the row names no columns
  std::string value;        ///< decoded: without quotes, escapes resolved, pieces joined
  Span span;                ///< of the value as written, without its quotes
  bool is_text = false;     ///< written as a string, not as a number
  /// What a finder worked out about the column, kept from row to row; 0 as long as that is nothing.
  struct Notes {
    std::uint8_t credential = 0;
    std::uint8_t person = 0;
    std::uint8_t place = 0;
  };
  mutable Notes notes = {};
};

/// Where rows come from.
enum class RowSource : std::uint8_t { insert, update, copy, csv, json };

/// One row that a text would store: of INSERT ... VALUES, UPDATE ... SET, COPY, CSV, or a JSON
/// object. Lives only while it is visited.
struct Row {
  RowSource source = RowSource::insert;
  std::string_view table;  ///< lower case, unquoted, with schema; empty for files
  std::vector<Cell> cells;
};

using RowVisitor = std::function<void(const Row&)>;

}  // namespace mig::secrets
