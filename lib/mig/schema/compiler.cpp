#include "mig/schema/compiler.hpp"

#include <fmt/format.h>

namespace mig::schema {

using document::LocatedValue;
using document::Member;

namespace {

std::string text_of(const LocatedValue& schema, std::string_view keyword) {
  const Member* member = schema.find(keyword);
  const std::string* text = member == nullptr ? nullptr : member->value.string();
  return text == nullptr ? std::string() : *text;
}

SchemaPlace place_below(const SchemaPlace& parent, const LocatedValue& value,
                        std::string_view token) {
  return {&value, parent.base, parent.path + "/" + escape_token(token), parent.depth + 1};
}

}  // namespace

void Compiler::fail(const SchemaPlace& place, std::string_view what) {
  if (fault_) return;
  fault_ = Error{
      ErrorKind::configuration, fmt::format("schema {}: {}", place.path, what), std::nullopt, {}};
}

Result<Program> Compiler::compile(const SchemaPlace& root) {
  Program program;
  program.root = node_for(root);
  link_references();
  if (!fault_) refuse_endless_references();
  if (fault_) return tl::unexpected<Error>(*fault_);
  program.nodes.reserve(nodes_.size());
  for (Node& node : nodes_) program.nodes.push_back(std::move(node));
  return program;
}

NodeId Compiler::child(const LocatedValue& value, const SchemaPlace& parent,
                       std::string_view token) {
  return node_for(place_below(parent, value, token));
}

std::vector<NodeId> Compiler::children(const LocatedValue& value, const SchemaPlace& parent) {
  std::vector<NodeId> ids;
  const document::Array* entries = value.array();
  if (entries == nullptr) {
    fail(parent, "must be an array of schemas");
    return ids;
  }
  for (const LocatedValue& entry : *entries) {
    ids.push_back(child(entry, parent, std::to_string(ids.size())));
  }
  return ids;
}

NodeId Compiler::node_for(const SchemaPlace& place) {
  if (const auto known = compiled_.find(place.value); known != compiled_.end()) {
    return known->second;
  }
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.emplace_back();
  compiled_.emplace(place.value, id);
  if (place.depth > kMaxSchemaDepth) {
    fail(place, fmt::format("is nested deeper than {}", kMaxSchemaDepth));
  } else {
    fill(id, place);
  }
  return id;
}

void Compiler::fill(NodeId id, SchemaPlace place) {
  Node& node = nodes_[id];
  node.path = place.path;
  const LocatedValue& schema = *place.value;
  if (const bool* verdict = schema.boolean()) {
    node.refuses_all = !*verdict;
    return;
  }
  const document::Object* members = schema.object();
  if (members == nullptr) return fail(place, "must be an object or a boolean");
  node.title = text_of(schema, "title");
  node.description = text_of(schema, "description");
  if (const Member* reference = schema.find("$ref")) {
    const std::string* text = reference->value.string();
    if (text == nullptr) return fail(place, "\"$ref\" must be a string");
    pending_.push_back({id, resolve_reference(place.base, *text), place});
    return;
  }
  if (const Member* dialect = schema.find("$schema")) {
    const std::string* text = dialect->value.string();
    if (text == nullptr || text->find("://json-schema.org/draft-07/schema") == std::string::npos) {
      return fail(place, "\"$schema\" must be that of draft-07");
    }
  }
  place.base = base_within(schema, place.base);
  for (const Member& member : *members) {
    read_keyword(*this, node, member.key, member.value,
                 place_below(place, member.value, member.key));
  }
  if (node.object) finish_object_rules(*node.object);
}

void Compiler::link_references() {
  while (!pending_.empty() && !fault_) {
    const PendingReference reference = std::move(pending_.back());
    pending_.pop_back();
    auto target = registry_.find(reference.target);
    if (!target) {
      const std::string& fragment = reference.target.fragment;
      fail(reference.place,
           fmt::format("\"$ref\" to {}#{} does not resolve", reference.target.uri, fragment));
      return;
    }
    target->depth = 0;  // reached by a jump: the stack is as low as at the root
    nodes_[reference.from].reference = node_for(*target);
  }
}

// A schema that applies itself to the very same value would never come to an end.
void Compiler::refuse_endless_references() {
  enum class State : std::uint8_t { fresh, open, done };
  struct Visit {
    NodeId id;
    std::vector<NodeId> further;
  };
  std::vector<State> states(nodes_.size(), State::fresh);
  std::vector<Visit> stack;
  const auto enter = [&](NodeId id) {
    states[id] = State::open;
    stack.push_back({id, in_place_schemas(nodes_[id])});
  };
  for (NodeId start = 0; start < nodes_.size(); ++start) {
    if (states[start] == State::fresh) enter(start);
    while (!stack.empty()) {
      Visit& top = stack.back();
      if (top.further.empty()) {
        states[top.id] = State::done;
        stack.pop_back();
        continue;
      }
      const NodeId next = top.further.back();
      top.further.pop_back();
      if (states[next] == State::open) {
        fail({nullptr, {}, nodes_[next].path, 0}, "refers to itself without end");
        return;
      }
      if (states[next] == State::fresh) enter(next);
    }
  }
}

}  // namespace mig::schema
