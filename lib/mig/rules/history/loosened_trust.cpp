#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/history/shifts.hpp"

namespace mig::rules::history_rules {
namespace {

constexpr std::string_view kPath = ".mig/trust.yml";

void check(const bundle::RepositoryFacts&, const bundle::RepositoryComparison& comparison,
           Reporter& reporter) {
  if (comparison.was_trust_removed) {
    auto& finding = reporter.at_path(
        std::string(kPath), fmt::format("the trust policy is gone; {} has one, and without it "
                                        "nobody's signature counts or is asked for",
                                        comparison.base->name()));
    finding.object = "trust file";
    finding.remedy = "put it back: " + checkout_of(*comparison.base, kPath);
    offer_approval(finding, comparison);
    return;
  }
  report_looser({.subject = "trust",
                 .path = kPath,
                 .shifts = comparison.trust,
                 .before = comparison.base_trust_document,
                 .now = comparison.trust_document},
                comparison, reporter);
}

}  // namespace

const Rule loosened_trust{
    {
        .id = "history-loosened-trust",
        .severity = Severity::review,
        .summary = "The trust policy was loosened, or removed",
        .rationale =
            "The trust policy says whose signature counts. A key that is added, a window that is "
            "longer or a revocation that is gone lets somebody speak who could not before; "
            "signatures of this change are held against the trust policy of the base.",
        .remedy = "Take the change of .mig/trust.yml back",
        .requirements = {"K-34"},
        .approvable = true,
        .bar = ApprovalBar::signed_or_merged,
    },
    check};

}  // namespace mig::rules::history_rules
