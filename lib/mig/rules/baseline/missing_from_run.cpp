#include <fmt/format.h>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/runs.hpp"

namespace mig::rules::baseline_rules {
namespace {

bool any_run_has(const bundle::BundleFacts& bundle, std::string bundle::RunFacts::*what) {
  for (const auto& run : bundle.runs) {
    if (!(run.*what).empty()) return true;
  }
  return false;
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  struct Part {
    std::string bundle::RunFacts::*what;
    std::string_view noun;
  };
  constexpr Part kParts[] = {{&bundle::RunFacts::pre_baseline, "pre baseline"},
                             {&bundle::RunFacts::post_baseline, "post baseline"},
                             {&bundle::RunFacts::diff_summary, "diff summary"}};
  for (const auto& run : change.runs) {
    if (!run.is_judged) continue;
    for (const auto& part : kParts) {
      // What no run has at all is told as a declared file that is missing.
      if (!(run.run->*part.what).empty() || !any_run_has(bundle, part.what)) continue;
      auto& finding = reporter.at_path(bundle.path_of(run.run->folder),
                                       fmt::format("{} left no {}", name_of(run), part.noun));
      finding.remedy = fmt::format("add the {} of this run below {}", part.noun,
                                   bundle.path_of(run.run->folder));
    }
  }
}

}  // namespace

const Rule missing_from_run{
    {
        .id = "baseline-missing-from-run",
        .severity = Severity::fail,
        .summary = "A run left no pre baseline, post baseline or diff summary",
        .rationale = "What a run changed can be told only from what was there before and "
                     "after it; the baselines of another run say nothing of this one.",
        .remedy = "Add what the run left to its folder",
        .requirements = {"K-44", "K-52"},
    },
    check};

}  // namespace mig::rules::baseline_rules
