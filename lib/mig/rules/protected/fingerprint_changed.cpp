#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::protected_rules {
namespace {

void tell_objects(const bundle::ChangeFacts& change, const bundle::RunChange& run,
                  Reporter& reporter) {
  Causes causes(change, run);
  for (const auto& observed : run.observation->changes) {
    if (!observed.is_protected) continue;
    auto& finding =
        reporter.at(place_of(run, observed),
                    fmt::format("{}, which lies in a protected domain, was {} by {}",
                                observed.label(), name_of(observed.change), name_of(run)));
    finding.object = observed.label();
    if (const auto cause = causes.of(observed.object(), observed.table))
      relate(finding, *cause, "by this statement");
    weigh(finding, run);
  }
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation) continue;
    tell_objects(change, run, reporter);
    const auto& pre = run.pre_inventory()->baseline;
    const auto& post = run.post_inventory()->baseline;
    // Where no list says what it was taken over, the value itself has to stay.
    if (pre.protected_domains_span || post.protected_domains_span ||
        pre.protected_fingerprint.value == post.protected_fingerprint.value)
      continue;
    auto& finding =
        reporter.at(*run.post->source, post.protected_fingerprint.span,
                    fmt::format("the protected fingerprint changed from {} to {}",
                                pre.protected_fingerprint.value, post.protected_fingerprint.value));
    relate(finding, quote(*run.pre->source, pre.protected_fingerprint.span), "the pre baseline");
    weigh(finding, run);
  }
}

}  // namespace

const Rule fingerprint_changed{
    {
        .id = "protected-fingerprint-changed",
        .severity = Severity::fail,
        .summary = "A run changed what lies in a protected domain",
        .rationale = "Protected domains hold what governance answers for. They are judged by "
                     "the lists that the baselines record and by the one of the policy in "
                     "force, so that a list that was shortened hides nothing.",
        .remedy = "Undo the change, or have it approved by those who answer for the "
                  "domain",
        .requirements = {"K-57", "X-22"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::protected_rules
