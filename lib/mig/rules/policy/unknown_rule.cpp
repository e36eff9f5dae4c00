#include <fmt/format.h>

#include <array>

#include "mig/bundle/facts.hpp"
#include "mig/contract/field.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rule_names.hpp"

namespace mig::rules::policy_rules {
namespace {

constexpr std::array<std::string_view, 2> kLists{"accept", "refuse"};

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind != contract::DocumentKind::policy || !document.is_valid()) return;
  const auto* approvals = contract::member(document.value, "approvals");
  const auto* exceptions =
      approvals == nullptr ? nullptr : contract::member(*approvals, "unsigned_rules");
  if (exceptions == nullptr) return;
  for (const auto list : kLists) {
    for (const auto& id : contract::strings_member(*exceptions, list)) {
      if (find_rule(id.value) != nullptr) continue;
      auto& finding = reporter.at(
          *document.source, id.span,
          fmt::format("`approvals.unsigned_rules.{}` names \"{}\", and there is no such rule", list,
                      id.value));
      if (const auto near = nearest_rule(id.value)) {
        finding.remedy = fmt::format("did you mean \"{}\"?", *near);
      }
    }
  }
}

}  // namespace

const Rule unknown_rule{
    {
        .id = "policy-unknown-rule",
        .severity = Severity::fail,
        .summary = "The policy names a rule that does not exist",
        .rationale = "An exception for a rule that does not exist says nothing about the rule that "
                     "was meant: what the policy refuses would be accepted.",
        .remedy = "Name the rule as its findings do; --list-rules shows every rule",
        .requirements = {"K-02"},
    },
    check};

}  // namespace mig::rules::policy_rules
