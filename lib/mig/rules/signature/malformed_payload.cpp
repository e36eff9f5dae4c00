#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {

void payload_is_a_statement(const SignedSubject& subject, Reporter& reporter) {
  if (!subject.has_valid_envelope() || subject.has_wrong_type()) return;
  const auto span = subject.envelope->envelope.payload.span;
  if (!subject.envelope->payload) {
    reporter.at(subject.envelope_source(), span,
                "the payload is not canonical base64: with the standard alphabet, padded, without "
                "white space and without bits that stand for nothing");
    return;
  }
  if (!subject.is_vouched_for()) return;
  const auto& payload = *subject.envelope->payload;
  if (payload.fault) {
    reporter.at(subject.envelope_source(), span,
                fmt::format("the payload is no strict JSON: {} ({})", payload.fault->message,
                            subject.place_in_payload(payload.fault->span)));
    return;
  }
  for (const auto& violation : payload.violations) {
    const auto path = violation.instance_path.empty() ? "the statement" : violation.instance_path;
    reporter.at(subject.envelope_source(), span,
                fmt::format("the signed statement does not fit statement.v1: {} ({}, {})",
                            violation.message, path, subject.place_in_payload(violation.span)));
  }
}

const Rule malformed_payload{
    {
        .id = "signature-malformed-payload",
        .severity = Severity::fail,
        .summary = "The payload of an envelope is no statement that can be read strictly",
        .rationale = "What is signed has one meaning only when it can be read in one way: text "
                     "that several readers take for different bytes, or JSON that they take for "
                     "different values, can be made to mean what nobody signed.",
        .remedy = "Sign again with mig-receipt-verify sign; an envelope is never edited",
        .requirements = {"K-105"},
    },
    check_each<payload_is_a_statement>};

}  // namespace mig::rules::signature_rules
