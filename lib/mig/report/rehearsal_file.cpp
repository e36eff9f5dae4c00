#include "mig/report/rehearsal_file.hpp"

#include <algorithm>

#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

constexpr std::size_t kMostDifferences = 200;

void add_text(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}

Json failure_of(const RehearsalStep::Failure& failure) {
  Json out{{"path", failure.path}, {"line", failure.line}, {"column", failure.column}};
  add_text(out, "sqlstate", failure.sqlstate);
  add_text(out, "object", failure.object);
  return out;
}

Json step_of(const RehearsalStep& step) {
  Json out{{"name", step.name}, {"status", step.status}};
  if (step.statements) out["statements"] = *step.statements;
  if (step.elapsed_ms) out["elapsed_ms"] = *step.elapsed_ms;
  add_text(out, "message", step.message);
  if (step.failure) out["failure"] = failure_of(*step.failure);
  if (step.differences.empty()) return out;
  auto& list = out["differences"] = Json::array();
  for (std::size_t i = 0; i < std::min(step.differences.size(), kMostDifferences); ++i) {
    list.push_back({{"object", step.differences[i].first}, {"what", step.differences[i].second}});
  }
  return out;
}

Json rows_of(const RehearsalRows& rows) {
  Json out{{"tables_compared", rows.tables_compared}, {"changed", Json::array()}};
  for (const auto& change : rows.changed) {
    out["changed"].push_back(
        {{"table", change.table}, {"before", change.before}, {"after", change.after}});
  }
  return out;
}

Json files_of(const std::vector<RehearsalFile>& files) {
  Json out = Json::array();
  for (const auto& file : files) out.push_back({{"path", file.path}, {"digest", file.digest}});
  return out;
}

Json pre_state_of(const RehearsalReceipt& receipt) {
  Json out{{"source", receipt.pre_state}};
  add_text(out, "digest", receipt.pre_state_digest);
  add_text(out, "seed_digest", receipt.seed_digest);
  if (!receipt.extensions.empty()) out["extensions"] = receipt.extensions;
  return out;
}

}  // namespace

std::string rehearsal_receipt_json(const RehearsalReceipt& receipt) {
  Json out;
  out["schema_version"] = "rehearsal_receipt.v1";
  out["migration_id"] = receipt.migration_id;
  out["bundle_digest"] = receipt.bundle_digest;
  out["started_at"] = receipt.started_at;
  out["finished_at"] = receipt.finished_at;
  out["runner"] = {{"name", "mig-run"}, {"version", receipt.runner_version}};
  out["server"] = {{"version_num", receipt.server_version},
                   {"kind", receipt.is_given_server ? "given" : "throwaway"}};
  if (receipt.is_superuser) out["server"]["superuser"] = true;
  out["pre_state"] = pre_state_of(receipt);
  out["timeouts"] = {{"statement_ms", receipt.statement_timeout_ms},
                     {"lock_ms", receipt.lock_timeout_ms}};
  out["steps"] = Json::array();
  for (const auto& step : receipt.steps) out["steps"].push_back(step_of(step));
  out["verdict"] = receipt.verdict;
  if (receipt.level) out["level"] = *receipt.level;
  if (receipt.rows) out["rows"] = rows_of(*receipt.rows);
  out["inputs"] = files_of(receipt.inputs);
  out["outputs"] = files_of(receipt.outputs);
  return json_text(out) + '\n';
}

}  // namespace mig::report
