#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"
#include "mig/trust/base64.hpp"

namespace mig::rules::signature_rules {
namespace {

constexpr std::string_view kTrustedSigns =
    "have the public key reviewed into .mig/trust.yml, if the signer is to be trusted; else have "
    "trusted keys sign it";

/// The trusted key that the signature claims to be of; null when it claims none of them.
const contract::TrustKey* claimed_key(const SignedSubject& subject,
                                      const contract::EnvelopeSignature& signature) {
  if (!signature.keyid) return nullptr;
  for (const auto& key : subject.trust()->policy.keys) {
    if (key.id.value == signature.keyid->value) return &key;
  }
  return nullptr;
}

std::string why_not(const SignedSubject& subject, const contract::EnvelopeSignature& signature) {
  if (!trust::decode_base64(signature.sig.value, trust::Base64Alphabet::standard)) {
    return "the signature is not canonical base64, and verifies nothing";
  }
  if (const auto* key = claimed_key(subject, signature)) {
    return fmt::format("the signature names the key of {}, but that key did not sign this payload",
                       name_of(*key));
  }
  return "no key of the trust policy made this signature over this payload";
}

// A hint that points nowhere says nothing; one that points to another trusted key is false.
void tell_other_name(const SignedSubject& subject, std::size_t at, Reporter& reporter) {
  const auto& signature = subject.envelope->envelope.signatures[at];
  const auto& key = subject.trust()->policy.keys[*subject.envelope->signers[at].key];
  const auto* claimed = claimed_key(subject, signature);
  if (claimed == nullptr || claimed->id.value == key.id.value) return;
  reporter
      .at(subject.envelope_source(), signature.keyid->span,
          fmt::format("the signature names the key of {}, and was made with that of {}",
                      name_of(*claimed), name_of(key)))
      .remedy = subject.signed_anew("have it signed by the key that it names");
}

}  // namespace

void signatures_verify(const SignedSubject& subject, Reporter& reporter) {
  if (!subject.has_valid_envelope() || subject.trust() == nullptr) return;
  const auto& envelope = subject.envelope->envelope;
  if (envelope.signatures.empty()) {
    reporter
        .at(subject.envelope_source(), envelope.payload.span,
            fmt::format("nobody signed the {}: the envelope has no signature", subject.noun()))
        .remedy = subject.signed_anew("sign it");
    return;
  }
  // Nothing can be said of signatures over a payload that has no bytes, and the type is signed too:
  // with another one none of them can hold.
  if (!subject.envelope->payload ||
      envelope.payload_type.value != contract::kStatementPayloadType) {
    return;
  }
  if (envelope.signatures.size() > bundle::kTriedSignatures) {
    reporter
        .at(subject.envelope_source(), envelope.signatures[bundle::kTriedSignatures].span,
            fmt::format("the envelope has {} signatures; those behind the first {} are not tried",
                        envelope.signatures.size(), bundle::kTriedSignatures))
        .remedy = subject.signed_anew(kTrustedSigns);
  }
  const auto tried = std::min(envelope.signatures.size(), bundle::kTriedSignatures);
  for (std::size_t at = 0; at < tried; ++at) {
    if (at < subject.envelope->signers.size() && subject.envelope->signers[at].key) {
      tell_other_name(subject, at, reporter);
      continue;
    }
    reporter
        .at(subject.envelope_source(), envelope.signatures[at].span,
            why_not(subject, envelope.signatures[at]))
        .remedy = subject.signed_anew(kTrustedSigns);
  }
}

const Rule unverified{
    {
        .id = "signature-unverified",
        .severity = Severity::fail,
        .summary = "A signature was made by no key of the trust policy, or over other bytes",
        .rationale = "Either what is signed was changed afterwards, or somebody signed whom the "
                     "repository does not trust. One such signature is a fault even where enough "
                     "others hold: it says that something about the envelope is not as it seems.",
        .remedy = "Have the public key reviewed into .mig/trust.yml, if the signer is to be "
                  "trusted; else have trusted keys sign it: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<signatures_verify>};

}  // namespace mig::rules::signature_rules
