#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/suppression/reach.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::Allowance& allowance, Reporter& reporter) {
  if (!allowance.fault.empty() || is_in_reach(allowance)) return;
  if (find_rule(allowance.rule) == nullptr) return;
  reporter.at(allowance.place, fmt::format("no comment can allow \"{}\"", allowance.rule));
}

}  // namespace

const Rule not_allowed{
    {
        .id = "suppression-not-allowed",
        .severity = Severity::fail,
        .summary = "A comment is to allow what no comment can",
        .rationale = "A secret in a file is known to its readers whatever a comment says, "
                     "and whoever puts it there could write the comment as well; other "
                     "rules are opened by an approval or by mending what they find.",
        .remedy = "Revoke the credential and take it out; a value that is none is "
                  "allowed by its fingerprint, under secrets.allow in the policy",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
