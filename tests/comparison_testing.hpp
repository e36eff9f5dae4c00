// Repositories whose branch `change` is held against `main`.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mig/bundle/comparison.hpp"
#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "support/git_repository.hpp"
#include "support/signing_keys.hpp"

namespace mig::test {

inline const std::string kOne = "PG-MIG-2026-03-01-01";
inline const std::string kTwo = "PG-MIG-2026-03-10-01";
inline const std::string kThree = "PG-MIG-2026-03-20-01";
inline const std::string kRegistryPath = "migrations/registry/migrations.v1.json";
inline const std::string kHistoryPath = "migrations/registry/history.jsonl";

inline std::string folder_of(const std::string& id) {
  return "migrations/postgis/" + id;
}

/// A declaration that fits its schema; `more` are lines of it.
inline std::string declaration(const std::string& id, const std::string& rows = "0",
                               const std::string& scripts = "forward.sql") {
  return fmt::format(
      "migration_id: {}\ntype: postgis\nintent: \"Index the parcels so that map tiles are fast\"\n"
      "owners: [map-team]\nscope:\n  allowed_schemas: [public]\n  allowed_tables: [parcels]\n"
      "  forbidden_schemas: [audit]\n"
      "limits:\n  max_row_backfill: {}\nrequires_rollback: true\n"
      "approvals:\n  required_reviewers: [kfm-platform]\n  change_class: performance\n"
      "runner:\n  tool: psql\n  command: scripts/migrate.sh\n"
      "rebuild_plan: \"The index is built anew from the table by forward.sql\"\n"
      "artifacts:\n  forward: [{}]\n  rollback: [rollback.sql]\n  baselines:\n"
      "    pre: baselines/pre.json\n    post: baselines/post.json\n  diffs:\n"
      "    summary: diffs/summary.json\n",
      id, rows, scripts);
}

/// An entry of the registry.
struct Listed {
  std::string id;
  std::string status;
  std::string path = "";
  std::string superseded_by = "";
};

inline std::string registry(const std::vector<Listed>& entries) {
  std::string text = "{\"schema_version\": \"migrations.v1\", \"migrations\": [";
  for (const auto& entry : entries) {
    if (text.back() == '}') text += ",";
    text += fmt::format("\n  {{\"id\": \"{}\", \"type\": \"postgis\", \"owners\": [\"map-team\"]",
                        entry.id);
    if (!entry.path.empty()) text += fmt::format(", \"path\": \"{}\"", entry.path);
    if (!entry.superseded_by.empty()) {
      text += fmt::format(", \"superseded_by\": \"{}\"", entry.superseded_by);
    }
    text += fmt::format(", \"status\": \"{}\"}}", entry.status);
  }
  return text + "\n]}\n";
}

/// A line of a status history. Nothing here looks at the chain.
inline std::string history_line(const std::string& id, const std::string& status, int seq = 1) {
  return fmt::format(
      "{{\"seq\":{},\"at\":\"2026-03-01T20:00:00Z\",\"migration_id\":\"{}\",\"status\":\"{}\","
      "\"by\":\"person:ada\"}}\n",
      seq, id, status);
}

inline std::string approval(const std::string& rule, const std::string& digest) {
  return fmt::format(
      "rule: {}\nobject: policy secrets\nreason: It was agreed on in review\n"
      "reference: ADR-0042\napproved_by: person:ada\nrole: governance\ndate: 2026-03-01\n"
      "subject_digest: {}\n",
      rule, digest);
}

inline std::string some_digest(char digit = 'a') {
  return "sha256:" + std::string(64, digit);
}

inline std::string quoted(const std::string& text) {
  std::string answer = "\"";
  for (const char letter : text) answer += letter == '\n' ? "\\n" : std::string(1, letter);
  return answer + "\"";
}

/// A trust policy with one key, of ada.
inline std::string trust(const std::string& roles = "governance") {
  return fmt::format(
      "schema_version: trust.v1\ndefault: deny\nkeys:\n  - id: {}\n    algorithm: ed25519\n"
      "    public_key: {}\n    principal: person:ada\n    roles: [{}]\n    environments: []\n"
      "    valid_from: 2026-01-01T00:00:00Z\n    valid_until: 2056-01-01T00:00:00Z\n"
      "rules:\n  - environment: stage\n",
      key_id("ada"), quoted(public_pem("ada")), roles);
}

class ComparisonTest : public testing::Test {
 protected:
  /// Two bundles, the first one merged.
  void write_base() {
    git.write(kRegistryPath, registry({{kOne, "merged"}, {kTwo, "draft"}}));
    for (const auto& id : {kOne, kTwo}) write_bundle(folder_of(id), id);
  }

  void write_bundle(const std::string& folder, const std::string& id) {
    git.write(folder + "/migration.yml", declaration(id));
    git.write(folder + "/forward.sql", "CREATE INDEX a ON parcels (x); -- " + id + "\n");
    git.write(folder + "/rollback.sql", "DROP INDEX a; -- " + id + "\n");
    git.write(folder + "/notes.md", "# Notes\n\nOf " + id + "\n");
  }

  void begin_change() {
    git.commit("base");
    git.branch("change");
  }

  void rename(const std::string& from, const std::string& to) {
    std::filesystem::create_directories(std::filesystem::path(git.file(to)).parent_path());
    std::filesystem::rename(git.file(from), git.file(to));
  }

  /// Commits what was done and holds it against the base.
  const bundle::RepositoryComparison& compare(const history::BaseRequest& request = {"main"}) {
    git.commit("change");
    return compare_uncommitted(request);
  }

  const bundle::RepositoryComparison& compare_uncommitted(const history::BaseRequest& request = {
                                                              "main"}) {
    auto compared = try_to_compare(request);
    if (!compared) throw std::runtime_error(compared.error().message);
    return *repository.comparison;
  }

  Result<void> try_to_compare(const history::BaseRequest& request = {"main"}) {
    repository = {};
    root.emplace(*io::Root::open(git.path()));
    auto base = bundle::open_base(*root, request);
    if (!base) return tl::unexpected(base.error());
    repository.base = *base;
    auto policy = bundle::policy_of_base(**base);
    if (!policy) return tl::unexpected(policy.error());
    repository.policy = std::move(*policy);
    auto trust = bundle::trust_of_base(**base);
    if (!trust) return tl::unexpected(trust.error());
    repository.trust = *trust;
    repository.now = "2026-04-01T00:00:00Z";
    if (auto loaded = bundle::load_registries(*root, repository); !loaded) return loaded;
    if (auto held = bundle::hold_histories_to_base(repository); !held) return held;
    auto comparison =
        bundle::compare_repository(*root, repository, bundle::watched_paths(repository, judged), 2);
    if (!comparison) return tl::unexpected(comparison.error());
    repository.comparison = *comparison;
    return {};
  }

  /// One bundle of the repository that was compared.
  bundle::BundleComparison compare_bundle(const std::string& path) {
    bundles.push_back(std::make_unique<bundle::BundleFacts>(
        *bundle::load_bundle(*root, path, repository, std::nullopt)));
    auto compared = bundle::compare_bundle(*bundles.back(), *repository.comparison);
    if (!compared) throw std::runtime_error(compared.error().message);
    return std::move(*compared);
  }

  GitRepository git;
  std::vector<std::string> judged;
  std::optional<io::Root> root;
  bundle::RepositoryFacts repository;
  std::vector<std::unique_ptr<bundle::BundleFacts>> bundles;
};

}  // namespace mig::test
