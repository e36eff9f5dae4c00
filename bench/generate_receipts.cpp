// generate_receipts COUNT FOLDER: COUNT run receipts, no two alike, each in a file of its own.
// The same count gives the same bytes.
#include <fmt/format.h>

#include "folder_writer.hpp"
#include "mig/digest/sha256.hpp"

namespace {

constexpr std::string_view kReceipt = R"({
  "kfm_run_receipt_version": "v1",
  "run_id": "kfm://run/@DAY@T18:30:00Z.migration.PG-MIG-@DAY@-01.@NUMBER@",
  "run_type": "migration",
  "migration_id": "PG-MIG-@DAY@-01",
  "actor": {"principal": "svc:migrations-runner", "role": "pipeline"},
  "environment": {
    "name": "stage",
    "git_commit": "c07f317c4127d8667a4bd6c08d48e716b1d47da1",
    "container_digest": "@DIGEST@",
    "params_digest": "@DIGEST@"
  },
  "bundle_digest": "@DIGEST@",
  "sequence": 1,
  "inputs": [
    {"path": "forward.sql", "digest": "@DIGEST@"},
    {"path": "rollback.sql", "digest": "@DIGEST@"}
  ],
  "outputs": [
    {"path": "baselines/pre.json", "digest": "@DIGEST@"},
    {"path": "baselines/post.json", "digest": "@DIGEST@"},
    {"path": "diffs/summary.json", "digest": "@DIGEST@"}
  ],
  "validation": {
    "status": "pass",
    "checks": [
      {"name": "scope_enforcement", "status": "pass"},
      {"name": "protected_domain_fingerprint", "status": "pass"}
    ]
  },
  "policy": {"decision_id": "kfm://policy_decision/@DAY@-@NUMBER@", "policy_label": "public"},
  "started_at": "@DAY@T18:30:00Z",
  "finished_at": "@DAY@T18:31:12Z"
}
)";

std::string digest_of(int number, std::size_t place) {
  auto digest = mig::digest::sha256_digest(fmt::format("{} {}", number, place));
  if (!digest) bench::stop(digest.error().message);
  return *digest;
}

std::string receipt_of(int number) {
  std::string text(kReceipt);
  bench::replace_all(text, "@DAY@",
                     fmt::format("{}-{:02}-{:02}", 2000 + number / 336 % 100, 1 + number / 28 % 12,
                                 1 + number % 28));
  bench::replace_all(text, "@NUMBER@", fmt::format("{:08}", number));
  constexpr std::string_view kDigest = "@DIGEST@";
  for (auto at = text.find(kDigest); at != std::string::npos; at = text.find(kDigest, at)) {
    text.replace(at, kDigest.size(), digest_of(number, at));
  }
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) bench::stop("usage: generate_receipts COUNT FOLDER");
  const int count = bench::count_of(argv[1]);
  for (int i = 0; i < count; ++i) {
    bench::write_file(std::filesystem::path(argv[2]) / fmt::format("receipt-{:06}.json", i),
                      receipt_of(i));
  }
  return 0;
}
