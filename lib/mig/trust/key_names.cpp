#include "mig/trust/key.hpp"

namespace mig::trust {

std::string_view name_of(KeyAlgorithm algorithm) {
  return algorithm == KeyAlgorithm::ed25519 ? "ed25519" : "ecdsa-p256";
}

std::optional<KeyAlgorithm> algorithm_named(std::string_view name) {
  for (const auto algorithm : {KeyAlgorithm::ed25519, KeyAlgorithm::ecdsa_p256}) {
    if (name_of(algorithm) == name) return algorithm;
  }
  return std::nullopt;
}

std::string_view name_of(SignatureEncoding encoding) {
  if (encoding == SignatureEncoding::raw) return "raw";
  return encoding == SignatureEncoding::der ? "der" : "p1363";
}

std::optional<SignatureEncoding> encoding_named(std::string_view name) {
  for (const auto encoding :
       {SignatureEncoding::raw, SignatureEncoding::der, SignatureEncoding::p1363}) {
    if (name_of(encoding) == name) return encoding;
  }
  return std::nullopt;
}

bool fits(SignatureEncoding encoding, KeyAlgorithm algorithm) {
  return (encoding == SignatureEncoding::raw) == (algorithm == KeyAlgorithm::ed25519);
}

}  // namespace mig::trust
