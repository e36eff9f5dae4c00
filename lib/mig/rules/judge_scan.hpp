#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/scanned_file.hpp"
#include "mig/contract/secret_baseline.hpp"
#include "mig/rules/judge.hpp"

namespace mig::rules {

/// The list of values that were there before, and its file.
struct KnownValues {
  contract::SecretBaseline list;
  std::shared_ptr<const SourceText> source;
};

struct ScanSettings {
  std::string now;                           ///< RFC 3339
  const contract::Policy* policy = nullptr;  ///< never null
  const KnownValues* known = nullptr;        ///< null: everything that is found is new
  bool shows_fingerprints = false;           ///< with the salt of the policy
  std::string recording_salt;                ///< hexadecimal; empty: nothing is recorded
  bool compares = false;                     ///< findings are held against those of other versions
};

/// Which allowances were of use in some files: positions in the lists of the policy and of the
/// known values, and how often each of these was met.
struct ScanUse {
  std::set<std::size_t> policy;
  std::map<std::size_t, std::int64_t> known;
  void add(const ScanUse& other);
};

/// What became of one file. The findings are neither approved nor finished.
struct FileVerdict {
  std::vector<Finding> findings;
  std::vector<Error> errors;
  ScanUse use;
  std::vector<contract::KnownValue> recorded;  ///< of open findings; only when recording
  /// For each finding a digest of what was found, wherever it stands in its file; of a version of
  /// the file that brings the same one it is the same. Only when comparing, and never shown: it has
  /// no salt.
  std::vector<std::string> identities;
};

/// Judges files that were searched. Holds nothing that changes: usable from any thread.
class ScanJudge {
 public:
  ScanJudge(RuleSet rules, ScanSettings settings);

  FileVerdict judge(bundle::ScannedFile& file) const;

  /// What the policy and the list of known values allow, and nothing in the files did need.
  /// `was_scanned` says of a path or glob whether the run saw what it names.
  std::vector<Finding> leftovers(
      const ScanUse& use, const std::function<bool(std::string_view path)>& was_known_seen,
      const std::function<bool(std::string_view glob)>& was_glob_seen) const;

 private:
  class FileJudge;
  bool is_ours(std::string_view value) const;
  void report(const bundle::Allowance& allowance, std::vector<Finding>& findings) const;

  std::unordered_map<std::string_view, const Rule*> detection_rules_;
  std::vector<const Rule*> allowance_rules_;
  ScanSettings settings_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> allowed_;  ///< by fingerprint
  std::unordered_set<std::string_view> ours_;  ///< salts and fingerprints are no secrets
};

/// First 32 digits of HMAC-SHA256(salt, rule NUL path NUL value); the salt in hexadecimal.
Result<std::string> value_fingerprint(std::string_view salt, std::string_view rule,
                                      std::string_view path, std::string_view value);

/// Opens what the approvals of a bundle open, and finishes the findings.
void settle_scanned(std::vector<Finding>& findings, const bundle::BundleFacts& bundle);

}  // namespace mig::rules
