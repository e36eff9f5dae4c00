#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/backups.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& backup : change.backups) {
    if (backup.status != bundle::BackupStatus::none || backup.has_failed || backup.is_waived) {
      continue;
    }
    const auto why = why_backup_is_due(bundle, backup);
    if (why.empty()) continue;
    auto& finding = reporter.at(place_of(bundle, backup),
                                fmt::format("{} needs a backup before it ({}), but {}",
                                            name_of(*backup.change), why, backup.reason));
    finding.remedy = fmt::format(
        "add {} with reference, digest and taken_at of the backup; or status not_applicable and "
        "the reason",
        path_of_record(bundle, backup));
    weigh(finding, backup);
  }
}

}  // namespace

const Rule missing_backup{
    {
        .id = "rollback-missing-backup",
        .severity = Severity::fail,
        .summary = "A run that needs a backup has none",
        .rationale = "When a rollback does not restore what was lost, the backup is all that is "
                     "left. The policy says for which tiers and classes there has to be one.",
        .remedy = "Add receipts/backup.json of the run with reference, digest and taken_at; or "
                  "status not_applicable and the reason",
        .requirements = {"X-14"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
