#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& folder : comparison.added_policy_folders) {
    auto& finding = reporter.at_path(
        folder, fmt::format("{} is new since {}: whoever judges below it without this root takes "
                            "it for the policy",
                            folder, base.name()));
    finding.object = fmt::format("folder {}", folder);
    finding.remedy = fmt::format("take it out: git rm -r -- {}, and write what it says into .mig/",
                                 as_argument(folder));
    offer_approval(finding, comparison);
  }
}

}  // namespace

const Rule added_policy_folder{
    {
        .id = "history-added-policy-folder",
        .severity = Severity::review,
        .summary = "A policy folder was added deeper than the root",
        .rationale =
            "One policy decides for a repository. A second one deeper down decides wherever a gate "
            "is started from there, and nobody who owns the first one is asked.",
        .remedy = "Take the folder out: the policy of the repository is .mig/ in its root",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
