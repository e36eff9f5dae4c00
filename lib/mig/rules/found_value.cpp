#include "mig/rules/found_value.hpp"

#include <fmt/format.h>

namespace mig::rules {
namespace {

/// "<what>: <subject>", unless one of them says it all.
std::string said_once(std::string_view what, std::string_view subject) {
  if (what.starts_with(subject)) return std::string(what);
  if (subject.starts_with(what)) return std::string(subject);
  return fmt::format("{}: {}", what, subject);
}

/// "column users.email": the one kind of subject that has a name of its own.
std::string column_in(std::string_view subject) {
  const auto at = subject.find("column ");
  if (at == std::string_view::npos) return {};
  const auto end = subject.find(' ', subject.find(' ', at) + 1);
  return std::string(subject.substr(at, end == std::string_view::npos ? end : end - at));
}

}  // namespace

Finding& report_value(const bundle::ScannedFile& file, const secrets::Detection& detection,
                      std::string_view what, Reporter& reporter) {
  auto message = said_once(what, detection.subject);
  if (!detection.encoding.empty()) message += fmt::format(" (hidden in {})", detection.encoding);
  auto& finding = reporter.at(*file.source, detection.span, std::move(message));
  finding.object = column_in(detection.subject);
  return finding;
}

Finding& report_in_role(const bundle::ScannedFile& file, const secrets::Detection& detection,
                        std::string_view what, Reporter& reporter) {
  auto& finding = report_value(file, detection, what, reporter);
  if (file.scan.role == secrets::FileRole::script) finding.severity = Severity::review;
  return finding;
}

}  // namespace mig::rules
