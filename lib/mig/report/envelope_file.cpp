#include "mig/report/envelope_file.hpp"

#include "mig/report/json_text.hpp"
#include "mig/trust/base64.hpp"

namespace mig::report {

std::string envelope_json(std::string_view statement, const NewSignature& signature) {
  contract::Envelope envelope;
  envelope.payload.value = trust::encode_base64(statement);
  envelope.payload_type.value = contract::kStatementPayloadType;
  return envelope_json(envelope, signature);
}

std::string envelope_json(const contract::Envelope& envelope, const NewSignature& signature) {
  Json out;
  out["payload"] = envelope.payload.value;
  out["payloadType"] = envelope.payload_type.value;
  auto& list = out["signatures"] = Json::array();
  for (const auto& given : envelope.signatures) {
    Json one;
    if (given.keyid) one["keyid"] = given.keyid->value;
    one["sig"] = given.sig.value;
    list.push_back(std::move(one));
  }
  list.push_back({{"keyid", signature.keyid}, {"sig", trust::encode_base64(signature.bytes)}});
  return json_text(out) + '\n';
}

}  // namespace mig::report
