#include "mig/app/unnamed_targets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "mig/app/pipeline.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

/// Nothing for a folder; else what is wrong with it, to be read behind its name.
std::optional<std::string> fault_of(const io::Root& root, const std::string& folder) {
  const auto kind = root.kind_of(folder);
  if (kind && *kind == io::EntryKind::directory) return std::nullopt;
  if (kind) return "is no folder";
  if (kind.error().fault == io::AccessFault::not_found) return "does not exist";
  return kind.error().message;
}

/// Without a policy nobody said where migrations are.
tl::unexpected<Error> nobody_names_it() {
  return failure(ErrorKind::no_verdict, "nothing was given to check", {},
                 "name a bundle folder or the migrations folder, or write into .mig/policy.yml "
                 "where it is: migrations_roots: [FOLDER]");
}

tl::unexpected<Error> no_root(const contract::Policy& policy, const std::string& folder,
                              const std::string& fault) {
  return failure(
      ErrorKind::no_verdict,
      fmt::format("nothing was given to check, and {}, which migrations_roots of {} names, {}",
                  folder, policy.source, fault),
      Location{policy.source, std::nullopt},
      "make it with the first bundle (mig-scope-diff --init), or correct migrations_roots, or name "
      "what is to be judged");
}

}  // namespace

bool means_migrations_roots(const Tool& tool, const Options& options) {
  const bool names_something = !options.paths.empty() || options.files_from || options.root;
  const bool speaks_of_other = options.staged || options.base || options.shard || options.kind ||
                               !options.stdin_filename.empty() || options.command.any();
  return !tool.takes_files && !names_something && !speaks_of_other;
}

Result<MigrationsRoots> migrations_roots_of(const Options& options) {
  auto root = open_root(options);
  if (!root) return tl::unexpected(root.error());
  const auto policy = policy_in_force(options);
  if (!policy) return tl::unexpected(policy.error());
  if (!policy->text) return nobody_names_it();
  const auto& folders = policy->migrations_roots;
  std::error_code code;
  const auto here = fs::current_path(code);
  if (code) {
    return failure(ErrorKind::no_verdict, fmt::format(".: {}", code.message()), {},
                   "name what is to be judged");
  }
  auto named = options;
  // A migrations root that is a repository of its own would be taken for the root.
  named.root = root->absolute_path();
  for (const auto& folder : folders) {
    if (const auto fault = fault_of(*root, folder)) return no_root(*policy, folder, *fault);
    const fs::path path = fs::path(root->absolute_path()) / folder;
    named.paths.push_back(path.lexically_relative(here).string());
  }
  auto notice = fmt::format("no path was given, so that the migrations roots of {} are judged: {}",
                            policy->source, fmt::join(folders, ", "));
  return MigrationsRoots{std::move(named), std::move(notice)};
}

}  // namespace mig::app
