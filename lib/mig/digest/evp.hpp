#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "mig/base/result.hpp"

struct evp_md_st;
struct evp_md_ctx_st;

namespace mig::digest {

/// SHA-256 of the cryptographic library; null when it offers none. Fetched once.
const evp_md_st* sha256_algorithm();

/// A digest of bytes that come piece by piece. Serves one text after the other; a failure is kept
/// until the next start.
class RunningDigest {
 public:
  /// Null stands for an algorithm that the library did not provide.
  void start(const evp_md_st* algorithm);
  void add(std::string_view bytes);
  /// Lowercase hexadecimal digits of a 32-byte digest. Start again after it.
  Result<std::string> finish();

 private:
  struct FreeContext {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, FreeContext> context_;
  bool has_algorithm_ = false;
  bool is_sound_ = false;
};

/// The one of this thread: a context is dearer than the digest of a small file.
RunningDigest& running_digest();

/// Lowercase hexadecimal digits of a 32-byte digest; null stands for an algorithm that the library
/// did not provide.
Result<std::string> hex_with(const evp_md_st* algorithm, std::string_view bytes);

}  // namespace mig::digest
