#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "mig/history/git_failure.hpp"
#include "mig/history/repository_state.hpp"
#include "mig/history/tree_difference.hpp"

namespace mig::history {
namespace {

/// The commits that `head` reaches and `base` does not, parents before children.
Result<std::vector<git_oid>> commits_since(std::mutex& mutex, git_repository& repository,
                                           const git_oid& base, const git_oid& head) {
  const std::lock_guard lock(mutex);
  Owned<git_revwalk> walk;
  int code = git().git_revwalk_new(Out(walk), &repository);
  if (code == 0) {
    code = git().git_revwalk_sorting(walk.get(),
                                     GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME | GIT_SORT_REVERSE);
  }
  if (code == 0) code = git().git_revwalk_push(walk.get(), &head);
  if (code == 0) code = git().git_revwalk_hide(walk.get(), &base);
  std::vector<git_oid> commits;
  while (code == 0) {
    git_oid id{};
    code = git().git_revwalk_next(&id, walk.get());
    if (code == 0) commits.push_back(id);
  }
  if (code != GIT_ITEROVER) return git_failure(code, "cannot list the commits since the base");
  return commits;
}

}  // namespace

Result<std::vector<RangeBlob>> Repository::blobs_since(const std::string& base) const {
  const auto from = id_from_hex(base);
  if (!from) return tl::unexpected<Error>(from.error());
  const auto head = state_->head();
  if (!head) return tl::unexpected<Error>(head.error());
  std::vector<RangeBlob> blobs;
  if (!*head) return blobs;
  auto commits = commits_since(state_->mutex, *state_->handle, *from, **head);
  if (!commits) return tl::unexpected<Error>(std::move(commits.error()));
  // What a file may hold depends on its place: a version that moves is another one.
  std::unordered_set<std::string> seen;
  for (const auto& commit : *commits) {
    const auto brought = state_->brought_by(commit);
    if (!brought) return tl::unexpected<Error>(brought.error());
    const auto first = static_cast<std::ptrdiff_t>(blobs.size());
    for (const auto& difference : *brought) {
      auto blob = to_hex(difference.after->id);
      if (!seen.insert(blob + difference.path).second) continue;
      blobs.push_back({to_hex(commit), difference.path, std::move(blob),
                       difference.before ? to_hex(difference.before->id) : ""});
    }
    std::sort(blobs.begin() + first, blobs.end(),
              [](const RangeBlob& left, const RangeBlob& right) { return left.path < right.path; });
  }
  return blobs;
}

}  // namespace mig::history
