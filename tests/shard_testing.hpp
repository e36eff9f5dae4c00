#pragma once

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "mig/digest/sha256.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::report::testing {

using Json = nlohmann::ordered_json;

/// A part with that content and the digest that belongs to it.
inline std::string sealed(const Json& content) {
  const auto bytes = content.dump();
  return fmt::format(
      "{{\"schema_version\": \"shard.v1\",\n\"digest\": \"{}\",\n\"content\": {}}}\n",
      digest::sha256_digest(bytes).value(), bytes);
}

/// Calls `look` with every value inside of `value` (itself included), and its pointer.
inline void for_each_value(const Json& value,
                           const std::function<void(const Json::json_pointer&)>& look,
                           const Json::json_pointer& here = Json::json_pointer()) {
  look(here);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) for_each_value(member, look, here / key);
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) for_each_value(value[i], look, here / i);
  }
}

inline Evidence full_evidence() {
  const EvidenceChanges changes{{{"alter", "table public.parcels", "adds a column"}}, 3};
  const EvidenceFiles files{{{"scripts/001.sql", "sha256:ab", "same"}}, 4};
  Evidence evidence;
  evidence.digest = "sha256:cd";
  evidence.declared = {{"intent", "to index parcels"}};
  evidence.is_executed = evidence.has_base = evidence.is_new = evidence.was_simulated = true;
  evidence.files = evidence.delta = changes;
  evidence.scripts = {{"scripts/001.sql", "forward", "sha256:ef", 2, true, changes}};
  evidence.scripts_left_out = 1;
  evidence.runs = {{"run-1", {{"status", "ok"}}, files, files, true, changes}};
  evidence.runs_left_out = 2;
  evidence.rollback = {{"grade", "rehearsed"}};
  evidence.rehearsal_inputs = evidence.rehearsal_outputs = files;
  evidence.approvals = {{"approvals/a.yml", "sql-lock", "table t", "night", "ada", "OPS-1",
                         "2026-12-01", "verifies"}};
  evidence.approvals_left_out = 5;
  evidence.justifications = {{"sql-lock", "small"}};
  evidence.justifications_left_out = 6;
  return evidence;
}

inline Finding full_finding() {
  const Region region{{3, 7}, {4, 2}};
  Finding finding;
  finding.rule = "declaration-invalid-value";
  finding.severity = Severity::review;
  finding.status = Status::baselined;
  finding.message = "50% of \"it\"\n\x1b[31m\xff\xc3\xa9";
  finding.object = "table public.parcels";
  finding.location = {"migrations/postgis/PG-1/migration.yml", region};
  finding.excerpt = Excerpt{3, "type:\tpostgress", 5, true};
  finding.related = {{{"registry/index.yml", region}, "registered here", Excerpt{1, "x", 2, true}}};
  finding.remedy = "write it";
  finding.fingerprint = "0123";
  finding.line_hash = "9bc3:1";
  finding.resolution = "approved";
  finding.confidence = "medium";
  finding.value_fingerprint = "abcd";
  return finding;
}

/// A part in which no member is left as it is by default.
inline ShardFile full_shard() {
  ShardFile shard{2, 3, {}, {}, {}};
  shard.options = {{"migrations", "other"},
                   ".",
                   "p.yml",
                   "t.yml",
                   "store",
                   "h.jsonl",
                   "known.json",
                   "list",
                   "main",
                   "planned",
                   "2026-04-01T00:00:00Z",
                   true,
                   true,
                   true,
                   true};
  shard.ground = {"mig-gate", "0.1.0",    "sha256:1", "..",       "0123",     "4567", "89ab",
                  "sha256:2", "sha256:3", "sha256:4", "sha256:5", "sha256:6", 9};
  ShardOutcome outcome;
  outcome.path = "migrations/postgis/PG-1";
  outcome.outline = "sha256:7";
  outcome.report = BundleReport{"migrations/postgis/PG-1",
                                "PG-1",
                                "executed",
                                {full_finding()},
                                {"mig-validate: 1 document"},
                                {{"registry parity", "there is none"}},
                                full_evidence()};
  outcome.errors = {
      {ErrorKind::configuration, "it broke", Location{"a", Region{{1, 2}, {3, 4}}}, "mend it"}};
  outcome.gate_changes = {{"looser", "policy", "actors.prod", "[a]", "[a, b]", "justified"}};
  outcome.use.policy = {1, 4};
  outcome.use.known = {{2, 7}};
  shard.outcomes.push_back(outcome);
  return shard;
}

}  // namespace mig::report::testing
