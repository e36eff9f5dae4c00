// digest_in_memory BYTES: SHA-256 of so many bytes, 16 KiB at a time and all of them in the cache:
// what the cryptographic library does on one processor when it never waits for a file. The peer of
// digest_speed.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

constexpr std::uint64_t kBlock = std::uint64_t{16} * 1024;

[[noreturn]] void stop(const char* reason) {
  fmt::print(stderr, "digest_in_memory: {}\n", reason);
  std::exit(2);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) stop("usage: digest_in_memory BYTES");
  const std::string bytes(kBlock, 'x');
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  bool is_sound = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  for (std::uint64_t left = std::strtoull(argv[1], nullptr, 10); is_sound && left > 0;) {
    const auto size = std::min(left, kBlock);
    is_sound = EVP_DigestUpdate(context.get(), bytes.data(), size) == 1;
    left -= size;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  is_sound = is_sound && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  if (!is_sound) stop("the cryptographic library failed");
  // Printed, so that nothing of it can be left out.
  fmt::print("{:02x}{:02x}\n", digest[0], digest[1]);
}
