// A history that fits its schema has one change for each line, in the order of the lines, and the
// table of transitions answers for every one of them.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "contract_invariants.hpp"
#include "mig/contract/status_history.hpp"
#include "mig/document/reader.hpp"

namespace {

using mig::contract::expect;
using mig::contract::expect_read;

void check_transition(const mig::contract::StatusChange& change) {
  const std::string from = change.from ? change.from->value : std::string();
  const auto after = mig::contract::statuses_after(from);
  const bool is_listed = std::find(after.begin(), after.end(), change.status.value) != after.end();
  expect(is_listed == mig::contract::is_allowed_transition(from, change.status.value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  auto lines = mig::document::read_json_lines(bytes);
  if (!lines) return 0;
  const auto count = lines->size();
  const mig::document::LocatedValue value({0, static_cast<std::uint32_t>(size)}, std::move(*lines));
  const auto history = mig::contract::read_status_history(value);
  if (!mig::contract::fits(mig::contract::DocumentKind::status_history, value, bytes)) return 0;
  expect(history.changes.size() == count && count > 0);
  std::size_t end = 0;
  for (const auto& change : history.changes) {
    expect(change.span.begin >= end && change.span.end <= size);
    end = bytes.find('\n', change.span.end);
    expect(end != std::string::npos);
    expect(change.seq.value >= 1);
    for (const auto* text : {&change.at, &change.migration_id, &change.status, &change.by}) {
      expect_read(*text, bytes);
    }
    check_transition(change);
    ++end;
  }
  expect(end == size);
  return 0;
}
