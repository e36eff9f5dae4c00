#include <fmt/format.h>

#include "mig/report/escape.hpp"
#include "mig/report/sarif.hpp"

namespace mig::report::sarif {
namespace {

// GitHub refuses longer descriptions.
constexpr std::size_t kMaxDescription = 1000;

/// "DeclarationMissingField" for "declaration-missing-field".
std::string pascal_case(std::string_view id) {
  std::string out;
  bool starts_word = true;
  for (const char byte : id) {
    if (byte == '-') {
      starts_word = true;
      continue;
    }
    const bool is_lower = byte >= 'a' && byte <= 'z';
    out += starts_word && is_lower ? static_cast<char>(byte - 'a' + 'A') : byte;
    starts_word = false;
  }
  return out;
}

std::string_view problem_severity(Severity severity) {
  switch (severity) {
    case Severity::fail:
      return "error";
    case Severity::review:
      return "warning";
    case Severity::info:
      return "recommendation";
  }
  return "error";
}

// GitHub sorts 7.0 to 8.9 as high, 4.0 to 6.9 as medium, below as low.
std::string_view security_severity(Severity severity) {
  switch (severity) {
    case Severity::fail:
      return "8.0";
    case Severity::review:
      return "5.0";
    case Severity::info:
      return "2.0";
  }
  return "8.0";
}

std::string_view way_out(const rules::RuleInfo& rule) {
  if (rule.approvable && rule.justifiable) return "A counted approval or a justification opens it.";
  if (rule.approvable) return "A counted approval opens it.";
  if (rule.justifiable) return "A justification in notes.md satisfies it.";
  return "It cannot be approved.";
}

Json descriptor_of(const rules::RuleInfo& rule) {
  const std::string_view family = rule.id.substr(0, rule.id.find('-'));
  Json out;
  out["id"] = clipped(rule.id);
  out["name"] = clipped(pascal_case(rule.id), 255);
  out["shortDescription"]["text"] = clipped(rule.summary, kMaxDescription);
  out["fullDescription"]["text"] =
      clipped(fmt::format("{} {}", rule.summary, rule.rationale), kMaxDescription);
  out["help"]["text"] =
      clipped(fmt::format("{}\n\nFix: {}\n\n{}", rule.rationale, rule.remedy, way_out(rule)));
  out["help"]["markdown"] = clipped(fmt::format("# {}\n\n{}\n\n**Fix:** {}\n\n{}", rule.id,
                                                rule.rationale, rule.remedy, way_out(rule)));
  out["defaultConfiguration"]["level"] = level_of(rule.severity);
  Json& properties = out["properties"];
  properties["tags"] = {"security", "database-migration", clipped(family)};
  properties["precision"] = "very-high";
  properties["problem.severity"] = problem_severity(rule.severity);
  properties["security-severity"] = security_severity(rule.severity);
  return out;
}

}  // namespace

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::fail:
      return "error";
    case Severity::review:
      return "warning";
    case Severity::info:
      return "note";
  }
  return "error";
}

RuleTable::RuleTable(const Report& report) {
  for (const rules::RuleInfo* rule : report.rules) add(descriptor_of(*rule), std::string(rule->id));
  for (const BundleReport& bundle : report.bundles) {
    for (const Finding& finding : bundle.findings) {
      if (index_.contains(finding.rule)) continue;
      add({{"id", clipped(finding.rule)}, {"shortDescription", {{"text", clipped(finding.rule)}}}},
          finding.rule);
    }
  }
}

void RuleTable::add(Json descriptor, const std::string& id) {
  if (index_.emplace(id, descriptors_.size()).second) descriptors_.push_back(std::move(descriptor));
}

}  // namespace mig::report::sarif
