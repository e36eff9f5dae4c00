#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// A key of `.mig/trust.yml` and what it is trusted for.
struct TrustKey {
  LocatedString id;             ///< "sha256:<hex>" of its SubjectPublicKeyInfo
  LocatedString algorithm;      ///< "ed25519" or "ecdsa-p256"
  LocatedString encoding;       ///< "raw", "der" or "p1363"; "raw" for Ed25519 where it is left out
  LocatedString public_key;     ///< PEM
  LocatedString principal;      ///< who holds it: "svc:migrations-runner", "person:ada"
  LocatedStrings roles;         ///< "runner", "witness", or a role of approvals
  LocatedStrings environments;  ///< names as receipts give them; empty: none
  LocatedString valid_from;     ///< RFC 3339
  LocatedString valid_until;
  std::optional<LocatedString> revoked_at;  ///< then nothing that it signed counts, whenever
  std::optional<LocatedString> revoked_why;

  bool has_role(std::string_view role) const;
  bool is_for(std::string_view environment) const;
};

/// What the receipts of an environment need. Without a rule an environment is denied.
struct TrustRule {
  Span span;
  LocatedString environment;
  std::int64_t threshold = 1;                ///< of distinct keys
  bool distinct_principals = true;           ///< and each of another principal
  std::vector<std::string> roles{"runner"};  ///< a key with any of these counts
  std::optional<std::int64_t> max_age_days;  ///< from finished_at to the moment of judging
};

/// `.mig/trust.yml`: whose signatures count for what.
struct TrustPolicy {
  std::vector<TrustKey> keys;
  std::vector<TrustRule> rules;

  /// Null: the environment is denied.
  const TrustRule* rule_for(std::string_view environment) const;
};

/// Reads a document that fits trust.v1.
TrustPolicy read_trust_policy(const document::LocatedValue& value);

}  // namespace mig::contract
