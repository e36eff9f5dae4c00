#pragma once

#include <string>

#include "mig/base/result.hpp"
#include "mig/trust/key.hpp"

namespace mig::app {

/// Where the key to sign with is, exactly one of both.
struct KeySource {
  std::string file;
  std::string variable;  ///< of the environment
};

/// Reads it. Errors are of kind usage, or no verdict where the file could not be read, and never
/// quote what was read.
Result<trust::PrivateKey> read_signing_key(const KeySource& source);

/// `name` empty: the usual one of the key's algorithm.
Result<trust::SignatureEncoding> signature_encoding(const trust::PublicKey& key,
                                                    const std::string& name);

}  // namespace mig::app
