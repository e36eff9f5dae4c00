// A receipt that is kept in a store is judged like one in the bundle: moving it out of the
// repository must not take it out of sight.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "support/process.hpp"
#include "support/signed_repository.hpp"

namespace {

using mig::test::Json;
using mig::test::SignedRepository;
using testing::Contains;

/// What a gate says of a repository whose only receipt lies here or in the store.
struct Verdict {
  int exit_code = 0;
  std::set<std::string> rules;
};

template <class Change>
Verdict judge(const std::string& tool, bool is_stored, const Change& change,
              bool gives_store = true) {
  SignedRepository repository;
  repository.run("stage", 3).is_referenced = is_stored;
  change(repository);
  mig::test::TemporaryFolder folder;
  repository.write(folder.path());
  std::vector<std::string> command{mig::test::tool_path(tool),
                                   "--now",
                                   mig::test::kSignedNow,
                                   "--root",
                                   ".",
                                   "--output",
                                   "json"};
  if (gives_store) command.insert(command.end(), {"--store", "store"});
  command.insert(command.end(), {"migrations"});
  std::filesystem::create_directories(folder.path() + "/store");
  const auto result = mig::test::run_process(command, {folder.path(), "", {}});
  Verdict verdict{result.exit_code, {}};
  const auto report = Json::parse(result.standard_output, nullptr, false);
  EXPECT_FALSE(report.is_discarded()) << result.standard_error;
  for (const auto& bundle : report["bundles"]) {
    for (const auto& finding : bundle["findings"]) {
      if (finding["severity"] != "info" && finding["status"] == "open")
        verdict.rules.insert(finding["rule"]);
    }
  }
  return verdict;
}

template <class Change>
void expect_told(const std::string& tool, const std::string& rule, const Change& change) {
  const auto stored = judge(tool, true, change);
  EXPECT_NE(stored.exit_code, 0) << tool << " " << rule;
  EXPECT_THAT(stored.rules, Contains(rule)) << tool;
}

void nothing(SignedRepository&) {}

TEST(StoredReceipts, OneThatIsInOrderPasses) {
  EXPECT_EQ(judge("mig-receipt-verify", false, nothing).exit_code, 0);
  EXPECT_EQ(judge("mig-receipt-verify", true, nothing).exit_code, 0);
}

TEST(StoredReceipts, WithoutTheStoreThereIsNoVerdict) {
  EXPECT_EQ(judge("mig-receipt-verify", true, nothing, false).exit_code, 3);
  EXPECT_EQ(judge("mig-gate", true, nothing, false).exit_code, 3);
}

TEST(StoredReceipts, SecretsInThemAreFound) {
  const auto change = [](SignedRepository& repository) {
    repository.runs[0].receipt["policy"]["notes"] =
        "postgres://migrator:Xk29vLqP7wTz@db7.corp.example-internal.net/gis";
  };
  expect_told("mig-receipt-verify", "receipt-unsafe-text", change);
  expect_told("mig-gate", "receipt-unsafe-text", change);
}

TEST(StoredReceipts, UnknownEnvironmentsAreTold) {
  const auto change = [](SignedRepository& repository) {
    repository.runs[0].receipt["environment"]["name"] = "qa";
    repository.keys[0].environments = "dev, stage, qa";
    repository.trust_rules += "  - environment: qa\n";
    repository.status = "merged";
  };
  expect_told("mig-receipt-verify", "receipt-unknown-environment", change);
}

TEST(StoredReceipts, ApprovalsHaveToHoldWhenTheyRan) {
  const auto change = [](SignedRepository& repository) {
    repository.approve("index", {{"expires", "2026-03-02"}}, {"approver"});
  };
  expect_told("mig-receipt-verify", "approval-expired", change);
}

TEST(StoredReceipts, RolesThatATierNeedsAreAskedFor) {
  const auto change = [](SignedRepository& repository) {
    repository.files[".mig/policy.yml"] +=
        "approvals:\n  required_roles:\n    - {tier: stage, roles: [governance]}\n";
  };
  expect_told("mig-gate", "approval-missing-role", change);
}

TEST(StoredReceipts, ABlobThatIsNoReceiptIsRefused) {
  const auto change = [](SignedRepository& repository) {
    repository.on_files = [](mig::test::Files& files) {
      for (auto& [path, bytes] : files) {
        if (path.starts_with("store/")) bytes = "{}\n";
      }
    };
  };
  expect_told("mig-receipt-verify", "receipt-missing-field", change);
}

}  // namespace
