#include "mig/rules/shape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mig::rules {
namespace {

std::string remedy_of(const schema::Violation& violation, std::string_view general) {
  if (!violation.suggestion.empty()) {
    return fmt::format("Did you mean \"{}\"? {}", violation.suggestion, general);
  }
  // The description next to an unknown key is that of the object that holds it.
  if (!violation.description.empty() && violation.kind != schema::ViolationKind::unknown_key) {
    const auto& name = violation.property.empty() ? violation.instance_path : violation.property;
    return fmt::format("{}. `{}`: {}", general, name, violation.description);
  }
  return std::string(general);
}

}  // namespace

void report_violations(const bundle::DocumentFacts& document, std::string_view family,
                       std::initializer_list<schema::ViolationKind> kinds, Reporter& reporter) {
  if (!document.kind || contract::info_of(*document.kind).family != family) return;
  for (const auto& violation : document.violations) {
    if (std::find(kinds.begin(), kinds.end(), violation.kind) == kinds.end()) continue;
    auto& finding = reporter.at(*document.source, violation.span, violation.message);
    finding.remedy = remedy_of(violation, finding.remedy);
  }
}

void report_fault(const bundle::DocumentFacts& document, document::Fault fault,
                  Reporter& reporter) {
  if (!document.fault || document.fault->fault != fault) return;
  reporter.at(*document.source, document.fault->span, document.fault->message);
}

void report_access(const bundle::DocumentFacts& document,
                   std::initializer_list<io::AccessFault> faults, Reporter& reporter) {
  if (!document.access) return;
  if (std::find(faults.begin(), faults.end(), document.access->fault) == faults.end()) return;
  reporter.at_path(document.source->path(), document.access->message);
}

bool is_misshapen(const bundle::DocumentFacts& document, std::string_view path) {
  return std::any_of(document.violations.begin(), document.violations.end(),
                     [path](const auto& violation) {
                       std::string place = violation.instance_path;
                       if (!violation.property.empty()) {
                         place += (place.empty() ? "" : ".") + violation.property;
                       }
                       if (!std::string_view(place).starts_with(path)) return false;
                       return place.size() == path.size() || place[path.size()] == '.' ||
                              place[path.size()] == '[';
                     });
}

}  // namespace mig::rules
