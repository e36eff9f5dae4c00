#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "mig/app/doctor/doctor_checks.hpp"
#include "mig/app/no_bundle.hpp"
#include "mig/app/policy_choice.hpp"
#include "mig/app/targets.hpp"
#include "mig/base/counted.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/bundle/trust_facts.hpp"

namespace mig::app {
namespace {

namespace fs = std::filesystem;

using report::Check;
using report::Standing;

std::string_view way_to(const Options& options, const std::string& root) {
  if (options.root) return "named with --root";
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(fs::path(root) / ".git", ignored))) return "the git top level";
  if (fs::exists(fs::symlink_status(fs::path(root) / ".mig", ignored))) {
    return "the nearest folder that holds .mig";
  }
  const auto here = fs::current_path(ignored);
  if (here != root) return "the folder above migrations";
  return "the current folder: no .git and no .mig is above it";
}

Check check_policy(const contract::Policy& policy) {
  Check check{"policy",
              Standing::ok,
              fmt::format("{} {}", policy.source, policy.digest),
              "",
              {{"source", policy.source}, {"digest", policy.digest}}};
  if (policy.text == nullptr) {
    check.standing = Standing::note;
    check.fix = "keep what is asked in .mig/policy.yml; mig-gate --print-policy shows the defaults";
  }
  return check;
}

Check check_trust(const Options& options, const io::Root& root) {
  const auto trust = bundle::load_trust(root, options.trust);
  if (!trust) return stopped_by("trust", trust.error());
  if (*trust == nullptr) {
    return {"trust", Standing::note, "no .mig/trust.yml: no signature counts",
            "mig-receipt-verify keygen makes a key and its entry"};
  }
  const auto& facts = **trust;
  return {"trust",
          Standing::ok,
          fmt::format("{} {}, {}", facts.source, facts.digest, counted(facts.keys.size(), "key")),
          "",
          {{"source", facts.source},
           {"digest", facts.digest},
           {"keys", std::to_string(facts.keys.size())}}};
}

std::string named(const std::string& folder) {
  return folder.empty() ? "." : folder;
}

/// What keeps the roots from being read; a gate says the same of a link.
Check stopped_at_roots(Error error) {
  if (error.remedy.empty()) {
    error.remedy = fmt::format(
        "make it a folder, since links are not followed, or correct migrations_roots in {}",
        bundle::kPolicyPath);
  }
  return stopped_by("migrations", error);
}

/// Where a gate finds no bundle. Scripts outside of bundles are a finding of a root that a policy
/// names, and nothing to judge in the default one.
void judge_empty(Check& check, const bundle::Discovery& found, const std::string& folder,
                 const contract::Policy& policy) {
  check.fix = first_bundle_in(named(folder));
  check.standing = Standing::note;
  if (!found.stray_scripts.empty() && policy.text != nullptr) {
    check.text += fmt::format("; a gate fails for {} outside of bundles",
                              counted(found.stray_scripts.size(), "script"));
    return;
  }
  check.standing = Standing::problem;
  check.text += ": a gate ends in 3";
  check.exit_code = 3;
}

/// One migrations root: how many bundles lie there, and whether a registry lists them.
Check check_tree(const io::Root& root, const std::string& folder,
                 const bundle::RepositoryFacts& repository) {
  const auto found = bundle::discover_bundles(root, folder, repository);
  if (!found) return stopped_at_roots(found.error());
  const auto registry = std::find_if(
      repository.registry_documents.begin(), repository.registry_documents.end(),
      [&folder](const auto& document) {
        return document.source->path() == bundle::joined(folder, bundle::kRegistryFile);
      });
  const bool is_listed = registry != repository.registry_documents.end();
  const auto listed = static_cast<std::size_t>(std::count_if(
      repository.registry.entries.begin(), repository.registry.entries.end(),
      [&](const auto& entry) {
        return is_listed && &repository.registry_documents[entry.document] == &*registry;
      }));
  const auto bundles = found->bundles.size();
  Check check{"migrations",
              Standing::ok,
              fmt::format("{}: {}, {}", named(folder), counted(bundles, "bundle"),
                          is_listed ? fmt::format("{} in its registry", listed) : "no registry"),
              "",
              {{"folder", named(folder)},
               {"bundles", std::to_string(bundles)},
               {"registered", std::to_string(listed)}}};
  if (has_no_bundle(*found, folder, repository)) {
    judge_empty(check, *found, folder, repository.policy);
  } else if (!is_listed) {
    check.standing = Standing::note;
    check.text += ": a gate fails for it";
    check.fix = fmt::format("list them in {}", bundle::joined(folder, bundle::kRegistryFile));
  }
  return check;
}

/// A root that is named and not there is no verdict for a gate without a path; where none is, a
/// list of files is none either.
std::optional<Check> check_absent_roots(const bundle::RepositoryFacts& repository) {
  const auto& there = repository.migrations_roots;
  std::vector<std::string> absent;
  for (const auto& named_root : repository.policy.migrations_roots) {
    if (std::find(there.begin(), there.end(), named_root) == there.end()) {
      absent.push_back(named_root);
    }
  }
  if (absent.empty()) return std::nullopt;
  return Check{
      "migrations",
      Standing::problem,
      fmt::format("{} of migrations_roots {} not there: a gate without a path{}",
                  fmt::join(absent, ", "), absent.size() == 1 ? "is" : "are",
                  there.empty() ? ", --files-from, and hooks with it, end in 3" : " ends in 3"),
      fmt::format("make it with the first bundle (mig-scope-diff --init), or correct "
                  "migrations_roots in {}",
                  bundle::kPolicyPath),
      {},
      3};
}

std::vector<Check> check_trees(const io::Root& root, bundle::RepositoryFacts& repository) {
  if (auto loaded = bundle::load_registries(root, repository); !loaded) {
    return {stopped_at_roots(loaded.error())};
  }
  auto roots = repository.migrations_roots;
  if (roots.empty()) {
    // The tree answers for its registry wherever it lies.
    const auto found = bundle::discover_bundles(root, "", repository);
    if (!found) return {stopped_by("migrations", found.error())};
    if (found->bundles.empty()) {
      return {{"migrations",
               Standing::problem,
               fmt::format("no bundle beneath {}: a gate ends in 3",
                           fmt::join(repository.policy.migrations_roots, ", ")),
               "name where they are under migrations_roots in .mig/policy.yml, or run in another "
               "folder; mig-scope-diff --init drafts a first one",
               {},
               3}};
    }
    roots.emplace_back();
  }
  std::vector<Check> checks;
  if (auto absent = check_absent_roots(repository)) checks.push_back(std::move(*absent));
  for (const auto& folder : roots) checks.push_back(check_tree(root, folder, repository));
  return checks;
}

}  // namespace

Check check_root(const Options& options, std::optional<io::Root>& root) {
  const auto folder = find_root(options);
  if (!folder) return stopped_by("root", folder.error());
  auto opened = io::Root::open(*folder);
  if (!opened) return stopped_by("root", opened.error());
  const auto path = opened->absolute_path();
  const auto way = way_to(options, path);
  root.emplace(std::move(*opened));
  return {"root",
          Standing::ok,
          fmt::format("{} ({})", path, way),
          "",
          {{"path", path}, {"found", std::string(way)}}};
}

std::vector<Check> check_documents(const Options& options, const io::Root& root) {
  auto policy = usable_policy(options, root, nullptr);
  if (!policy) return {stopped_by("policy", policy.error()), check_trust(options, root)};
  std::vector<Check> checks{check_policy(*policy), check_trust(options, root)};
  bundle::RepositoryFacts repository;
  repository.policy = std::move(*policy);
  for (auto& check : check_trees(root, repository)) checks.push_back(std::move(check));
  return checks;
}

}  // namespace mig::app
