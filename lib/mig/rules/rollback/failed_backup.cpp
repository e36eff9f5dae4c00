#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/backups.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& backup : change.backups) {
    if (!backup.has_failed) continue;
    const auto why = why_backup_is_due(bundle, backup);
    const auto run =
        backup.change == nullptr ? std::string("a run") : rules::name_of(*backup.change);
    auto& finding =
        reporter.at(place_of(bundle, backup),
                    fmt::format("the backup before {} is none: {}{}", run, backup.reason,
                                why.empty() ? "" : fmt::format("; {} needs one", why)));
    if (why.empty()) finding.severity = Severity::review;
    weigh(finding, backup);
  }
}

}  // namespace

const Rule failed_backup{
    {
        .id = "rollback-failed-backup",
        .severity = Severity::fail,
        .summary = "The backup before a run failed",
        .rationale = "A backup that failed is no backup. Going on without one is a decision, and "
                     "somebody has to answer for it: review where the policy asks for none.",
        .remedy = "Take the backup again before the migration runs; where it ran without one, have "
                  "it approved",
        .requirements = {"X-14"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
