#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/result.hpp"

struct evp_pkey_st;

namespace mig::trust {

enum class KeyAlgorithm : std::uint8_t { ed25519, ecdsa_p256 };

/// How a signature is written down; fixed for each key.
enum class SignatureEncoding : std::uint8_t {
  raw,    ///< 64 bytes of Ed25519 (RFC 8032)
  der,    ///< SEQUENCE of two INTEGERs, ECDSA, strictly DER
  p1363,  ///< r and s of ECDSA, 32 bytes each
};

/// "ed25519", "ecdsa-p256"
std::string_view name_of(KeyAlgorithm algorithm);
std::optional<KeyAlgorithm> algorithm_named(std::string_view name);
/// "raw", "der", "p1363"
std::string_view name_of(SignatureEncoding encoding);
std::optional<SignatureEncoding> encoding_named(std::string_view name);
bool fits(SignatureEncoding encoding, KeyAlgorithm algorithm);

/// A public key of a kind that may be trusted. Safe for use from several threads.
class PublicKey {
 public:
  /// One PEM block "PUBLIC KEY" and nothing else. The error is of kind `configuration` and says
  /// what is wrong with the text: no PEM, another algorithm or curve, a point in another form than
  /// uncompressed, parameters written out.
  static Result<PublicKey> from_pem(std::string_view pem);
  /// DER of SubjectPublicKeyInfo (RFC 5280), exactly.
  static Result<PublicKey> from_spki(std::string_view der);

  KeyAlgorithm algorithm() const { return algorithm_; }
  /// "sha256:<hex>" over the DER of SubjectPublicKeyInfo: what a key is told from others by.
  const std::string& id() const { return id_; }
  std::string pem() const;

  /// Whether the holder of the private key signed exactly these bytes (ECDSA: their SHA-256). A
  /// malformed signature is none. Fails only when the cryptographic library does.
  Result<bool> verify(SignatureEncoding encoding, std::string_view message,
                      std::string_view signature) const;

 private:
  friend class PrivateKey;
  using Handle = std::shared_ptr<evp_pkey_st>;
  static Result<PublicKey> of(Handle key);
  Handle key_;
  KeyAlgorithm algorithm_ = KeyAlgorithm::ed25519;
  std::string id_;
  std::string spki_;
};

/// A key that signs. Never printed but by `pem`.
class PrivateKey {
 public:
  static Result<PrivateKey> generate(KeyAlgorithm algorithm);
  /// PKCS#8 PEM without a passphrase. Errors are of kind `usage` and never quote the text.
  static Result<PrivateKey> from_pem(std::string_view pem);

  /// PKCS#8 PEM.
  Result<std::string> pem() const;
  const PublicKey& public_key() const { return public_key_; }
  Result<std::string> sign(SignatureEncoding encoding, std::string_view message) const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
  PublicKey public_key_;
};

/// DSSE v1: the bytes that are signed for a payload of a type (lengths in bytes).
std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload);

}  // namespace mig::trust
