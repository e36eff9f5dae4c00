#include "mig/report/plan_file.hpp"

#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

Json json_of(const contract::PlanInput& input) {
  return {{"path", input.path}, {"digest", input.digest}};
}

Json json_of(const contract::PlanStatement& statement) {
  Json out{{"script", statement.script}, {"line", statement.line}, {"what", statement.what}};
  if (statement.outside_transaction) out["outside_transaction"] = true;
  return out;
}

Json json_of(const contract::PlanEffect& effect) {
  Json out{
      {"statement", effect.statement}, {"operation", effect.operation}, {"object", effect.object}};
  if (!effect.table.empty()) out["table"] = effect.table;
  if (!effect.lock.empty()) out["lock"] = effect.lock;
  return out;
}

Json json_of(const contract::PlanOpaque& opaque) {
  return {
      {"statement", opaque.statement}, {"operation", opaque.operation}, {"reason", opaque.reason}};
}

Json json_of(const contract::PlanLimit& limit) {
  Json out{{"name", limit.name}, {"maximum", limit.maximum}};
  if (limit.predicted) out["predicted"] = *limit.predicted;
  return out;
}

Json json_of(const contract::PlanError& error) {
  Json out{{"kind", error.kind}};
  if (!error.script.empty()) out["script"] = error.script;
  if (error.line > 0) out["line"] = error.line;
  out["object"] = error.object;
  out["message"] = error.message;
  return out;
}

template <class T>
Json list_of(const std::vector<contract::Located<T>>& list) {
  Json out = Json::array();
  for (const auto& entry : list) out.push_back(json_of(entry.value));
  return out;
}

}  // namespace

std::string plan_json(const contract::Plan& plan) {
  Json out;
  out["schema_version"] = "plan.v1";
  out["migration_id"] = plan.migration_id.value;
  out["inputs"] = list_of(plan.inputs);
  if (plan.baseline) out["baseline"] = json_of(plan.baseline->value);
  out["statements"] = list_of(plan.statements);
  out["effects"] = list_of(plan.effects);
  out["opaque"] = list_of(plan.opaque);
  out["limits"] = list_of(plan.limits);
  out["errors"] = list_of(plan.errors);
  const auto& totals = plan.totals.value;
  out["totals"] = {{"statements", totals.statements},
                   {"effects", totals.effects},
                   {"opaque", totals.opaque},
                   {"errors", totals.errors}};
  return json_text(out) + '\n';
}

}  // namespace mig::report
