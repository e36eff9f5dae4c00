#include <fmt/format.h>

#include <map>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {

void keys_sign_once(const SignedSubject& subject, Reporter& reporter) {
  if (subject.envelope == nullptr || subject.trust() == nullptr) return;
  std::map<std::size_t, Span> first;
  for (const auto& signer : subject.envelope->signers) {
    if (!signer.key) continue;
    const auto [before, is_new] = first.emplace(*signer.key, signer.span);
    if (is_new) continue;
    auto& finding = reporter.at(
        subject.envelope_source(), signer.span,
        fmt::format("the key of {} signed before: a second signature of it adds nothing",
                    name_of(subject.trust()->policy.keys.at(*signer.key))));
    relate(finding, quote(subject.envelope_source(), before->second), "its first signature");
    finding.remedy = subject.signed_anew("let each key sign once");
  }
}

const Rule repeated_key{
    {
        .id = "signature-repeated-key",
        .severity = Severity::fail,
        .summary = "One key signs twice in one envelope",
        .rationale = "Two signatures stand for two keys, and so for two people or machines that "
                     "answer for it. Whoever lets one key sign twice wants it to look like more.",
        .remedy = "Let each key sign once: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<keys_sign_once>};

}  // namespace mig::rules::signature_rules
