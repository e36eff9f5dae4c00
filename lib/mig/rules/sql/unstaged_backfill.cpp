#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/note_topics.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

constexpr std::array<std::string_view, 5> kStages{"staged", "stages", "batch", "backfill", "chunk"};
constexpr std::array<std::string_view, 2> kMonitoring{"monitor", "observ"};

/// What notes.md says nothing of; empty when it says both.
std::string missing_topics(const bundle::BundleFacts& bundle) {
  const auto says = [&](std::span<const std::string_view> words) {
    return bundle.notes && bundle_rules::coverage_of(bundle.notes->markdown, words).is_written;
  };
  const bool stages = says(kStages);
  const bool monitoring = says(kMonitoring);
  if (stages && monitoring) return {};
  return stages ? "monitoring" : monitoring ? "a staged plan" : "a staged plan and of monitoring";
}

void check_declared(const View& view) {
  const auto* document = view.bundle.declaration_document();
  if (document == nullptr) return;
  const auto& limits = view.bundle.declaration.limits;
  const auto limit = std::find_if(limits.begin(), limits.end(),
                                  [](const auto& each) { return each.key == "max_row_backfill"; });
  const auto large = view.bundle.repository->policy.table_sizes.large_from_rows;
  if (limit == limits.end() || limit->maximum.value < large) return;
  const auto missing = missing_topics(view.bundle);
  if (missing.empty()) return;
  view.reporter.at(*document->source, limit->maximum.span,
                   fmt::format("up to {} rows are to be filled, and notes.md says nothing of {}",
                               grouped(limit->maximum.value), missing));
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  check_declared(view);
  const auto large = bundle.repository->policy.table_sizes.large_from_rows;
  each_hazard(view, catalog::HazardKind::unbounded_change,
              [&](const auto& script, const auto& hazard) {
                if (rows_of(view, hazard.table).value_or(0) < large) return;
                auto& finding =
                    report(view, script, hazard,
                           fmt::format("{} without a condition changes every row of {} at once",
                                       hazard.detail, with_rows(view, hazard.table)),
                           fmt::format("change {} in batches by its key, each in a transaction of "
                                       "its own, and plan them in notes.md",
                                       hazard.sql_table));
                finding.severity = Severity::fail;
              });
}

}  // namespace

const Rule unstaged_backfill{
    {
        .id = "sql-unstaged-backfill",
        .severity = Severity::review,
        .summary = "A large backfill has no staged plan or no monitoring",
        .rationale = "Rows of a large table are changed for hours: somebody has to know in which "
                     "steps, how to stop, and what to watch. It is large from the policy's "
                     "`large_from_rows` on; an UPDATE or DELETE without a condition on such a "
                     "table is a fail.",
        .remedy = "Write prose in notes.md under \"## Staged plan\" and \"## Monitoring\"",
        .requirements = {"K-61", "X-18"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
