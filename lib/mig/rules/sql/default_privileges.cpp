#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(view, catalog::HazardKind::default_privileges,
              [&](const auto& script, const auto& hazard) {
                report(view, script, hazard,
                       fmt::format("{} gets {} on whatever is created from now on",
                                   hazard.object.name, hazard.detail),
                       {});
              });
}

}  // namespace

const Rule default_privileges{
    {
        .id = "sql-default-privileges",
        .severity = Severity::review,
        .summary = "Rights on objects that do not exist yet are given away",
        .rationale = "ALTER DEFAULT PRIVILEGES widens access to every later object of the "
                     "schema, and nobody looks at it again when they are created.",
        .remedy = "Grant rights object by object, or have somebody approve it",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
