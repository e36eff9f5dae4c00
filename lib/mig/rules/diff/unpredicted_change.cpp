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
      if (drift.observed == nullptr) continue;
      const auto& observed = *drift.observed;
      const auto label = observed.label();
      auto message = drift.predicted == nullptr
                         ? fmt::format("{} was {} by {}, but the scripts do not do that", label,
                                       name_of(observed.change), name_of(run))
                         : fmt::format("{} was {} by {}, but by the scripts it is {}", label,
                                       name_of(observed.change), name_of(run),
                                       name_of(drift.predicted->change));
      auto& finding = reporter.at(place_of(run, observed), std::move(message));
      finding.object = label;
      if (run.is_opaque) {
        finding.severity = Severity::review;
        finding.remedy = "See whether a statement whose effects cannot be read did it";
      }
      if (const auto cause = causes.of(observed.object(), observed.table))
        relate(finding, *cause, "the nearest statement");
      if (const auto report = reports.of(label)) relate(finding, *report, "reported here");
      weigh(finding, run);
    }
  }
}

}  // namespace

const Rule unpredicted_change{
    {
        .id = "diff-unpredicted-change",
        .severity = Severity::fail,
        .summary = "The store changed in a way that the scripts do not account for",
        .rationale = "Something else than the reviewed scripts changed the store between the "
                     "two captures, or the scripts that ran are not those that were "
                     "reviewed. Where a script has effects that cannot be read, a person has "
                     "to tell.",
        .remedy = "Find out what made the change; capture the baselines again without it, "
                  "or put it into a migration of its own",
        .requirements = {"K-64"},
    },
    check};

}  // namespace mig::rules::diff_rules
