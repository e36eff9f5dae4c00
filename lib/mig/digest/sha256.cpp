#include "mig/digest/sha256.hpp"

#include <algorithm>
#include <utility>

#include "mig/digest/evp.hpp"

namespace mig::digest {
namespace {

constexpr std::size_t kDigestSize = 32;
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool is_hex_digest(std::string_view hex) {
  return hex.size() == 2 * kDigestSize && hex.find_first_not_of(kHexDigits) == hex.npos;
}

}  // namespace

bool is_plain_path(std::string_view path) {
  constexpr std::string_view kEscaped("\n\r\\\0", 4);
  return !path.empty() && path.find_first_of(kEscaped) == path.npos;
}

Result<std::string> sha256_hex(std::string_view bytes) {
  return hex_with(sha256_algorithm(), bytes);
}

Result<std::string> sha256_digest(std::string_view bytes) {
  return sha256_hex(bytes).map([](const std::string& hex) { return "sha256:" + hex; });
}

Result<std::string> digest_lines(std::vector<DigestedFile> files) {
  std::sort(files.begin(), files.end(), [](const DigestedFile& left, const DigestedFile& right) {
    return left.path < right.path;
  });
  std::string lines;
  std::string_view previous;
  for (const DigestedFile& file : files) {
    if (!is_plain_path(file.path) || file.path == previous) {
      return failure(ErrorKind::no_verdict,
                     "a list of digests needs one plain path for each file: '" + file.path + "'");
    }
    if (!is_hex_digest(file.hex)) {
      return failure(ErrorKind::no_verdict, "'" + file.path + "' has no digest of 64 digits");
    }
    lines += file.hex + "  " + file.path + "\n";
    previous = file.path;
  }
  return lines;
}

Result<std::string> bundle_digest(std::vector<DigestedFile> files) {
  return digest_lines(std::move(files)).and_then(sha256_digest);
}

}  // namespace mig::digest
