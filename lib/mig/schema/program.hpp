#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/document/value.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::schema {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = std::numeric_limits<NodeId>::max();
inline constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

/// One bit per instance kind, in the order of LocatedValue::Kind.
using TypeSet = std::uint8_t;
inline constexpr TypeSet kAnyType = 0x7f;

constexpr TypeSet type_bit(document::LocatedValue::Kind kind) {
  return static_cast<TypeSet>(1U << static_cast<unsigned>(kind));
}

struct NumberRules {
  std::optional<document::LocatedValue> multiple_of;
  std::optional<document::LocatedValue> maximum;
  std::optional<document::LocatedValue> exclusive_maximum;
  std::optional<document::LocatedValue> minimum;
  std::optional<document::LocatedValue> exclusive_minimum;
};

/// An expression and its source, for messages.
struct Expression {
  pattern::Pattern pattern;
  std::string source;
};

struct StringRules {
  std::size_t min_length = 0;
  std::size_t max_length = kUnbounded;
  std::optional<Expression> pattern;
};

struct ArrayRules {
  NodeId items = kNoNode;
  std::vector<NodeId> tuple;
  bool is_tuple = false;
  NodeId additional = kNoNode;
  NodeId contains = kNoNode;
  std::size_t min_items = 0;
  std::size_t max_items = kUnbounded;
  bool unique = false;
};

/// A name that `properties` or `required` mentions.
struct Property {
  std::string name;
  NodeId schema = kNoNode;         ///< kNoNode when only `required` mentions it
  std::uint64_t required_bit = 0;  ///< set for the first 64 required names
};

struct PatternProperty {
  Expression expression;
  NodeId schema = kNoNode;
};

struct Dependency {
  std::string key;
  std::vector<std::string> required;
  NodeId schema = kNoNode;
};

struct ObjectRules {
  std::vector<Property> table;  ///< by length, then by bytes
  std::vector<std::string> known;
  std::vector<std::string> required;
  std::uint64_t required_mask = 0;
  std::vector<PatternProperty> patterns;
  NodeId additional = kNoNode;
  NodeId names = kNoNode;
  std::vector<Dependency> dependencies;
  std::size_t min_properties = 0;
  std::size_t max_properties = kUnbounded;

  const Property* find(std::string_view name) const;
};

/// Keywords that apply further schemas to the same instance.
struct Combinators {
  std::vector<NodeId> all_of;
  std::vector<NodeId> any_of;
  std::vector<NodeId> one_of;
  NodeId negated = kNoNode;
  NodeId condition = kNoNode;
  NodeId consequence = kNoNode;
  NodeId alternative = kNoNode;
};

/// One schema. Groups that it does not use are null, so that most checks cost one comparison.
struct Node {
  bool refuses_all = false;  ///< the schema `false`
  TypeSet types = kAnyType;
  NodeId reference = kNoNode;  ///< when set, nothing else counts
  std::vector<document::LocatedValue> enumeration;
  std::optional<document::LocatedValue> constant;
  std::unique_ptr<NumberRules> number;
  std::unique_ptr<StringRules> string;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::unique_ptr<Combinators> combinators;
  std::string title;
  std::string description;
  std::string path;  ///< "#/properties/type"
};

/// The group, made when it is not there yet.
template <class Rules>
Rules& ensure(std::unique_ptr<Rules>& rules) {
  if (rules == nullptr) rules = std::make_unique<Rules>();
  return *rules;
}

/// A compiled schema; never changed after compilation.
struct Program {
  std::vector<Node> nodes;
  NodeId root = kNoNode;

  const Node& at(NodeId id) const { return nodes[id]; }
};

/// Every schema that applies to the same instance as `node` does: reference, combinators,
/// dependencies. In the order of evaluation.
std::vector<NodeId> in_place_schemas(const Node& node);

/// What the schema says about the member at a dotted path; empty when it says nothing.
std::string describe_member(const Program& program, std::string_view dotted_path);

}  // namespace mig::schema
