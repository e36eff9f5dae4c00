#include "mig/app/unnamed_targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "mig/app/base_run.hpp"
#include "mig/app/no_bundle.hpp"
#include "mig/app/pipeline.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/bundle/repository.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

using Folders = std::vector<std::string>;

/// "--base $BASE migrations" without a BASE names the folder, and a branch of that name may be
/// there.
Result<void> check_base_is_no_path(const Options& options) {
  std::error_code ignored;
  const bool is_path = options.base && !options.base->empty() &&
                       fs::exists(fs::symlink_status(*options.base, ignored));
  if (!is_path) return {};
  return failure(
      ErrorKind::no_verdict,
      fmt::format("nothing was given to check: {} may be the base, and is here", *options.base), {},
      fmt::format("name both: --base origin/main {0}; a branch of that name is "
                  "refs/heads/{0}",
                  *options.base));
}

/// Where migrations are, and whose word it is.
struct Named {
  contract::Policy policy;  ///< that judges
  Folders folders;
  Folders required;   ///< of them those that have to be there
  std::string asker;  ///< the policy that requires them
};

bool holds(const Folders& folders, const std::string& folder) {
  return std::find(folders.begin(), folders.end(), folder) != folders.end();
}

/// With a base a root may go with the change, which is judged as gone. One that a policy still
/// names after it, or one that is given, would be missing in silence.
Result<Named> named_with_base(const Options& options, const io::Root& root,
                              contract::Policy policy) {
  const auto named_by_judge = policy.migrations_roots;
  bundle::RepositoryFacts repository;
  repository.policy = std::move(policy);
  if (auto added = add_roots_of_judged_policy(root, repository); !added) {
    return tl::unexpected(added.error());
  }
  Named named{std::move(repository.policy), {}, {}, std::string(bundle::kPolicyPath)};
  named.folders = named.policy.migrations_roots;
  const auto judged = bundle::load_policy(root, std::nullopt);
  if (!judged) {
    named.required = named.folders;
    return named;
  }
  if (judged->text) named.required = judged->migrations_roots;
  if (options.policy) {
    named.required.insert(named.required.end(), named_by_judge.begin(), named_by_judge.end());
    named.asker = named.policy.source;
  }
  return named;
}

Result<Named> named_roots(const Options& options, const io::Root& root) {
  const auto base = base_of(options, root);
  if (!base) return tl::unexpected(base.error());
  auto policy = usable_policy(options, root, base->get());
  if (!policy) return tl::unexpected(policy.error());
  if (*base != nullptr) return named_with_base(options, root, std::move(*policy));
  Named named{std::move(*policy), {}, {}, {}};
  named.asker = named.policy.source;
  named.folders = named.policy.migrations_roots;
  // Of the default nobody said that it has to be there.
  if (named.policy.text) named.required = named.folders;
  return named;
}

bool is_absent(const io::Root& root, const std::string& folder) {
  const auto kind = root.kind_of(folder);
  return !kind && kind.error().fault == io::AccessFault::not_found;
}

/// Nothing for a folder; else what is wrong with it, to be read behind its name.
std::optional<std::string> fault_of(const io::Root& root, const std::string& folder) {
  const auto kind = root.kind_of(folder);
  if (kind && *kind == io::EntryKind::directory) return std::nullopt;
  if (kind) return "is no folder";
  if (is_absent(root, folder)) return "does not exist";
  return kind.error().message;
}

tl::unexpected<Error> no_root(const Named& named, const std::string& folder,
                              const std::string& fault) {
  const bool is_required = holds(named.required, folder);
  const auto& source = is_required ? named.asker : named.policy.source;
  if (!is_required && !named.policy.text) {
    return failure(
        ErrorKind::no_verdict,
        fmt::format("nothing was given to check, and {}, where the built-in policy looks, {}",
                    folder, fault),
        {}, where_bundles_are());
  }
  return failure(
      ErrorKind::no_verdict,
      fmt::format("nothing was given to check, and {}, which migrations_roots of {} names, {}",
                  folder, source, fault),
      Location{source, std::nullopt},
      "make it with the first bundle (mig-scope-diff --init), or correct migrations_roots, or name "
      "what is to be judged");
}

/// Of the default nobody said that it is ours: scripts of another tool are no migrations of this
/// one.
Result<void> check_default(const io::Root& root, const Named& named) {
  bundle::RepositoryFacts repository;
  repository.policy = named.policy;
  if (auto loaded = bundle::load_registries(root, repository); !loaded) return loaded;
  for (const auto& folder : named.folders) {
    const auto found = bundle::discover_bundles(root, folder, repository);
    if (!found) return tl::unexpected(found.error());
    if (has_no_bundle(*found, folder, repository)) return no_bundle_in(folder);
  }
  return {};
}

/// The folders that are judged; those that went with the change are told in `gone`.
Result<Folders> folders_there(const io::Root& root, const Named& named, Folders& gone) {
  Folders there;
  for (const auto& folder : named.folders) {
    const auto fault = fault_of(root, folder);
    if (!fault) {
      there.push_back(folder);
    } else if (is_absent(root, folder) && !holds(named.required, folder)) {
      gone.push_back(folder);
    } else {
      return no_root(named, folder, *fault);
    }
  }
  if (there.empty()) return no_root(named, named.folders.front(), "does not exist");
  return there;
}

/// A project inside of the repository with a policy of its own: whoever stands there means that
/// one.
Result<void> check_no_policy_between(const fs::path& here, const fs::path& root) {
  for (auto folder = here; folder != root && folder != folder.root_path();
       folder = folder.parent_path()) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(folder / ".mig", ignored))) continue;
    return failure(
        ErrorKind::no_verdict,
        fmt::format("nothing was given to check, and {} has a .mig of its own, which the "
                    "root {} knows nothing of",
                    folder.string(), root.string()),
        {}, "name what is to be judged, and that folder with --root where it is meant");
  }
  return {};
}

std::string notice_of(const Options& options, const Named& named, const Folders& there,
                      const Folders& gone) {
  const auto& source = named.policy.source;
  const auto judged = fmt::format("{}", fmt::join(there, ", "));
  if (!options.base) {
    if (named.policy.text) {
      return fmt::format("no path was given, so that the migrations roots of {} are judged: {}",
                         source, judged);
    }
    return fmt::format(
        "no path was given, and there is no {}, so that the default migrations root of the "
        "built-in policy is judged: {}",
        bundle::kPolicyPath, judged);
  }
  auto notice = fmt::format(
      "no path was given, so that the migrations roots of {} and of the judged tree's own policy "
      "are judged: {}",
      source, judged);
  if (!gone.empty()) notice += fmt::format("; not there: {}", fmt::join(gone, ", "));
  return notice;
}

}  // namespace

bool means_migrations_roots(const Tool& tool, const Options& options) {
  const bool names_something = !options.paths.empty() || options.files_from || options.root;
  const bool speaks_of_other = options.staged || options.shard || options.kind ||
                               !options.stdin_filename.empty() || options.command.any();
  return !tool.takes_files && !names_something && !speaks_of_other;
}

Result<MigrationsRoots> migrations_roots_of(const Options& options) {
  if (auto sound = check_base_is_no_path(options); !sound) return tl::unexpected(sound.error());
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  const auto named = named_roots(options, *root);
  if (!named) return tl::unexpected(named.error());
  Folders gone;
  const auto there = folders_there(*root, *named, gone);
  if (!there) return tl::unexpected(there.error());
  if (!options.base && !named->policy.text) {
    if (auto sound = check_default(*root, *named); !sound) return tl::unexpected(sound.error());
  }
  std::error_code code;
  const auto here = fs::current_path(code);
  if (code) {
    return failure(ErrorKind::no_verdict, fmt::format(".: {}", code.message()), {},
                   "name what is to be judged");
  }
  if (auto sound = check_no_policy_between(here, root->absolute_path()); !sound) {
    return tl::unexpected(sound.error());
  }
  auto chosen = options;
  // A migrations root that is a repository of its own would be taken for the root.
  chosen.root = root->absolute_path();
  for (const auto& folder : *there) {
    const fs::path path = fs::path(root->absolute_path()) / folder;
    chosen.paths.push_back(path.lexically_relative(here).string());
  }
  return MigrationsRoots{std::move(chosen), notice_of(options, *named, *there, gone)};
}

}  // namespace mig::app
