#include "mig/app/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>

#include "mig/app/base_run.hpp"
#include "mig/app/given_path.hpp"
#include "mig/app/outcome.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/reproduction.hpp"
#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/app/surroundings.hpp"
#include "mig/app/targets.hpp"
#include "mig/bundle/predecessors.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"

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
std::vector<Outcome> judge_each(unsigned threads, const std::vector<std::string>& items,
                                const Judge& judge_item) {
  std::vector<Outcome> outcomes(items.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < items.size(); i = next++) {
      outcomes[i] = guarded(items[i], [&] { return judge_item(items[i]); });
    }
  };
  std::vector<std::jthread> workers;
  const auto count = std::min<std::size_t>(threads, items.size());
  for (std::size_t i = 1; i < count; ++i) workers.emplace_back(work);
  work();
  return outcomes;
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

report::Report begin_report(const Run& run) {
  report::Report report;
  report.tool = run.tool.name;
  report.version = MIG_VERSION;
  report.now = run.options.now;
  report.root = run.root.absolute_path();
  report.policy = {run.repository.policy.source, run.repository.policy.digest};
  if (const auto* trust = run.repository.trust.get()) report.trust = {trust->source, trust->digest};
  report.strict = run.options.strict;
  if (const auto* base = run.repository.base.get()) report.base = base->name();
  report.command = reproduction_of(run);
  report.commit = run.options.commit;
  for (const auto* rule : run.rules) report.rules.push_back(&rule->info);
  std::sort(report.rules.begin(), report.rules.end(),
            [](const auto* left, const auto* right) { return left->id < right->id; });
  return report;
}

// A report written over a file that is judged would be the next run's input.
Result<void> check_outputs(const Options& options, const io::Root& root,
                           const bundle::RepositoryFacts& repository) {
  FolderFinder folders;
  for (const auto& output : options.outputs) {
    if (output.path.empty()) continue;
    const auto path = place_beneath(output.path, root, folders);
    if (!path) continue;
    const auto& roots = repository.migrations_roots;
    const bool is_judged = bundle::is_beneath(*path, ".mig") ||
                           std::any_of(roots.begin(), roots.end(), [&path](const auto& folder) {
                             return bundle::is_beneath(*path, folder);
                           });
    if (!is_judged) continue;
    return failure(
        ErrorKind::usage,
        fmt::format("the report {} would lie among the files that are judged", output.path), {},
        "write reports outside the migrations and policy folders");
  }
  return {};
}

}  // namespace

Result<io::Root> open_root(const Options& options) {
  auto folder = find_root(options);
  if (!folder) return tl::unexpected(folder.error());
  return io::Root::open(*folder);
}

Result<bundle::RepositoryFacts> open_repository(const Tool& tool, const Options& options,
                                                const io::Root& root) {
  bundle::RepositoryFacts repository;
  repository.predecessors = std::make_shared<bundle::Predecessors>();
  auto base = base_of(options, root);
  if (!base) return tl::unexpected(base.error());
  repository.base = std::move(*base);
  auto policy = policy_to_judge_by(tool, options, root, repository.base.get());
  if (!policy) return tl::unexpected(policy.error());
  repository.policy = std::move(*policy);
  if (repository.base != nullptr) {
    if (auto added = add_roots_of_judged_policy(root, repository); !added) {
      return tl::unexpected(added.error());
    }
  }
  auto trust = trust_to_judge_by(tool, options, root, repository.base.get());
  if (!trust) return tl::unexpected(trust.error());
  repository.trust = std::move(*trust);
  repository.now = options.now;
  repository.strict = options.strict;
  if (auto loaded = bundle::load_registries(root, repository); !loaded) {
    return tl::unexpected(loaded.error());
  }
  return repository;
}

Result<contract::Policy> policy_in_force(const Options& options) {
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  auto base = base_of(options, *root);
  if (!base) return tl::unexpected(base.error());
  return usable_policy(options, *root, base->get());
}

namespace {

/// What a run needs before its targets are chosen.
Result<void> open_parts(Run& run) {
  if (run.options.store) {
    auto store = io::Root::open(*run.options.store);
    if (!store) return tl::unexpected(store.error());
    run.store = std::make_shared<const io::Root>(std::move(*store));
  }
  if (!run.tool.scans_files()) return {};
  auto scan = open_scan(run.options, run.rules, run.repository);
  if (!scan) return tl::unexpected(scan.error());
  run.scan = std::move(*scan);
  return {};
}

/// Holds what is judged against earlier states. Only now every migrations root is known.
Result<void> hold_to_the_past(Run& run, Targets& targets) {
  if (run.options.previous) {
    return bundle::load_previous_history(*run.options.previous, run.repository);
  }
  if (run.repository.base == nullptr) return {};
  if (auto held = bundle::hold_histories_to_base(run.repository); !held) return held;
  return compare_with_base(run, targets);
}

report::Report judge_targets(Run& run, Targets targets) {
  auto report = begin_report(run);
  const auto& options = run.options;
  report.notices = std::move(targets.notices);
  collect(judge_each(options.threads, targets.documents,
                     [&run](const auto& path) { return judge_one_document(run, path); }),
          run, report);
  if (std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()) {
    std::vector<Outcome> outcome;
    outcome.push_back(guarded("<stdin>", [&run] { return judge_standard_input(run); }));
    collect(std::move(outcome), run, report);
  }
  collect(judge_each(options.threads, targets.bundles,
                     [&run](const auto& path) { return judge_one_bundle(run, path); }),
          run, report);
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

}  // namespace

Result<report::Report> judge(const Tool& tool, const Options& options) {
  auto listed = read_file_list(options);
  if (!listed) return tl::unexpected(listed.error());
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  auto repository = open_repository(tool, options, *root);
  if (!repository) return tl::unexpected(repository.error());
  if (auto sound = check_outputs(options, *root, *repository); !sound) {
    return tl::unexpected(sound.error());
  }
  Run run{tool, options, *root, rules_of(tool), std::move(*repository), nullptr, nullptr, {}, {}};
  if (auto opened = open_parts(run); !opened) return tl::unexpected(opened.error());
  if (tool.takes_files) {
    if (auto compared = compare_searched_files(run); !compared) {
      return tl::unexpected(compared.error());
    }
    return judge_files(run, *listed, begin_report(run));
  }
  auto targets = choose_targets(tool, options, *root, *listed, run.repository);
  if (!targets) return tl::unexpected(targets.error());
  if (auto held = hold_to_the_past(run, *targets); !held) return tl::unexpected(held.error());
  return judge_targets(run, std::move(*targets));
}

}  // namespace mig::app
