#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/statement_fields.hpp"

namespace mig::rules::signature_rules {
namespace {

std::string difference(const SignedSubject& subject, const ComparedField& field) {
  if (!field.signed_) {
    return fmt::format("{} is not among what was signed, and the {} says {}", field.name,
                       subject.noun(), *field.actual);
  }
  const auto at = subject.place_in_payload(field.span);
  if (!field.actual) {
    return fmt::format("{} was signed as {} ({}), and the {} does not say it", field.name,
                       *field.signed_, at, subject.noun());
  }
  return fmt::format("{} was signed as {} ({}), and is {}", field.name, *field.signed_, at,
                     *field.actual);
}

}  // namespace

// Where other bytes were signed, what differs in them is told with that.
void fields_are_those_signed(const SignedSubject& subject, Reporter& reporter) {
  if (!subject.has_statement() || !signs_these_bytes(subject)) return;
  for (const auto& field : compared_fields(subject)) {
    if (!field.differs()) continue;
    auto& finding = reporter.at(subject.envelope_source(), subject.envelope->envelope.payload.span,
                                difference(subject, field));
    if (field.place) relate(finding, *field.place, "what is there");
    finding.remedy = subject.signed_anew(
        "if what is there is right, sign it again, which takes every field from it");
  }
}

const Rule statement_mismatch{
    {
        .id = "signature-statement-mismatch",
        .severity = Severity::fail,
        .summary = "A field of the signed statement is not that of the receipt or approval",
        .rationale = "The statement repeats what makes a run or an approval this one: migration, "
                     "run, environment, commit, bundle, place in the chain. Every field is "
                     "compared, so that a signature for one run never covers another.",
        .remedy = "Sign again, which takes every field from the file: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105"},
    },
    check_each<fields_are_those_signed>};

}  // namespace mig::rules::signature_rules
