#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {

void types_are_exact(const SignedSubject& subject, Reporter& reporter) {
  if (!subject.has_wrong_type()) return;
  const auto& envelope = subject.envelope->envelope;
  if (envelope.payload_type.value != contract::kStatementPayloadType) {
    reporter.at(subject.envelope_source(), envelope.payload_type.span,
                fmt::format("the payload type is \"{}\", and has to be \"{}\"",
                            envelope.payload_type.value, contract::kStatementPayloadType));
    return;
  }
  if (!subject.is_vouched_for()) return;
  const auto tell = [&](std::string_view key, std::string_view expected) {
    const auto said = contract::string_member(subject.envelope->payload->value, key);
    if (!said || said->value == expected) return;
    reporter.at(
        subject.envelope_source(), envelope.payload.span,
        fmt::format("{} of the signed statement is \"{}\" ({}), and has to be \"{}\" for a{} {}",
                    key, said->value, subject.place_in_payload(said->span), expected,
                    subject.approval != nullptr ? "n" : "", subject.noun()));
  };
  tell("_type", contract::kStatementType);
  tell("predicateType", subject.expected_predicate_type());
}

const Rule wrong_type{
    {
        .id = "signature-wrong-type",
        .severity = Severity::fail,
        .summary = "What was signed is another kind of statement",
        .rationale = "A key may sign many things. The type is part of what is signed, so that a "
                     "statement about something else is never taken for one about a run or an "
                     "approval.",
        .remedy = "Sign again with mig-receipt-verify sign, which writes the exact types",
        .requirements = {"K-105"},
    },
    check_each<types_are_exact>};

}  // namespace mig::rules::signature_rules
