#include "mig/bundle/backup_status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/contract/registry.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kRuns = "runs/";
constexpr int kFewestWordsOfAReason = 3;

std::optional<std::int64_t> instant(const std::optional<contract::LocatedString>& text) {
  return text ? pattern::parse_timestamp(text->value) : std::nullopt;
}

/// By the receipt; else by the folder of the run, or by the registry for the single-run form.
std::string environment_of(const BundleFacts& bundle, const RunFacts& run,
                           const RunChange* change) {
  if (change != nullptr && change->receipt && change->receipt->environment_name) {
    return change->receipt->environment_name->value;
  }
  if (!run.folder.starts_with(kRuns))
    return std::string(contract::executed_environment(bundle.status));
  const auto name = run.folder.substr(kRuns.size());
  return name.substr(0, name.find_last_of('-'));
}

/// When the last run before this one ended in the same environment.
std::optional<std::int64_t> last_change_before(std::int64_t start, const RunBackup& backup,
                                               const std::vector<RunChange>& runs) {
  std::optional<std::int64_t> last;
  for (const auto& run : runs) {
    if (&run == backup.change || !run.receipt || !run.receipt->environment_name) continue;
    if (run.receipt->environment_name->value != backup.environment) continue;
    const auto end = instant(run.receipt->finished_at);
    if (end && *end <= start) last = std::max(last.value_or(*end), *end);
  }
  return last;
}

void settle(RunBackup& backup, BackupStatus status, std::string reason,
            std::optional<Span> span = std::nullopt) {
  backup.status = status;
  backup.reason = std::move(reason);
  backup.span = span;
}

/// The digest that the receipt of the run gives of the record; null when it names none.
const contract::FileDigest* digest_in_receipt(const RunBackup& backup) {
  if (backup.change == nullptr || !backup.change->receipt) return nullptr;
  for (const auto* list : {&backup.change->receipt->inputs, &backup.change->receipt->outputs}) {
    for (const auto& file : *list) {
      if (file.path.value == backup.run->backup) return &file;
    }
  }
  return nullptr;
}

/// Held against the run: nothing is said where all holds.
void hold_against_run(const BundleFacts& bundle, const std::vector<RunChange>& runs,
                      RunBackup& backup) {
  const auto& record = *backup.content;
  const auto& id = bundle.declaration.migration_id;
  if (id && record.migration_id.value != id->value) {
    return settle(backup, BackupStatus::partial, "it was taken for another migration",
                  record.migration_id.span);
  }
  if (!backup.environment.empty() && record.environment.value != backup.environment) {
    return settle(backup, BackupStatus::partial,
                  fmt::format("it was taken in {}, but the run was in {}", record.environment.value,
                              backup.environment),
                  record.environment.span);
  }
  if (!record.digest || !pattern::is_sha256_digest(record.digest->value)) {
    return settle(backup, BackupStatus::partial, "its digest stands for no bytes",
                  record.digest ? record.digest->span : record.status.span);
  }
  const auto taken = instant(record.taken_at);
  if (!taken) {
    return settle(backup, BackupStatus::partial, "nobody can tell when it was taken",
                  record.taken_at ? record.taken_at->span : record.status.span);
  }
  if (const auto* named = digest_in_receipt(backup);
      named != nullptr && named->digest.value != "sha256:" + backup.record->hex) {
    return settle(backup, BackupStatus::partial, "the record was changed after the run",
                  record.status.span);
  }
  if (backup.change == nullptr) return settle(backup, BackupStatus::present, {});
  const auto started = backup.change->receipt ? instant(backup.change->receipt->started_at)
                                              : std::optional<std::int64_t>{};
  if (!started) {
    return settle(backup, BackupStatus::unknown,
                  "without the receipt of the run nobody can tell whether it was taken before",
                  record.taken_at->span);
  }
  if (*taken > *started) {
    return settle(backup, BackupStatus::partial, "it was taken after the run began",
                  record.taken_at->span);
  }
  const auto last = last_change_before(*started, backup, runs);
  if (last && *taken < *last) {
    return settle(backup, BackupStatus::partial,
                  fmt::format("it is older than the last change in {}", backup.environment),
                  record.taken_at->span);
  }
  settle(backup, BackupStatus::present, {});
}

bool is_reason(const std::optional<contract::LocatedString>& text) {
  return text && pattern::holds_words(text->value, kFewestWordsOfAReason) &&
         !pattern::find_placeholder(text->value);
}

void judge_record(const BundleFacts& bundle, const std::vector<RunChange>& runs,
                  RunBackup& backup) {
  if (!backup.record->is_valid()) {
    return settle(backup, BackupStatus::unknown, "its record cannot be used");
  }
  backup.content = contract::read_backup_record(backup.record->value);
  const auto& record = *backup.content;
  if (record.status.value == "failed") {
    backup.has_failed = true;
    return settle(backup, BackupStatus::none,
                  fmt::format("it failed: {}", record.reason ? record.reason->value : ""),
                  record.status.span);
  }
  if (record.status.value == "ok") return hold_against_run(bundle, runs, backup);
  backup.is_waived = is_reason(record.reason);
  const auto place = record.reason ? record.reason->span : record.status.span;
  settle(backup, BackupStatus::none,
         backup.is_waived ? record.reason->value
                          : "it is said not to apply, but no reason can be read",
         place);
}

RunBackup backup_of(const BundleFacts& bundle, const std::vector<RunChange>& runs,
                    const RunFacts& facts) {
  RunBackup backup;
  backup.run = &facts;
  const auto found = std::find_if(runs.begin(), runs.end(),
                                  [&facts](const auto& run) { return run.run == &facts; });
  if (found != runs.end()) backup.change = &*found;
  backup.record = bundle.document_at(facts.backup);
  backup.environment = environment_of(bundle, facts, backup.change);
  if (backup.record != nullptr) {
    judge_record(bundle, runs, backup);
  } else if (bundle.declaration.backup) {
    settle(backup, BackupStatus::partial,
           "the declaration names one, but no record shows that it was taken before this run");
  } else {
    settle(backup, BackupStatus::none, "there is no record of one");
  }
  return backup;
}

}  // namespace

std::vector<RunBackup> find_backups(const BundleFacts& bundle, const std::vector<RunChange>& runs) {
  std::vector<RunBackup> backups;
  for (const auto& facts : bundle.runs) {
    auto backup = backup_of(bundle, runs, facts);
    const bool ran_forward = backup.change != nullptr && !backup.change->is_rollback();
    if (ran_forward || backup.record != nullptr) backups.push_back(std::move(backup));
  }
  return backups;
}

}  // namespace mig::bundle
