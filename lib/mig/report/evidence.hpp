#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mig::report {

// What a reviewer has to see of one bundle beside the findings: what changed, what went into its
// runs and what came out, who allowed what, and why that is acceptable. Plain words and numbers in
// the order in which they are shown, freed of every value that a scanner would find, and not yet
// escaped for any format.

/// A title of ours and what a document says under it.
struct EvidenceValue {
  std::string title;  ///< "allowed tables"
  std::string text;   ///< never empty
};

/// What stands first in a note because a reviewer must not pass it by. A format may make it stand
/// out; what a note holds of foreign words comes after words that are none of these.
inline constexpr std::array<std::string_view, 6> kDangers{"what it changes cannot be known",
                                                          "destroys data",
                                                          "rewrites the table",
                                                          "without a condition",
                                                          "widens access",
                                                          "lock access exclusive"};

/// One thing that changes: a file, or an object of the database.
struct EvidenceChange {
  std::string change;  ///< "added", "alter"
  std::string what;    ///< a path, or "table public.parcels"
  std::string note;    ///< what else matters, parted by "; ", dangers first; empty: nothing
};

struct EvidenceChanges {
  std::vector<EvidenceChange> rows;
  std::uint64_t left_out = 0;  ///< more than a person reads
};

struct EvidenceScript {
  std::string path;       ///< relative to the bundle
  std::string direction;  ///< "forward" or "rollback"
  std::string digest;     ///< "sha256:..."; empty when it could not be read
  std::uint64_t statements = 0;
  bool was_read = false;    ///< whether statements and effects are known
  EvidenceChanges effects;  ///< each operation on an object once
};

/// A file that a receipt names.
struct EvidenceFile {
  std::string path;
  std::string digest;    ///< as the receipt says
  std::string standing;  ///< "same", or in what the file that is there differs
};

struct EvidenceFiles {
  std::vector<EvidenceFile> rows;
  std::uint64_t left_out = 0;
};

/// One execution.
struct EvidenceRun {
  std::string title;                 ///< its run_id, else its folder
  std::vector<EvidenceValue> facts;  ///< status, environment, times, who, signatures
  EvidenceFiles inputs;
  EvidenceFiles outputs;
  bool was_observed = false;  ///< both baselines are there, so that `observed` is all there is
  EvidenceChanges observed;   ///< between its baselines
};

/// Somebody opened a finding.
struct EvidenceApproval {
  std::string path;       ///< relative to the root
  std::string rule;       ///< that it opens
  std::string object;     ///< empty: whatever the rule says
  std::string reason;     ///< as they gave it
  std::string given_by;   ///< who, as what, and when
  std::string reference;  ///< ticket
  std::string expires;    ///< empty: never
  std::string signature;  ///< "verified by key ..."; "none"
};

struct EvidenceJustification {
  std::string rule;
  std::string reason;
};

struct Evidence {
  std::string digest;                   ///< of the bundle, "sha256:..."; empty when unreadable
  std::vector<EvidenceValue> declared;  ///< intent, type, status, scope, limits, reviewers
  bool is_executed = false;
  bool has_base = false;                ///< it was held against a base revision
  bool is_new = false;                  ///< the base has no such bundle
  EvidenceChanges files;                ///< since the base
  std::vector<EvidenceScript> scripts;  ///< as declared: the forward ones, then the rollback
  std::uint64_t scripts_left_out = 0;
  bool was_simulated = false;  ///< `delta` is known
  EvidenceChanges delta;       ///< of the database, by all forward scripts together
  std::vector<EvidenceRun> runs;
  std::uint64_t runs_left_out = 0;
  std::vector<EvidenceValue> rollback;  ///< grade of evidence, plan, rehearsal
  EvidenceFiles rehearsal_inputs;
  EvidenceFiles rehearsal_outputs;
  std::vector<EvidenceApproval> approvals;
  std::uint64_t approvals_left_out = 0;
  std::vector<EvidenceJustification> justifications;
  std::uint64_t justifications_left_out = 0;
};

}  // namespace mig::report
