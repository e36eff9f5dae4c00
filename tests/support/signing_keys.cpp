#include "support/signing_keys.hpp"

#include <map>
#include <stdexcept>
#include <utility>

#include "mig/digest/sha256.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"

namespace mig::test {
namespace {

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

bool is_elliptic(const std::string& key) {
  return key.starts_with("ec");
}

const trust::PrivateKey& private_key(const std::string& name) {
  static std::map<std::string, trust::PrivateKey> keys;
  const auto found = keys.find(name);
  if (found != keys.end()) return found->second;
  const auto algorithm =
      is_elliptic(name) ? trust::KeyAlgorithm::ecdsa_p256 : trust::KeyAlgorithm::ed25519;
  return keys.emplace(name, value_of(trust::PrivateKey::generate(algorithm))).first->second;
}

}  // namespace

std::string digest_of(const std::string& bytes) {
  return value_of(digest::sha256_digest(bytes));
}

std::string key_id(const std::string& key) {
  return private_key(key).public_key().id();
}

std::string public_pem(const std::string& key) {
  return private_key(key).public_key().pem();
}

std::string private_pem(const std::string& key) {
  return value_of(private_key(key).pem());
}

std::string base64(const std::string& bytes) {
  return trust::encode_base64(bytes);
}

std::string dsse_signature(const std::string& key, const std::string& payload,
                           const std::string& payload_type) {
  const auto encoding =
      is_elliptic(key) ? trust::SignatureEncoding::der : trust::SignatureEncoding::raw;
  return base64(value_of(
      private_key(key).sign(encoding, trust::pre_authentication_encoding(payload_type, payload))));
}

}  // namespace mig::test
