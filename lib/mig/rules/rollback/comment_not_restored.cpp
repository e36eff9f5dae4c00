#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  for (const auto& residual : residuals(*change.rollback, catalog::Residue::comment)) {
    const auto& one = *residual.one;
    if (!is_known(*change.rollback, one)) continue;
    report_at_trace(
        bundle, change, reporter, one,
        fmt::format("the rollback does not bring back the comment on {}", one.object.name));
  }
}

}  // namespace

const Rule comment_not_restored{
    {
        .id = "rollback-comment-not-restored",
        .severity = Severity::info,
        .summary = "After the rollback a comment is not as it was before the change",
        .rationale =
            "Nothing but people reads it; a comparison of baselines shows it nevertheless.",
        .remedy = "Write the comment that was there into the rollback",
        .requirements = {"K-86"},
    },
    check};

}  // namespace mig::rules::rollback_rules
