#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::digest {

/// 64 lowercase hexadecimal digits.
Result<std::string> sha256_hex(std::string_view bytes);

/// "sha256:" and 64 lowercase hexadecimal digits: how every document of this project writes one.
Result<std::string> sha256_digest(std::string_view bytes);

/// A file that counts towards a bundle's digest.
struct DigestedFile {
  std::string path;  ///< relative to the bundle, '/' separated
  std::string hex;   ///< sha256 of its bytes
};

/// sha256 over the sorted lines "<hex>  <path>\n": what `sha256sum FILES | LC_ALL=C sort -k2 |
/// sha256sum` computes, as "sha256:<hex>". Sorted by path as bytes. Fails on a path given twice or
/// one that `sha256sum` would escape, and on a malformed `hex`.
Result<std::string> bundle_digest(std::vector<DigestedFile> files);

}  // namespace mig::digest
