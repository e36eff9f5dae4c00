#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

std::string listed(const std::vector<std::string>& owners) {
  return owners.empty() ? std::string("nobody") : fmt::format("{}", fmt::join(owners, ", "));
}

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& lost : comparison.lost_owners) {
    auto& finding =
        reporter.at_path(lost.file, fmt::format("{} is owned by {} on {}; at {} it was {}, by {}",
                                                lost.path, listed(lost.now), lost.platform,
                                                base.name(), listed(lost.before), lost.file));
    finding.object = fmt::format("owners {}", lost.path);
    finding.remedy = fmt::format(
        "let {} own {} again: {} shows the line", listed(lost.before), lost.path,
        "git show " + as_argument(fmt::format("{}:./{}", revision_of(base), lost.file)));
    offer_approval(finding, comparison);
  }
}

}  // namespace

const Rule loosened_owners{
    {
        .id = "history-loosened-owners",
        .severity = Severity::review,
        .summary = "Files of the gate, or migrations, lost code owners",
        .rationale =
            "Owners are asked before a change of what they own is merged. Where the gate, its "
            "policy or the migrations lose theirs, the next change of these is asked of nobody.",
        .remedy = "Put the lines of the code owners back",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
