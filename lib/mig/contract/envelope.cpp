#include "mig/contract/envelope.hpp"

namespace mig::contract {

Envelope read_envelope(const document::LocatedValue& value) {
  Envelope envelope;
  envelope.payload = string_member(value, "payload").value_or(LocatedString{});
  envelope.payload_type = string_member(value, "payloadType").value_or(LocatedString{});
  const auto* signatures = member(value, "signatures");
  if (signatures == nullptr || signatures->array() == nullptr) return envelope;
  for (const auto& signature : *signatures->array()) {
    envelope.signatures.push_back({signature.span(), string_member(signature, "keyid"),
                                   string_member(signature, "sig").value_or(LocatedString{})});
  }
  return envelope;
}

}  // namespace mig::contract
