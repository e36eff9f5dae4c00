#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/sql/made_twice.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& [script, effect] : made_twice(change)) {
    const auto object = to_string(effect->object);
    const auto* known =
        change.start->inventory->find(name_of(effect->object.kind), effect->object.name);
    auto& finding =
        reporter.at(*script->script->source, effect->span,
                    fmt::format("{} is in the baseline already: this statement cannot have run "
                                "there, and cannot run",
                                object));
    finding.object = object;
    relate(finding, quote(*change.start->source, known->span), "it is there before the change");
  }
}

}  // namespace

const Rule already_there{
    {
        .id = "sql-already-there",
        .severity = Severity::fail,
        .summary = "A script makes what the baseline before it lists already",
        .rationale = "Either the script cannot run, or the baseline was captured after it did. In "
                     "both cases what the baselines show is not what the script does.",
        .remedy = "Capture the baseline before the run; or drop the object first, or write IF NOT "
                  "EXISTS where finding it is fine",
        .requirements = {"K-50", "K-64"},
    },
    check};

}  // namespace mig::rules::sql_rules
