#include "mig/app/evidence/existing_envelope.hpp"

#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/trust/base64.hpp"

namespace mig::app {
namespace {

bool holds(const contract::Envelope& envelope, const std::string& payload) {
  return envelope.payload_type.value == contract::kStatementPayloadType &&
         envelope.payload.value == trust::encode_base64(payload);
}

Error refusal(const SigningPlace& place, const std::string& path, std::string message,
              std::string remedy) {
  return {ErrorKind::no_verdict, std::move(message), Location{place.shown(path), std::nullopt},
          std::move(remedy)};
}

}  // namespace

Result<ExistingEnvelope> look_at_envelope(const SigningPlace& place, const std::string& path,
                                          const std::string& payload, bool replaces) {
  ExistingEnvelope found;
  auto document = bundle::load_document(*place.bundle, path, contract::DocumentKind::dsse_envelope,
                                        contract::FileLimits{});
  if (!document) {
    if (document.error().location) document.error().location->path = place.shown(path);
    return tl::unexpected(document.error());
  }
  if (document->access) {
    if (document->access->fault == io::AccessFault::not_found) return found;
    found.refusals.push_back(
        refusal(place, path, document->access->message,
                "remove it: an envelope is a regular file beside what it signs"));
    return found;
  }
  if (!document->is_valid()) {
    if (replaces) return found;
    found.refusals.push_back(
        refusal(place, path, "what is there is no envelope to which a signature could be added",
                "see what mig-validate tells of it; --replace drops it"));
    return found;
  }
  auto envelope = contract::read_envelope(document->value);
  if (replaces) {
    found.dropped = envelope.signatures.size();
  } else if (holds(envelope, payload)) {
    found.kept = std::move(envelope);
  } else {
    found.refusals.push_back(
        refusal(place, path, "an envelope is there whose payload is not what would be signed now",
                "see why the files changed since; --replace drops it with every signature, and "
                "whoever else signed signs again"));
  }
  return found;
}

Result<std::optional<trust::SignatureEncoding>> encoding_of_signature(
    const trust::PublicKey& key, const contract::Envelope& envelope, const std::string& message) {
  using trust::SignatureEncoding;
  for (const auto& signature : envelope.signatures) {
    const auto bytes = trust::decode_base64(signature.sig.value, trust::Base64Alphabet::standard);
    if (!bytes) continue;
    for (const auto encoding :
         {SignatureEncoding::raw, SignatureEncoding::der, SignatureEncoding::p1363}) {
      const auto is_same = key.verify(encoding, message, *bytes);
      if (!is_same) return tl::unexpected(is_same.error());
      if (*is_same) return encoding;
    }
  }
  return std::nullopt;
}

}  // namespace mig::app
