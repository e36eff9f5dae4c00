#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/report/report.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::report {

/// What the command line of a sharded run said that reaches the verdict, as it was given.
struct ShardOptions {
  std::vector<std::string> paths;
  std::optional<std::string> root;
  std::optional<std::string> policy;
  std::optional<std::string> trust;
  std::optional<std::string> store;
  std::optional<std::string> previous;
  std::optional<std::string> baseline;
  std::optional<std::string> files_from;
  std::optional<std::string> base;
  std::string phase;  ///< "planned", "executed"; empty: the registry says
  std::string now;
  bool nul_separated = false;
  bool merge_base = false;
  bool judges_all = false;
  bool strict = false;
};

/// What a run stands on: whatever decides a verdict beside the command line. Digests are
/// "sha256:...", empty for what there is not.
struct ShardGround {
  std::string tool;
  std::string version;
  std::string rules;          ///< digest of the ids of every rule that can speak
  std::string folder;         ///< where the command ran, relative to the root
  std::string commit;         ///< that is checked out; empty outside git
  std::string base;           ///< whose policy and trust are in force
  std::string compared;       ///< what the tree is held against
  std::string policy;         ///< digest
  std::string trust;          ///< digest
  std::string known;          ///< digest of known values and earlier histories that were given
  std::string files;          ///< digest of everything that may be judged, as it lies on disk
  std::string targets;        ///< digest of the names of all bundles that are to be judged
  std::uint64_t bundles = 0;  ///< how many these are, in all parts together
};

/// What became of one bundle.
struct ShardOutcome {
  std::string path;
  std::string outline;  ///< digest of what rules about the repository look at; empty: no report
  std::optional<BundleReport> report;
  std::vector<Error> errors;
  std::vector<GateChange> gate_changes;
  rules::ScanUse use;
};

/// One part of a run.
struct ShardFile {
  std::uint32_t index = 0;  ///< from 1 on
  std::uint32_t count = 0;
  ShardOptions options;
  ShardGround ground;
  std::vector<ShardOutcome> outcomes;
};

inline constexpr std::uint32_t kMaxShards = 256;
inline constexpr std::uint64_t kMaxShardBytes = 256U * 1024 * 1024;

/// A document shard.v1. No result when it would be larger than what is read again.
Result<std::string> shard_json(const ShardFile& shard);

/// Reads one, and refuses whatever is not exactly what `shard_json` writes: a changed byte, an
/// unknown key or word. Whether its rules are known is for the caller to say. `name` is the file in
/// messages.
Result<ShardFile> read_shard(std::string_view bytes, const std::string& name);

/// Names of the members in which two differ.
std::vector<std::string> differing_members(const ShardOptions& left, const ShardOptions& right);
std::vector<std::string> differing_members(const ShardGround& left, const ShardGround& right);

}  // namespace mig::report
