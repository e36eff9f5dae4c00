#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {

void keys_are_not_revoked(const SignedSubject& subject, Reporter& reporter) {
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    if (!has_fault(subject, key, KeyFault::revoked)) continue;
    const auto why = key.revoked_why && !key.revoked_why->value.empty()
                         ? fmt::format(" ({})", key.revoked_why->value)
                         : std::string();
    auto& finding =
        report_key(subject, signer, key.revoked_at->span, "revoked here",
                   fmt::format("the key of {} was revoked on {}{}: nothing that it signed counts, "
                               "whenever it was signed",
                               name_of(key), key.revoked_at->value, why),
                   reporter);
    finding.remedy =
        subject.signed_anew("check that what it says is true, and sign it with another key");
  }
}

const Rule revoked_key{
    {
        .id = "signature-revoked-key",
        .severity = Severity::fail,
        .summary = "A signature was made by a key that is revoked",
        .rationale = "Whoever holds a stolen key can write any date into what it signs, and no "
                     "trusted clock tells when that was. So a revoked key counts for no time.",
        .remedy = "Check that what it says is true, and sign it with a key that is trusted: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<keys_are_not_revoked>};

}  // namespace mig::rules::signature_rules
