#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/suppression/reach.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::Allowance& allowance, Reporter& reporter) {
  if (!is_in_force_or_expired(allowance) || allowance.is_expired || allowance.is_used) return;
  reporter.at(allowance.place, fmt::format("{} allows a value under \"{}\" that is not there",
                                           name_of(allowance.origin), allowance.rule));
}

}  // namespace

const Rule unused{
    {
        .id = "suppression-unused",
        .severity = Severity::fail,
        .summary = "What allows a value allows nothing that is there",
        .rationale = "It waits for the next value that comes to its place, and nobody would "
                     "look at that one.",
        .remedy = "Remove it; a list of --write-baseline is written again",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
