#include "mig/delta/report_check.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace mig::delta {
namespace {

constexpr std::array<std::string_view, 3> kWords{"added", "removed", "changed"};

bool agrees(const contract::ReportedChange& reported, const ObservedChange& observed) {
  // A table may be named as its own; whoever names no table says nothing wrong.
  return reported.kind == observed.kind && reported.change == catalog::name_of(observed.change) &&
         (reported.table.empty() || reported.table == observed.table);
}

class NumberCheck {
 public:
  explicit NumberCheck(std::vector<NumberMismatch>& found) : found_(found) {}

  void equal(std::string name, std::int64_t reported, std::int64_t observed, Span span) {
    if (reported != observed) found_.push_back({std::move(name), reported, observed, span});
  }

 private:
  std::vector<NumberMismatch>& found_;
};

void check_counts(const Observation& observation, const contract::DiffSummary& summary,
                  NumberCheck& check) {
  std::set<std::string_view> reported;
  for (const auto& counts : summary.counts) {
    reported.insert(counts.kind);
    const auto found = observation.counts.find(counts.kind);
    for (std::size_t at = 0; at < kWords.size(); ++at) {
      check.equal("counts." + counts.kind + '.' + std::string(kWords.at(at)), counts.numbers.at(at),
                  found == observation.counts.end() ? 0 : found->second.at(at), counts.span);
    }
  }
  for (const auto& [kind, numbers] : observation.counts) {
    if (reported.contains(kind)) continue;
    for (std::size_t at = 0; at < kWords.size(); ++at) {
      check.equal("counts." + kind + '.' + std::string(kWords.at(at)), 0, numbers.at(at),
                  summary.counts_span);
    }
  }
}

}  // namespace

std::vector<ChangeMismatch> compare_changes(const Observation& observation,
                                            const std::vector<contract::ReportedChange>& reported) {
  std::vector<ChangeMismatch> found;
  std::set<std::string_view> seen;
  for (const auto& change : reported) {
    const auto* observed = observation.find(change.object);
    const bool repeated = !seen.insert(change.object).second;
    if (repeated || observed == nullptr || !agrees(change, *observed))
      found.push_back({&change, observed, repeated});
  }
  for (const auto& change : observation.changes) {
    if (!seen.contains(change.label())) found.push_back({nullptr, &change, false});
  }
  return found;
}

std::vector<NumberMismatch> compare_numbers(const Observation& observation,
                                            const contract::DiffSummary& summary,
                                            const std::vector<std::string>* tables_with_rows) {
  std::vector<NumberMismatch> found;
  NumberCheck check(found);
  check_counts(observation, summary, check);
  const auto total = [&](std::string_view name, std::int64_t observed) {
    if (const auto* reported = summary.total(name))
      check.equal("totals." + std::string(name), reported->value, observed, reported->span);
  };
  total("index_count_delta", observation.index_count_delta);
  total("constraint_count_delta", observation.constraint_count_delta);
  const auto* tables = summary.total("table_count_touched");
  if (tables == nullptr) return found;
  const auto fewest = static_cast<std::int64_t>(observation.touched_tables.size());
  auto most = fewest;
  if (tables_with_rows == nullptr) most = std::max(fewest, tables->value);
  for (const auto& table :
       tables_with_rows == nullptr ? std::vector<std::string>() : *tables_with_rows) {
    if (!std::binary_search(observation.touched_tables.begin(), observation.touched_tables.end(),
                            table))
      ++most;
  }
  check.equal("totals.table_count_touched", tables->value, std::clamp(tables->value, fewest, most),
              tables->span);
  return found;
}

}  // namespace mig::delta
