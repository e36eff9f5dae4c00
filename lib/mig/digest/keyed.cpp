#include "mig/digest/keyed.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <limits>

namespace mig::digest {
namespace {

constexpr std::size_t kDigestSize = 32;

int value_of(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

std::string hex_of(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto number = static_cast<unsigned char>(byte);
    hex += kDigits[number >> 4U];
    hex += kDigits[number & 0x0FU];
  }
  return hex;
}

std::string bytes_of_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return {};
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    const int high = value_of(hex[at]);
    const int low = value_of(hex[at + 1]);
    if (high < 0 || low < 0) return {};
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

Result<std::string> hmac_sha256_hex(std::string_view key, std::string_view text) {
  if (key.empty() || key.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return failure(ErrorKind::no_verdict, "a keyed digest needs a key");
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const auto* computed =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  if (computed == nullptr || size != kDigestSize) {
    return failure(ErrorKind::no_verdict, "the cryptographic library failed to compute a digest");
  }
  return hex_of({reinterpret_cast<const char*>(digest.data()), kDigestSize});
}

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    return failure(ErrorKind::no_verdict, "the system gives no random bytes");
  }
  return bytes;
}

}  // namespace mig::digest
