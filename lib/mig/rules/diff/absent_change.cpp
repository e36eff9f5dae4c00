#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    Causes causes(change, run);
    Reports reports(run);
    for (const auto& drift : run.drift.drifts) {
      if (drift.observed != nullptr) continue;
      const auto& predicted = *drift.predicted;
      const auto label = to_string(predicted.object);
      const auto cause = causes.of(predicted.object, predicted.table);
      const auto place = quote(*run.post->source, run.post_inventory()->baseline.objects_span);
      auto& finding = reporter.at(cause.value_or(place),
                                  fmt::format("by the scripts {} is {}, but {} left it as it was",
                                              label, name_of(predicted.change), name_of(run)));
      finding.object = label;
      if (run.is_opaque) {
        finding.severity = Severity::review;
        finding.remedy = "See whether a statement whose effects cannot be read undid it";
      }
      if (cause) relate(finding, place, "the post baseline");
      if (const auto report = reports.of(label)) relate(finding, *report, "reported here");
      weigh(finding, run);
    }
  }
}

}  // namespace

const Rule absent_change{
    {
        .id = "diff-absent-change",
        .severity = Severity::fail,
        .summary = "A change that the scripts make is not to be seen after the run",
        .rationale = "The run did not do what was reviewed: a statement failed or was left "
                     "out, or the post baseline was captured elsewhere.",
        .remedy = "Run the scripts as they are and capture the post baseline again, or "
                  "correct the scripts in a migration of its own",
        .requirements = {"K-64", "K-65", "K-66"},
    },
    check};

}  // namespace mig::rules::diff_rules
