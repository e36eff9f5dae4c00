#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "mig/history/index_content.hpp"
#include "mig/history/libgit2.hpp"
#include "mig/history/object_store.hpp"
#include "mig/history/repository.hpp"
#include "mig/history/tree_difference.hpp"

namespace mig::history {

struct Repository::State {
  Owned<git_repository> handle;
  ObjectStore objects;
  std::string prefix;  ///< of the root below the top level: "" or with a '/' at its end
  std::string top;     ///< absolute path of the top level, with a '/' at its end
  /// Of what asks the handle itself: its caches are not made for several threads at once.
  mutable std::mutex mutex;

  State(Owned<git_repository> opened, Owned<git_odb> odb)
      : handle(std::move(opened)), objects(std::move(odb)) {}

  git_oid empty_tree{};  ///< kept in `objects`

  /// The repository's own index, or another file, named from the top level on.
  Result<IndexContent> read_index(const std::string& file) const;
  /// What is checked out; nothing when there is no commit yet.
  Result<std::optional<git_oid>> head() const;
  Result<Owned<git_commit>> commit(const git_oid& id) const;
  /// What a commit has that none of its parents has at that path, held against the first one.
  Result<std::vector<Difference>> brought_by(const git_oid& commit_id) const;
  /// The tree of the root in a commit; an empty one when it is not there.
  Result<git_oid> root_tree(const git_oid& commit_id) const;
};

}  // namespace mig::history
