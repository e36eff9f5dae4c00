#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rollback/traces.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_effective_rollback(change)) return;
  for (const auto& residual : residuals(*change.rollback, catalog::Residue::lost)) {
    const auto& one = *residual.one;
    if (!is_known(*change.rollback, one)) continue;
    const auto object = to_string(one.object);
    if (!one.now.empty()) {
      auto& finding = report_at_trace(
          bundle, change, reporter, one,
          fmt::format("{} returns as the plain index {}: nothing can refer to it, and programs "
                      "that ask for the constraint do not find it",
                      object, one.now));
      finding.remedy =
          "add the constraint in the rollback: ALTER TABLE ... ADD CONSTRAINT ... "
          "PRIMARY KEY or UNIQUE USING INDEX";
      continue;
    }
    const bool by_forward = last_trace(change, true, one.object, one.table).has_value();
    auto& finding = report_at_trace(
        bundle, change, reporter, one,
        by_forward
            ? fmt::format("{}{} is lost: the rollback does not make it again", object,
                          with_members(residual))
            : fmt::format("{}{} is lost: the rollback takes it away, and the change never touched "
                          "it",
                          object, with_members(residual)));
    finding.remedy = by_forward ? fmt::format("make {} again in the rollback, as it was", object)
                                : fmt::format("leave {} alone in the rollback", object);
    const auto forward = last_trace(change, true, one.object, one.table);
    if (forward && forward->is_exact && forward->operation == effect::Operation::rename)
      finding.remedy = fmt::format("give {} its name back in the rollback", object);
    if (const auto near = by_forward ? std::nullopt : meant_name(change, one.object))
      finding.remedy = fmt::format("did you mean {}? It is left over", *near);
  }
}

}  // namespace

const Rule lost_object{
    {
        .id = "rollback-lost-object",
        .severity = Severity::fail,
        .summary = "After the rollback something is gone that was there before the change",
        .rationale = "A dropped index, constraint or column that does not return is a second "
                     "change under the name of a rollback: slower, weaker or broken programs.",
        .remedy = "Make the object again in the rollback, as it was",
        .requirements = {"K-84", "K-86"},
    },
    check};

}  // namespace mig::rules::rollback_rules
