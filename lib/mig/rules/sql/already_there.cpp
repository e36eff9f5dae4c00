#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::sql_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& obstacle : script.obstacles) {
      if (obstacle.kind != catalog::ObstacleKind::present) continue;
      const auto object = to_string(obstacle.object);
      const auto* known =
          change.start == nullptr || change.start->inventory == nullptr
              ? nullptr
              : change.start->inventory->find(name_of(obstacle.object.kind), obstacle.object.name);
      auto& finding =
          reporter.at(*script.script->source, obstacle.span,
                      known == nullptr
                          ? fmt::format("{} is there already: this statement cannot run", object)
                          : fmt::format("{} is in the baseline already: this statement cannot have "
                                        "run there, and cannot run",
                                        object));
      finding.object = object;
      if (known != nullptr)
        relate(finding, quote(*change.start->source, known->span), "it is there before the change");
    }
  }
}

}  // namespace

const Rule already_there{
    {
        .id = "sql-already-there",
        .severity = Severity::fail,
        .summary = "A script makes what is there already",
        .rationale =
            "Either the script cannot run, or the baseline was captured after it did: then "
            "what the baselines show is not what the script does.",
        .remedy = "Capture the baseline before the run; or drop the object first, or write IF NOT "
                  "EXISTS where finding it is fine",
        .requirements = {"K-50", "K-64"},
    },
    check};

}  // namespace mig::rules::sql_rules
