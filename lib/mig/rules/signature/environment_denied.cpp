#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

void tell(const SignedSubject& subject, Reporter& reporter) {
  if (subject.receipt == nullptr || !subject.receipt->is_valid() || subject.trust() == nullptr) {
    return;
  }
  const auto& environment = subject.receipt->receipt.environment_name;
  if (!environment || rule_for(subject) != nullptr) return;
  std::vector<std::string_view> allowed;
  for (const auto& rule : subject.trust()->policy.rules) allowed.push_back(rule.environment.value);
  auto& finding = reporter.at(
      *subject.receipt->document->source, environment->span,
      fmt::format("the trust policy has no rule for receipts of {}, and denies what it does not "
                  "name; it has rules for {}",
                  environment->value,
                  allowed.empty() ? "nothing" : fmt::format("{}", fmt::join(allowed, ", "))));
  finding.remedy =
      fmt::format("if runs in {} are to count, have a rule `- environment: {}` reviewed into {}",
                  environment->value, environment->value, subject.trust()->source);
}

}  // namespace

const Rule environment_denied{
    {
        .id = "signature-environment-denied",
        .severity = Severity::fail,
        .summary = "The trust policy has no rule for the environment of a run",
        .rationale =
            "The trust policy denies by default: an environment that it does not name is "
            "one of which nobody said whose word counts there. Names are compared exactly.",
        .remedy = "Correct the name of the environment, or have a rule for it reviewed into "
                  ".mig/trust.yml",
        .requirements = {"K-105", "K-100"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
