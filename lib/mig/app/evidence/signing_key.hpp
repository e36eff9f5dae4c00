#pragma once

#include <string>
#include <string_view>

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

/// Whether a text that is to be repeated could hold key material: somebody gave the key itself
/// where its name was asked for.
bool may_hold_a_key(std::string_view text);

/// `name` empty: the usual one of the key's algorithm.
Result<trust::SignatureEncoding> signature_encoding(const trust::PublicKey& key,
                                                    const std::string& name);

}  // namespace mig::app
