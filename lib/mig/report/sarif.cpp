#include "mig/report/sarif.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

// What stands around the results is bounded as well: the JSON report has the whole of it.
constexpr std::size_t kMaxEntries = 200;
constexpr std::size_t kMaxEntryLength = 500;

std::string entry(std::string_view text) {
  return clipped(text, kMaxEntryLength);
}

Json notification(std::string_view level, std::string_view text) {
  return {{"level", level}, {"message", {{"text", text}}}};
}

Json error_notification(const Error& error) {
  std::string text = entry(error.message);
  if (!error.remedy.empty()) text += "\n\nFix: " + entry(error.remedy);
  Json out = notification("error", text);
  if (error.location) {
    out["locations"] = {{{"physicalLocation", sarif::physical_location(*error.location)}}};
  }
  return out;
}

Json notifications_of(const Report& report) {
  Json out = Json::array();
  for (const Error& error : report.errors) {
    if (out.size() == kMaxEntries) {
      const std::size_t rest = report.errors.size() - kMaxEntries;
      out.push_back(notification("error", fmt::format("and {} more errors", rest)));
      break;
    }
    out.push_back(error_notification(error));
  }
  const std::size_t notices = std::min(report.notices.size(), kMaxEntries);
  for (std::size_t i = 0; i < notices; ++i) {
    out.push_back(notification("note", entry(report.notices[i])));
  }
  return out;
}

Json invocation_of(const Report& report) {
  Json out;
  out["executionSuccessful"] = report.errors.empty();
  out["exitCode"] = report.exit_code;
  out["exitCodeDescription"] = meaning_of_exit(report);
  out["toolExecutionNotifications"] = notifications_of(report);
  return out;
}

Json properties_of(const Report& report) {
  Json out;
  out["now"] = entry(report.now);
  if (!report.base.empty()) out["base"] = entry(report.base);
  out["policy"] = {{"source", entry(report.policy.source)},
                   {"digest", entry(report.policy.digest)}};
  if (!report.trust.source.empty()) {
    out["trust"] = {{"source", entry(report.trust.source)}, {"digest", entry(report.trust.digest)}};
  }
  out["strict"] = report.strict;
  Json& checked = out["checked"] = Json::array();
  Json skipped = Json::array();
  for (const BundleReport& bundle : report.bundles) {
    for (const std::string& what : bundle.checked) {
      if (checked.size() == kMaxEntries) break;
      checked.push_back(entry(fmt::format("{}: {}", bundle.path, what)));
    }
    for (const Skipped& skip : bundle.skipped) {
      if (skipped.size() == kMaxEntries) break;
      skipped.push_back(entry(fmt::format("{}: {}: {}", bundle.path, skip.what, skip.reason)));
    }
  }
  out["skipped"] = std::move(skipped);
  return out;
}

/// A file that leaves results out says so twice: for people and for programs.
void tell_truncation(Json& run, const sarif::Results& results) {
  const std::size_t written = results.written.size();
  run["properties"]["truncated"] = written < results.total;
  run["properties"]["results_total"] = results.total;
  run["properties"]["results_written"] = written;
  if (written == results.total) return;
  run["invocations"][0]["toolExecutionNotifications"].push_back(notification(
      "warning", fmt::format("{} of {} results are in this file, the most severe first; the JSON "
                             "report has all of them",
                             written, results.total)));
}

}  // namespace

std::string render_sarif(const Report& report) {
  sarif::RuleTable rules(report);
  Json out;
  out["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json";
  out["version"] = "2.1.0";
  out["runs"] = Json::array({Json::object()});
  Json& run = out["runs"][0];
  run["tool"]["driver"] = {{"name", entry(report.tool)},
                           {"semanticVersion", entry(report.version)},
                           {"rules", rules.take_descriptors()}};
  run["automationDetails"]["id"] = entry(report.tool) + "/";
  run["columnKind"] = "unicodeCodePoints";
  run["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] = "The root of the repository.";
  run["invocations"] = Json::array({invocation_of(report)});
  run["properties"] = properties_of(report);

  const std::size_t around = without_commands_in_json(json_text(out)).size();
  const std::size_t room = sarif::kMaxBytes - std::min(around, sarif::kMaxBytes);
  sarif::Results results = sarif::results_of(report, rules, room);
  tell_truncation(run, results);
  run["results"] = std::move(results.written);
  return json_text(out) + "\n";
}

}  // namespace mig::report
