#include "mig/rules/families.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

constexpr std::string_view kPath = ".mig/policy.yml";

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  report_looser({.subject = "policy",
                 .path = kPath,
                 .shifts = comparison.policy,
                 .before = comparison.base_policy_document,
                 .now = comparison.policy_document},
                comparison, reporter);
}

}  // namespace

const Rule loosened_policy{
    {
        .id = "history-loosened-policy",
        .severity = Severity::review,
        .summary = "The policy was loosened",
        .rationale =
            "The policy decides what every later change has to show. A change that loosens it is "
            "judged by the policy of the base, so that none can write its own.",
        .remedy = "Take the change of .mig/policy.yml back",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
