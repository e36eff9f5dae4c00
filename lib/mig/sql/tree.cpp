#include "mig/sql/tree.hpp"

#include <charconv>

namespace mig::sql {

std::uint32_t Node::end() const {
  return tree_->entries_[at_].next;
}

std::string_view Node::tag() const {
  if (tree_ == nullptr || !tree_->entries_[at_].object) return {};
  return tree_->entries_[at_].text;
}

std::string_view Node::key() const {
  return tree_ == nullptr ? std::string_view() : tree_->entries_[at_].key;
}

std::string_view Node::text() const {
  if (tree_ == nullptr || tree_->entries_[at_].object) return {};
  return tree_->entries_[at_].text;
}

std::int64_t Node::number(std::int64_t fallback) const {
  const auto digits = text();
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc() && !digits.empty() ? value : fallback;
}

Node Node::operator[](std::string_view field) const {
  if (tree_ == nullptr || !tree_->entries_[at_].object) return {};
  for (std::uint32_t i = at_ + 1, last = end(); i < last; i = tree_->entries_[i].next) {
    if (tree_->entries_[i].key == field) return {tree_, i};
  }
  return {};
}

bool Node::holds(Node other) const {
  return tree_ != nullptr && tree_ == other.tree_ && other.at_ >= at_ && other.at_ < end();
}

std::vector<Node> Node::items() const {
  std::vector<Node> nodes;
  if (tree_ == nullptr) return nodes;
  for (std::uint32_t i = at_ + 1, last = end(); i < last; i = tree_->entries_[i].next) {
    nodes.push_back(Node(tree_, i));
  }
  return nodes;
}

std::size_t Node::count() const {
  std::size_t size = 0;
  if (tree_ == nullptr) return size;
  for (std::uint32_t i = at_ + 1, last = end(); i < last; i = tree_->entries_[i].next) ++size;
  return size;
}

Node Node::first() const {
  if (tree_ == nullptr || at_ + 1 >= end()) return {};
  return {tree_, at_ + 1};
}

}  // namespace mig::sql
