#include "mig/app/outcome.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "mig/app/base_run.hpp"
#include "mig/app/review/evidence_of.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/app/single_document.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/load_change.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/judge.hpp"

namespace mig::app {
namespace {

bool has_open_fail(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::fail && finding.status == Status::open;
  });
}

std::string what_was_read(const bundle::BundleFacts& facts) {
  const auto scripts = std::count_if(facts.scripts.begin(), facts.scripts.end(),
                                     [](const auto& one) { return one.source; });
  return fmt::format("{}, {}, {}", counted(facts.documents.size(), "document"),
                     counted(static_cast<std::size_t>(scripts), "script"),
                     facts.notes ? "notes" : "no notes");
}

std::string what_was_simulated(const bundle::ChangeFacts& change) {
  std::size_t statements = 0;
  std::size_t effects = 0;
  for (const auto& script : change.scripts) {
    statements += script.statements;
    effects += script.effects.size();
  }
  return fmt::format("{}, {}", counted(statements, "statement"), counted(effects, "effect"));
}

bool judges_rollback(const Run& run) {
  return std::any_of(run.rules.begin(), run.rules.end(), [](const auto* rule) {
    return rules::family_of(rule->info.id) == "rollback";
  });
}

/// How far the rollback was tried. What was checked and found wanting does not count as checked.
std::string_view grade_of(const bundle::ChangeFacts& change, const std::vector<Finding>& findings) {
  auto grade = change.evidence.grade();
  const bool is_refuted = std::any_of(findings.begin(), findings.end(), [](const auto& finding) {
    return rules::family_of(finding.rule) == "rollback" && finding.severity == Severity::fail &&
           finding.status == Status::open;
  });
  if (is_refuted && grade == contract::EvidenceGrade::statically_checked) {
    grade = contract::EvidenceGrade::documented;
  }
  return contract::words_of(grade);
}

std::string what_was_held(const bundle::RecordFacts& records) {
  std::size_t files = 0;
  std::size_t signatures = 0;
  for (const auto& facts : records.receipts) {
    files += facts.inputs.size() + facts.outputs.size();
    if (facts.signature) signatures += facts.signature->signers.size();
  }
  return fmt::format("{}, {}, {}", counted(records.receipts.size(), "receipt"),
                     counted(files, "digest"), counted(signatures, "signature"));
}

void list_skipped(const Run& run, const bundle::BundleFacts& facts, report::BundleReport& report) {
  if (!run.repository.has_registry()) {
    report.skipped.push_back({"registry parity, order and dependencies", "there is no registry"});
  }
  if (facts.phase == bundle::Phase::planned) {
    report.skipped.push_back({"post baseline, diff summary, receipt", "not due before execution"});
  }
}

/// The id as a heading: what is no id may be anything, and is not repeated.
std::string id_to_show(const bundle::BundleFacts& facts) {
  const auto& id = facts.declaration.migration_id;
  if (!id) return {};
  if (pattern::parse_migration_id(id->value)) return id->value;
  return bundle::Redactor(facts).cleaned(id->value);
}

/// Searches the files of a bundle; what is not a finding goes into the outcome.
ScanSummary scan_into(const Run& run, const bundle::BundleFacts& facts, Outcome& outcome) {
  auto scanned = scan_bundle(run, facts);
  outcome.use = scanned.use;
  std::move(scanned.errors.begin(), scanned.errors.end(), std::back_inserter(outcome.errors));
  outcome.searched = searched_files(facts);
  return scanned;
}

Outcome judge_facts(const Run& run, Result<bundle::DocumentFacts> facts, std::string path) {
  Outcome outcome;
  if (!facts) {
    outcome.errors.push_back(std::move(facts.error()));
    return outcome;
  }
  report::BundleReport report;
  report.path = std::move(path);
  const auto kind = facts->kind ? contract::info_of(*facts->kind).name : "unknown kind";
  report.skipped.push_back(
      {"everything outside the document itself", "it was given without its bundle"});
  report.findings = judge_single_document(std::move(*facts), run.repository, run.rules);
  report.checked.push_back(checked_line(run, fmt::format("1 document ({})", kind)));
  outcome.report = std::move(report);
  return outcome;
}

/// Everything that is computed of a bundle beside its files; parts that no gate of the run needs
/// are not there.
struct Computed {
  std::optional<bundle::ChangeFacts> change;
  std::optional<bundle::RecordFacts> records;
  std::optional<bundle::BundleComparison> comparison;
};

Result<Computed> compute(const Run& run, bundle::BundleFacts& facts) {
  Computed computed;
  if (run.tool.reads_change()) {
    auto change = bundle::load_change(run.root, facts);
    if (!change) return tl::unexpected(change.error());
    computed.change = std::move(*change);
  }
  if (run.tool.reads_records()) {
    auto records = bundle::load_records(run.root, facts, run.store.get());
    if (!records) return tl::unexpected(records.error());
    computed.records = std::move(*records);
    computed.records->are_files_searched = run.scan != nullptr;
  }
  if (const auto* around = run.repository.comparison.get()) {
    facts.approvals_at_base = bundle::approvals_at_base(*around, facts.approvals);
    auto comparison = bundle::compare_bundle(facts, *around);
    if (!comparison) return tl::unexpected(comparison.error());
    computed.comparison = std::move(*comparison);
  }
  return computed;
}

/// Moves what kept the run from a verdict about the bundle into the outcome.
void take_gaps(Computed& computed, const bundle::BundleFacts& facts,
               const std::vector<Finding>& findings, Outcome& outcome) {
  const auto take = [&outcome](std::vector<Error>& errors) {
    std::move(errors.begin(), errors.end(), std::back_inserter(outcome.errors));
  };
  if (computed.change) {
    take(computed.change->faults);
    if (!has_open_fail(findings)) take(computed.change->gaps);
  }
  if (computed.records) take(computed.records->gaps);
  if (outcome.errors.empty()) return;
  bundle::Redactor redactor(facts);
  if (computed.change) redactor.add(*computed.change);
  if (computed.records) redactor.add(*computed.records);
  for (auto& error : outcome.errors) redactor.clean(error);
}

template <class T>
const T* pointer_to(const std::optional<T>& part) {
  return part ? &*part : nullptr;
}

}  // namespace

std::vector<std::string> searched_files(const bundle::BundleFacts& facts) {
  std::vector<std::string> files;
  for (const auto& entry : facts.entries) {
    if (entry.kind == io::EntryKind::regular) files.push_back(facts.path_of(entry.path));
  }
  return files;
}

std::string checked_line(const Run& run, std::string_view what) {
  std::string names;
  for (const auto* gate : run.tool.gates) {
    names += fmt::format("{}{}", names.empty() ? "" : ", ", gate->name);
  }
  return fmt::format("{}: {}, {}", names, what, counted(run.rules.size(), "rule"));
}

Outcome judge_one_bundle(const Run& run, const std::string& path) {
  Outcome outcome;
  auto facts =
      bundle::load_bundle(run.root, path, run.repository, run.options.phase, run.store.get());
  if (!facts) {
    outcome.errors.push_back(std::move(facts.error()));
    return outcome;
  }
  auto computed = compute(run, *facts);
  if (!computed) {
    outcome.errors.push_back(std::move(computed.error()));
    return outcome;
  }
  report::BundleReport report;
  report.path = path.empty() ? "." : path;
  report.id = id_to_show(*facts);
  report.phase = facts->phase == bundle::Phase::executed ? "executed" : "planned";
  std::optional<ScanSummary> scanned;
  if (run.scan) scanned = scan_into(run, *facts, outcome);
  report.findings = rules::judge_bundle(
      *facts, pointer_to(computed->change), pointer_to(computed->records), run.rules,
      scanned ? std::move(scanned->findings) : std::vector<Finding>(),
      pointer_to(computed->comparison));
  auto what = what_was_read(*facts);
  if (scanned) what += ", " + what_was_searched(*scanned);
  if (computed->change) what += ", " + what_was_simulated(*computed->change);
  if (computed->records) what += ", " + what_was_held(*computed->records);
  report.checked.push_back(checked_line(run, what));
  std::string_view grade;
  if (computed->change && judges_rollback(run)) {
    grade = grade_of(*computed->change, report.findings);
    const bool is_lowered = grade != contract::words_of(computed->change->evidence.grade());
    report.checked.push_back(
        fmt::format("evidence of rollback: {}{}", grade,
                    is_lowered ? ", no more while a rollback rule fails" : ""));
  }
  if (shows_evidence(run.options)) {
    report.evidence =
        evidence_of({*facts, pointer_to(computed->change), pointer_to(computed->records),
                     pointer_to(computed->comparison), grade});
  }
  if (computed->comparison) {
    outcome.gate_changes = gate_changes_of(*facts, *computed->comparison, path, report.findings);
  }
  take_gaps(*computed, *facts, report.findings, outcome);
  list_skipped(run, *facts, report);
  outcome.report = std::move(report);
  outcome.summary = bundle::summarize(*facts);
  return outcome;
}

Outcome judge_one_document(const Run& run, const std::string& path) {
  return judge_facts(
      run,
      bundle::load_document(run.root, path, run.options.kind, run.repository.policy.file_limits),
      path);
}

Outcome judge_standard_input(const Run& run) {
  const auto limit = bundle::max_bytes_of(run.options.kind, run.repository.policy.file_limits);
  const auto name = run.options.stdin_filename.empty() ? "<stdin>" : run.options.stdin_filename;
  auto bytes = io::read_stream(STDIN_FILENO, limit);
  if (!bytes) {
    Outcome outcome;
    outcome.errors.push_back(std::move(bytes.error()));
    return outcome;
  }
  return judge_facts(run, bundle::examine_document(name, std::move(*bytes), run.options.kind),
                     name);
}

}  // namespace mig::app
