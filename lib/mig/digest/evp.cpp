#include "mig/digest/evp.hpp"

#include <openssl/evp.h>

#include <array>

#include "mig/digest/keyed.hpp"

namespace mig::digest {
namespace {

constexpr std::size_t kDigestSize = 32;

struct FreeAlgorithm {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
};

}  // namespace

/// Fetching looks through all providers, so it is done once.
const evp_md_st* sha256_algorithm() {
  static const std::unique_ptr<EVP_MD, FreeAlgorithm> algorithm(
      EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return algorithm.get();
}

void RunningDigest::FreeContext::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

void RunningDigest::start(const evp_md_st* algorithm) {
  has_algorithm_ = algorithm != nullptr;
  if (context_ == nullptr) context_.reset(EVP_MD_CTX_new());
  is_sound_ = has_algorithm_ && context_ != nullptr &&
              EVP_DigestInit_ex2(context_.get(), algorithm, nullptr) == 1;
}

void RunningDigest::add(std::string_view bytes) {
  is_sound_ = is_sound_ && EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1;
}

Result<std::string> RunningDigest::finish() {
  if (!has_algorithm_) {
    return failure(ErrorKind::no_verdict, "the cryptographic library offers no SHA-256");
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const bool computed = is_sound_ && EVP_DigestFinal_ex(context_.get(), digest.data(), &size) == 1;
  is_sound_ = false;
  if (!computed || size != kDigestSize) {
    return failure(ErrorKind::no_verdict, "the cryptographic library failed to compute a digest");
  }
  return hex_of({reinterpret_cast<const char*>(digest.data()), kDigestSize});
}

RunningDigest& running_digest() {
  thread_local RunningDigest digest;
  return digest;
}

Result<std::string> hex_with(const evp_md_st* algorithm, std::string_view bytes) {
  auto& digest = running_digest();
  digest.start(algorithm);
  digest.add(bytes);
  return digest.finish();
}

}  // namespace mig::digest
