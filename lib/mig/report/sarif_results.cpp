#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/sarif.hpp"
#include "mig/report/wording.hpp"

namespace mig::report::sarif {
namespace {

constexpr std::size_t kMaxRelated = 100;

/// A foreign text that cannot turn into a link: viewers read "[text](target)" in messages.
std::string linkless(std::string_view text) {
  std::string out;
  for (const char byte : clipped(text)) {
    if (byte == '(' && out.ends_with(']')) out += ' ';
    out += byte;
  }
  return out;
}

Json message_of(const Finding& finding) {
  std::string text = linkless(finding.message);
  if (!finding.remedy.empty()) text += "\n\nFix: " + linkless(finding.remedy);
  return {{"text", std::move(text)}};
}

Json related_locations(const Finding& finding) {
  Json out = Json::array();
  const std::size_t count = std::min(finding.related.size(), kMaxRelated);
  for (std::size_t i = 0; i < count; ++i) {
    const RelatedLocation& related = finding.related[i];
    out.push_back({{"id", i + 1},
                   {"physicalLocation", physical_location(related.location)},
                   {"message", {{"text", linkless(related.message)}}}});
  }
  return out;
}

Json fingerprints_of(const Finding& finding) {
  Json out = Json::object();
  if (!finding.line_hash.empty()) out["primaryLocationLineHash"] = clipped(finding.line_hash);
  if (!finding.fingerprint.empty()) out["migFinding/v1"] = clipped(finding.fingerprint);
  return out;
}

/// `with_suppressions`: SARIF wants them on all results of a run or on none.
Json result_of(const Finding& finding, const RuleTable& rules, bool with_suppressions) {
  Json out;
  out["ruleId"] = clipped(finding.rule);
  out["ruleIndex"] = rules.index_of(finding.rule);
  out["level"] = level_of(finding.severity);
  out["message"] = message_of(finding);
  out["locations"] = {{{"physicalLocation", physical_location(finding.location)}}};
  if (!finding.related.empty()) out["relatedLocations"] = related_locations(finding);
  out["partialFingerprints"] = fingerprints_of(finding);
  if (with_suppressions) {
    out["suppressions"] = Json::array();
    if (finding.status != Status::open) {
      out["suppressions"].push_back({{"kind", "external"},
                                     {"status", "accepted"},
                                     {"justification", clipped(finding.resolution)}});
    }
  }
  out["properties"]["status"] = mig::name_of(finding.status);
  if (!finding.object.empty()) out["properties"]["object"] = clipped(finding.object);
  if (!finding.confidence.empty()) out["properties"]["confidence"] = finding.confidence;
  return out;
}

std::vector<const Finding*> worst_first(const Report& report) {
  std::vector<const Finding*> all;
  for (const BundleReport& bundle : report.bundles) {
    const auto ordered = ordered_findings(bundle);
    all.insert(all.end(), ordered.begin(), ordered.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const Finding* left, const Finding* right) {
    const bool left_open = left->status == Status::open;
    const bool right_open = right->status == Status::open;
    if (left_open != right_open) return left_open;
    return left->severity > right->severity;
  });
  return all;
}

/// What a result takes in the finished file: its lines are set in by eight more blanks there.
std::size_t bytes_of(const Json& result) {
  const std::string text = without_commands_in_json(json_text(result));
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  return text.size() + lines * 8 + 2;
}

}  // namespace

// An absolute path is one that somebody gave, such as a policy's: it is under no known root.
Json physical_location(const Location& location) {
  Json artifact;
  if (location.path.starts_with('/')) {
    artifact["uri"] = "file://" + uri_path(location.path);
  } else {
    artifact["uri"] = location.path.empty() ? "." : uri_path(location.path);
    artifact["uriBaseId"] = "%SRCROOT%";
  }
  const Region region = location.region.value_or(Region{});
  return {{"artifactLocation", std::move(artifact)},
          {"region",
           {{"startLine", region.begin.line},
            {"startColumn", region.begin.column},
            {"endLine", region.end.line},
            {"endColumn", region.end.column}}}};
}

Results results_of(const Report& report, const RuleTable& rules, std::size_t max_bytes) {
  const std::vector<const Finding*> findings = worst_first(report);
  const bool with_suppressions = totals_of(report).resolved > 0;
  Results results;
  results.total = findings.size();
  std::size_t bytes = 0;
  for (const Finding* finding : findings) {
    if (results.written.size() == kMaxResults) break;
    Json result = result_of(*finding, rules, with_suppressions);
    bytes += bytes_of(result);
    if (bytes > max_bytes) break;
    results.written.push_back(std::move(result));
  }
  return results;
}

}  // namespace mig::report::sarif
