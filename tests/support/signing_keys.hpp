#pragma once

#include <string>

namespace mig::test {

/// "sha256:..." of bytes, computed without the code under test.
std::string digest_of(const std::string& bytes);
/// "sha256:..." of the public key; keys are made when they are first named, once per process.
/// A name that begins with "ec" is a P-256 key whose signatures are DER, any other an Ed25519 key.
std::string key_id(const std::string& key);
std::string public_pem(const std::string& key);
std::string private_pem(const std::string& key);
/// base64 of a signature over DSSE's encoding of a payload.
std::string dsse_signature(const std::string& key, const std::string& payload,
                           const std::string& payload_type);
std::string base64(const std::string& bytes);

}  // namespace mig::test
