#include "mig/schema/program.hpp"

#include <algorithm>
#include <charconv>

namespace mig::schema {

namespace {

struct Step {
  std::string_view key;
  std::optional<std::size_t> index;  // an entry of an array when set
};

// "artifacts.forward[0]" is artifacts, forward, [0].
std::vector<Step> split_path(std::string_view path) {
  std::vector<Step> steps;
  while (!path.empty()) {
    if (path.front() == '.') path.remove_prefix(1);
    if (path.starts_with('[')) {
      const auto close = path.find(']');
      std::size_t index = 0;
      const auto digits = path.substr(1, close == std::string_view::npos ? close : close - 1);
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), index);
      if (close != std::string_view::npos && read.ec == std::errc() && !digits.empty() &&
          read.ptr == digits.data() + digits.size()) {
        steps.push_back({{}, index});
        path.remove_prefix(close + 1);
        continue;
      }
    }
    const auto stop = path.find_first_of(".[", 1);
    steps.push_back({path.substr(0, stop), std::nullopt});
    path.remove_prefix(std::min(path.size(), stop));
  }
  return steps;
}

// Walks all schemas that may apply to one place in the document.
class Walk {
 public:
  explicit Walk(const Program& program) : program_(program) {}

  std::vector<NodeId> closure(std::vector<NodeId> open) const {
    std::vector<bool> seen(program_.nodes.size(), false);
    std::vector<NodeId> all;
    std::reverse(open.begin(), open.end());
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (seen[id]) continue;
      seen[id] = true;
      all.push_back(id);
      std::vector<NodeId> further = in_place_schemas(program_.at(id));
      open.insert(open.end(), further.rbegin(), further.rend());
    }
    return all;
  }

  // `through_entries`: "objects.kind" may be said of the entries of an array, one array deep.
  std::vector<NodeId> descend(const std::vector<NodeId>& places, const Step& step,
                              bool through_entries = true) const {
    std::vector<NodeId> found;
    for (const NodeId id : places) {
      const Node& node = program_.at(id);
      if (step.index && node.array) add_entry(*node.array, *step.index, found);
      if (!step.index && node.object) add_member(*node.object, step.key, found);
    }
    if (!found.empty() || step.index || !through_entries) return found;
    std::vector<NodeId> entries;
    for (const NodeId id : places) {
      const Node& node = program_.at(id);
      if (node.array && node.array->items != kNoNode) entries.push_back(node.array->items);
    }
    return descend(closure(std::move(entries)), step, false);
  }

 private:
  static void add_entry(const ArrayRules& rules, std::size_t index, std::vector<NodeId>& found) {
    if (index < rules.tuple.size()) {
      found.push_back(rules.tuple[index]);
    } else if (rules.is_tuple && rules.additional != kNoNode) {
      found.push_back(rules.additional);
    } else if (rules.items != kNoNode) {
      found.push_back(rules.items);
    }
  }

  static void add_member(const ObjectRules& rules, std::string_view key,
                         std::vector<NodeId>& found) {
    const std::size_t before = found.size();
    const Property* property = rules.find(key);
    if (property != nullptr && property->schema != kNoNode) found.push_back(property->schema);
    for (const PatternProperty& entry : rules.patterns) {
      if (entry.expression.pattern.search(key)) found.push_back(entry.schema);
    }
    if (found.size() == before && rules.additional != kNoNode) found.push_back(rules.additional);
  }

  const Program& program_;
};

}  // namespace

const Property* ObjectRules::find(std::string_view name) const {
  const auto before = [](const Property& property, std::string_view wanted) {
    if (property.name.size() != wanted.size()) return property.name.size() < wanted.size();
    return std::string_view(property.name) < wanted;
  };
  const auto found = std::lower_bound(table.begin(), table.end(), name, before);
  return found != table.end() && found->name == name ? &*found : nullptr;
}

std::vector<NodeId> in_place_schemas(const Node& node) {
  if (node.reference != kNoNode) return {node.reference};
  std::vector<NodeId> all;
  if (node.combinators) {
    const Combinators& rules = *node.combinators;
    for (const auto* list : {&rules.all_of, &rules.any_of, &rules.one_of}) {
      all.insert(all.end(), list->begin(), list->end());
    }
    for (const NodeId id : {rules.negated, rules.condition, rules.consequence, rules.alternative}) {
      if (id != kNoNode) all.push_back(id);
    }
  }
  if (node.object) {
    for (const Dependency& dependency : node.object->dependencies) {
      if (dependency.schema != kNoNode) all.push_back(dependency.schema);
    }
  }
  return all;
}

std::string describe_member(const Program& program, std::string_view dotted_path) {
  const Walk walk(program);
  std::vector<NodeId> places = {program.root};
  for (const Step& step : split_path(dotted_path)) {
    places = walk.descend(walk.closure(std::move(places)), step);
  }
  for (NodeId id : places) {
    while (program.at(id).description.empty() && program.at(id).reference != kNoNode) {
      id = program.at(id).reference;
    }
    if (!program.at(id).description.empty()) return program.at(id).description;
  }
  return {};
}

}  // namespace mig::schema
