#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mig::sql {

class Tree;

/// One node of a parse tree, as libpg_query names it: `node["relation"]["relname"].text()`. A field
/// that is absent (PostgreSQL leaves out what is zero, false or null) answers an empty node, whose
/// fields are empty again, so that a path never needs a check on its way. Valid as long as its
/// tree.
class Node {
 public:
  Node() = default;

  explicit operator bool() const { return tree_ != nullptr; }
  /// "RangeVar", "CreateStmt"; empty for a plain value, a list and a field whose type is fixed.
  std::string_view tag() const;
  bool is(std::string_view tag) const { return this->tag() == tag; }
  std::string_view key() const;
  std::string_view text() const;  ///< of a string, a number, true or false
  std::int64_t number(std::int64_t fallback = 0) const;
  bool truth() const { return text() == "true"; }
  Node operator[](std::string_view field) const;

  /// The elements of a list or the fields of an object.
  std::vector<Node> items() const;
  std::size_t count() const;
  Node first() const;

  /// Whether `other` is this node or stands below it.
  bool holds(Node other) const;

  /// Every node below this one, itself included, in the order of the text; without recursion, so
  /// that a deep expression costs no stack.
  template <class Visit>
  void each(Visit visit) const;
  /// The same, but what lies below a node for which `visit` answers false is passed over.
  template <class Visit>
  void walk(Visit visit) const;

  friend bool operator==(const Node&, const Node&) = default;

 private:
  friend class Tree;
  Node(const Tree* tree, std::uint32_t at) : tree_(tree), at_(at) {}
  std::uint32_t end() const;

  const Tree* tree_ = nullptr;
  std::uint32_t at_ = 0;
};

/// A parse tree in one flat array, in document order: each entry knows where its subtree ends.
class Tree {
 public:
  /// From libpg_query's JSON. Nothing when the text is no complete JSON document.
  static std::optional<Tree> parse(std::string json);

  Node root() const { return entries_.empty() ? Node() : Node(this, 0); }
  std::size_t size() const { return entries_.size(); }

  Tree(Tree&&) noexcept = default;
  Tree& operator=(Tree&&) noexcept = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

 private:
  friend class Node;
  friend class TreeBuilder;
  struct Entry {
    std::string_view key;
    std::string_view text;  ///< the tag of an object, the value of a scalar
    std::uint32_t next = 0;
    bool object = false;
    bool list = false;
  };
  Tree() = default;

  // On the heap: the views into it survive a move of the tree.
  std::unique_ptr<std::string> json_;
  std::vector<Entry> entries_;
};

template <class Visit>
void Node::each(Visit visit) const {
  if (tree_ == nullptr) return;
  for (std::uint32_t i = at_, last = end(); i < last; ++i) visit(Node(tree_, i));
}

template <class Visit>
void Node::walk(Visit visit) const {
  if (tree_ == nullptr) return;
  for (std::uint32_t i = at_, last = end(); i < last;) {
    const Node node(tree_, i);
    i = visit(node) ? i + 1 : node.end();
  }
}

}  // namespace mig::sql
