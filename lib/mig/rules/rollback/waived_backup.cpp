#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/backups.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& backup : change.backups) {
    if (!backup.is_waived) continue;
    const auto why = why_backup_is_due(bundle, backup);
    if (why.empty()) continue;
    auto& finding = reporter.at(
        place_of(bundle, backup),
        fmt::format("{} needs a backup before it ({}), but its record says that none applies",
                    name_of(*backup.change), why));
    weigh(finding, backup);
  }
}

}  // namespace

const Rule waived_backup{
    {
        .id = "rollback-waived-backup",
        .severity = Severity::review,
        .summary = "A run that needs a backup says that none applies",
        .rationale = "There may be good reasons, such as a store that is rebuilt every night. "
                     "Where the policy asks for a backup, a person has to agree with them.",
        .remedy = "Have it approved, or take a backup",
        .requirements = {"X-14"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
