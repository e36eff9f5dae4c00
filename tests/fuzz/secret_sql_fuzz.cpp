// Any text is searched for rows, statements, hashes and command lines: every span lies within it,
// and reading rows never goes backwards.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mig/secrets/command/find_commands.hpp"
#include "mig/secrets/rows/read_rows.hpp"
#include "mig/secrets/sql/find_hashes.hpp"
#include "mig/secrets/sql/find_sql_secrets.hpp"
#include "mig/secrets/value.hpp"

namespace {

using mig::secrets::Detections;
using mig::secrets::Hit;
using mig::secrets::Row;
using mig::secrets::Text;

void expect(bool holds) {
  if (!holds) std::abort();
}

template <class Find>
void at_hits(std::string_view folded, std::span<const std::string_view> literals, Find find) {
  for (const auto literal : literals) {
    for (auto at = folded.find(literal); at != std::string_view::npos;
         at = folded.find(literal, at + 1))
      find(Hit{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto folded = mig::secrets::lowered(bytes);
  Detections found;
  const auto visit = [&](const Row& row) {
    for (const auto& cell : row.cells)
      expect(cell.span.begin <= cell.span.end && cell.span.end <= size);
    mig::secrets::find_credentials_in_row(row, found);
  };
  for (const std::string_view path : {"up.sql", "rows.csv", "rows.json"}) {
    const Text text{path, bytes, mig::secrets::FileRole::script, 0};
    mig::secrets::read_file_rows(text, visit);
  }
  const Text text{"up.sql", bytes, mig::secrets::FileRole::script, 0};
  at_hits(folded, mig::secrets::row_literals(),
          [&](Hit hit) { expect(mig::secrets::read_statement_rows(text, hit, visit) >= hit.end); });
  at_hits(folded, mig::secrets::sql_literals(),
          [&](Hit hit) { mig::secrets::find_sql_secret(text, hit, found); });
  at_hits(folded, mig::secrets::hash_literals(),
          [&](Hit hit) { mig::secrets::find_hash(text, hit, found); });
  at_hits(folded, mig::secrets::command_literals(),
          [&](Hit hit) { mig::secrets::find_command(text, hit, found); });
  for (const auto& detection : found) {
    expect(detection.span.begin <= detection.span.end && detection.span.end <= size);
    expect(!detection.value.empty() && !detection.subject.empty());
  }
  return 0;
}
