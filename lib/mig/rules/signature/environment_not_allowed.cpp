#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

void tell(const SignedSubject& subject, Reporter& reporter) {
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    if (!has_fault(subject, key, KeyFault::other_environment)) continue;
    const auto& environment = *subject.receipt->receipt.environment_name;
    auto& finding = report_key(
        subject, signer,
        key.environments.empty() ? key.principal.span : key.environments.front().span,
        "its environments",
        fmt::format("the key of {} is trusted for {}, and not for {}", name_of(key),
                    key.environments.empty()
                        ? "no environment"
                        : fmt::format("{}", fmt::join(contract::values_of(key.environments), ", ")),
                    environment.value),
        reporter);
    relate(finding, quote(*subject.receipt->document->source, environment.span),
           "the environment of the run");
    finding.remedy = subject.signed_anew(fmt::format(
        "have the run signed by a key that .mig/trust.yml lists for {}", environment.value));
  }
}

}  // namespace

const Rule environment_not_allowed{
    {
        .id = "signature-environment-not-allowed",
        .severity = Severity::fail,
        .summary = "A key signed a run in an environment that it is not trusted for",
        .rationale = "A key of a development machine is easier to come by than one of production. "
                     "Each counts only where it belongs.",
        .remedy = "Have the run signed by a key of that environment: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
