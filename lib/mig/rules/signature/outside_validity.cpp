#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {

void keys_are_valid(const SignedSubject& subject, Reporter& reporter) {
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    if (!has_fault(subject, key, KeyFault::out_of_window)) continue;
    const auto when =
        subject.approval != nullptr
            ? fmt::format("the approval is of {}", subject.approval->date.value)
            : fmt::format("the run finished at {}", subject.receipt->receipt.finished_at->value);
    const bool has_ended = is_expired(subject, key);
    auto& finding =
        report_key(subject, signer, has_ended ? key.valid_until.span : key.valid_from.span,
                   has_ended ? "valid until here" : "valid from here on",
                   fmt::format("the key of {} is valid from {} until {}, and {}", name_of(key),
                               key.valid_from.value, key.valid_until.value, when),
                   reporter);
    finding.remedy = subject.signed_anew(
        "have its window widened in .mig/trust.yml, with the review that this needs, or have it "
        "signed by a key that was valid then");
  }
}

const Rule outside_validity{
    {
        .id = "signature-outside-validity",
        .severity = Severity::fail,
        .summary = "A key signed for a time in which it is not valid",
        .rationale = "The window of a key bounds what can be done with it when it is lost: nothing "
                     "before it was handed out, nothing after it should have been replaced.",
        .remedy = "Have it signed by a key that was valid then: mig-receipt-verify sign --replace "
                  "--key FILE PATH; that drops every signature that is there, and the others have "
                  "to sign again. A window is widened only with the "
                  "review that any change of .mig/trust.yml needs",
        .requirements = {"K-105"},
    },
    check_each<keys_are_valid>};

}  // namespace mig::rules::signature_rules
