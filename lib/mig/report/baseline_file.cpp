#include "mig/report/baseline_file.hpp"

#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

Json value_json(const contract::AttributeValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

Json object_json(const contract::BaselineObject& object) {
  Json out;
  out["kind"] = object.kind;
  out["name"] = object.name;
  if (object.table) out["table"] = *object.table;
  out["digest"] = object.digest;
  if (object.depends_on) out["depends_on"] = *object.depends_on;
  if (!object.attributes) return out;
  out["attributes"] = Json::object();
  for (const auto& [attribute, value] : *object.attributes)
    out["attributes"][std::string(name_of(attribute))] = value_json(value);
  return out;
}

Json domains_json(const contract::ProtectedDomains& domains) {
  Json out;
  out["schemas"] = domains.schemas;
  out["tables"] = domains.tables;
  if (!domains.labels.empty()) out["labels"] = domains.labels;
  if (!domains.namespaces.empty()) out["namespaces"] = domains.namespaces;
  if (!domains.objects.empty()) out["objects"] = domains.objects;
  return out;
}

Json head_json(const contract::Baseline& baseline) {
  Json out;
  out["schema_version"] = "baseline.v1";
  out["store"] = baseline.store.value;
  out["phase"] = baseline.phase.value;
  out["captured_at"] = baseline.captured_at.value;
  out["tool"]["name"] = baseline.tool_name.value;
  out["tool"]["version"] = baseline.tool_version.value;
  for (const auto& [kind, count] : baseline.counts) out["counts"][kind] = count.value;
  out["schema_fingerprint"] = baseline.schema_fingerprint.value;
  if (baseline.protected_domains_span)
    out["protected_domains"] = domains_json(baseline.protected_domains);
  out["protected_fingerprint"] = baseline.protected_fingerprint.value;
  if (!baseline.row_estimates_span) return out;
  out["row_estimates"] = Json::object();
  for (const auto& [table, rows] : baseline.row_estimates) out["row_estimates"][table] = rows;
  return out;
}

}  // namespace

std::string baseline_as_json(const contract::Baseline& baseline) {
  auto text = json_text(head_json(baseline));
  text.resize(text.rfind('\n'));
  text += ",\n  \"objects\": [";
  for (const auto& object : baseline.objects) {
    text += &object == &baseline.objects.front() ? "\n    " : ",\n    ";
    text += object_json(object).dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  text += baseline.objects.empty() ? "]\n}\n" : "\n  ]\n}\n";
  return text;
}

}  // namespace mig::report
