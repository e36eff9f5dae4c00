#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/signing_keys.hpp"

namespace mig::test {

using Json = nlohmann::ordered_json;
using Files = std::map<std::string, std::string>;  ///< path relative to the root -> bytes

inline constexpr const char* kSignedId = "PG-MIG-2026-03-01-01";
inline constexpr const char* kSignedBundle = "migrations/postgis/PG-MIG-2026-03-01-01/";
/// The moment at which these repositories are judged.
inline constexpr const char* kSignedNow = "2026-04-01T00:00:00Z";

/// One key of the trust policy.
struct TrustedKeyEntry {
  std::string key;
  std::string principal;
  std::string roles;         ///< "runner, witness"
  std::string environments;  ///< "dev, stage"
  std::string valid_from = "2026-01-01T00:00:00Z";
  std::string valid_until = "2076-01-01T00:00:00Z";
  std::string revoked{};  ///< a time; empty: it is not
};

/// One run of the migration.
struct SignedRun {
  std::string folder;  ///< "" or "runs/stage-2/"
  Json receipt;        ///< digests, chain and bundle digest are filled in when it is built
  Files outputs;       ///< relative to the run's folder
  std::vector<std::string> inputs{"migration.yml", "forward.sql", "rollback.sql"};
  std::vector<std::string> approvals;  ///< names of approvals that it relied on
  std::vector<std::string> signers{"runner"};
  bool is_signed = true;
  bool has_prov = true;
  bool is_referenced = false;  ///< the receipt lies in store/, a reference in its place
};

struct SignedApproval {
  Json fields;
  std::vector<std::string> signers;  ///< none: it is not signed
};

/// Builds a repository of one executed migration: consistent, chained, signed. Hooks change it at
/// one place, before what lies above that place is computed; `on_files` is called last.
class SignedRepository {
 public:
  SignedRepository();

  SignedRun& run(const std::string& environment, int day, const std::string& status = "pass");
  /// A run that undoes an earlier one.
  SignedRun& roll_back(const SignedRun& undone, int day);
  /// A line of the status history; `run`: which run proves it.
  void change_status(const std::string& status, int day, std::optional<std::size_t> run = {});
  void approve(const std::string& name, const Json& fields, std::vector<std::string> signers);

  Files build();
  /// Builds it and writes it beneath a folder.
  void write(const std::string& folder);

  std::string id = kSignedId;  ///< where another is given, all that is built names it
  Files files;                 ///< what is there before the first run
  std::string status = "executed_stage";
  std::vector<TrustedKeyEntry> keys;
  std::string trust_rules;  ///< YAML below `rules:`
  bool has_trust = true;
  std::vector<SignedRun> runs;
  std::map<std::string, SignedApproval> approvals;
  std::vector<Json> history;  ///< lines without seq and prev; `receipt` may be a run's number

  std::function<void(std::size_t, Json&)> on_receipt;
  std::function<void(std::size_t, Json&)> on_reference;
  std::function<void(std::size_t, Json&)> on_statement;
  std::function<void(std::size_t, Json&)> on_envelope;
  std::function<void(std::size_t, Json&)> on_prov;
  std::function<void(const std::string&, Json&)> on_approval_statement;
  std::function<void(std::size_t, Json&)> on_line;
  std::function<void(Files&)> on_files;

 private:
  std::string bundle() const;
  void adopt_id();
  std::string bundle_digest() const;
  std::string envelope_of(const Json& statement, const std::vector<std::string>& signers,
                          std::optional<std::size_t> run) const;
  void build_approvals();
  void build_run(std::size_t at, std::string& previous);
  void sign_run(std::size_t at, const std::string& bytes);
  void build_history();
  std::string trust_text() const;
  std::vector<std::string> receipts_;  ///< bytes, by run
  Files built_;
};

/// The PROV document of a receipt.
Json prov_of(const Json& receipt);

}  // namespace mig::test
