#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/json_text.hpp"
#include "mig/report/machine.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// The format that is written.
constexpr std::string_view kVersion = "15.2.4";
constexpr std::string_view kIdentifierType = "mig_gates_rule";
constexpr std::size_t kMaxName = 200;

/// What is found in the bytes of files; other findings are of no interest to those who look here.
bool is_of_search(const Finding& finding) {
  constexpr std::array<std::string_view, 5> kFamilies{"secret", "dsn", "pii", "location",
                                                      "payload"};
  const auto family = rules::family_of(finding.rule);
  return std::find(kFamilies.begin(), kFamilies.end(), family) != kFamilies.end();
}

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "Info";
    case Severity::review:
      return "Medium";
    case Severity::fail:
      return "Critical";
  }
  return "Critical";
}

/// Eight, four, four, four and twelve digits, as identifiers are written there.
std::string identifier_of(std::string_view fingerprint) {
  if (fingerprint.size() != 32) return clipped(fingerprint);
  return fmt::format("{}-{}-{}-{}-{}", fingerprint.substr(0, 8), fingerprint.substr(8, 4),
                     fingerprint.substr(12, 4), fingerprint.substr(16, 4), fingerprint.substr(20));
}

/// A text that has to be there.
std::string filled(std::string_view text) {
  return text.empty() ? "unknown" : clipped(text);
}

std::string name_of_rule(const Report& report, const std::string& id) {
  const auto found = std::find_if(report.rules.begin(), report.rules.end(),
                                  [&id](const rules::RuleInfo* rule) { return rule->id == id; });
  return clipped(found == report.rules.end() ? id : (*found)->summary, kMaxName);
}

// Descriptions are Markdown there.
Json vulnerability_of(const Report& report, const Finding& finding, UniqueKeys& keys) {
  const std::string rule = filled(finding.rule);
  Json out;
  out["id"] = keys.unique(identifier_of(filled(finding.fingerprint)));
  out["name"] = name_of_rule(report, finding.rule);
  out["description"] = markdown_code(finding.message);
  out["severity"] = severity_of(finding.severity);
  out["solution"] = markdown_code(finding.remedy, kMaxName);
  out["identifiers"] = {{{"type", kIdentifierType}, {"name", rule}, {"value", rule}}};
  out["location"]["file"] = path_or_root(finding.location.path);
  out["location"]["start_line"] = first_line_of(finding.location);
  if (finding.location.region) out["location"]["end_line"] = finding.location.region->end.line;
  out["location"]["commit"] = {{"sha", clipped(report.commit)}};
  return out;
}

Json message(std::string_view level, std::string_view text) {
  return {{"level", level}, {"value", filled(text)}};
}

Json scan_of(const Report& report) {
  const Json self{{"id", filled(report.tool)},
                  {"name", filled(report.tool)},
                  {"version", filled(report.version)},
                  {"vendor", {{"name", "mig-gates"}}}};
  Json messages = Json::array();
  for (const Error& error : report.errors) messages.push_back(message("fatal", error.message));
  messages.push_back(message("info", fmt::format("verdict: {}", verdict_of(report))));
  for (const std::string& notice : report.notices) messages.push_back(message("info", notice));
  Json scan;
  scan["type"] = "secret_detection";
  const bool is_judged = report.errors.empty() && report.exit_code != 2 && report.exit_code != 3;
  scan["status"] = is_judged ? "success" : "failure";
  scan["start_time"] = utc_time(report.now);
  scan["end_time"] = utc_time(report.now);
  scan["analyzer"] = self;
  scan["scanner"] = self;
  scan["messages"] = std::move(messages);
  return scan;
}

}  // namespace

std::string render_gitlab_secrets(const Report& report) {
  Json out;
  out["version"] = kVersion;
  out["scan"] = scan_of(report);
  out["vulnerabilities"] = Json::array();
  UniqueKeys keys;
  for (const Severity severity : {Severity::fail, Severity::review, Severity::info}) {
    for (const Finding* finding : open_findings(report, severity)) {
      if (!is_of_search(*finding)) continue;
      out["vulnerabilities"].push_back(vulnerability_of(report, *finding, keys));
    }
  }
  return json_text(out) + "\n";
}

}  // namespace mig::report
