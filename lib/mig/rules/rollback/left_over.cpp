#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  for (const auto& residual : residuals(*change.rollback, catalog::Residue::left_over)) {
    const auto& one = *residual.one;
    if (!is_known(*change.rollback, one)) continue;
    const auto object = to_string(one.object);
    auto& finding = report_at_trace(
        bundle, change, reporter, one,
        fmt::format("{}{} was not there before the change and is left over by the rollback", object,
                    with_members(residual)));
    const auto back = last_trace(change, false, one.object, one.table);
    const bool is_renamed = back && back->is_exact && back->operation == effect::Operation::rename;
    finding.remedy = is_renamed ? fmt::format(
                                      "the rollback calls it {}: give it the name that it had "
                                      "before the change",
                                      one.object.name)
                                : fmt::format("drop {} in the rollback", object);
  }
}

}  // namespace

const Rule left_over{
    {
        .id = "rollback-left-over",
        .severity = Severity::fail,
        .summary = "The rollback leaves something over that the change made",
        .rationale = "The next run of the forward script stops where it finds it, and until then "
                     "programs and people see a schema that no migration describes.",
        .remedy = "Drop in the rollback what the forward script creates",
        .requirements = {"K-84", "K-86"},
    },
    check};

}  // namespace mig::rules::rollback_rules
