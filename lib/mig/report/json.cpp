#include <limits>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/gate_changes.hpp"
#include "mig/report/json_text.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// For values that identify something: made valid UTF-8, never cut.
std::string whole(std::string_view text) {
  return clipped(text, std::numeric_limits<std::size_t>::max());
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(whole(text));
}

Json location_json(const Location& location) {
  Json out;
  out["path"] = whole(location.path);
  if (location.region) {
    out["line"] = location.region->begin.line;
    out["column"] = location.region->begin.column;
    out["end_line"] = location.region->end.line;
    out["end_column"] = location.region->end.column;
  }
  return out;
}

Json finding_json(const Finding& finding) {
  Json out;
  out["rule"] = whole(finding.rule);
  out["severity"] = mig::name_of(finding.severity);
  out["status"] = mig::name_of(finding.status);
  if (!finding.confidence.empty()) out["confidence"] = finding.confidence;
  out["message"] = clipped(finding.message);
  if (!finding.object.empty()) out["object"] = whole(finding.object);
  out["location"] = location_json(finding.location);
  out["related"] = Json::array();
  for (const RelatedLocation& related : finding.related) {
    out["related"].push_back(
        {{"location", location_json(related.location)}, {"message", clipped(related.message)}});
  }
  out["remedy"] = clipped(finding.remedy);
  out["fingerprint"] = whole(finding.fingerprint);
  if (!finding.value_fingerprint.empty()) {
    out["value_fingerprint"] = whole(finding.value_fingerprint);
  }
  if (finding.status != Status::open) out["resolution"] = clipped(finding.resolution);
  return out;
}

Json bundle_json(const BundleReport& bundle) {
  Json out;
  out["path"] = whole(bundle.path);
  out["id"] = text_or_null(bundle.id);
  out["phase"] = text_or_null(bundle.phase);
  out["findings"] = Json::array();
  for (const Finding* finding : ordered_findings(bundle)) {
    out["findings"].push_back(finding_json(*finding));
  }
  out["checked"] = Json::array();
  for (const std::string& what : bundle.checked) out["checked"].push_back(clipped(what));
  out["skipped"] = Json::array();
  for (const Skipped& skipped : bundle.skipped) {
    out["skipped"].push_back(
        {{"what", clipped(skipped.what)}, {"reason", clipped(skipped.reason)}});
  }
  return out;
}

Json error_json(const Error& error) {
  Json out;
  out["kind"] = name_of(error.kind);
  out["message"] = clipped(error.message);
  if (error.location) out["location"] = location_json(*error.location);
  if (!error.remedy.empty()) out["remedy"] = clipped(error.remedy);
  return out;
}

}  // namespace

std::string render_json(const Report& report) {
  Json out;
  out["schema_version"] = "report.v1";
  out["tool"] = whole(report.tool);
  out["version"] = whole(report.version);
  out["now"] = whole(report.now);
  out["base"] = text_or_null(report.base);
  out["policy"] = {{"source", whole(report.policy.source)},
                   {"digest", whole(report.policy.digest)}};
  out["trust"] = nullptr;
  if (!report.trust.source.empty()) {
    out["trust"] = {{"source", whole(report.trust.source)}, {"digest", whole(report.trust.digest)}};
  }
  out["strict"] = report.strict;
  out["exit_code"] = report.exit_code;
  out["bundles"] = Json::array();
  for (const BundleReport& bundle : report.bundles) out["bundles"].push_back(bundle_json(bundle));
  if (!report.base.empty()) out["gate_changes"] = gate_changes_json(report);
  out["notices"] = Json::array();
  for (const std::string& notice : report.notices) out["notices"].push_back(clipped(notice));
  out["errors"] = Json::array();
  for (const Error& error : report.errors) out["errors"].push_back(error_json(error));
  return json_text(out) + "\n";
}

}  // namespace mig::report
