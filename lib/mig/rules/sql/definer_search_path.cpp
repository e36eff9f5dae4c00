#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/hazards.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const View view{bundle, change, reporter};
  each_hazard(
      view, catalog::HazardKind::definer_search_path, [&](const auto& script, const auto& hazard) {
        report(
            view, script, hazard,
            fmt::format("{} runs with its owner's rights and with its caller's search_path",
                        hazard.object.name),
            "add `SET search_path = pg_catalog, pg_temp` to it, and qualify what its body names");
      });
}

}  // namespace

const Rule definer_search_path{
    {
        .id = "sql-definer-search-path",
        .severity = Severity::review,
        .summary = "A SECURITY DEFINER function does not fix its search_path",
        .rationale = "Whoever may call it decides by a search_path of their own which tables, "
                     "functions and operators its body means, and these run with the owner's "
                     "rights.",
        .remedy = "Add SET search_path = pg_catalog, pg_temp to the function, and qualify "
                  "the names in its body",
        .requirements = {"K-42"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::sql_rules
