#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::index_build, [&](const auto& script, const auto& hazard) {
    const auto remedy = !hazard.detail.empty()
                            ? fmt::format("run `{}` outside a transaction block", hazard.detail)
                            : std::string();
    report_by_rows(view, script, hazard,
                   fmt::format("building {} stops all writes to {} until it is done",
                               hazard.sql_part.empty() ? "this index" : "index " + hazard.sql_part,
                               with_rows(view, hazard.table)),
                   remedy);
  });
}

}  // namespace

const Rule blocking_index{
    {
        .id = "sql-blocking-index",
        .severity = Severity::review,
        .summary = "An index is built on an existing table while its writers wait",
        .rationale = "CREATE INDEX holds a lock against writers for as long as it reads the "
                     "table. With CONCURRENTLY it reads twice and stops nobody. A table below "
                     "the policy's `medium_from_rows`, or of unknown size, makes this info.",
        .remedy = "Build the index with CREATE INDEX CONCURRENTLY outside a transaction "
                  "block; for a partitioned table build it ON ONLY the parent, then "
                  "concurrently on each partition, and attach those",
        .requirements = {"X-18", "K-112"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
