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

/// A file of a list of digests, such as the one that a bundle's digest is made of.
struct DigestedFile {
  std::string path;  ///< relative to the folder of the list, '/' separated
  std::string hex;   ///< sha256 of its bytes
};

/// What stands in a line of `sha256sum` as itself, and cannot forge a second line.
bool is_plain_path(std::string_view path);

/// The lines "<hex>  <path>\n", sorted by path as bytes. Fails on a path given twice or one that
/// `sha256sum` would escape, and on a malformed `hex`.
Result<std::string> digest_lines(std::vector<DigestedFile> files);

/// sha256 over those lines: what `sha256sum FILES | LC_ALL=C sort -k2 | sha256sum` computes, as
/// "sha256:<hex>".
Result<std::string> bundle_digest(std::vector<DigestedFile> files);

}  // namespace mig::digest
