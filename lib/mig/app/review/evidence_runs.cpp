#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "mig/app/review/evidence_parts.hpp"
#include "mig/catalog/delta.hpp"
#include "mig/contract/evidence_grade.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

using report::EvidenceRun;

std::string standing_of(const bundle::BoundFile& file) {
  switch (file.binding) {
    case bundle::Binding::same:
      return file.in_store ? "the same, in the store" : "the same";
    case bundle::Binding::differs:
      return "differs: " + file.actual;
    case bundle::Binding::missing:
      return "missing";
    case bundle::Binding::repeated:
      return "named twice";
    case bundle::Binding::unusable:
      break;
  }
  return "cannot be held against it";
}

report::EvidenceFiles files_of(const std::vector<bundle::BoundFile>& bound) {
  report::EvidenceFiles files;
  for (const auto& file : bound) {
    add_row(files, report::EvidenceFile{file.named.path.value, file.named.digest.value,
                                        standing_of(file)});
  }
  return files;
}

/// As the receipt says, without having been held against anything.
report::EvidenceFiles files_of(const std::vector<contract::FileDigest>& named) {
  report::EvidenceFiles files;
  for (const auto& file : named) {
    add_row(files, report::EvidenceFile{file.path.value, file.digest.value, "not compared"});
  }
  return files;
}

std::string joined(const std::string& left, std::string_view between, const std::string& right) {
  if (left.empty() || right.empty()) return left + right;
  return fmt::format("{}{}{}", left, between, right);
}

void add_receipt(const contract::RunReceipt& receipt, EvidenceRun& run) {
  auto& facts = run.facts;
  if (receipt.run_id) run.title = receipt.run_id->value;
  add_value(facts, "outcome", text_of(receipt.status));
  add_value(facts, "operation", receipt.operation ? receipt.operation->value : "forward");
  add_value(facts, "rolls back", text_of(receipt.rolls_back));
  add_value(facts, "environment", text_of(receipt.environment_name));
  add_value(facts, "time",
            joined(text_of(receipt.started_at), " to ", text_of(receipt.finished_at)));
  add_value(facts, "run by", joined(text_of(receipt.principal), " as ", text_of(receipt.role)));
  add_value(facts, "runner", text_of(receipt.runner_name));
  add_value(facts, "commit", text_of(receipt.git_commit));
  add_value(facts, "bundle then", text_of(receipt.bundle_digest));
  for (const auto& check : receipt.checks) {
    if (check.status.value == "pass") continue;
    add_value(facts, "check " + check.name.value,
              joined(check.status.value, ": ", text_of(check.message)));
  }
}

void add_bound_receipt(const ReviewedBundle& reviewed, const bundle::ReceiptFacts& held,
                       EvidenceRun& run) {
  add_receipt(held.receipt, run);
  add_value(run.facts, "receipt",
            joined(held.document == nullptr ? "not at hand" : held.document->source->path(), ", ",
                   held.digest()));
  add_value(run.facts, "kept at", text_of(held.pointer.uri));
  add_value(run.facts, "signature", signature_line(reviewed.facts, held.signature));
  run.inputs = files_of(held.inputs);
  run.outputs = files_of(held.outputs);
}

void add_observed(const bundle::RunChange& change, EvidenceRun& run) {
  if (!change.observation) return;
  run.was_observed = true;
  for (const auto& one : change.observation->changes) {
    add_row(run.observed, report::EvidenceChange{std::string(catalog::name_of(one.change)),
                                                 one.label(), one.is_protected ? "protected" : ""});
  }
}

/// What was read of one run; null where no gate of the run needed it.
struct KnownRun {
  const bundle::RunFacts* run = nullptr;
  const bundle::ReceiptFacts* held = nullptr;
  const bundle::RunChange* change = nullptr;

  const contract::RunReceipt* receipt() const {
    if (held != nullptr) return &held->receipt;
    return change != nullptr && change->receipt ? &*change->receipt : nullptr;
  }
  /// Of a run of which nobody can tell: later than all others.
  std::int64_t start() const {
    constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
    const auto* known = receipt();
    if (known == nullptr || !known->started_at) return kNever;
    return pattern::parse_timestamp(known->started_at->value).value_or(kNever);
  }
};

/// Whether a run left more than the baseline that it is going to start from.
bool is_shown(const bundle::RunFacts& run) {
  return run.has_receipt() || !run.post_baseline.empty() || !run.diff_summary.empty();
}

/// As they happened; those of which nobody can tell when come last, by folder.
std::vector<KnownRun> runs_in_time(const ReviewedBundle& reviewed) {
  std::vector<KnownRun> runs;
  std::unordered_map<const bundle::RunFacts*, std::size_t> places;
  for (const auto& run : reviewed.facts.runs) {
    if (!is_shown(run)) continue;
    places.emplace(&run, runs.size());
    runs.push_back({&run});
  }
  const auto tell = [&](const auto& all, auto member) {
    for (const auto& one : all) {
      const auto place = places.find(one.run);
      if (place != places.end()) runs[place->second].*member = &one;
    }
  };
  if (reviewed.records != nullptr) tell(reviewed.records->receipts, &KnownRun::held);
  if (reviewed.change != nullptr) tell(reviewed.change->runs, &KnownRun::change);
  std::stable_sort(runs.begin(), runs.end(), [](const KnownRun& left, const KnownRun& right) {
    return left.start() < right.start();
  });
  return runs;
}

EvidenceRun run_of(const ReviewedBundle& reviewed, const KnownRun& known) {
  EvidenceRun shown;
  shown.title = known.run->folder.empty() ? "first" : known.run->folder;
  if (known.held != nullptr) {
    add_bound_receipt(reviewed, *known.held, shown);
  } else if (const auto* receipt = known.receipt()) {
    add_receipt(*receipt, shown);
    shown.inputs = files_of(receipt->inputs);
    shown.outputs = files_of(receipt->outputs);
  }
  if (known.change != nullptr) add_observed(*known.change, shown);
  return shown;
}

std::string_view words_of(bundle::BackupStatus status) {
  switch (status) {
    case bundle::BackupStatus::present:
      return "present";
    case bundle::BackupStatus::partial:
      return "does not hold for the run";
    case bundle::BackupStatus::none:
      return "none";
    case bundle::BackupStatus::unknown:
      break;
  }
  return "cannot be known";
}

void add_rehearsal(const bundle::Rehearsal& rehearsal, report::Evidence& evidence) {
  auto& values = evidence.rollback;
  const auto& receipt = rehearsal.receipt;
  if (!rehearsal.document->is_valid()) {
    add_value(values, "rehearsal", "its receipt cannot be used");
    return;
  }
  std::string verdict = receipt.verdict.value;
  std::replace(verdict.begin(), verdict.end(), '_', ' ');
  add_value(
      values, "rehearsal",
      fmt::format("{} ({} to {})", verdict, receipt.started_at.value, receipt.finished_at.value));
  std::string steps;
  for (const auto& step : receipt.steps) {
    steps = joined(steps, ", ", fmt::format("{} {}", step.name.value, step.status.value));
  }
  add_value(values, "its steps", steps);
  for (const auto& one : rehearsal.discrepancies) add_value(values, "doubt", one.message);
  evidence.rehearsal_inputs = files_of(rehearsal.inputs);
  evidence.rehearsal_outputs = files_of(rehearsal.outputs);
}

}  // namespace

void add_runs(const ReviewedBundle& reviewed, report::Evidence& evidence) {
  for (const auto& run : runs_in_time(reviewed)) {
    if (evidence.runs.size() == kMaxEvidenceItems) {
      ++evidence.runs_left_out;
    } else {
      evidence.runs.push_back(run_of(reviewed, run));
    }
  }
}

void add_rollback(const ReviewedBundle& reviewed, report::Evidence& evidence) {
  const auto& declared = reviewed.facts.declaration;
  auto& values = evidence.rollback;
  add_value(values, "evidence", std::string(reviewed.grade));
  if (declared.rollback) add_value(values, "kind", text_of(declared.rollback->kind));
  if (declared.is_irreversible()) {
    add_value(values, "irreversible",
              declared.irreversible ? joined(text_of(declared.irreversible->reason), " ",
                                             text_of(declared.irreversible->reference))
                                    : "yes, without a reason");
    if (declared.irreversible) {
      add_value(values, "instead", text_of(declared.irreversible->strategy));
    }
  }
  if (reviewed.change == nullptr) return;
  if (reviewed.change->evidence.rehearsal)
    add_rehearsal(*reviewed.change->evidence.rehearsal, evidence);
  for (const auto& backup : reviewed.change->backups) {
    if (backup.record == nullptr) continue;
    add_value(values, "backup", joined(std::string(words_of(backup.status)), ": ", backup.reason));
  }
}

}  // namespace mig::app
