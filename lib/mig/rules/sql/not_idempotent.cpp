#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::not_repeatable,
              [&](const auto& script, const auto& hazard) {
                auto& finding =
                    report(view, script, hazard,
                           "a run that fails half-way leaves a part behind, and a second run stops "
                           "at it",
                           {});
                finding.object.clear();
              });
}

}  // namespace

const Rule not_idempotent{
    {
        .id = "sql-not-idempotent",
        .severity = Severity::info,
        .summary = "A forward script may end half-way and cannot be run again",
        .rationale = "It commits more than once by itself (BEGIN and COMMIT, or statements that "
                     "no transaction can hold), and no statement of it looks at what is there "
                     "already. Told once per script; one that a runner can make a single "
                     "transaction of is no finding.",
        .remedy = "Put everything between one BEGIN and COMMIT, or write IF NOT EXISTS, OR "
                  "REPLACE, ON CONFLICT or MERGE",
        .requirements = {"K-22"},
    },
    check};

}  // namespace mig::rules::sql_rules
