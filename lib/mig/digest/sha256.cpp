#include "mig/digest/sha256.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

#include "mig/digest/evp.hpp"

namespace mig::digest {
namespace {

constexpr std::size_t kDigestSize = 32;
constexpr std::string_view kHexDigits = "0123456789abcdef";

struct FreeAlgorithm {
  void operator()(EVP_MD* algorithm) const { EVP_MD_free(algorithm); }
};

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// Fetching looks through all providers, so it is done once.
const EVP_MD* sha256() {
  static const std::unique_ptr<EVP_MD, FreeAlgorithm> algorithm(
      EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return algorithm.get();
}

/// What would not stand in a line of `sha256sum` as itself, or would forge a second line.
bool is_plain_path(std::string_view path) {
  constexpr std::string_view kEscaped("\n\r\\\0", 4);
  return !path.empty() && path.find_first_of(kEscaped) == path.npos;
}

bool is_hex_digest(std::string_view hex) {
  return hex.size() == 2 * kDigestSize && hex.find_first_not_of(kHexDigits) == hex.npos;
}

}  // namespace

Result<std::string> hex_with(const evp_md_st* algorithm, std::string_view bytes) {
  if (algorithm == nullptr) {
    return failure(ErrorKind::no_verdict, "the cryptographic library offers no SHA-256");
  }
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const bool computed = context != nullptr &&
                        EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1 &&
                        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                        EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
  if (!computed || size != kDigestSize) {
    return failure(ErrorKind::no_verdict, "the cryptographic library failed to compute a digest");
  }
  std::string hex(2 * kDigestSize, '0');
  for (std::size_t at = 0; at < kDigestSize; ++at) {
    hex[2 * at] = kHexDigits[digest[at] >> 4U];
    hex[2 * at + 1] = kHexDigits[digest[at] & 0x0FU];
  }
  return hex;
}

Result<std::string> sha256_hex(std::string_view bytes) {
  return hex_with(sha256(), bytes);
}

Result<std::string> sha256_digest(std::string_view bytes) {
  return sha256_hex(bytes).map([](const std::string& hex) { return "sha256:" + hex; });
}

Result<std::string> bundle_digest(std::vector<DigestedFile> files) {
  std::sort(files.begin(), files.end(), [](const DigestedFile& left, const DigestedFile& right) {
    return left.path < right.path;
  });
  std::string lines;
  std::string_view previous;
  for (const DigestedFile& file : files) {
    if (!is_plain_path(file.path) || file.path == previous) {
      return failure(ErrorKind::no_verdict,
                     "a bundle digest needs one plain path for each file: '" + file.path + "'");
    }
    if (!is_hex_digest(file.hex)) {
      return failure(ErrorKind::no_verdict, "'" + file.path + "' has no digest of 64 digits");
    }
    lines += file.hex + "  " + file.path + "\n";
    previous = file.path;
  }
  return sha256_digest(lines);
}

}  // namespace mig::digest
