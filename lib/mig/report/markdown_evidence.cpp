#include <fmt/format.h>

#include <algorithm>

#include "mig/report/bundle_verdict.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/markdown_parts.hpp"

namespace mig::report {
namespace {

/// Of one list; the page in HTML shows more.
constexpr std::size_t kMaxShown = 10;

/// The lines about one bundle.
class Lines {
 public:
  explicit Lines(const MarkdownLimits& limits) : limits_(limits) {}

  std::string code(std::string_view text) const { return markdown_code(text, limits_.text); }

  void add(std::string_view title, std::string_view content) {
    if (!content.empty()) out_ += fmt::format("  - {}: {}\n", title, content);
  }

  void add_changes(std::string_view title, const EvidenceChanges& changes) {
    const std::size_t count = std::min(changes.rows.size(), kMaxShown);
    std::string line;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& row = changes.rows[i];
      line += fmt::format("{}{} {}", i == 0 ? "" : ", ", row.change, code(row.what));
    }
    const std::uint64_t more = changes.left_out + changes.rows.size() - count;
    add(title, more == 0 ? line : fmt::format("{} and {} more", line, more));
  }

  std::string take() { return std::move(out_); }

 private:
  const MarkdownLimits& limits_;
  std::string out_;
};

/// "3 inputs, 1 of them not the same".
std::string files_line(const EvidenceFiles& files, std::string_view what) {
  const auto others = static_cast<std::size_t>(
      std::count_if(files.rows.begin(), files.rows.end(),
                    [](const auto& row) { return !row.standing.starts_with("the same"); }));
  const std::string out = counted(files.rows.size() + files.left_out, what);
  return others == 0 ? out : fmt::format("{} ({} not the same here)", out, others);
}

void add_run(const EvidenceRun& run, Lines& lines) {
  std::string line = lines.code(run.title);
  for (const auto& fact : run.facts) {
    if (fact.title != "outcome" && fact.title != "environment" && fact.title != "signature")
      continue;
    line += fmt::format(", {} {}", fact.title, lines.code(fact.text));
  }
  lines.add("run", fmt::format("{}, {}, {}", line, files_line(run.inputs, "input"),
                               files_line(run.outputs, "output")));
  if (run.was_observed) lines.add_changes("which changed", run.observed);
}

void add_changes(const Evidence& evidence, Lines& lines) {
  if (evidence.is_new) {
    lines.add("files", "all of them are new");
  } else if (evidence.has_base && evidence.files.rows.empty()) {
    lines.add("files", "none changed");
  }
  if (!evidence.is_new) lines.add_changes("files", evidence.files);
  for (std::size_t i = 0; i < std::min(evidence.scripts.size(), kMaxShown); ++i) {
    const auto& script = evidence.scripts[i];
    const std::string what =
        script.was_read ? counted(script.statements, "statement") : "not looked at";
    lines.add(script.direction, fmt::format("{}, {}", lines.code(script.path), what));
  }
  if (!evidence.was_simulated) return;
  if (evidence.delta.rows.empty()) lines.add("the database", "no object changes");
  lines.add_changes("the database", evidence.delta);
}

void add_permissions(const Evidence& evidence, Lines& lines) {
  for (std::size_t i = 0; i < std::min(evidence.approvals.size(), kMaxShown); ++i) {
    const auto& approval = evidence.approvals[i];
    lines.add("approval", fmt::format("{} by {}, {}: {}", lines.code(approval.rule),
                                      lines.code(approval.given_by), lines.code(approval.reference),
                                      lines.code(approval.reason)));
  }
  for (std::size_t i = 0; i < std::min(evidence.justifications.size(), kMaxShown); ++i) {
    const auto& one = evidence.justifications[i];
    lines.add("justification", fmt::format("{}: {}", lines.code(one.rule), lines.code(one.reason)));
  }
}

std::string entry_of(const Report& report, const BundleReport& bundle,
                     const MarkdownLimits& limits) {
  const Evidence& evidence = *bundle.evidence;
  Lines lines(limits);
  for (const auto& value : evidence.declared) {
    if (value.title == "intent") lines.add("intent", lines.code(value.text));
  }
  add_changes(evidence, lines);
  for (std::size_t i = 0; i < std::min(evidence.runs.size(), kMaxShown); ++i) {
    add_run(evidence.runs[i], lines);
  }
  for (const auto& value : evidence.rollback) {
    if (value.title == "evidence") lines.add("evidence of rollback", lines.code(value.text));
  }
  add_permissions(evidence, lines);
  return fmt::format("- **{}** {}\n{}", verdict_of_bundle(report, bundle).name,
                     markdown_code(bundle.path, limits.path), lines.take());
}

}  // namespace

MarkdownPart markdown_evidence(const Report& report, const MarkdownLimits& limits) {
  MarkdownEntries entries(limits.part);
  std::size_t count = 0;
  for (const BundleReport& bundle : report.bundles) {
    if (!bundle.evidence) continue;
    ++count;
    entries.add(entry_of(report, bundle, limits));
  }
  if (count == 0) return {};
  const bool is_whole = entries.is_whole();
  return {markdown_folded(fmt::format("evidence of {}", counted(count, "bundle")), entries.take()),
          is_whole};
}

}  // namespace mig::report
