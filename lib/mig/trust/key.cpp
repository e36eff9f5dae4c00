#include "mig/trust/key.hpp"

#include <openssl/core_names.h>
#include <openssl/ecerr.h>

#include <array>

#include "mig/digest/sha256.hpp"
#include "mig/trust/ecdsa_signature.hpp"
#include "mig/trust/openssl_handles.hpp"
#include "mig/trust/pem.hpp"

namespace mig::trust {
namespace {

constexpr std::size_t kEd25519SignatureSize = 64;
constexpr std::size_t kEd25519KeySize = 32;
/// No public key that counts is longer; what is, need not be parsed.
constexpr std::size_t kLongestSpki = 4096;

tl::unexpected<Error> no_key(std::string message) {
  return failure(ErrorKind::configuration, std::move(message), std::nullopt,
                 "write the key with 'openssl pkey -pubout', or have 'mig-receipt-verify keygen' "
                 "make one; ed25519 and ecdsa-p256 keys can be trusted");
}

std::string text_param(const EVP_PKEY* key, const char* name) {
  std::array<char, 80> text{};
  std::size_t size = 0;
  if (EVP_PKEY_get_utf8_string_param(key, name, text.data(), text.size(), &size) != 1) return {};
  return {text.data(), size};
}

/// With a key of small order a signature can be made by anybody, for any text. These are all of
/// them, without the sign. Verifiers may take them, and the library does.
bool is_of_small_order(std::array<unsigned char, kEd25519KeySize> point) {
  using Point = std::array<unsigned char, kEd25519KeySize>;
  constexpr Point kZero{};
  constexpr Point kOne{1};
  constexpr Point kMinusOne{0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                            0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};
  constexpr Point kOrder8{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4,
                          0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6,
                          0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05};
  constexpr Point kOtherOrder8{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b,
                               0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39,
                               0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a};
  point.back() &= 0x7FU;
  for (const auto& small : {kZero, kOne, kMinusOne, kOrder8, kOtherOrder8}) {
    if (point == small) return true;
  }
  return false;
}

/// A coordinate that is not below 2^255 - 19: a second way to write another one.
bool is_reduced(const std::array<unsigned char, kEd25519KeySize>& point) {
  if (point.front() < 0xed || (point.back() & 0x7FU) != 0x7FU) return true;
  for (std::size_t at = 1; at + 1 < point.size(); ++at) {
    if (point[at] != 0xff) return true;
  }
  return false;
}

Result<KeyAlgorithm> check_ed25519(const EVP_PKEY* key) {
  std::array<unsigned char, kEd25519KeySize> point{};
  std::size_t size = point.size();
  if (EVP_PKEY_get_raw_public_key(key, point.data(), &size) != 1 || size != point.size()) {
    return library_failure("show the bytes of a public key");
  }
  if (!is_reduced(point)) return no_key("the Ed25519 key is not written in the one valid form");
  if (is_of_small_order(point)) {
    return no_key("the Ed25519 key is of small order: anybody could sign for it");
  }
  return KeyAlgorithm::ed25519;
}

Result<KeyAlgorithm> check_ecdsa(const EVP_PKEY* key) {
  if (text_param(key, OSSL_PKEY_PARAM_EC_ENCODING) != OSSL_PKEY_EC_ENCODING_GROUP) {
    return no_key("the parameters of the key's curve are written out: it has to name P-256");
  }
  const auto curve = text_param(key, OSSL_PKEY_PARAM_GROUP_NAME);
  if (curve != "prime256v1") return no_key("the key lies on the curve " + curve + ", not on P-256");
  const auto form = text_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT);
  if (form != OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) {
    return no_key("the point of the key is written in " + form +
                  " form: a key has one id only where it is uncompressed");
  }
  return KeyAlgorithm::ecdsa_p256;
}

/// Whether the library gave up since the numbers of a signature, as its maker chose them, lead to
/// the one point of the curve that has no coordinates: a signature that does not hold.
bool leads_to_infinity() {
  const auto error = ERR_peek_error();
  return ERR_GET_LIB(error) == ERR_LIB_EC && ERR_GET_REASON(error) == EC_R_POINT_AT_INFINITY;
}

/// Which of the kinds that may be trusted a key is of.
Result<KeyAlgorithm> check(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return check_ed25519(key);
  if (EVP_PKEY_is_a(key, "EC") == 1) return check_ecdsa(key);
  const char* name = EVP_PKEY_get0_type_name(key);
  return no_key(std::string("a key of the algorithm ") + (name != nullptr ? name : "unknown") +
                " cannot be trusted");
}

}  // namespace

Result<PublicKey> PublicKey::of(Handle handle) {
  const QuietErrors quiet;
  const auto algorithm = check(handle.get());
  if (!algorithm) return tl::unexpected(algorithm.error());
  PublicKey key;
  key.algorithm_ = *algorithm;
  key.spki_ = der_with(i2d_PUBKEY, handle.get());
  if (key.spki_.empty()) return library_failure("write a public key");
  auto id = digest::sha256_digest(key.spki_);
  if (!id) return tl::unexpected(id.error());
  key.id_ = std::move(*id);
  key.key_ = std::move(handle);
  return key;
}

Result<PublicKey> PublicKey::from_spki(std::string_view der) {
  const QuietErrors quiet;
  if (der.empty() || der.size() > kLongestSpki) return no_key("the bytes are no public key");
  const auto* at = bytes_of(der);
  Handle handle(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())), EVP_PKEY_free);
  if (!handle) return no_key("the bytes are no SubjectPublicKeyInfo of a known algorithm");
  auto key = of(std::move(handle));
  // What the library overlooks (BER, parameters, bytes behind) would give one key several ids.
  if (key && key->spki_ != der) {
    return no_key("the key is not written in DER as its algorithm prescribes");
  }
  return key;
}

Result<PublicKey> PublicKey::from_pem(std::string_view pem) {
  auto der = read_pem(pem, "PUBLIC KEY", ErrorKind::configuration);
  if (!der) return no_key(der.error().message);
  return from_spki(*der);
}

std::string PublicKey::pem() const {
  return write_pem(spki_, "PUBLIC KEY");
}

// Of ECDSA, (r, n - s) holds wherever (r, s) does, so whoever sees a signature can write a second
// one. Nothing depends on there being one: what is counted are the keys, never the signatures, and
// no digest of an envelope stands for what it says.
Result<bool> PublicKey::verify(SignatureEncoding encoding, std::string_view message,
                               std::string_view signature) const {
  const QuietErrors quiet;
  if (!key_) return failure(ErrorKind::no_verdict, "there is no key to verify a signature with");
  if (!fits(encoding, algorithm_)) return false;
  std::string der;
  const EVP_MD* digest = nullptr;
  if (algorithm_ == KeyAlgorithm::ed25519) {
    if (signature.size() != kEd25519SignatureSize) return false;
  } else {
    auto read = ecdsa_der(encoding, signature);
    if (!read) return false;
    der = std::move(*read);
    signature = der;
    digest = EVP_sha256();
  }
  const DigestContext context(EVP_MD_CTX_new());
  if (!context || EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1) {
    return library_failure("verify a signature");
  }
  ERR_clear_error();
  const int answer = EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                                      bytes_of(message), message.size());
  if (answer == 1) return true;
  if (answer == 0 || leads_to_infinity()) return false;
  return library_failure("verify a signature");
}

std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload) {
  std::string out = "DSSEv1 ";
  out += std::to_string(payload_type.size());
  out += ' ';
  out += payload_type;
  out += ' ';
  out += std::to_string(payload.size());
  out += ' ';
  out += payload;
  return out;
}

}  // namespace mig::trust
