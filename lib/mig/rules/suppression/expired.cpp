#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/suppression/reach.hpp"

namespace mig::rules::suppression_rules {
namespace {

void check(const bundle::Allowance& allowance, Reporter& reporter) {
  if (!is_in_force_or_expired(allowance) || !allowance.is_expired) return;
  reporter.at(allowance.place,
              fmt::format("{} allows \"{}\" until {}, which has passed", name_of(allowance.origin),
                          allowance.rule, allowance.until));
}

}  // namespace

const Rule expired{
    {
        .id = "suppression-expired",
        .severity = Severity::fail,
        .summary = "What allows a value has come to its end",
        .rationale = "A value was to stay until a day that has passed; what was agreed on "
                     "for a while is not agreed on for good.",
        .remedy = "Take the value out, or agree on a new day and write it down",
        .requirements = {"K-76", "K-79"},
    },
    check};

}  // namespace mig::rules::suppression_rules
