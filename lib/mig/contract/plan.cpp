#include "mig/contract/plan.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

std::string text(const LocatedValue& value, std::string_view key) {
  return string_member(value, key).value_or(LocatedString{}).value;
}

std::int64_t number(const LocatedValue& value, std::string_view key) {
  return integer_member(value, key).value_or(Located<std::int64_t>{}).value;
}

PlanInput read_input(const LocatedValue& value) {
  return {text(value, "path"), text(value, "digest")};
}

PlanStatement read_statement(const LocatedValue& value) {
  const auto outside = boolean_member(value, "outside_transaction");
  return {text(value, "script"), number(value, "line"), text(value, "what"),
          outside && outside->value};
}

PlanEffect read_effect(const LocatedValue& value) {
  return {number(value, "statement"), text(value, "operation"), text(value, "object"),
          text(value, "table"), text(value, "lock")};
}

PlanOpaque read_opaque(const LocatedValue& value) {
  return {number(value, "statement"), text(value, "operation"), text(value, "reason")};
}

PlanLimit read_limit(const LocatedValue& value) {
  PlanLimit limit{text(value, "name"), number(value, "maximum"), std::nullopt};
  if (const auto predicted = integer_member(value, "predicted")) limit.predicted = predicted->value;
  return limit;
}

PlanError read_error(const LocatedValue& value) {
  return {text(value, "kind"), text(value, "script"), number(value, "line"), text(value, "object"),
          text(value, "message")};
}

template <class T>
std::vector<Located<T>> read_list(const LocatedValue& value, std::string_view key,
                                  T (*read)(const LocatedValue&)) {
  std::vector<Located<T>> list;
  const auto* items = member(value, key);
  if (items == nullptr || items->array() == nullptr) return list;
  list.reserve(items->array()->size());
  for (const auto& item : *items->array()) list.push_back({read(item), item.span()});
  return list;
}

}  // namespace

Plan read_plan(const LocatedValue& value) {
  Plan plan;
  plan.migration_id = string_member(value, "migration_id").value_or(LocatedString{});
  plan.inputs = read_list(value, "inputs", read_input);
  if (const auto* baseline = member(value, "baseline")) {
    plan.baseline = {read_input(*baseline), baseline->span()};
  }
  plan.statements = read_list(value, "statements", read_statement);
  plan.effects = read_list(value, "effects", read_effect);
  plan.opaque = read_list(value, "opaque", read_opaque);
  plan.limits = read_list(value, "limits", read_limit);
  plan.errors = read_list(value, "errors", read_error);
  if (const auto* totals = member(value, "totals")) {
    plan.totals = {{number(*totals, "statements"), number(*totals, "effects"),
                    number(*totals, "opaque"), number(*totals, "errors")},
                   totals->span()};
  }
  return plan;
}

}  // namespace mig::contract
