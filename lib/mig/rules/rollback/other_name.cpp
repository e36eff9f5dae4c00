#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

/// Then it is worse than another name, and told as such.
bool stops_the_redo(const bundle::RollbackChange& rollback, const catalog::Unrestored& one) {
  return std::any_of(rollback.redo.begin(), rollback.redo.end(), [&one](const auto& redo) {
    return !one.table.empty() ? redo.obstacle.object.name.starts_with(one.table)
                              : redo.obstacle.object == one.object;
  });
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  for (const auto& residual : residuals(*change.rollback, catalog::Residue::renamed)) {
    const auto& one = *residual.one;
    if (!is_known(*change.rollback, one) || stops_the_redo(*change.rollback, one)) continue;
    const auto object = to_string(one.object);
    auto& finding = report_at_trace(
        bundle, change, reporter, one,
        fmt::format("after the rollback {} is there under another name: {}", object, one.now));
    finding.remedy = fmt::format("give it its name back: {}", one.object.name);
  }
}

}  // namespace

const Rule other_name{
    {
        .id = "rollback-other-name",
        .severity = Severity::review,
        .summary = "After the rollback something has another name than before the change",
        .rationale = "An index, constraint or trigger under another name does the same work, and "
                     "the next migration that names it stops.",
        .remedy = "Write the name that it had into the rollback",
        .requirements = {"K-84", "K-86"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::rollback_rules
