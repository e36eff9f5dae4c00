#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mig::report {

struct RehearsalFile {
  std::string path;    ///< relative to the bundle
  std::string digest;  ///< "sha256:..."
};

struct RehearsalStep {
  struct Failure {
    std::string path;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::string sqlstate;  ///< empty: not told
    std::string object;    ///< empty: not told
  };
  std::string name;
  std::string status;
  std::optional<std::int64_t> statements;
  std::optional<std::int64_t> elapsed_ms;
  std::string message;
  std::optional<Failure> failure;
  std::vector<std::pair<std::string, std::string>> differences;  ///< object, what became of it
};

struct RehearsalRows {
  struct Change {
    std::string table;
    std::int64_t before = 0;
    std::int64_t after = 0;
  };
  std::size_t tables_compared = 0;
  std::vector<Change> changed;
};

/// What a rehearsal receipt says. Strings that are empty are left out where they may be.
struct RehearsalReceipt {
  std::string migration_id;
  std::string bundle_digest;
  std::string started_at;
  std::string finished_at;
  std::string runner_version;
  int server_version = 0;
  bool is_given_server = false;
  bool is_superuser = false;
  std::string pre_state;  ///< "empty", "schema" or "registry"
  std::string pre_state_digest;
  std::string seed_digest;
  std::vector<std::string> extensions;
  std::int64_t statement_timeout_ms = 0;
  std::int64_t lock_timeout_ms = 0;
  std::vector<RehearsalStep> steps;
  std::string verdict;
  std::optional<int> level;
  std::optional<RehearsalRows> rows;
  std::vector<RehearsalFile> inputs;
  std::vector<RehearsalFile> outputs;
};

/// rehearsal/rehearsal_receipt.json.
std::string rehearsal_receipt_json(const RehearsalReceipt& receipt);

}  // namespace mig::report
