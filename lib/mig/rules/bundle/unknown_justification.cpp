#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

std::vector<std::string> justifiable_rules() {
  std::vector<std::string> ids;
  for (const Rule* rule : all_rules()) {
    if (rule->info.justifiable) ids.emplace_back(rule->info.id);
  }
  return ids;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& line : bundle.justifications) {
    const SourceText& source = *bundle.notes->document.source;
    const Rule* rule = find_rule(line.rule);
    if (rule == nullptr) {
      auto& finding =
          reporter.at(source, line.span, fmt::format("there is no rule \"{}\"", line.rule));
      if (const auto near = pattern::nearest_name(line.rule, justifiable_rules())) {
        finding.remedy = fmt::format("did you mean \"{}\"?", *near);
      }
    } else if (!rule->info.justifiable) {
      auto& finding =
          reporter.at(source, line.span,
                      fmt::format("\"{}\" cannot be satisfied by a justification", line.rule));
      finding.remedy = rule->info.approvable
                           ? "remove the line; this rule is opened by an approval under approvals/"
                           : "remove the line, and mend what the rule finds";
    } else if (line.reason.empty()) {
      auto& finding =
          reporter.at(source, line.span, fmt::format("no reason is given for \"{}\"", line.rule));
      finding.remedy = fmt::format("write \"- {}: \" and the reason", line.rule);
    }
  }
}

}  // namespace

const Rule unknown_justification{
    {
        .id = "bundle-unknown-justification",
        .severity = Severity::review,
        .summary = "A line under \"## Justifications\" justifies nothing",
        .rationale =
            "A justification is looked up by the id of its rule; one that names no such rule, or "
            "gives no reason, would leave its author believing that the matter was settled.",
        .remedy = "Write \"- <rule-id>: <reason>\" with the id of a rule that can be justified",
        .requirements = {"K-24"},
    },
    check};

}  // namespace mig::rules::bundle_rules
