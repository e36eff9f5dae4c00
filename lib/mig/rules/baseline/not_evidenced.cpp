#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::baseline_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    Causes causes(change, run);
    for (const auto& omission : run.drift.omissions) {
      const auto label = omission.observed->label();
      auto& finding = reporter.at(
          place_of(run, *omission.observed),
          fmt::format("{} was made as the scripts say, but nothing shows how: {} left out", label,
                      omission.attributes));
      finding.object = label;
      if (const auto cause = causes.of(omission.observed->object(), omission.observed->table))
        relate(finding, *cause, "made here");
      weigh(finding, run);
    }
  }
}

}  // namespace

const Rule not_evidenced{
    {
        .id = "baseline-not-evidenced",
        .severity = Severity::fail,
        .summary = "The post baseline leaves out what a check of a new object needs",
        .rationale = "What is not recorded cannot be checked, and what was not checked does "
                     "not pass: an attribute that is missing is never taken to be as "
                     "declared.",
        .remedy = "Capture the post baseline with a tool that records these attributes",
        .requirements = {"X-24", "K-65", "K-66"},
    },
    check};

}  // namespace mig::rules::baseline_rules
