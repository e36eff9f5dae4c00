#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mig/history/object_store.hpp"

namespace mig::history {

/// One path at which two trees differ: something that is no folder, on one side or on both. What
/// became another kind of thing is two differences.
struct Difference {
  std::string path;
  std::optional<TreeNode> before;
  std::optional<TreeNode> after;
};

/// In the order of the trees. Bits that make a file executable are no difference.
Result<std::vector<Difference>> differences(const ObjectStore& objects, const git_oid& before,
                                            const git_oid& after);

/// What stands at a path beneath a tree, and nothing when nothing does. "" is no path.
Result<std::optional<TreeNode>> node_at(const ObjectStore& objects, const git_oid& tree,
                                        std::string_view path);

/// The tree of a folder ("" is the tree itself), and nothing when there is no such folder.
Result<std::optional<git_oid>> folder_at(const ObjectStore& objects, const git_oid& tree,
                                         std::string_view folder);

}  // namespace mig::history
