#pragma once

#include <span>
#include <string_view>

#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// Literals that begin rows inside a text of any kind: "insert", "copy", "update", "merge", ...
std::span<const std::string_view> row_literals();

/// Reads the rows of the statement that begins at a hit, if one does; rows behind COPY and every
/// tuple of VALUES included. Answers where it stopped, so that nothing is read twice.
std::uint32_t read_statement_rows(const Text& text, Hit hit, const RowVisitor& visit);

/// Reads a text that is rows as a whole: CSV, TSV, NDJSON, JSON documents (every object is a row).
/// By name and content; does nothing for other texts.
void read_file_rows(const Text& text, const RowVisitor& visit);

}  // namespace mig::secrets
