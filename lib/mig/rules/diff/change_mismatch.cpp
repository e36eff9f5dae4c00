#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::diff_rules {
namespace {

std::string message_of(const delta::ChangeMismatch& mismatch) {
  const auto& reported = *mismatch.reported;
  const auto& observed = *mismatch.observed;
  if (mismatch.is_repeated) return fmt::format("{} is reported twice", reported.object);
  if (reported.kind != observed.kind)
    return fmt::format("{} is reported as a {}", reported.object, reported.kind);
  if (reported.change != name_of(observed.change)) {
    return fmt::format("the summary says that {} was {}, the baselines that it was {}",
                       reported.object, reported.change, name_of(observed.change));
  }
  return fmt::format("the summary says that {} belongs to {}, the baselines to {}", reported.object,
                     reported.table, observed.table.empty() ? "no table" : observed.table);
}

void check(const bundle::BundleFacts&, const bundle::ChangeFacts& change, Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.observation || !run.reported) continue;
    for (const auto& mismatch : delta::compare_changes(*run.observation, run.reported->changes)) {
      if (mismatch.reported == nullptr || mismatch.observed == nullptr) continue;
      auto& finding =
          reporter.at(*run.summary->source, mismatch.reported->span, message_of(mismatch));
      finding.object = mismatch.observed->label();
      relate(finding, place_of(run, *mismatch.observed), "as the baselines show");
    }
  }
}

}  // namespace

const Rule change_mismatch{
    {
        .id = "diff-change-mismatch",
        .severity = Severity::fail,
        .summary = "The diff summary tells of an object something else than the baselines",
        .rationale = "The summary is what reviewers read, and what limits are held against. "
                     "What it says has to be what took place.",
        .remedy = "Write the summary again from the two baselines: mig-scope-diff "
                  "--write-summary",
        .requirements = {"K-56"},
    },
    check};

}  // namespace mig::rules::diff_rules
