#include "mig/history/leaf.hpp"

#include "mig/history/git_failure.hpp"

namespace mig::history {
namespace {

using Place = std::vector<Leaf>::const_iterator;

TreeNode node_of(std::string_view name, std::uint32_t mode, const git_oid& id) {
  return TreeNode{mode, std::string(name), id};
}

/// `depth` bytes of each path name the folder.
Result<git_oid> plant_folder(ObjectStore& objects, Place first, Place last, std::size_t depth) {
  TreeNodes nodes;
  while (first != last) {
    const std::string_view rest = first->path.substr(depth);
    const std::size_t slash = rest.find('/');
    const std::string_view name = rest.substr(0, slash);
    if (slash == rest.npos) {
      nodes.push_back(node_of(name, first->mode, first->id));
      ++first;
    } else {
      const std::string_view folder = first->path.substr(0, depth + slash + 1);
      auto end = first;
      while (end != last && end->path.starts_with(folder)) ++end;
      const auto held = plant_folder(objects, first, end, folder.size());
      if (!held) return held;
      nodes.push_back(node_of(name, kFolderMode, *held));
      first = end;
    }
  }
  return objects.keep_tree(nodes);
}

}  // namespace

Result<git_oid> plant(ObjectStore& objects, const std::vector<Leaf>& leaves) {
  for (std::size_t i = 1; i < leaves.size(); ++i) {
    if (leaves[i - 1].path < leaves[i].path) continue;
    return no_verdict("git: the index names '" + std::string(leaves[i].path) + "' twice",
                      "Remove the file .git/index and run `git reset`.");
  }
  return plant_folder(objects, leaves.begin(), leaves.end(), 0);
}

}  // namespace mig::history
