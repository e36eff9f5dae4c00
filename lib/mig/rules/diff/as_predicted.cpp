#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  constexpr std::size_t kShown = 5;
  for (const auto& run : change.runs) {
    const auto& drift = run.drift;
    const bool agrees = run.was_predicted && drift.drifts.empty() && drift.deviations.empty() &&
                        drift.omissions.empty();
    if (!agrees || run.observation->changes.empty()) continue;
    const auto& changes = run.observation->changes;
    std::string names;
    for (std::size_t at = 0; at < std::min(kShown, changes.size()); ++at) {
      names += fmt::format("{}{} {}", at == 0 ? "" : ", ", name_of(changes[at].change),
                           changes[at].label());
    }
    if (changes.size() > kShown) names += fmt::format(" and {} more", changes.size() - kShown);
    reporter.at(
        *run.post->source, run.post_inventory()->baseline.schema_fingerprint.span,
        fmt::format("the schema changed by {} as the scripts say: {}", name_of(run), names));
  }
}

}  // namespace

const Rule as_predicted{
    {
        .id = "diff-as-predicted",
        .severity = Severity::info,
        .summary = "The schema changed exactly as the scripts say",
        .rationale = "Predicted and observed agree, so that a reviewer need not compare "
                     "them.",
        .remedy = "Nothing has to be done",
        .requirements = {"K-63", "K-64"},
    },
    check};

}  // namespace mig::rules::diff_rules
