#include "mig/rules/found_value.hpp"

#include <fmt/format.h>

namespace mig::rules {

Finding& report_value(const bundle::ScannedFile& file, const secrets::Detection& detection,
                      std::string_view what, Reporter& reporter) {
  std::string message(what);
  if (!detection.subject.empty()) message += fmt::format(": {}", detection.subject);
  if (!detection.encoding.empty()) message += fmt::format(" (hidden in {})", detection.encoding);
  auto& finding = reporter.at(*file.source, detection.span, std::move(message));
  finding.object = detection.subject;
  return finding;
}

Finding& report_in_role(const bundle::ScannedFile& file, const secrets::Detection& detection,
                        std::string_view what, Reporter& reporter) {
  auto& finding = report_value(file, detection, what, reporter);
  if (file.scan.role == secrets::FileRole::script) finding.severity = Severity::review;
  return finding;
}

}  // namespace mig::rules
