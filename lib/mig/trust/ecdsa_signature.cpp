#include "mig/trust/ecdsa_signature.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include "mig/trust/openssl_handles.hpp"

namespace mig::trust {
namespace {

constexpr int kNumberSize = 32;
/// SEQUENCE, two INTEGERs of at most 33 bytes.
constexpr std::size_t kLongestDer = 72;

using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;

/// The order of P-256; null when the library does not know the curve.
const BIGNUM* order() {
  static const std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>> curve(
      EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  return curve ? EC_GROUP_get0_order(curve.get()) : nullptr;
}

bool is_in_range(const BIGNUM* number) {
  return !BN_is_negative(number) && !BN_is_zero(number) && order() != nullptr &&
         BN_cmp(number, order()) < 0;
}

EcdsaPair pair_of_der(std::string_view der) {
  if (der.empty() || der.size() > kLongestDer) return nullptr;
  const auto* at = bytes_of(der);
  EcdsaPair pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  // The library reads BER, and leaves what follows: there is one way to write a pair.
  if (!pair || der_with(i2d_ECDSA_SIG, pair.get()) != der) return nullptr;
  return pair;
}

EcdsaPair pair_of_p1363(std::string_view text) {
  if (text.size() != 2 * kNumberSize) return nullptr;
  Number r(BN_bin2bn(bytes_of(text), kNumberSize, nullptr));
  Number s(BN_bin2bn(bytes_of(text) + kNumberSize, kNumberSize, nullptr));
  EcdsaPair pair(ECDSA_SIG_new());
  if (!r || !s || !pair || ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return nullptr;
  // The pair owns them now.
  static_cast<void>(r.release());
  static_cast<void>(s.release());
  return pair;
}

}  // namespace

std::optional<std::string> ecdsa_der(SignatureEncoding encoding, std::string_view signature) {
  const QuietErrors quiet;
  EcdsaPair pair;
  if (encoding == SignatureEncoding::der) pair = pair_of_der(signature);
  if (encoding == SignatureEncoding::p1363) pair = pair_of_p1363(signature);
  if (!pair) return std::nullopt;
  if (!is_in_range(ECDSA_SIG_get0_r(pair.get())) || !is_in_range(ECDSA_SIG_get0_s(pair.get()))) {
    return std::nullopt;
  }
  auto der = der_with(i2d_ECDSA_SIG, pair.get());
  if (der.empty()) return std::nullopt;
  return der;
}

std::optional<std::string> ecdsa_in(SignatureEncoding encoding, std::string_view der) {
  const QuietErrors quiet;
  const auto pair = pair_of_der(der);
  if (!pair) return std::nullopt;
  if (encoding == SignatureEncoding::der) return std::string(der);
  std::string out(2 * kNumberSize, '\0');
  auto* at = reinterpret_cast<unsigned char*>(out.data());
  if (BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), at, kNumberSize) != kNumberSize ||
      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), at + kNumberSize, kNumberSize) != kNumberSize) {
    return std::nullopt;
  }
  return out;
}

}  // namespace mig::trust
