#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "mig/base/shell_argument.hpp"
#include "mig/history/branch_names.hpp"
#include "mig/history/endless_files.hpp"
#include "mig/history/git_failure.hpp"
#include "mig/history/repository_state.hpp"
#include "mig/history/shallow.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::history {
namespace {

/// "main" of "main~2" and "main@{1}".
std::string name_in(const std::string& revision) {
  return revision.substr(0, std::min(revision.find_first_of("~^:"), revision.find("@{")));
}

struct RemoteBranch {
  std::string remote;
  std::string name;
};

/// Where a revision would come from.
RemoteBranch remote_branch(git_repository& repository, const std::string& revision) {
  std::string rest = revision;
  for (const std::string_view prefix : {"refs/remotes/", "remotes/"}) {
    if (rest.starts_with(prefix)) rest = rest.substr(prefix.size());
  }
  const auto slash = rest.find('/');
  if (slash != rest.npos) {
    const auto remote = rest.substr(0, slash);
    if (remote == "origin" || has_remote(repository, remote))
      return {remote, rest.substr(slash + 1)};
  }
  return {"origin", revision};
}

/// The branch here that was most likely meant. Without a remote a local one of the same name may
/// be.
std::optional<std::string> meant_branch(git_repository& repository, const RemoteBranch& branch,
                                        const std::string& revision, bool has_its_remote) {
  const auto names = branch_names(repository);
  const auto given = name_in(revision);
  if (auto near = pattern::nearest_name(given, names)) return near;
  if (has_its_remote || branch.name == revision) return std::nullopt;
  const auto local = name_in(branch.name);
  if (std::find(names.begin(), names.end(), local) != names.end()) return local;
  return pattern::nearest_name(local, names);
}

tl::unexpected<Error> missing_revision(git_repository& repository, const std::string& revision) {
  const auto branch = remote_branch(repository, revision);
  const auto& [remote, name] = branch;
  const bool can_be_fetched = has_remote(repository, remote);
  const auto meant = meant_branch(repository, branch, revision, can_be_fetched);
  const auto message = "git: the base '" + revision + "' is not in this repository";
  if (meant && !can_be_fetched) {
    return no_verdict(message, "Did you mean `--base " + shell_argument(*meant) +
                                   "`? There is no remote '" + remote + "' to fetch it from.");
  }
  // git takes what begins with '-' for an option.
  const std::string source = (name.starts_with('-') ? "refs/heads/" : "") + name;
  const std::string tag = (name.starts_with('-') ? "refs/tags/" : "tag ");
  std::string remedy = "Fetch it: `git fetch " + shell_argument(remote) + " " +
                       shell_argument(source + ":refs/remotes/" + remote + "/" + name) +
                       "`, and name it " + shell_argument(remote + "/" + name) +
                       "; a tag: `git fetch " + shell_argument(remote) + " " + tag +
                       shell_argument(name) + "`. In CI: fetch-depth: 0.";
  if (meant) remedy += " Or did you mean `--base " + shell_argument(*meant) + "`?";
  return no_verdict(message, std::move(remedy));
}

Result<git_oid> commit_of(git_repository& repository, const std::string& revision) {
  Owned<git_object> object;
  const int code =
      git().git_revparse_single(Out(object), &repository, (revision + "^{commit}").c_str());
  if (code == 0) return *git().git_object_id(object.get());
  if (lacks_object(code)) return git_failure(code, "cannot read the base '" + revision + "'");
  if (code == GIT_ENOTFOUND) return missing_revision(repository, revision);
  if (code == GIT_EINVALIDSPEC || code == GIT_EPEEL) {
    return no_verdict("git: the base '" + revision + "' names no commit",
                      "Name a branch, a tag or a commit, such as --base origin/main.");
  }
  if (code == GIT_EAMBIGUOUS) {
    return no_verdict("git: the base '" + revision + "' may be more than one commit",
                      "Name it with more digits, or by its branch.");
  }
  return git_failure(code, "cannot read the base '" + revision + "'");
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : " and ") + name;
  return text;
}

/// The beginning of an id in "1a2b3c4" and in "v1-12-g1a2b3c4"; empty: there is none.
std::string abbreviation_in(const std::string& name) {
  const auto mark = name.rfind("-g");
  const auto digits = mark == name.npos ? name : name.substr(mark + 2);
  const bool is_hex = digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
  return is_hex && digits.size() >= 4 && digits.size() < GIT_OID_HEXSZ ? digits : std::string();
}

/// The commit of which a name is the beginning. More than one count as some other one.
Result<std::optional<std::string>> abbreviated_commit(git_repository& repository,
                                                      const std::string& name) {
  const auto digits = abbreviation_in(name);
  git_oid beginning{};
  if (digits.empty() || git().git_oid_fromstrn(&beginning, digits.data(), digits.size()) != 0) {
    return std::nullopt;
  }
  Owned<git_object> object;
  const int code = git().git_object_lookup_prefix(Out(object), &repository, &beginning,
                                                  digits.size(), GIT_OBJECT_COMMIT);
  if (code == GIT_ENOTFOUND) return std::nullopt;
  if (code == GIT_EAMBIGUOUS) return digits;
  if (code != 0) return git_failure(code, "cannot read the commit '" + digits + "'");
  return to_hex(*git().git_object_id(object.get()));
}

/// What stands for a name that has several meanings: where it most likely was meant to be.
std::string in_full(const std::string& given, const std::vector<std::string>& found) {
  for (const std::string_view folder : {"refs/remotes/", "refs/heads/"}) {
    if (folder == "refs/remotes/" && given.find('/') == given.npos) continue;
    const auto name = std::string(folder) + given;
    if (std::find(found.begin(), found.end(), name) != found.end()) return name;
  }
  return found.front();
}

/// A tag that is called like a branch, or like the beginning of a commit's id, must not decide what
/// a change is held against. The places are all those where git looks for a name.
Result<void> refuse_two_meanings(git_repository& repository, const std::string& revision) {
  constexpr std::array<std::pair<const char*, const char*>, 6> kPlaces{
      std::pair{"", ""},  {"refs/", ""},         {"refs/heads/", ""},
      {"refs/tags/", ""}, {"refs/remotes/", ""}, {"refs/remotes/", "/HEAD"}};
  const std::string given = name_in(revision);
  std::set<std::string> meanings;
  std::vector<std::string> found;
  for (const auto& [folder, end] : kPlaces) {
    const std::string name = folder + given + end;
    if (auto fine = refuse_endless_reference(repository, name); !fine) return fine;
    git_oid id{};
    const int code = git().git_reference_name_to_id(&id, &repository, name.c_str());
    if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC) continue;
    if (code != 0) return git_failure(code, "cannot read '" + name + "'");
    // Nothing goes before a name in full.
    if (name == "HEAD" || (name == given && name.starts_with("refs/"))) return {};
    const auto commit = commit_of(repository, name);
    if (!commit) return tl::unexpected<Error>(commit.error());
    meanings.insert(to_hex(*commit));
    found.push_back(name);
  }
  if (found.empty()) return {};
  auto names = joined_names(found);
  const auto commit = abbreviated_commit(repository, given);
  if (!commit) return tl::unexpected<Error>(commit.error());
  if (*commit && meanings.insert(**commit).second) names += " and the commit " + **commit;
  if (meanings.size() < 2) return {};
  return no_verdict("git: the base '" + given + "' is " + names + ", which differ",
                    "Name the one that is meant in full, such as " + in_full(given, found) + ".");
}

Result<git_oid> common_ancestor(git_repository& repository, const git_oid& head, const git_oid& tip,
                                const std::string& revision) {
  git_oidarray found{};
  const int code = git().git_merge_bases(&found, &repository, &head, &tip);
  if (code == GIT_ENOTFOUND && !lacks_object(code)) {
    return no_verdict("git: HEAD and '" + revision + "' have no commit in common",
                      "Name the branch that this one began on with --base.");
  }
  if (code != 0) return git_failure(code, "cannot find the common ancestor");
  const std::size_t count = found.count;
  const git_oid first = count == 0 ? git_oid{} : found.ids[0];
  git().git_oidarray_dispose(&found);
  if (count == 1) return first;
  return no_verdict("git: HEAD and '" + revision + "' have " + std::to_string(count) +
                        " nearest common ancestors, so that none tells what the branch changed",
                    "Merge: `git merge " + shell_argument(revision) + "`. There is one then.");
}

Result<void> require_ancestor(git_repository& repository, const git_oid& head, const git_oid& tip,
                              const std::string& revision) {
  std::size_t ahead = 0;
  std::size_t behind = 0;
  const int code = git().git_graph_ahead_behind(&ahead, &behind, &repository, &head, &tip);
  if (code != 0) return git_failure(code, "cannot compare HEAD with '" + revision + "'");
  if (behind == 0) return {};
  return no_verdict("git: HEAD lacks " + std::to_string(behind) +
                        (behind == 1 ? " commit" : " commits") + " of '" + revision +
                        "', whose changes would look undone",
                    "Bring them in: `git merge " + shell_argument(revision) + "` or `git rebase " +
                        shell_argument(revision) +
                        "`. To compare with the common ancestor instead: --merge-base.");
}

Result<void> check_spelling(const std::string& revision) {
  const bool is_range = revision.find("..") != revision.npos;
  if (!revision.empty() && revision.front() != '-' && !is_range) return {};
  return failure(ErrorKind::usage, "--base '" + revision + "' names no single revision",
                 std::nullopt, "Name a branch, a tag or a commit, such as --base origin/main.");
}

Result<void> refuse_shallow(git_repository& repository) {
  if (!is_shallow(repository)) return {};
  return no_verdict(
      "git: the clone is shallow: it holds the last commits alone, and not what came before",
      "Fetch the rest: `git fetch --unshallow`. In CI: fetch-depth: 0.");
}

}  // namespace

Result<std::optional<std::string>> Repository::head() const {
  const auto id = state_->head();
  if (!id) return tl::unexpected<Error>(id.error());
  if (!*id) return std::nullopt;
  return to_hex(**id);
}

Result<Base> Repository::resolve(const BaseRequest& request) const {
  const std::string& revision = request.revision;
  if (auto fine = check_spelling(revision); !fine) return tl::unexpected<Error>(fine.error());
  const auto head = state_->head();
  const std::lock_guard lock(state_->mutex);
  git_repository& repository = *state_->handle;
  if (auto deep = refuse_shallow(repository); !deep) return tl::unexpected<Error>(deep.error());
  if (!head) return tl::unexpected<Error>(head.error());
  if (!*head) {
    return no_verdict("git: nothing is committed yet, so that there is nothing to compare with",
                      "Commit first, or run without --base.");
  }
  if (auto clear = refuse_two_meanings(repository, revision); !clear) {
    return tl::unexpected<Error>(clear.error());
  }
  const auto tip = commit_of(repository, revision);
  if (!tip) return tl::unexpected<Error>(tip.error());
  git_oid compared = *tip;
  if (request.merge_base) {
    const auto ancestor = common_ancestor(repository, **head, *tip, revision);
    if (!ancestor) return tl::unexpected<Error>(ancestor.error());
    compared = *ancestor;
  } else if (auto holds = require_ancestor(repository, **head, *tip, revision); !holds) {
    return tl::unexpected<Error>(holds.error());
  }
  return Base{revision, to_hex(*tip), to_hex(compared)};
}

}  // namespace mig::history
