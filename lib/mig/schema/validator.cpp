#include "mig/schema/validator.hpp"

#include "mig/schema/value_order.hpp"

namespace mig::schema {

using document::LocatedValue;
using document::Member;
using Kind = LocatedValue::Kind;

namespace {

// Strictly read documents are at most 64 deep; the rest is for schemas that apply schemas in place.
constexpr int kMaxDepth = 1000;

std::size_t count_values(const LocatedValue& value) {
  std::size_t count = 1;
  if (const document::Array* entries = value.array()) {
    for (const LocatedValue& entry : *entries) count += count_values(entry);
  }
  if (const document::Object* members = value.object()) {
    for (const Member& member : *members) count += count_values(member.value);
  }
  return count;
}

bool fits_type(const Node& node, const LocatedValue& value) {
  if ((node.types & type_bit(value.kind())) != 0) return true;
  return (node.types & type_bit(Kind::integer)) != 0 && value.kind() == Kind::number &&
         is_integral(value);
}

}  // namespace

// Nested combinators can multiply the work without bound. A large document may cost more than a
// small one, so its size is counted before the answer is no.
bool Validator::spend(std::size_t steps) {
  constexpr std::size_t kStepsPerValue = 256;
  spent_ += steps;
  if (spent_ <= budget_) return !gave_up_;
  if (!budget_is_final_) {
    budget_is_final_ = true;
    budget_ += kStepsPerValue * count_values(root_);
    if (spent_ <= budget_) return !gave_up_;
  }
  gave_up_ = true;
  return false;
}

bool Validator::check(NodeId id, const LocatedValue& value, const Place& place, Sink* sink) {
  if (!spend(1)) return false;
  if (depth_ >= kMaxDepth) {
    gave_up_ = true;
    return false;
  }
  if (sink != nullptr && sink->full()) sink = nullptr;
  const Node* node = &program_.at(id);
  while (node->reference != kNoNode) node = &program_.at(node->reference);
  ++depth_;
  const bool fits = check_node({program_, *node, value, place}, sink);
  --depth_;
  return fits;
}

bool Validator::check_node(const Subject& subject, Sink* sink) {
  const Node& node = subject.node;
  if (node.refuses_all) {
    if (sink == nullptr) return false;
    const Place& place = subject.place;
    if (place.member == nullptr) {
      sink->add(invalid(subject, "", "is not allowed here"));
    } else {
      const Subject owner{program_, node, subject.value, *place.parent};
      sink->add(unwelcome_key(owner, *place.member, ""));
    }
    return false;
  }
  // A value of the wrong type or outside its list has one fault, not one for each further keyword.
  if (!check_alone(subject, sink)) return false;
  bool fits = check_parts(subject, sink);
  if (!fits && sink == nullptr) return false;
  if (node.combinators && !check_combinators(subject, sink)) fits = false;
  return fits;
}

bool Validator::check_alone(const Subject& subject, Sink* sink) {
  const Node& node = subject.node;
  if (!fits_type(node, subject.value)) {
    if (sink != nullptr) sink->add(wrong_type(subject, node.types, "type"));
    return false;
  }
  if (node.constant && !equal(*node.constant, subject.value)) {
    if (sink != nullptr) sink->add(not_among(subject, {*node.constant}, "const"));
    return false;
  }
  if (node.enumeration.empty()) return true;
  for (const LocatedValue& allowed : node.enumeration) {
    if (equal(allowed, subject.value)) return true;
  }
  if (sink != nullptr) sink->add(not_among(subject, node.enumeration, "enum"));
  return false;
}

bool Validator::check_parts(const Subject& subject, Sink* sink) {
  const Node& node = subject.node;
  if (const std::string* text = subject.value.string()) {
    return !node.string || check_string(subject, *text, sink);
  }
  if (const document::Object* members = subject.value.object()) {
    return !node.object || check_object(subject, *members, sink);
  }
  if (const document::Array* entries = subject.value.array()) {
    return !node.array || check_array(subject, *entries, sink);
  }
  return !node.number || !subject.value.is_numeric() || check_number(subject, sink);
}

bool Validator::check_combinators(const Subject& subject, Sink* sink) {
  const Combinators& rules = *subject.node.combinators;
  bool fits = true;
  for (const NodeId id : rules.all_of) {
    if (check(id, subject.value, subject.place, sink)) continue;
    if (sink == nullptr) return false;
    fits = false;
  }
  if (!rules.any_of.empty() && !check_branches(subject, rules.any_of, false, sink)) {
    if (sink == nullptr) return false;
    fits = false;
  }
  if (!rules.one_of.empty() && !check_branches(subject, rules.one_of, true, sink)) {
    if (sink == nullptr) return false;
    fits = false;
  }
  if (rules.negated != kNoNode && !check_negated(subject, sink)) fits = false;
  if (!fits && sink == nullptr) return false;
  return check_condition(subject, sink) && fits;
}

bool Validator::check_condition(const Subject& subject, Sink* sink) {
  const Combinators& rules = *subject.node.combinators;
  if (rules.condition == kNoNode) return true;
  const bool holds = check(rules.condition, subject.value, subject.place, nullptr);
  const NodeId next = holds ? rules.consequence : rules.alternative;
  return next == kNoNode || check(next, subject.value, subject.place, sink);
}

bool Validator::check_negated(const Subject& subject, Sink* sink) {
  const NodeId id = subject.node.combinators->negated;
  if (!check(id, subject.value, subject.place, nullptr)) return true;
  if (sink == nullptr) return false;
  const Node& negated = program_.at(id);
  // `not: {required: [x]}` is how a schema says that x may not be there.
  const Member* member = negated.object && negated.object->required.size() == 1
                             ? subject.value.find(negated.object->required.front())
                             : nullptr;
  if (member != nullptr) {
    sink->add(unwelcome_key(subject, *member, "not"));
  } else if (!negated.enumeration.empty() || negated.constant) {
    sink->add(invalid_value(subject, "not", "this value is not allowed here"));
  } else {
    const std::string& known = negated.title.empty() ? negated.description : negated.title;
    sink->add(invalid_value(
        subject, "not",
        known.empty() ? "it has a form that is not allowed here" : "it may not be: " + known));
  }
  return false;
}

bool Validator::check_branches(const Subject& subject, const std::vector<NodeId>& branches,
                               bool only_one, Sink* sink) {
  constexpr std::size_t kFoundPerBranch = 16;
  const std::string_view keyword = only_one ? "oneOf" : "anyOf";
  std::size_t fitting = 0;
  std::vector<Branch> against;
  for (const NodeId id : branches) {
    Sink branch_sink(kFoundPerBranch);
    const bool fits =
        check(id, subject.value, subject.place, sink == nullptr ? nullptr : &branch_sink);
    if (fits && !only_one) return true;
    if (fits && ++fitting > 1) break;
    if (sink == nullptr || fits) continue;
    const Node* node = &program_.at(id);
    std::string_view title = node->title;
    while (node->reference != kNoNode) {
      node = &program_.at(node->reference);
      if (title.empty()) title = node->title;
    }
    against.push_back({node, title, std::move(branch_sink.found())});
  }
  if (fitting == 1) return true;
  if (sink == nullptr) return false;
  if (fitting > 1) {
    sink->add(invalid_value(subject, keyword, "it fits more than one form where one is allowed"));
  } else if (!gave_up_) {
    for (Found& found : explain_branches(subject, keyword, std::move(against))) {
      sink->add(std::move(found));
    }
  }
  return false;
}

}  // namespace mig::schema
