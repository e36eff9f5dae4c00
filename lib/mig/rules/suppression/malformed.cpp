#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/suppression/reach.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::Allowance& allowance, Reporter& reporter) {
  if (allowance.fault.empty()) return;
  reporter.at(allowance.place, fmt::format("the comment allows nothing: {}", allowance.fault));
}

}  // namespace

const Rule malformed{
    {
        .id = "suppression-malformed",
        .severity = Severity::fail,
        .summary = "A comment that is to allow a value cannot be understood",
        .rationale = "A comment that does not count must not look as if it did: the next "
                     "reader would trust it. It has to come to an end within a year, so that "
                     "somebody looks again.",
        .remedy = "Write it as: mig:allow RULE until=YYYY-MM-DD reason=\"why it may stay\"",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
