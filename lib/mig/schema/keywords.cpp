#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "mig/schema/compiler.hpp"
#include "mig/schema/value_order.hpp"

namespace mig::schema {

using document::LocatedValue;
using document::Member;
using Kind = LocatedValue::Kind;

namespace {

// What a keyword reader works on: its own value and the node it belongs to.
struct Reading {
  Compiler& compiler;
  Node& node;
  const LocatedValue& value;
  const SchemaPlace& place;
};

void fail(const Reading& in, std::string_view what) {
  in.compiler.fail(in.place, what);
}

// A schema that is itself the value of the keyword.
NodeId schema_of(const Reading& in) {
  return in.compiler.node_for(in.place);
}

std::size_t count_of(const Reading& in) {
  const LocatedValue zero({}, std::int64_t{0});
  const LocatedValue limit({}, std::int64_t{1} << 53);
  if (!is_integral(in.value) || !(compare_numbers(in.value, zero) >= 0) ||
      !(compare_numbers(in.value, limit) <= 0)) {
    fail(in, "must be a non-negative integer");
    return 0;
  }
  return static_cast<std::size_t>(in.value.as_double());
}

std::optional<LocatedValue> number_of(const Reading& in) {
  if (!in.value.is_numeric()) {
    fail(in, "must be a number");
    return std::nullopt;
  }
  return in.value;
}

std::vector<std::string> names_of(const Reading& in, const LocatedValue& value) {
  std::vector<std::string> names;
  const document::Array* entries = value.array();
  if (entries == nullptr) {
    fail(in, "must be an array of strings");
    return names;
  }
  for (const LocatedValue& entry : *entries) {
    const std::string* name = entry.string();
    if (name == nullptr) {
      fail(in, "must be an array of strings");
    } else if (std::find(names.begin(), names.end(), *name) == names.end()) {
      names.push_back(*name);
    }
  }
  return names;
}

std::optional<Expression> expression_of(const Reading& in, const std::string& source) {
  auto compiled = pattern::Pattern::compile(source);
  if (compiled) return Expression{std::move(*compiled), source};
  fail(in, fmt::format("pattern {} is not RE2: {}", source, compiled.error().message));
  return std::nullopt;
}

const document::Object& object_of(const Reading& in) {
  static const document::Object kEmpty;
  if (const document::Object* members = in.value.object()) return *members;
  fail(in, "must be an object");
  return kEmpty;
}

TypeSet type_of(const Reading& in, const LocatedValue& value) {
  const std::string* name = value.string();
  for (int index = 0; name != nullptr && index <= static_cast<int>(Kind::object); ++index) {
    const Kind kind = static_cast<Kind>(index);
    if (document::name_of(kind) != *name) continue;
    const TypeSet integers = kind == Kind::number ? type_bit(Kind::integer) : TypeSet{0};
    return static_cast<TypeSet>(type_bit(kind) | integers);
  }
  fail(in, "names no type");
  return 0;
}

void read_type(const Reading& in) {
  const document::Array* names = in.value.array();
  if (names == nullptr) {
    in.node.types = type_of(in, in.value);
    return;
  }
  if (names->empty()) fail(in, "names no type");
  in.node.types = 0;
  for (const LocatedValue& entry : *names) {
    in.node.types = static_cast<TypeSet>(in.node.types | type_of(in, entry));
  }
}

void read_enum(const Reading& in) {
  const document::Array* values = in.value.array();
  if (values == nullptr || values->empty()) return fail(in, "must be a non-empty array");
  in.node.enumeration = *values;
}

void read_multiple_of(const Reading& in) {
  const LocatedValue zero({}, std::int64_t{0});
  if (!in.value.is_numeric() || !(compare_numbers(in.value, zero) > 0)) {
    return fail(in, "must be a number above 0");
  }
  ensure(in.node.number).multiple_of = in.value;
}

void read_pattern(const Reading& in) {
  const std::string* source = in.value.string();
  if (source == nullptr) return fail(in, "must be a string");
  ensure(in.node.string).pattern = expression_of(in, *source);
}

void read_items(const Reading& in) {
  ArrayRules& rules = ensure(in.node.array);
  if (in.value.array() == nullptr) {
    rules.items = schema_of(in);
  } else {
    rules.is_tuple = true;
    rules.tuple = in.compiler.children(in.value, in.place);
  }
}

void read_unique_items(const Reading& in) {
  const bool* unique = in.value.boolean();
  if (unique == nullptr) return fail(in, "must be a boolean");
  ensure(in.node.array).unique = *unique;
}

void read_properties(const Reading& in) {
  ObjectRules& rules = ensure(in.node.object);
  for (const Member& member : object_of(in)) {
    rules.known.push_back(member.key);
    rules.table.push_back({member.key, in.compiler.child(member.value, in.place, member.key), 0});
  }
}

void read_pattern_properties(const Reading& in) {
  ObjectRules& rules = ensure(in.node.object);
  for (const Member& member : object_of(in)) {
    auto expression = expression_of(in, member.key);
    if (!expression) return;
    const NodeId schema = in.compiler.child(member.value, in.place, member.key);
    rules.patterns.push_back({std::move(*expression), schema});
  }
}

void read_dependencies(const Reading& in) {
  ObjectRules& rules = ensure(in.node.object);
  for (const Member& member : object_of(in)) {
    Dependency dependency;
    dependency.key = member.key;
    if (member.value.array() != nullptr) {
      dependency.required = names_of(in, member.value);
    } else {
      dependency.schema = in.compiler.child(member.value, in.place, member.key);
    }
    rules.dependencies.push_back(std::move(dependency));
  }
}

void read_definitions(const Reading& in) {
  for (const Member& member : object_of(in)) {
    in.compiler.child(member.value, in.place, member.key);
  }
}

// An empty list would make anyOf and oneOf refuse everything and allOf nothing: surely a slip.
std::vector<NodeId> branches_of(const Reading& in) {
  auto branches = in.compiler.children(in.value, in.place);
  if (branches.empty()) fail(in, "must be a non-empty array of schemas");
  return branches;
}

void read_text(const Reading& in) {
  if (in.value.string() == nullptr) fail(in, "must be a string");
}

using Reader = void (*)(const Reading&);

const std::unordered_map<std::string_view, Reader>& readers() {
  using In = const Reading&;
  static const std::unordered_map<std::string_view, Reader> kReaders = {
      {"$id", read_text},
      {"title", read_text},
      {"description", read_text},
      {"type", read_type},
      {"enum", read_enum},
      {"const", [](In in) { in.node.constant = in.value; }},
      {"multipleOf", read_multiple_of},
      {"maximum", [](In in) { ensure(in.node.number).maximum = number_of(in); }},
      {"exclusiveMaximum", [](In in) { ensure(in.node.number).exclusive_maximum = number_of(in); }},
      {"minimum", [](In in) { ensure(in.node.number).minimum = number_of(in); }},
      {"exclusiveMinimum", [](In in) { ensure(in.node.number).exclusive_minimum = number_of(in); }},
      {"minLength", [](In in) { ensure(in.node.string).min_length = count_of(in); }},
      {"maxLength", [](In in) { ensure(in.node.string).max_length = count_of(in); }},
      {"pattern", read_pattern},
      {"items", read_items},
      {"additionalItems", [](In in) { ensure(in.node.array).additional = schema_of(in); }},
      {"contains", [](In in) { ensure(in.node.array).contains = schema_of(in); }},
      {"minItems", [](In in) { ensure(in.node.array).min_items = count_of(in); }},
      {"maxItems", [](In in) { ensure(in.node.array).max_items = count_of(in); }},
      {"uniqueItems", read_unique_items},
      {"properties", read_properties},
      {"patternProperties", read_pattern_properties},
      {"additionalProperties", [](In in) { ensure(in.node.object).additional = schema_of(in); }},
      {"propertyNames", [](In in) { ensure(in.node.object).names = schema_of(in); }},
      {"required", [](In in) { ensure(in.node.object).required = names_of(in, in.value); }},
      {"dependencies", read_dependencies},
      {"minProperties", [](In in) { ensure(in.node.object).min_properties = count_of(in); }},
      {"maxProperties", [](In in) { ensure(in.node.object).max_properties = count_of(in); }},
      {"definitions", read_definitions},
      {"allOf", [](In in) { ensure(in.node.combinators).all_of = branches_of(in); }},
      {"anyOf", [](In in) { ensure(in.node.combinators).any_of = branches_of(in); }},
      {"oneOf", [](In in) { ensure(in.node.combinators).one_of = branches_of(in); }},
      {"not", [](In in) { ensure(in.node.combinators).negated = schema_of(in); }},
      {"if", [](In in) { ensure(in.node.combinators).condition = schema_of(in); }},
      {"then", [](In in) { ensure(in.node.combinators).consequence = schema_of(in); }},
      {"else", [](In in) { ensure(in.node.combinators).alternative = schema_of(in); }},
  };
  return kReaders;
}

}  // namespace

void read_keyword(Compiler& compiler, Node& node, std::string_view keyword,
                  const LocatedValue& value, const SchemaPlace& place) {
  const auto reader = readers().find(keyword);
  if (reader != readers().end()) reader->second({compiler, node, value, place});
}

void finish_object_rules(ObjectRules& rules) {
  constexpr std::size_t kBits = 64;
  for (std::size_t i = 0; i < rules.required.size(); ++i) {
    const std::uint64_t bit = i < kBits ? std::uint64_t{1} << i : 0;
    rules.required_mask |= bit;
    const auto known =
        std::find_if(rules.table.begin(), rules.table.end(),
                     [&](const Property& entry) { return entry.name == rules.required[i]; });
    if (known == rules.table.end()) {
      rules.table.push_back({rules.required[i], kNoNode, bit});
    } else {
      known->required_bit = bit;
    }
  }
  std::sort(rules.table.begin(), rules.table.end(),
            [](const Property& left, const Property& right) {
              if (left.name.size() != right.name.size()) {
                return left.name.size() < right.name.size();
              }
              return left.name < right.name;
            });
}

}  // namespace mig::schema
