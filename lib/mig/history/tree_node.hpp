#pragma once

#include <git2/oid.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/io/root.hpp"

namespace mig::history {

/// What a tree says of one name in it.
struct TreeNode {
  std::uint32_t mode = 0;  ///< as git writes it
  std::string name;
  git_oid id{};

  bool is_folder() const;
  /// `other` is a submodule: its id names a commit of another repository.
  io::EntryKind kind() const;
};

using TreeNodes = std::vector<TreeNode>;

constexpr std::uint32_t kFolderMode = 0040000;
constexpr std::uint32_t kFileMode = 0100644;
constexpr std::uint32_t kExecutableMode = 0100755;
constexpr std::uint32_t kLinkMode = 0120000;
constexpr std::uint32_t kSubmoduleMode = 0160000;

/// The order of git: a folder stands where its name with a '/' would.
int compare_in_tree(const TreeNode& left, const TreeNode& right);

/// Nothing when the bytes are no tree: names that cannot be, twice the same, out of order.
std::optional<TreeNodes> parse_tree(std::string_view bytes);

/// `nodes` stand in the order of git.
std::string encode_tree(const TreeNodes& nodes);

}  // namespace mig::history
