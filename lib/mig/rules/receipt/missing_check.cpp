#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::array<std::string_view, 2> kRequiredChecks{"scope_enforcement",
                                                          "protected_domain_fingerprint"};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || !facts.receipt.validation_span) continue;
    std::vector<std::string> names;
    for (const auto& one : facts.receipt.checks) names.push_back(one.name.value);
    for (const auto required : kRequiredChecks) {
      if (std::find(names.begin(), names.end(), required) != names.end()) continue;
      auto& finding = reporter.at(
          *facts.document->source, *facts.receipt.validation_span,
          fmt::format("the check \"{}\" is not among those of {}", required, name_of(facts)));
      finding.object = fmt::format("check {}", required);
      if (const auto near = pattern::nearest_name(required, names)) {
        finding.remedy =
            fmt::format("did you mean \"{}\" by \"{}\"? {}", required, *near, finding.remedy);
      }
    }
  }
}

}  // namespace

const Rule missing_check{
    {
        .id = "receipt-missing-check",
        .severity = Severity::fail,
        .summary = "A run does not say how one of the checks ended that every run owes",
        .rationale = "Whether the run stayed within its scope and whether protected domains are as "
                     "they were is what a run is validated for. A check that was never made looks "
                     "like one that passed.",
        .remedy = "Have the runner make the check and record it under validation.checks; one that "
                  "could not be made is recorded as abstain",
        .requirements = {"K-103"},
    },
    check};

}  // namespace mig::rules::receipt_rules
