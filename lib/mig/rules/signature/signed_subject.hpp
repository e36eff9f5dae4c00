#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::signature_rules {

/// A file that somebody answers for with a signature: the receipt of a run, or an approval.
struct SignedSubject {
  const bundle::BundleFacts* bundle = nullptr;    ///< never null
  const bundle::ReceiptFacts* receipt = nullptr;  ///< null: it is an approval
  const contract::Approval* approval = nullptr;   ///< null: it is a receipt
  const bundle::SignedFile* envelope = nullptr;   ///< null: there is none beside it
  std::string name;                               ///< path relative to the bundle

  /// "receipt" or "approval"
  std::string_view noun() const { return receipt != nullptr ? "receipt" : "approval"; }
  /// As reports print it: a reference stands for a stored receipt.
  std::string path() const;
  /// "mig-receipt-verify sign --key FILE migrations/..."; a stored receipt has to be fetched first.
  std::string sign_command() const;
  /// `first`, then the one command that gets a signature out of an envelope, and what it costs.
  std::string signed_anew(std::string_view first) const;
  /// Where its envelope is due, relative to the bundle.
  std::string envelope_name() const;
  const bundle::TrustFacts* trust() const { return bundle->repository->trust.get(); }
  /// The envelope is there and fits its schema.
  bool has_valid_envelope() const { return envelope != nullptr && envelope->document->is_valid(); }
  /// Some trusted key signed the payload, or there is no trust policy to tell. What nobody signed
  /// is told as such, and what it says does not matter.
  bool is_vouched_for() const;
  /// The payload is the statement that it has to be, and vouched for: what it says can be compared.
  bool has_statement() const;
  /// Payload type, type or predicate type are not exactly those of what is signed.
  bool has_wrong_type() const;
  std::string_view expected_predicate_type() const;

  const SourceText& envelope_source() const { return *envelope->document->source; }
  /// "line 3, column 7 of the payload"
  std::string place_in_payload(Span span) const;
};

SignedSubject subject_of(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& receipt);
/// `approval` is one of those of the bundle.
SignedSubject subject_of(const bundle::BundleFacts& bundle, const contract::Approval& approval);
/// All receipts, then all approvals.
std::vector<SignedSubject> subjects_of(const bundle::BundleFacts& bundle,
                                       const bundle::RecordFacts& records);

/// One thing that has to hold for a signature to count. Silent when it does, and when another
/// condition or the schema tells why it cannot be said.
using Condition = void (*)(const SignedSubject&, Reporter&);

/// A condition as the check of its rule.
template <Condition condition>
void check_each(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
                Reporter& reporter) {
  for (const auto& subject : subjects_of(bundle, records)) condition(subject, reporter);
}

// Each in the file of its rule.
void payload_is_a_statement(const SignedSubject& subject, Reporter& reporter);
void types_are_exact(const SignedSubject& subject, Reporter& reporter);
void signatures_verify(const SignedSubject& subject, Reporter& reporter);
void keys_sign_once(const SignedSubject& subject, Reporter& reporter);
void keys_are_not_revoked(const SignedSubject& subject, Reporter& reporter);
void keys_are_valid(const SignedSubject& subject, Reporter& reporter);
void keys_have_the_role(const SignedSubject& subject, Reporter& reporter);
void keys_are_of_the_principal(const SignedSubject& subject, Reporter& reporter);
void fields_are_those_signed(const SignedSubject& subject, Reporter& reporter);
void files_are_those_signed(const SignedSubject& subject, Reporter& reporter);

}  // namespace mig::rules::signature_rules
