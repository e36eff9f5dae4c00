#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/signature_facts.hpp"
#include "mig/trust/base64.hpp"

namespace mig::bundle {
namespace {

/// Index of the first trusted key that made the signature, written as its entry says.
Result<std::optional<std::size_t>> key_behind(const contract::EnvelopeSignature& signature,
                                              std::string_view message, const TrustFacts& trust) {
  // Only one text stands for one signature: else it could be changed without being noticed.
  const auto bytes = trust::decode_base64(signature.sig.value, trust::Base64Alphabet::standard);
  if (!bytes) return std::nullopt;
  for (std::size_t at = 0; at < trust.keys.size(); ++at) {
    const auto encoding = trust::encoding_named(trust.policy.keys[at].encoding.value);
    if (!encoding || !trust::fits(*encoding, trust.keys[at].algorithm())) continue;
    const auto is_signer = trust.keys[at].verify(*encoding, message, *bytes);
    if (!is_signer) return tl::unexpected(is_signer.error());
    if (*is_signer) return at;
  }
  return std::nullopt;
}

}  // namespace

Result<SignedFile> examine_envelope(const DocumentFacts& envelope, const TrustFacts* trust) {
  SignedFile file;
  file.document = &envelope;
  if (envelope.kind != contract::DocumentKind::dsse_envelope || !envelope.is_valid()) return file;
  file.envelope = contract::read_envelope(envelope.value);
  const auto payload =
      trust::decode_base64(file.envelope.payload.value, trust::Base64Alphabet::standard);
  if (payload) {
    auto document =
        examine_document(envelope.source->path(), *payload, contract::DocumentKind::statement);
    if (!document) return tl::unexpected(document.error());
    if (document->is_valid()) file.statement = contract::read_statement(document->value);
    file.payload = std::make_shared<const DocumentFacts>(std::move(*document));
  }
  if (trust == nullptr) return file;
  const auto message =
      payload ? trust::pre_authentication_encoding(file.envelope.payload_type.value, *payload)
              : std::string();
  for (const auto& signature : file.envelope.signatures) {
    Signer signer{signature.span, std::nullopt};
    if (payload && file.signers.size() < kTriedSignatures) {
      auto key = key_behind(signature, message, *trust);
      if (!key) return tl::unexpected(key.error());
      signer.key = *key;
    }
    file.signers.push_back(signer);
  }
  return file;
}

}  // namespace mig::bundle
