#include "mig/app/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <memory>
#include <thread>
#include <unordered_map>
#include <variant>

#include "mig/app/given_path.hpp"
#include "mig/app/outcome.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/app/targets.hpp"
#include "mig/bundle/predecessors.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/judge.hpp"

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
    std::move(outcome.searched.begin(), outcome.searched.end(), std::back_inserter(run.searched));
    if (outcome.summary) run.repository.bundles.push_back(std::move(*outcome.summary));
  }
}

using BundlesByPath = std::unordered_map<std::string_view, report::BundleReport*>;

/// The outermost of the bundles that a path lies in; null when it lies in none.
report::BundleReport* home_of(std::string_view path, const BundlesByPath& bundles) {
  for (auto end = path.find('/');; end = path.find('/', end + 1)) {
    const auto found = bundles.find(path.substr(0, end));
    if (found != bundles.end()) return found->second;
    if (end == std::string_view::npos) return nullptr;
  }
}

// A finding about the repository is shown with the bundle it lies in, if it lies in one.
void distribute(std::vector<Finding> findings, report::BundleReport& around,
                std::vector<report::BundleReport>& bundles) {
  BundlesByPath by_path;
  for (auto& bundle : bundles) by_path.emplace(bundle.path, &bundle);
  for (auto& finding : findings) {
    auto* home = home_of(finding.location.path, by_path);
    (home == nullptr ? around : *home).findings.push_back(std::move(finding));
  }
  for (auto& bundle : bundles) {
    std::stable_sort(bundle.findings.begin(), bundle.findings.end(), report_order);
  }
}

/// Files outside of bundles are searched where a whole tree is judged; what allows values is judged
/// last, when all was seen that this run sees.
Result<void> judge_files_around(Run& run, report::BundleReport& around, report::Report& report) {
  if (run.repository.is_tree) {
    auto scanned = scan_around(run);
    if (!scanned) return tl::unexpected(scanned.error());
    run.use.add(scanned->use);
    around.findings = std::move(scanned->findings);
    std::move(scanned->errors.begin(), scanned->errors.end(), std::back_inserter(report.errors));
    around.checked.push_back(fmt::format("outside of bundles: {}", what_was_searched(*scanned)));
  }
  ScanTargets seen;
  seen.files = run.searched;
  if (run.repository.is_tree) seen.folders = run.repository.migrations_roots;
  finish_targets(seen);
  auto unused = unused_allowances(run, run.use, seen);
  std::move(unused.begin(), unused.end(), std::back_inserter(around.findings));
  rules::finish(around.findings);
  return {};
}

/// Says which histories were judged, and against what. An end that is missing shows in an earlier
/// state alone.
void tell_histories(const Run& run, report::BundleReport& around) {
  if (std::find(run.rules.begin(), run.rules.end(), &rules::history_rules::truncated) ==
      run.rules.end()) {
    return;
  }
  const auto& repository = run.repository;
  for (const auto& history : repository.histories) {
    const auto& document = repository.history_documents[history.document];
    if (document.is_valid()) {
      around.checked.push_back(
          fmt::format("status history: {} changes", history.history.changes.size()));
    }
    // Of a history that cannot be read nothing was compared.
    const bool is_gone = document.access && document.access->fault == io::AccessFault::not_found;
    if (history.previous && (!document.access || is_gone)) {
      around.checked.push_back(
          fmt::format("{} bytes held against {}", history.previous->bytes, history.previous->path));
    }
  }
  if (!run.options.previous) {
    around.skipped.push_back(
        {"an earlier state of the status history", "--previous was not given"});
  }
}

Result<void> judge_surroundings(Run& run, report::Report& report) {
  auto& repository = run.repository;
  if (auto resolved = bundle::resolve_entries(run.root, repository); !resolved) return resolved;
  if (auto loaded = bundle::load_dependencies(run.root, repository); !loaded) return loaded;
  report::BundleReport around;
  around.path = ".";
  if (!repository.is_tree) {
    around.skipped.push_back({"scripts outside any bundle", "single bundles were named"});
  }
  around.checked.push_back(checked_line(
      run, fmt::format("{} registries, {} registered migrations, {} bundles",
                       repository.registry_documents.size(), repository.registry.entries.size(),
                       repository.bundles.size())));
  tell_histories(run, around);
  if (run.scan) {
    if (auto scanned = judge_files_around(run, around, report); !scanned) return scanned;
  }
  distribute(rules::judge_repository(repository, run.rules), around, report.bundles);
  report.bundles.push_back(std::move(around));
  return {};
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
  auto policy = policy_to_judge_by(tool, options, root);
  if (!policy) return tl::unexpected(policy.error());
  repository.policy = std::move(*policy);
  auto trust = trust_to_judge_by(tool, options, root);
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
  return usable_policy(options, *root);
}

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
  if (options.store) {
    auto store = io::Root::open(*options.store);
    if (!store) return tl::unexpected(store.error());
    run.store = std::make_shared<const io::Root>(std::move(*store));
  }
  if (tool.scans_files()) {
    auto scan = open_scan(options, run.rules, run.repository);
    if (!scan) return tl::unexpected(scan.error());
    run.scan = std::move(*scan);
  }
  if (tool.takes_files) return judge_files(run, *listed, begin_report(run));
  auto targets = choose_targets(tool, options, *root, *listed, run.repository);
  if (!targets) return tl::unexpected(targets.error());
  // Only now every migrations root is known.
  if (options.previous) {
    auto held = bundle::load_previous_history(*options.previous, run.repository);
    if (!held) return tl::unexpected(held.error());
  }

  auto report = begin_report(run);
  report.notices = std::move(targets->notices);
  collect(judge_each(options.threads, targets->documents,
                     [&run](const auto& path) { return judge_one_document(run, path); }),
          run, report);
  if (std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end()) {
    std::vector<Outcome> outcome;
    outcome.push_back(guarded("<stdin>", [&run] { return judge_standard_input(run); }));
    collect(std::move(outcome), run, report);
  }
  collect(judge_each(options.threads, targets->bundles,
                     [&run](const auto& path) { return judge_one_bundle(run, path); }),
          run, report);
  if (!targets->bundles.empty() || run.repository.is_tree) {
    if (auto judged = judge_surroundings(run, report); !judged) {
      report.errors.push_back(judged.error());
    }
  }
  report.exit_code = report::exit_code_of(report);
  return report;
}

}  // namespace mig::app
