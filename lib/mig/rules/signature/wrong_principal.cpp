#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

void judge_receipt(const SignedSubject& subject, const std::vector<SigningKey>& keys,
                   Reporter& reporter) {
  const auto& actor = subject.receipt->receipt.principal;
  const auto is_the_actor = [&actor](const SigningKey& signer) {
    return signer.key->principal.value == actor->value;
  };
  if (!actor || std::any_of(keys.begin(), keys.end(), is_the_actor)) return;
  std::vector<std::string> names;
  for (const auto& signer : keys) names.push_back(name_of(*signer.key));
  auto& finding =
      reporter.at(subject.envelope_source(), keys.front().span,
                  fmt::format("the receipt says that {} ran the migration, but it is signed by {}",
                              actor->value, fmt::join(names, ", ")));
  relate(finding, quote(*subject.receipt->document->source, actor->span), "the actor");
  finding.remedy =
      fmt::format("have {} sign the receipt: {}", actor->value, subject.sign_command());
}

void judge_approval(const SignedSubject& subject, const std::vector<SigningKey>& keys,
                    Reporter& reporter) {
  const auto& approver = subject.approval->approved_by;
  for (const auto& signer : keys) {
    if (signer.key->principal.value == approver.value) continue;
    auto& finding = reporter.at(subject.envelope_source(), signer.span,
                                fmt::format("the approval is given by {}, but it is signed by {}",
                                            approver.value, name_of(*signer.key)));
    relate(finding, quote(*subject.approval->source, approver.span), "who approves");
    finding.remedy = fmt::format("have {} sign the approval, and nobody else", approver.value);
  }
}

}  // namespace

void keys_are_of_the_principal(const SignedSubject& subject, Reporter& reporter) {
  const auto keys = signing_keys(subject);
  if (keys.empty()) return;
  if (subject.approval != nullptr) return judge_approval(subject, keys, reporter);
  // One that is not verified may be that of the actor, and is told of already.
  if (unverified_signatures(subject) == 0) judge_receipt(subject, keys, reporter);
}

const Rule wrong_principal{
    {
        .id = "signature-wrong-principal",
        .severity = Severity::fail,
        .summary = "Somebody else signed than the one who answers for it",
        .rationale = "A receipt says who ran the migration, and an approval who gives it. Only "
                     "their own key can say so: others may witness a run, but not speak for them.",
        .remedy = "Have the one who is named sign it",
        .requirements = {"K-105", "K-98"},
    },
    check_each<keys_are_of_the_principal>};

}  // namespace mig::rules::signature_rules
