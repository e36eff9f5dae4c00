#include "mig/history/shallow.hpp"

#include <sys/stat.h>

#include <string>

#include "mig/history/conversion.hpp"
#include "mig/history/repository_state.hpp"

namespace mig::history {

// libgit2 looks for the file where a linked working tree has none.
bool is_shallow(git_repository& repository) {
  const std::string path = std::string(git().git_repository_commondir(&repository)) + "shallow";
  struct stat status {};
  const bool is_empty = ::stat(path.c_str(), &status) == 0 && status.st_size == 0;
  return !is_empty && may_exist(path);
}

Result<std::optional<std::size_t>> Repository::shallow_depth() const {
  constexpr std::size_t kDeepEnough = 100'000;
  const auto head = state_->head();
  if (!head) return tl::unexpected<Error>(head.error());
  {
    const std::lock_guard lock(state_->mutex);
    if (!is_shallow(*state_->handle)) return std::nullopt;
  }
  std::size_t depth = 0;
  for (auto id = *head; id && depth < kDeepEnough; ++depth) {
    // The parent of the last commit is named and not there.
    const auto commit = state_->commit(*id);
    if (!commit) break;
    const bool has_parent = git().git_commit_parentcount(commit->get()) > 0;
    id = has_parent ? std::optional(*git().git_commit_parent_id(commit->get(), 0)) : std::nullopt;
  }
  return depth;
}

}  // namespace mig::history
