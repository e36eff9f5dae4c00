#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {

/// A key that made a signature of an envelope; the first signature, where it made several.
struct SigningKey {
  Span span;                                ///< of the signature, in the envelope
  const contract::TrustKey* key = nullptr;  ///< never null
};

/// The trusted keys behind an envelope, each once, in the order of the signatures.
std::vector<SigningKey> signing_keys(const SignedSubject& subject);
/// How many signatures no trusted key made.
std::size_t unverified_signatures(const SignedSubject& subject);

/// Why a signature that verifies does not count.
enum class KeyFault : std::uint8_t { revoked, out_of_window, other_role, other_environment };
/// Silent about what cannot be said of a receipt that is not valid, or of an environment that the
/// trust policy denies as a whole.
bool has_fault(const SignedSubject& subject, const contract::TrustKey& key, KeyFault fault);
/// It is out of its window since that had ended.
bool is_expired(const SignedSubject& subject, const contract::TrustKey& key);

/// The rule of the trust policy for the environment of a receipt; null for approvals, receipts that
/// are not valid, and environments that it denies.
const contract::TrustRule* rule_for(const SignedSubject& subject);

/// "svc:migrations-runner (sha256:0123456789ab)"
std::string name_of(const contract::TrustKey& key);

/// A finding at the signature, with the entry of the key beside it.
Finding& report_key(const SignedSubject& subject, const SigningKey& signer, Span declared,
                    std::string_view what, std::string message, Reporter& reporter);

}  // namespace mig::rules::signature_rules
