// An envelope and what it holds: no signature and no subject is lost, base64 is what encoding gives
// again, and a statement is of one kind. Every input is read as a statement by itself, too.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "contract_invariants.hpp"
#include "mig/contract/envelope.hpp"
#include "mig/contract/statement.hpp"
#include "mig/document/reader.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"

namespace {

using mig::contract::DocumentKind;
using mig::contract::entries_of;
using mig::contract::expect;
using mig::contract::expect_read;
using mig::trust::Base64Alphabet;

void check_statement(const std::string& payload) {
  const auto value = mig::document::read_json(payload);
  if (!value) return;
  const auto statement = mig::contract::read_statement(*value);
  expect(!(statement.run && statement.approval));
  if (!mig::contract::fits(DocumentKind::statement, *value, payload)) return;
  expect(statement.subjects.size() == entries_of(*value, "subject"));
  for (const auto& subject : statement.subjects) {
    expect_read(subject.name, payload);
    expect(subject.sha256.value.size() == 64);
  }
  const auto& type = statement.predicate_type.value;
  expect(statement.run.has_value() == (type == mig::contract::kRunPredicateType));
  expect(statement.approval.has_value() == (type == mig::contract::kApprovalPredicateType));
  if (statement.run) expect_read(statement.run->run_id, payload);
  if (statement.approval) expect_read(statement.approval->subject_digest, payload);
}

void check_signature(const std::string& text) {
  const auto either = mig::trust::decode_base64(text, Base64Alphabet::either);
  const auto standard = mig::trust::decode_base64(text, Base64Alphabet::standard);
  // The wider alphabet reads all that the standard one reads, as the same bytes.
  expect(!standard || (either && *either == *standard));
}

void check_envelope(const std::string& bytes) {
  const auto value = mig::document::read_json(bytes);
  if (!value) return;
  const auto envelope = mig::contract::read_envelope(*value);
  if (!mig::contract::fits(DocumentKind::dsse_envelope, *value, bytes)) return;
  expect(envelope.signatures.size() == entries_of(*value, "signatures"));
  for (const auto& signature : envelope.signatures) {
    expect_read(signature.sig, bytes);
    check_signature(signature.sig.value);
  }
  const auto payload = mig::trust::decode_base64(envelope.payload.value, Base64Alphabet::standard);
  if (!payload) return;
  expect(mig::trust::encode_base64(*payload) == envelope.payload.value);
  const auto signed_bytes =
      mig::trust::pre_authentication_encoding(envelope.payload_type.value, *payload);
  expect(signed_bytes.starts_with("DSSEv1 ") && signed_bytes.ends_with(*payload));
  check_statement(*payload);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_envelope(bytes);
  check_statement(bytes);
  return 0;
}
