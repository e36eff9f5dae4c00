#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"

namespace mig::rules::history_rules {
namespace {

std::string message_of(const bundle::GrownKnownValues& list, const std::string& base) {
  const auto values = fmt::format("{} {}", list.values, list.values == 1 ? "value" : "values");
  if (list.is_new) return fmt::format("the list is new since {}: it hides {}", base, values);
  if (list.has_other_salt) {
    return fmt::format("the salt is not that of {}: none of {} can be told from a new one", base,
                       values);
  }
  return fmt::format("the list hides {} that it did not hide at {}", values, base);
}

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  const auto& base = *comparison.base;
  for (const auto& list : comparison.grown_known_values) {
    const auto& path = list.document.source->path();
    auto& finding = reporter.at(*list.document.source, list.first, message_of(list, base.name()));
    finding.object = fmt::format("secret baseline {}", path);
    finding.remedy =
        fmt::format("take the values out of the files that hold them, and {}",
                    list.is_new ? fmt::format("remove the list: git rm -- {}", as_argument(path))
                                : fmt::format("put the list back: {}", checkout_of(base, path)));
    offer_approval(finding, comparison);
  }
}

}  // namespace

const Rule grown_secret_baseline{
    {
        .id = "history-grown-secret-baseline",
        .severity = Severity::review,
        .summary = "A list of known secrets hides more than it did",
        .rationale = "The list holds what was there when the search for secrets was introduced, "
                     "and only ever shrinks. What is added to it is found by nobody any more, "
                     "before it is even there.",
        .remedy = "Take the new entries out of the list, and the values out of the files",
        .requirements = {"K-76", "K-79"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
