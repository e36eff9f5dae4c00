#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "mig/app/ci_system.hpp"
#include "mig/app/doctor/doctor_checks.hpp"
#include "mig/history/library_version.hpp"
#include "mig/history/repository.hpp"

namespace mig::app {
namespace {

using history::Repository;
using report::Check;
using report::Standing;

/// A variable in which a CI system names what a change goes to, and what stands before a branch.
struct BaseVariable {
  const char* name;
  std::string_view prefix;
};

constexpr std::array kBaseVariables{
    BaseVariable{"CI_MERGE_REQUEST_DIFF_BASE_SHA", ""},
    BaseVariable{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "origin/"},
    BaseVariable{"GITHUB_BASE_REF", "origin/"},
    BaseVariable{"CHANGE_TARGET", "origin/"},  // Jenkins
    BaseVariable{"BITBUCKET_PR_DESTINATION_BRANCH", "origin/"},
    BaseVariable{"BUILDKITE_PULL_REQUEST_BASE_BRANCH", "origin/"},
};
constexpr std::array<std::string_view, 3> kUsualBases{"origin/HEAD", "origin/main",
                                                      "origin/master"};

struct Candidate {
  std::string revision;
  std::string variable;  ///< of the CI system; empty: it is only usual
};

std::optional<Candidate> named_by_ci() {
  for (const auto& [name, prefix] : kBaseVariables) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return Candidate{std::string(prefix) + value, name};
  }
  return std::nullopt;
}

// What stops only a comparison stops a pipeline that names a base, and costs others a choice.
Check costing_a_base(Check check, bool is_named) {
  check.standing = is_named ? Standing::problem : Standing::note;
  check.exit_code = is_named ? 3 : 0;
  return check;
}

std::string called(const Candidate& candidate) {
  if (candidate.variable.empty()) return candidate.revision;
  return fmt::format("{} (of {})", candidate.revision, candidate.variable);
}

Check resolved(const Candidate& candidate, const history::Base& base) {
  return {"base",
          Standing::ok,
          fmt::format("{} is {}", called(candidate), base.tip),
          "",
          {{"revision", candidate.revision}, {"commit", base.tip}}};
}

Check check_named_base(const Repository& repository, const Candidate& candidate) {
  const auto base = repository.resolve({candidate.revision, false});
  if (base) return resolved(candidate, *base);
  if (const auto shared = repository.resolve({candidate.revision, true})) {
    auto check = resolved(candidate, *shared);
    check.standing = Standing::note;
    check.text += ", and HEAD lacks commits of it";
    check.fix = "merge it, or compare with the common ancestor: --merge-base";
    return check;
  }
  return costing_a_base({"base",
                         Standing::note,
                         fmt::format("{}: {}", called(candidate), base.error().message),
                         base.error().remedy,
                         {{"revision", candidate.revision}}},
                        !candidate.variable.empty());
}

Check check_base(const Repository& repository) {
  if (const auto named = named_by_ci()) return check_named_base(repository, *named);
  for (const auto revision : kUsualBases) {
    const Candidate usual{std::string(revision), ""};
    if (repository.resolve({usual.revision, true})) return check_named_base(repository, usual);
  }
  return {"base", Standing::note,
          "no branch of a remote to compare with: none of origin/HEAD, origin/main, origin/master "
          "resolves",
          "name the branch that the change goes to: --base BRANCH"};
}

Check check_depth(const Repository& repository) {
  const auto depth = repository.shallow_depth();
  if (!depth) return stopped_by("git-depth", depth.error());
  if (!*depth)
    return {"git-depth", Standing::ok, "the whole history is here", "", {{"shallow", "no"}}};
  return costing_a_base(
      {"git-depth",
       Standing::note,
       fmt::format("a shallow clone of depth {}: --base ends in 3", **depth),
       "git fetch --unshallow; GitHub: fetch-depth: 0 of actions/checkout; GitLab: GIT_DEPTH: 0",
       {{"shallow", "yes"}, {"depth", std::to_string(**depth)}}},
      named_by_ci().has_value());
}

}  // namespace

std::vector<Check> check_git(const io::Root& root) {
  const bool is_named = named_by_ci().has_value();
  if (!history::library_version()) {
    return {costing_a_base({"git", Standing::note, "not looked at: libgit2 is missing", "", {}},
                           is_named)};
  }
  const auto repository = Repository::open(root);
  if (!repository) {
    return {costing_a_base({"git",
                            Standing::note,
                            repository.error().message + ": --base ends in 3",
                            repository.error().remedy,
                            {}},
                           is_named)};
  }
  const auto head = repository->head();
  if (!head) return {stopped_by("git", head.error())};
  if (!*head) {
    return {costing_a_base(
        {"git", Standing::note, "nothing is committed yet: --base ends in 3", "commit first", {}},
        is_named)};
  }
  return {{"git", Standing::ok, fmt::format("HEAD is {}", **head), "", {{"head", **head}}},
          check_depth(*repository),
          check_base(*repository)};
}

}  // namespace mig::app
