#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/rule_names.hpp"
#include "mig/rules/suppression/reach.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::Allowance& allowance, Reporter& reporter) {
  if (!allowance.fault.empty() || find_rule(allowance.rule) != nullptr) return;
  auto& finding =
      reporter.at(allowance.place, fmt::format("there is no rule \"{}\"", allowance.rule));
  if (const auto near = nearest_rule(allowance.rule)) {
    finding.remedy = fmt::format("did you mean \"{}\"?", *near);
  }
}

}  // namespace

const Rule unknown_rule{
    {
        .id = "suppression-unknown-rule",
        .severity = Severity::fail,
        .summary = "What allows a value names a rule that does not exist",
        .rationale = "It allows nothing, and must not look as if it did: the rule may be "
                     "misspelt, or gone.",
        .remedy = "Name the rule as the finding does; --list-rules shows every rule",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
