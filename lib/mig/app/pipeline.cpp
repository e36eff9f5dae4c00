#include "mig/app/pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "mig/app/base_run.hpp"
#include "mig/app/given_path.hpp"
#include "mig/app/judge_run.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/scan/scan_context.hpp"
#include "mig/app/scan/scan_files.hpp"
#include "mig/bundle/predecessors.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::app {
namespace {

// A report written over a file that is judged would be the next run's input.
Result<void> check_outputs(const Options& options, const io::Root& root,
                           const bundle::RepositoryFacts& repository) {
  FolderFinder folders;
  std::vector<std::string> files{options.shard_file};
  for (const auto& output : options.outputs) files.push_back(output.path);
  for (const auto& file : files) {
    if (file.empty()) continue;
    const auto path = place_beneath(file, root, folders);
    if (!path) continue;
    const auto& roots = repository.migrations_roots;
    const bool is_judged = bundle::is_beneath(*path, ".mig") ||
                           std::any_of(roots.begin(), roots.end(), [&path](const auto& folder) {
                             return bundle::is_beneath(*path, folder);
                           });
    if (!is_judged) continue;
    return failure(ErrorKind::usage,
                   fmt::format("the report {} would lie among the files that are judged", file), {},
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

/// Rules that count days are silent where no day is known.
Result<void> check_time(const Options& options) {
  if (pattern::parse_timestamp(options.now)) return {};
  return failure(
      ErrorKind::usage,
      fmt::format("the time to judge at is no RFC 3339 time with a zone: \"{}\"", options.now), {},
      "give it as 2026-03-15T00:00:00Z; nothing but the command line reads the clock");
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

}  // namespace

Result<report::Report> judge_with(const Tool& tool, const Options& options, const Finish& finish) {
  if (auto timed = check_time(options); !timed) return tl::unexpected(timed.error());
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
  return finish(run, std::move(*targets));
}

Result<report::Report> judge(const Tool& tool, const Options& options) {
  return judge_with(tool, options, [](Run& run, Targets targets) -> Result<report::Report> {
    return judge_targets(run, std::move(targets));
  });
}

}  // namespace mig::app
