#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mig/base/source_text.hpp"
#include "mig/contract/evidence_grade.hpp"
#include "mig/contract/secret_policy.hpp"
#include "mig/document/value.hpp"

namespace mig::contract {

/// Environments in order of consequence; every environment name of a repository maps to one.
enum class Tier : std::uint8_t { dev, stage, prod };
std::string_view name_of(Tier tier);

/// Governance-sensitive names, as globs.
struct ProtectedDomains {
  std::vector<std::string> schemas{"governance", "audit"};
  std::vector<std::string> tables;
  std::vector<std::string> labels;
  std::vector<std::string> namespaces;
  std::vector<std::string> objects;
};

/// Where canonical data lives. A migration may change derived stores and nothing else.
struct CanonicalZones {
  std::vector<std::string> schemas{"raw", "work", "processed", "catalog"};  ///< globs
};

/// When a table counts as large, in rows of the pre baseline's estimate.
struct TableSizes {
  std::int64_t medium_from_rows = 100'000;
  std::int64_t large_from_rows = 10'000'000;
  std::int64_t rebuild_review_above_rows = 1'000'000;  ///< of a table whose index is rebuilt
  bool review_unknown = false;  ///< a table without an estimate counts as large, not as small
};

/// Roles whose approval a run in a tier needs.
struct RequiredRoles {
  Tier tier = Tier::prod;
  std::string change_class = "*";  ///< glob
  std::vector<std::string> roles;
};

/// What the evidence that a rollback works has to be worth.
struct RequiredEvidence {
  std::optional<Tier> tier;        ///< once it was executed there; none: always
  std::string change_class = "*";  ///< glob
  EvidenceGrade grade = EvidenceGrade::rehearsed_isolated;
};

/// Where a backup has to be taken before a run.
struct RequiredBackups {
  std::vector<Tier> tiers{Tier::prod};
  /// Globs over the class of the change and over its risk.
  std::vector<std::string> classes{"critical", "high", "governance-critical"};
};

/// Who may run migrations: globs over the principals of receipts, by the tier of the run.
struct AllowedActors {
  std::vector<std::string> dev{"*"};
  std::vector<std::string> stage{"svc:*"};
  std::vector<std::string> prod{"svc:*"};

  const std::vector<std::string>& in(Tier tier) const;
};

/// Which approvals count without a signature.
struct UnsignedApprovals {
  bool accept_for_review = true;    ///< review findings in normal mode
  std::vector<std::string> accept;  ///< rule ids accepted whatever their severity
  std::vector<std::string> refuse;  ///< rule ids never accepted unsigned
};

/// Largest file that is read, in bytes, by kind.
struct FileLimits {
  std::uint64_t script_bytes = 32U << 20U;
  std::uint64_t document_bytes = 4U << 20U;
  std::uint64_t inventory_bytes = 256U << 20U;  ///< baselines, diff summaries, registries
  std::uint64_t notes_bytes = 1U << 20U;
  std::uint64_t scanned_bytes = 256U << 20U;  ///< any file that is searched for secrets
};

/// The policy in force. The initialisers are the built-in defaults.
struct Policy {
  std::string source = "built-in defaults";  ///< or the path relative to the root
  std::string digest;                        ///< "sha256:..." of its bytes
  std::shared_ptr<const SourceText> text;    ///< what it was read from; null for the defaults
  std::vector<std::string> migrations_roots{"migrations"};
  std::vector<std::pair<std::string, Tier>> environments{
      {"dev", Tier::dev},     {"local", Tier::dev},       {"ci", Tier::dev},
      {"stage", Tier::stage}, {"staging", Tier::stage},   {"autorisen", Tier::stage},
      {"prod", Tier::prod},   {"production", Tier::prod}, {"capecraft", Tier::prod}};
  ProtectedDomains protected_domains;
  CanonicalZones canonical_zones;
  TableSizes table_sizes;
  std::vector<std::string> required_objects;  ///< "index public.parcels_geom_idx": after every run
  std::vector<std::string> governance_reviewers{"*governance*"};
  std::vector<std::string> critical_classes{"governance-critical"};
  std::vector<std::string> plans_required_for;  ///< globs over change classes
  UnsignedApprovals unsigned_approvals;
  std::vector<RequiredRoles> required_roles;
  std::vector<RequiredEvidence> required_evidence{RequiredEvidence{}};
  RequiredBackups required_backups;
  AllowedActors actors;
  SecretPolicy secrets;
  CoordinatePolicy coordinates;
  FileLimits file_limits;

  /// Nothing for an environment that the policy does not name.
  std::optional<Tier> tier_of(std::string_view environment) const;
  bool is_governance_reviewer(std::string_view reviewer) const;
  bool may_run(Tier tier, std::string_view principal) const;
};

/// The defaults, overridden key by key by a document that fits the schema.
Policy read_policy(const document::LocatedValue& value);

/// The policy as a document that reads back to itself: what --print-policy shows, and what the
/// digest of the built-in defaults is taken over.
std::string policy_as_yaml(const Policy& policy);

}  // namespace mig::contract
