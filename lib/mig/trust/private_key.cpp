#include <openssl/crypto.h>

#include "mig/trust/ecdsa_signature.hpp"
#include "mig/trust/key.hpp"
#include "mig/trust/openssl_handles.hpp"
#include "mig/trust/pem.hpp"

namespace mig::trust {
namespace {

constexpr std::string_view kLabel = "PRIVATE KEY";

tl::unexpected<Error> no_private_key(std::string message, std::string remedy = {}) {
  if (remedy.empty()) {
    remedy =
        "a key has to be PKCS#8 in PEM without a passphrase: 'mig-receipt-verify keygen' makes "
        "one, 'openssl pkcs8 -topk8 -nocrypt' turns another into one";
  }
  return failure(ErrorKind::usage, std::move(message), std::nullopt, std::move(remedy));
}

/// Private bytes that are gone when it is.
struct Secret {
  std::string bytes;
  ~Secret() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

std::shared_ptr<EVP_PKEY> key_of_pkcs8(std::string_view der) {
  const auto* at = bytes_of(der);
  const Pkcs8 info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.size())));
  if (!info || at != bytes_of(der) + der.size()) return nullptr;
  return {EVP_PKCS82PKEY(info.get()), EVP_PKEY_free};
}

/// A file may hold a public key of its own, which need not be that of the private one.
bool is_pair(EVP_PKEY* key) {
  const PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return context && EVP_PKEY_pairwise_check(context.get()) == 1;
}

}  // namespace

Result<PrivateKey> PrivateKey::generate(KeyAlgorithm algorithm) {
  const QuietErrors quiet;
  EVP_PKEY* made = algorithm == KeyAlgorithm::ed25519
                       ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                       : EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  if (made == nullptr) return library_failure("make a key");
  PrivateKey key;
  key.key_ = {made, EVP_PKEY_free};
  auto shared = PublicKey::of(key.key_);
  if (!shared) return tl::unexpected(shared.error());
  key.public_key_ = std::move(*shared);
  return key;
}

Result<PrivateKey> PrivateKey::from_pem(std::string_view pem) {
  const QuietErrors quiet;
  auto der = read_pem(pem, kLabel, ErrorKind::usage);
  if (!der) return no_private_key(der.error().message, der.error().remedy);
  const Secret secret{std::move(*der)};
  PrivateKey key;
  key.key_ = key_of_pkcs8(secret.bytes);
  if (!key.key_) return no_private_key("what the PEM block holds is no private key in PKCS#8");
  auto shared = PublicKey::of(key.key_);
  if (!shared) {
    return no_private_key(shared.error().message,
                          "ed25519 and ecdsa-p256 keys sign, and no others: have "
                          "'mig-receipt-verify keygen' make one");
  }
  if (!is_pair(key.key_.get())) {
    return no_private_key("the public key in the file is not that of the private key");
  }
  key.public_key_ = std::move(*shared);
  return key;
}

Result<std::string> PrivateKey::pem() const {
  const QuietErrors quiet;
  const Pkcs8 info(key_ ? EVP_PKEY2PKCS8(key_.get()) : nullptr);
  if (!info) return library_failure("write a private key");
  const Secret secret{der_with(i2d_PKCS8_PRIV_KEY_INFO, info.get())};
  if (secret.bytes.empty()) return library_failure("write a private key");
  return write_pem(secret.bytes, kLabel);
}

Result<std::string> PrivateKey::sign(SignatureEncoding encoding, std::string_view message) const {
  const QuietErrors quiet;
  const auto algorithm = public_key_.algorithm();
  if (!key_ || !fits(encoding, algorithm)) {
    return failure(ErrorKind::usage, "an " + std::string(name_of(algorithm)) +
                                         " key makes no signature that is written as " +
                                         std::string(name_of(encoding)));
  }
  const EVP_MD* digest = algorithm == KeyAlgorithm::ed25519 ? nullptr : EVP_sha256();
  const DigestContext context(EVP_MD_CTX_new());
  std::size_t size = 0;
  if (!context || EVP_DigestSignInit(context.get(), nullptr, digest, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), nullptr, &size, bytes_of(message), message.size()) != 1) {
    return library_failure("sign");
  }
  std::string signature(size, '\0');
  if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(message), message.size()) != 1) {
    return library_failure("sign");
  }
  signature.resize(size);
  if (algorithm == KeyAlgorithm::ed25519) return signature;
  auto written = ecdsa_in(encoding, signature);
  if (!written) return library_failure("write a signature");
  return std::move(*written);
}

}  // namespace mig::trust
