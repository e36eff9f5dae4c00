#include "mig/document/tree_builder.hpp"

#include <algorithm>
#include <numeric>

#include "mig/document/text_check.hpp"

namespace mig::document {
namespace {

struct Duplicate {
  std::size_t first = 0;
  std::size_t second = 0;
};

std::optional<Duplicate> find_in_small(const Object& members) {
  for (std::size_t second = 1; second < members.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      if (members[first].key == members[second].key) return Duplicate{first, second};
    }
  }
  return std::nullopt;
}

/// Sorting, unlike hashing, cannot be made quadratic by whoever chooses the keys.
std::optional<Duplicate> find_in_large(const Object& members) {
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    const int compared = members[left].key.compare(members[right].key);
    return compared != 0 ? compared < 0 : left < right;
  });
  std::optional<Duplicate> earliest;
  for (std::size_t at = 1; at < order.size(); ++at) {
    const Duplicate pair{order[at - 1], order[at]};
    if (members[pair.first].key != members[pair.second].key) continue;
    if (!earliest || pair.second < earliest->second) earliest = pair;
  }
  return earliest;
}

std::optional<Duplicate> find_duplicate(const Object& members) {
  constexpr std::size_t kSmall = 16;
  return members.size() <= kSmall ? find_in_small(members) : find_in_large(members);
}

}  // namespace

ReadFault too_deep(Span span) {
  return {Fault::too_deep, span, "nesting is deeper than " + std::to_string(kMaxDepth) + " levels"};
}

void TreeBuilder::key(std::string text, Span span) {
  if (Object* members = open_.back()->object()) {
    if (members->empty()) members->reserve(4);
    members->push_back({std::move(text), span, {}});
    key_pending_ = true;
  }
}

LocatedValue& TreeBuilder::insert(LocatedValue value) {
  if (!open_.empty()) {
    if (Array* items = open_.back()->array()) return items->emplace_back(std::move(value));
    if (Object* members = open_.back()->object()) {
      key_pending_ = false;
      return members->back().value = std::move(value);
    }
  }
  has_root_ = true;
  return root_ = std::move(value);
}

std::optional<ReadFault> TreeBuilder::open(LocatedValue container) {
  if (open_.size() == static_cast<std::size_t>(kMaxDepth)) {
    return too_deep(container.span());
  }
  open_.push_back(&insert(std::move(container)));
  return std::nullopt;
}

std::optional<ReadFault> TreeBuilder::close(std::uint32_t end) {
  LocatedValue& closed = *open_.back();
  open_.pop_back();
  closed.set_span_end(end);
  if (closed.object() == nullptr) return std::nullopt;
  const Object& members = *closed.object();
  const auto duplicate = find_duplicate(members);
  if (!duplicate) return std::nullopt;
  const Member& second = members[duplicate->second];
  const auto line = line_of(bytes_, members[duplicate->first].key_span.begin);
  return ReadFault{Fault::duplicate_key, second.key_span,
                   describe_key(second.key) + " is already used on line " + std::to_string(line)};
}

}  // namespace mig::document
