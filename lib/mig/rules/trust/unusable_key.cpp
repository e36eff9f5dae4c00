#include "mig/bundle/facts.hpp"
#include "mig/contract/trust_policy.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::trust_rules {
namespace {

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind != contract::DocumentKind::trust || !document.is_valid()) return;
  for (const auto& fault : bundle::faults_of(contract::read_trust_policy(document.value))) {
    auto& finding = reporter.at(*document.source, fault.span, fault.message);
    if (!fault.remedy.empty()) finding.remedy = fault.remedy;
  }
}

}  // namespace

const Rule unusable_key{
    {
        .id = "trust-unusable-key",
        .severity = Severity::fail,
        .summary = "A key or a rule of the trust policy cannot be used as it is written",
        .rationale = "A key that is not what its entry says, or that stands there twice, would "
                     "make signatures count for somebody else; one that cannot be read would make "
                     "a genuine signature look forged.",
        .remedy =
            "Write the public key as its holder gave it, with the id that is computed from it",
        .requirements = {"K-02", "K-105"},
    },
    check};

}  // namespace mig::rules::trust_rules
