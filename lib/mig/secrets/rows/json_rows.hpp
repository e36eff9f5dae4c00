#pragma once

#include <cstdint>
#include <string_view>

#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// Visits every object from `at` on as a row, inner ones before outer ones. Reads what is nearly
/// JSON too: one document a line, comments, keys without quotes, strings in single quotes. With
/// `one_value` it stops behind the first value; answers where it stopped.
std::uint32_t read_json_rows(std::string_view bytes, std::uint32_t at, bool one_value,
                             std::string_view table, const RowVisitor& visit);

}  // namespace mig::secrets
