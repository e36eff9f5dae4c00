#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

void tell(const SignedSubject& subject, Reporter& reporter) {
  if (subject.receipt == nullptr || subject.envelope != nullptr || subject.trust() == nullptr) {
    return;
  }
  auto& finding = reporter.at_path(
      subject.path(),
      fmt::format("the receipt is not signed: there is no {}", subject.envelope_name()));
  if (const auto* rule = rule_for(subject)) {
    relate(finding, quote(*subject.trust()->text, rule->span),
           fmt::format("what receipts of {} need", rule->environment.value));
  }
  finding.remedy =
      fmt::format("have the principal that ran the migration sign it: {}", subject.sign_command());
}

}  // namespace

const Rule missing{
    {
        .id = "signature-missing",
        .severity = Severity::fail,
        .summary = "A receipt has no envelope, and the trust policy asks for signatures",
        .rationale = "Digests bind a receipt to files, but anybody can compute them. Under a trust "
                     "policy whatever is not signed is denied: else a forger would leave the "
                     "signature out.",
        .remedy = "Have the principal that ran the migration sign its receipt",
        .requirements = {"K-105"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
