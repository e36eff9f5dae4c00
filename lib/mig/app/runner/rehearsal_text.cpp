#include "mig/app/runner/rehearsal_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/app/runner/rehearsal_progress.hpp"

namespace mig::app {
namespace {

using runner::Discrepancy;
using runner::StepName;
using runner::StepRecord;
using Differences = std::vector<Discrepancy>;

constexpr std::size_t kShown = 20;

/// With the step that compares the change with its scripts where it belongs.
std::vector<StepRecord> all_steps(const runner::Rehearsal& rehearsal, const Foretold& foretold) {
  auto steps = rehearsal.steps;
  if (!rehearsal.post) return steps;
  const auto after = std::find_if(steps.begin(), steps.end(), [](const auto& step) {
    return step.name == StepName::capture_post;
  });
  steps.insert(after + 1, step_of(foretold));
  return steps;
}

Differences differences_of(StepName name, const runner::Rehearsal& rehearsal,
                           const Foretold& foretold) {
  if (name == StepName::compare) {
    auto all = foretold.beyond_scope;
    all.insert(all.end(), foretold.unforetold.begin(), foretold.unforetold.end());
    return all;
  }
  if (name == StepName::compare_restored && rehearsal.rollback)
    return rehearsal.rollback->discrepancies;
  if (name == StepName::compare_redo && rehearsal.redo) return rehearsal.redo->discrepancies;
  return {};
}

std::string server_name(int version) {
  return fmt::format("PostgreSQL {}.{}", version / 10000, version % 10000);
}

/// The whole of what the server said, which the receipt does not keep.
std::string message_of(const StepRecord& step) {
  if (!step.failure) return step.message;
  const auto& failure = *step.failure;
  const auto state = failure.sqlstate.empty() ? std::string() : " (" + failure.sqlstate + ")";
  return fmt::format("{}:{}:{}: {}{}", failure.path, failure.at.line, failure.at.column,
                     failure.message, state);
}

std::string line_of(const StepRecord& step) {
  auto line = fmt::format("  {:<8}{}", name_of(step.status), spoken(step.name));
  if (step.statements)
    line += fmt::format(", {} {}", *step.statements,
                        *step.statements == 1 ? "statement" : "statements");
  return line + '\n';
}

std::string meaning_of(const RehearsalVerdict& verdict) {
  if (verdict.word == "identical") return "the rollback restores what was there before";
  if (verdict.word == "order_only") return "the rollback restores all but the order of columns";
  if (verdict.word == "names_or_comments_only")
    return "the rollback restores all but names or comments";
  if (verdict.word == "left_over") return "the rollback leaves something behind";
  if (verdict.word == "lost_or_changed")
    return "the rollback does not bring back what was there before";
  if (verdict.word == "forward_only")
    return "the change declares no rollback, and none was rehearsed";
  if (verdict.word == "failed") return "a script does not run";
  return "no verdict";
}

}  // namespace

std::string rehearsal_as_text(const RunnerSubject& subject, const runner::Rehearsal& rehearsal,
                              const Foretold& foretold, const RehearsalVerdict& verdict) {
  auto text = fmt::format("{}: rehearsed on {}\n", subject.facts.declaration.migration_id->value,
                          server_name(rehearsal.server_version));
  for (const auto& step : all_steps(rehearsal, foretold)) {
    text += line_of(step);
    const auto differences = differences_of(step.name, rehearsal, foretold);
    if (differences.empty() && !step.message.empty())
      text += fmt::format("            {}\n", message_of(step));
    for (std::size_t i = 0; i < std::min(differences.size(), kShown); ++i)
      text += fmt::format("            {}: {}\n", differences[i].object, differences[i].what);
    if (differences.size() > kShown)
      text += fmt::format("            and {} more\n", differences.size() - kShown);
  }
  text += fmt::format("{}: {}", verdict.word, meaning_of(verdict));
  const auto* redo = rehearsal.step(StepName::redo);
  const auto* again = rehearsal.step(StepName::compare_redo);
  const bool fails_again = (redo != nullptr && redo->status == runner::StepStatus::fail) ||
                           (again != nullptr && again->status == runner::StepStatus::fail);
  if (fails_again && verdict.word != "failed") {
    const bool restores =
        verdict.level && *verdict.level < static_cast<int>(runner::Level::left_over);
    text += fmt::format(", {} the change does not run twice alike", restores ? "but" : "and");
  }
  return text + '\n';
}

std::vector<report::RehearsalStep> receipt_steps(const runner::Rehearsal& rehearsal,
                                                 const Foretold& foretold) {
  std::vector<report::RehearsalStep> steps;
  for (const auto& step : all_steps(rehearsal, foretold)) {
    report::RehearsalStep out;
    out.name = name_of(step.name);
    out.status = name_of(step.status);
    out.statements = step.statements;
    if (step.status != runner::StepStatus::skipped) out.elapsed_ms = step.elapsed.count();
    for (const auto& one : differences_of(step.name, rehearsal, foretold))
      out.differences.emplace_back(one.object, one.what);
    // What is listed need not be told in words as well.
    if (out.differences.empty()) out.message = step.message;
    if (step.failure) {
      const auto& failure = *step.failure;
      out.failure = {failure.path, failure.at.line, failure.at.column, failure.sqlstate,
                     failure.object};
    }
    steps.push_back(std::move(out));
  }
  return steps;
}

}  // namespace mig::app
