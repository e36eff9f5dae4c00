#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rollback/backups.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& backup : change.backups) {
    const bool is_partial = backup.status == bundle::BackupStatus::partial;
    if (!is_partial && backup.status != bundle::BackupStatus::unknown) continue;
    // A record that does not fit its schema is told as such.
    if (backup.record != nullptr && !backup.record->is_valid()) continue;
    const auto why = why_backup_is_due(bundle, backup);
    if (why.empty() && backup.record == nullptr) continue;
    const auto run =
        backup.change == nullptr ? std::string("a run") : rules::name_of(*backup.change);
    auto& finding = reporter.at(place_of(bundle, backup),
                                fmt::format("the backup is none for {}: {}{}", run, backup.reason,
                                            why.empty() ? "" : fmt::format("; {} needs one", why)));
    if (backup.record == nullptr) {
      finding.remedy =
          fmt::format("add {} with reference, digest and taken_at", path_of_record(bundle, backup));
      relate(finding,
             quote(*bundle.declaration_document()->source, bundle.declaration.backup->key_span),
             "the declaration names it here");
    }
    if (why.empty() || !is_partial) finding.severity = Severity::review;
    weigh(finding, backup);
  }
}

}  // namespace

const Rule unproved_backup{
    {
        .id = "rollback-unproved-backup",
        .severity = Severity::fail,
        .summary = "A backup is recorded that does not hold for its run",
        .rationale = "A backup of another environment, of a time before the last change or after "
                     "the run began, or one whose bytes nobody can name, restores something else. "
                     "Where nobody can tell, or the policy asks for none, it is review.",
        .remedy = "Record the backup that was taken right before this run, with its digest and the "
                  "time when it was finished",
        .requirements = {"X-14"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
