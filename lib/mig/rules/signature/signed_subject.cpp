#include "mig/rules/signature/signed_subject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "mig/bundle/tree_paths.hpp"

namespace mig::rules::signature_rules {
namespace {

std::string without_extension(const std::string& name) {
  return name.substr(0, name.rfind('.'));
}

/// Whether the payload has that string under a key, and it is another one.
bool says_other(const document::LocatedValue& payload, std::string_view key,
                std::string_view expected) {
  const auto said = contract::string_member(payload, key);
  return said && said->value != expected;
}

bool is_stored_elsewhere(const SignedSubject& subject) {
  return subject.receipt != nullptr &&
         (subject.receipt->is_stored || subject.receipt->run->inline_receipt.empty());
}

std::string command_to_sign(const SignedSubject& subject, std::string_view flags) {
  return fmt::format("mig-receipt-verify sign {}--key FILE {}{}{}", flags,
                     subject.approval != nullptr ? "--approval " : "",
                     subject.bundle->path_of(subject.name),
                     is_stored_elsewhere(subject) ? ", fetched there from its store" : "");
}

}  // namespace

std::string SignedSubject::path() const {
  return bundle->path_of(is_stored_elsewhere(*this) ? receipt->run->receipt_ref : name);
}

std::string SignedSubject::sign_command() const {
  return command_to_sign(*this, "");
}

std::string SignedSubject::signed_anew(std::string_view first) const {
  return fmt::format(
      "{}: {}; that drops every signature that is there, and the others have to sign again", first,
      command_to_sign(*this, "--replace "));
}

std::string SignedSubject::envelope_name() const {
  return without_extension(name) + ".dsse.json";
}

std::string_view SignedSubject::expected_predicate_type() const {
  return receipt != nullptr ? contract::kRunPredicateType : contract::kApprovalPredicateType;
}

bool SignedSubject::has_wrong_type() const {
  if (!has_valid_envelope()) return false;
  if (envelope->envelope.payload_type.value != contract::kStatementPayloadType) return true;
  if (!envelope->payload) return false;
  const auto& value = envelope->payload->value;
  return says_other(value, "_type", contract::kStatementType) ||
         says_other(value, "predicateType", expected_predicate_type());
}

bool SignedSubject::is_vouched_for() const {
  if (!has_valid_envelope()) return false;
  const auto& signers = envelope->signers;
  return trust() == nullptr || std::any_of(signers.begin(), signers.end(), [](const auto& signer) {
           return signer.key.has_value();
         });
}

bool SignedSubject::has_statement() const {
  return is_vouched_for() && envelope->payload && envelope->payload->is_valid() &&
         !has_wrong_type();
}

std::string SignedSubject::place_in_payload(Span span) const {
  const auto position = envelope->payload->source->position(span.begin);
  return fmt::format("line {}, column {} of the payload", position.line, position.column);
}

SignedSubject subject_of(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& receipt) {
  // A receipt that is kept elsewhere is signed under the name that it would have here.
  SignedSubject subject;
  subject.bundle = &bundle;
  subject.receipt = &receipt;
  subject.envelope = receipt.signature ? &*receipt.signature : nullptr;
  subject.name = bundle::joined(receipt.run->folder, "receipts/run_receipt.json");
  return subject;
}

SignedSubject subject_of(const bundle::BundleFacts& bundle, const contract::Approval& approval) {
  SignedSubject subject;
  subject.bundle = &bundle;
  subject.approval = &approval;
  subject.name = approval.source->path().substr(bundle.path.empty() ? 0 : bundle.path.size() + 1);
  const auto at = static_cast<std::size_t>(&approval - bundle.approvals.data());
  if (at < bundle.approval_signatures.size() && bundle.approval_signatures[at]) {
    subject.envelope = &*bundle.approval_signatures[at];
  }
  return subject;
}

std::vector<SignedSubject> subjects_of(const bundle::BundleFacts& bundle,
                                       const bundle::RecordFacts& records) {
  std::vector<SignedSubject> subjects;
  subjects.reserve(records.receipts.size() + bundle.approvals.size());
  for (const auto& receipt : records.receipts) subjects.push_back(subject_of(bundle, receipt));
  for (const auto& approval : bundle.approvals) subjects.push_back(subject_of(bundle, approval));
  return subjects;
}

}  // namespace mig::rules::signature_rules
