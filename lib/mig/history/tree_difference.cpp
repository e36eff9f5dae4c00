#include "mig/history/tree_difference.hpp"

#include "mig/history/git_failure.hpp"

namespace mig::history {
namespace {

/// Two trees side by side. Folders of one id hold the same and are not entered, which is why a
/// large repository with a small change is compared in no time.
class Comparison {
 public:
  explicit Comparison(const ObjectStore& objects) : objects_(objects) {}

  Result<void> compare(const std::optional<git_oid>& before, const std::optional<git_oid>& after,
                       const std::string& prefix, int depth) {
    if (depth > kDeepestFolder) return nested_too_deep(prefix);
    const auto left = nodes_of(before);
    if (!left) return tl::unexpected<Error>(left.error());
    const auto right = nodes_of(after);
    if (!right) return tl::unexpected<Error>(right.error());
    auto old = left->begin();
    auto now = right->begin();
    while (old != left->end() || now != right->end()) {
      int order = old == left->end() ? 1 : -1;
      if (old != left->end() && now != right->end()) order = compare_in_tree(*old, *now);
      const TreeNode* was = order <= 0 ? &*old++ : nullptr;
      const TreeNode* is = order >= 0 ? &*now++ : nullptr;
      if (auto taken = take(was, is, prefix, depth); !taken) return taken;
    }
    return {};
  }

  std::vector<Difference> found;

 private:
  Result<TreeNodes> nodes_of(const std::optional<git_oid>& tree) const {
    return tree ? objects_.tree(*tree) : TreeNodes{};
  }

  /// At least one is given; if both are, they have the same name, and both are folders or neither.
  Result<void> take(const TreeNode* was, const TreeNode* is, const std::string& prefix, int depth) {
    const bool is_same_kind = was != nullptr && is != nullptr && was->kind() == is->kind();
    if (is_same_kind && same_id(was->id, is->id)) return {};
    const TreeNode& either = was != nullptr ? *was : *is;
    std::string path = prefix + either.name;
    if (either.is_folder()) {
      const auto id_of = [](const TreeNode* node) {
        return node == nullptr ? std::nullopt : std::optional(node->id);
      };
      return compare(id_of(was), id_of(is), path + "/", depth + 1);
    }
    if (is_same_kind) {
      found.push_back({std::move(path), *was, *is});
      return {};
    }
    if (was != nullptr) found.push_back({path, *was, std::nullopt});
    if (is != nullptr) found.push_back({path, std::nullopt, *is});
    return {};
  }

  const ObjectStore& objects_;
};

}  // namespace

Result<std::vector<Difference>> differences(const ObjectStore& objects, const git_oid& before,
                                            const git_oid& after) {
  Comparison comparison(objects);
  if (same_id(before, after)) return std::move(comparison.found);
  if (auto done = comparison.compare(before, after, "", 0); !done) {
    return tl::unexpected<Error>(std::move(done.error()));
  }
  return std::move(comparison.found);
}

Result<std::optional<TreeNode>> node_at(const ObjectStore& objects, const git_oid& tree,
                                        std::string_view path) {
  git_oid folder = tree;
  for (;;) {
    const std::size_t end = path.find('/');
    const std::string_view name = path.substr(0, end);
    auto nodes = objects.tree(folder);
    if (!nodes) return tl::unexpected<Error>(std::move(nodes.error()));
    TreeNode* found = nullptr;
    for (auto& node : *nodes) {
      if (node.name == name) found = &node;
    }
    if (found == nullptr) return std::nullopt;
    if (end == path.npos) return std::move(*found);
    if (!found->is_folder()) return std::nullopt;
    folder = found->id;
    path.remove_prefix(end + 1);
  }
}

Result<std::optional<git_oid>> folder_at(const ObjectStore& objects, const git_oid& tree,
                                         std::string_view folder) {
  if (folder.empty()) return tree;
  const auto node = node_at(objects, tree, folder);
  if (!node) return tl::unexpected<Error>(node.error());
  if (!*node || !(*node)->is_folder()) return std::nullopt;
  return (*node)->id;
}

}  // namespace mig::history
