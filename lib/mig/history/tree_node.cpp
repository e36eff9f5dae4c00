#include "mig/history/tree_node.hpp"

#include <algorithm>
#include <cstring>

namespace mig::history {
namespace {

constexpr std::uint32_t kTypeMask = 0170000;

/// Takes "100644 name\0" and 20 bytes from the front.
std::optional<TreeNode> take_node(std::string_view& bytes) {
  TreeNode node;
  const std::size_t space = bytes.find(' ');
  if (space == bytes.npos || space == 0 || space > 6) return std::nullopt;
  for (const char digit : bytes.substr(0, space)) {
    if (digit < '0' || digit > '7') return std::nullopt;
    node.mode = node.mode * 8 + static_cast<std::uint32_t>(digit - '0');
  }
  bytes.remove_prefix(space + 1);
  const std::size_t end = bytes.find('\0');
  if (end == bytes.npos || bytes.size() - end - 1 < sizeof node.id.id) return std::nullopt;
  node.name = bytes.substr(0, end);
  const bool can_be = !node.name.empty() && node.name != "." && node.name != ".." &&
                      node.name.find('/') == node.name.npos;
  if (!can_be) {
    return std::nullopt;
  }
  std::memcpy(node.id.id, bytes.data() + end + 1, sizeof node.id.id);
  bytes.remove_prefix(end + 1 + sizeof node.id.id);
  return node;
}

/// A file and a folder of one name do not stand side by side: others may stand between them.
bool holds_file(const TreeNodes& nodes, const std::string& name) {
  const TreeNode file{kFileMode, name, {}};
  return std::binary_search(
      nodes.begin(), nodes.end(), file,
      [](const TreeNode& left, const TreeNode& right) { return compare_in_tree(left, right) < 0; });
}

std::string octal(std::uint32_t mode) {
  std::string digits;
  for (; mode != 0; mode /= 8) digits.push_back(static_cast<char>('0' + mode % 8));
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

bool TreeNode::is_folder() const {
  return (mode & kTypeMask) == kFolderMode;
}

io::EntryKind TreeNode::kind() const {
  switch (mode & kTypeMask) {
    case kFileMode& kTypeMask:
      return io::EntryKind::regular;
    case kFolderMode:
      return io::EntryKind::directory;
    case kLinkMode:
      return io::EntryKind::symbolic_link;
    default:
      return io::EntryKind::other;
  }
}

int compare_in_tree(const TreeNode& left, const TreeNode& right) {
  const std::size_t shared = std::min(left.name.size(), right.name.size());
  const int order = std::memcmp(left.name.data(), right.name.data(), shared);
  if (order != 0) return order;
  const auto after = [&](const TreeNode& node) -> int {
    if (node.name.size() > shared) return static_cast<unsigned char>(node.name[shared]);
    return node.is_folder() ? '/' : '\0';
  };
  if (const int ending = after(left) - after(right); ending != 0) return ending;
  return static_cast<int>(left.name.size() > right.name.size()) -
         static_cast<int>(left.name.size() < right.name.size());
}

std::optional<TreeNodes> parse_tree(std::string_view bytes) {
  TreeNodes nodes;
  while (!bytes.empty()) {
    auto node = take_node(bytes);
    if (!node) return std::nullopt;
    if (!nodes.empty() && compare_in_tree(nodes.back(), *node) >= 0) return std::nullopt;
    if (node->is_folder() && holds_file(nodes, node->name)) return std::nullopt;
    nodes.push_back(std::move(*node));
  }
  return nodes;
}

std::string encode_tree(const TreeNodes& nodes) {
  std::string bytes;
  for (const auto& node : nodes) {
    bytes += octal(node.mode);
    bytes += ' ';
    bytes += node.name;
    bytes += '\0';
    bytes.append(reinterpret_cast<const char*>(node.id.id), sizeof node.id.id);
  }
  return bytes;
}

}  // namespace mig::history
