#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    Causes causes(change, run);
    for (const auto& deviation : run.drift.deviations) {
      const auto& observed = *deviation.observed;
      const auto label = observed.label();
      auto& finding =
          reporter.at(place_of(run, observed),
                      fmt::format("`{}` of {} is {}, but by the scripts it is {}",
                                  deviation.attribute, label, deviation.found, deviation.expected));
      finding.object = label;
      if (const auto cause = causes.of(observed.object(), observed.table))
        relate(finding, *cause, "made here");
      if (run.is_opaque) finding.severity = Severity::review;
      weigh(finding, run);
    }
  }
}

}  // namespace

const Rule unexpected_definition{
    {
        .id = "diff-unexpected-definition",
        .severity = Severity::fail,
        .summary = "An object came out other than the scripts define it",
        .rationale = "The name is as reviewed and the definition is not: another script ran, "
                     "or something else changed the object.",
        .remedy = "Find out what defined it; run the reviewed scripts and capture the "
                  "post baseline again",
        .requirements = {"K-64", "K-63"},
    },
    check};

}  // namespace mig::rules::diff_rules
