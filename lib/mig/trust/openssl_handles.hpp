#pragma once

#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

#include "mig/base/result.hpp"

namespace mig::trust {

template <auto kFree>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, FreeWith<EVP_MD_CTX_free>>;
using EcdsaPair = std::unique_ptr<ECDSA_SIG, FreeWith<ECDSA_SIG_free>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>>;

/// What the library complains about while this lives is nobody's business afterwards: an entry left
/// in the queue would be taken for the fault of a later call.
class QuietErrors {
 public:
  QuietErrors() = default;
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors() { ERR_clear_error(); }
};

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// What one of the library's `i2d_` functions writes; empty when it fails.
template <class T>
std::string der_with(int (*encode)(const T*, unsigned char**), const T* object) {
  const int size = encode(object, nullptr);
  if (size <= 0) return {};
  std::string der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  return encode(object, &out) == size ? der : std::string();
}

/// Our own failure: the library could not do what it always can.
inline tl::unexpected<Error> library_failure(std::string_view what) {
  return failure(ErrorKind::no_verdict, "the cryptographic library failed to " + std::string(what));
}

}  // namespace mig::trust
