#include "mig/app/judge_run.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <thread>
#include <utility>

#include "mig/app/base_run.hpp"
#include "mig/app/counted_progress.hpp"
#include "mig/app/reproduction.hpp"
#include "mig/app/surroundings.hpp"

namespace mig::app {
namespace {

// A worker that throws (out of memory, most likely) leaves no verdict for its bundle, and the run
// goes on to say so.
template <class Judge>
Outcome guarded(const std::string& path, const Judge& judge_item) {
  try {
    return judge_item();
  } catch (const std::exception& problem) {
    Outcome outcome;
    outcome.errors.push_back(
        {ErrorKind::no_verdict, problem.what(), Location{path, std::nullopt}, ""});
    return outcome;
  }
}

/// Judges every item on all threads. Results stand in the order of the items, whichever thread was
/// first.
template <class Judge>
std::vector<Outcome> judge_each(const Run& run, const std::vector<std::string>& items,
                                std::string_view called, const Judge& judge_item) {
  std::vector<Outcome> outcomes(items.size());
  CountedProgress progress(run.tool.name, "judged", items.size(), called);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < items.size(); i = next++) {
      outcomes[i] = guarded(items[i], [&] { return judge_item(items[i]); });
      progress.step();
    }
  };
  std::vector<std::jthread> workers;
  const auto count = std::min<std::size_t>(run.options.threads, items.size());
  for (std::size_t i = 1; i < count; ++i) workers.emplace_back(work);
  work();
  return outcomes;
}

}  // namespace

report::Report begin_report(const Tool& tool, const Options& options) {
  report::Report report;
  report.tool = tool.name;
  report.version = MIG_VERSION;
  report.now = options.now;
  report.strict = options.strict;
  report.commit = options.commit;
  return report;
}

report::Report begin_report(const Run& run) {
  auto report = begin_report(run.tool, run.options);
  report.root = run.root.absolute_path();
  report.policy = {run.repository.policy.source, run.repository.policy.digest};
  if (const auto* trust = run.repository.trust.get()) report.trust = {trust->source, trust->digest};
  if (const auto* base = run.repository.base.get()) report.base = base->name();
  report.command = reproduction_of(run);
  for (const auto* rule : run.rules) report.rules.push_back(&rule->info);
  std::sort(report.rules.begin(), report.rules.end(),
            [](const auto* left, const auto* right) { return left->id < right->id; });
  return report;
}

std::vector<Outcome> judge_bundles(const Run& run, const std::vector<std::string>& bundles) {
  return judge_each(run, bundles, "bundles",
                    [&run](const auto& path) { return judge_one_bundle(run, path); });
}

void collect(std::vector<Outcome> outcomes, Run& run, report::Report& report) {
  for (auto& outcome : outcomes) {
    for (auto& error : outcome.errors) report.errors.push_back(std::move(error));
    if (outcome.report) report.bundles.push_back(std::move(*outcome.report));
    run.use.add(outcome.use);
    std::move(outcome.gate_changes.begin(), outcome.gate_changes.end(),
              std::back_inserter(report.gate_changes));
    std::move(outcome.searched.begin(), outcome.searched.end(), std::back_inserter(run.searched));
    if (outcome.summary) run.repository.bundles.push_back(std::move(*outcome.summary));
  }
}

report::Report judge_targets(Run& run, Targets targets, const BundleJudge& judge) {
  auto report = begin_report(run);
  const auto& options = run.options;
  report.notices = std::move(targets.notices);
  collect(judge_each(run, targets.documents, "documents",
                     [&run](const auto& path) { return judge_one_document(run, path); }),
          run, report);
  if (std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()) {
    std::vector<Outcome> outcome;
    outcome.push_back(guarded("<stdin>", [&run] { return judge_standard_input(run); }));
    collect(std::move(outcome), run, report);
  }
  collect(judge(run, targets.bundles), run, report);
  // What the change does to its gate is judged whatever else there is to judge.
  if (!targets.bundles.empty() || run.repository.is_tree || run.repository.comparison) {
    if (auto judged = judge_surroundings(run, report); !judged) {
      report.errors.push_back(judged.error());
    }
  }
  if (run.tool.gates.size() > 1) finish_gate_changes(run, report);
  report.exit_code = report::exit_code_of(report);
  return report;
}

}  // namespace mig::app
