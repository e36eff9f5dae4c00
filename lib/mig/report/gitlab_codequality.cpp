#include <fmt/format.h>

#include "mig/report/escape.hpp"
#include "mig/report/formats.hpp"
#include "mig/report/json_text.hpp"
#include "mig/report/machine.hpp"
#include "mig/report/wording.hpp"

namespace mig::report {
namespace {

/// What GitLab calls how bad something is.
std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::review:
      return "major";
    case Severity::fail:
      return "blocker";
  }
  return "blocker";
}

class EntryList {
 public:
  void add(std::string_view check, std::string_view severity, std::string_view description,
           std::string_view fingerprint, const Location& location) {
    Json entry;
    entry["description"] = clipped(description);
    entry["check_name"] = clipped(check);
    entry["fingerprint"] = fingerprints_.unique(clipped(fingerprint));
    entry["severity"] = severity;
    entry["location"] = {{"path", path_or_root(location.path)},
                         {"lines", {{"begin", first_line_of(location)}}}};
    entries_.push_back(std::move(entry));
  }

  Json take() { return std::move(entries_); }

 private:
  Json entries_ = Json::array();
  UniqueKeys fingerprints_;
};

std::string with_fix(std::string_view message, std::string_view remedy) {
  std::string text(clipped(message));
  return remedy.empty() ? text : fmt::format("{} (fix: {})", text, clipped(remedy));
}

}  // namespace

std::string render_gitlab_codequality(const Report& report) {
  EntryList entries;
  for (const Error& error : report.errors) {
    const Location location = error.location.value_or(Location{});
    entries.add(name_of(error.kind), "blocker", with_fix(error.message, error.remedy),
                fmt::format("{} {}", name_of(error.kind), location.path), location);
  }
  if (is_verdict_unseen(report)) {
    entries.add("verdict", "blocker",
                fmt::format("{}: {}", verdict_of(report), meaning_of_exit(report)), "verdict",
                Location{});
  }
  for (const Severity severity : {Severity::fail, Severity::review, Severity::info}) {
    for (const Finding* finding : open_findings(report, severity)) {
      entries.add(finding->rule, severity_of(severity), with_fix(finding->message, finding->remedy),
                  finding->fingerprint, finding->location);
    }
  }
  return json_text(entries.take()) + "\n";
}

}  // namespace mig::report
