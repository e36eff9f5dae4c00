// What a run with a base judges, whatever folder it is given: everything that the change touched,
// what names a migration that is gone, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/history_states.hpp"

namespace {

using mig::test::edit_entry;
using mig::test::Files;
using mig::test::GitRepository;
using mig::test::Json;
using mig::test::kSecondId;
using mig::test::ProcessResult;
using testing::HasSubstr;
using testing::Not;

const std::string kMoved = "m2/postgis/PG-MIG-2026-03-02-01/";

void write_all(GitRepository& git, const Files& files) {
  git.clear();
  for (const auto& [path, bytes] : files) git.write(path, bytes);
  git.commit("state");
}

/// Main holds one tree and the branch another; judged with the argument that is given.
ProcessResult judged(const Files& base, const Files& change, const std::string& argument,
                     const std::vector<std::string>& flags = {}) {
  GitRepository git;
  write_all(git, base);
  git.branch("change");
  write_all(git, change);
  std::vector<std::string> command{mig::test::tool_path("mig-validate"),
                                   "--now",
                                   "2026-04-01T00:00:00Z",
                                   "--base",
                                   "main",
                                   argument};
  command.insert(command.end(), flags.begin(), flags.end());
  return mig::test::run_process(command, {git.path(), {}, {}});
}

std::string declaration_of(const std::string& id) {
  return "migrations/postgis/" + id + "/migration.yml";
}

/// The second migration is approved and not merged.
Files with_second_approved() {
  auto files = mig::test::merged_state();
  edit_entry(files, kSecondId, [](Json& entry) { entry["status"] = "approved"; });
  return files;
}

TEST(HistoryTargets, AFolderStandsForEveryRootThatTheChangeKnows) {
  const auto base = with_second_approved();
  auto change = base;
  change[".mig/policy.yml"] += "migrations_roots: [migrations, m2]\n";
  mig::test::move_below(change, "migrations/postgis/PG-MIG-2026-03-02-01/", kMoved);
  edit_entry(change, kSecondId,
             [](Json& entry) { entry["path"] = kMoved.substr(0, kMoved.size() - 1); });
  mig::test::replacing(kMoved + "migration.yml", "max_table_count_touched: 1",
                       "max_table_count_touched: 99")(change);
  for (const char* argument : {"migrations", "migrations/postgis", "."}) {
    const auto result = judged(base, change, argument);
    EXPECT_EQ(result.exit_code, 4) << argument << result.standard_output;
    EXPECT_THAT(result.standard_output, HasSubstr("review[history-raised-limit]")) << argument;
  }
}

TEST(HistoryTargets, WhatNamesAMigrationThatIsGoneIsJudged) {
  auto base = with_second_approved();
  edit_entry(base, kSecondId, [](Json& entry) { entry["status"] = "draft"; });
  mig::test::add_migration(base, mig::test::kThirdId, "draft");
  base[declaration_of(mig::test::kThirdId)] += std::string("depends_on: [") + kSecondId + "]\n";
  auto change = base;
  mig::test::remove_below(change, "migrations/postgis/PG-MIG-2026-03-02-01/");
  mig::test::remove_entry(change, kSecondId);
  const auto result = judged(base, change, ".");
  EXPECT_EQ(result.exit_code, 1) << result.standard_output;
  EXPECT_THAT(result.standard_output, HasSubstr("fail[declaration-unknown-dependency]"));
  EXPECT_THAT(result.standard_output, HasSubstr("0 of 2 bundles changed since main"));
  EXPECT_THAT(result.standard_output, HasSubstr("1 more name what is gone"));
}

TEST(HistoryTargets, WhatDidNotChangeIsJudgedWhenItIsAskedFor) {
  const auto base = with_second_approved();
  auto change = base;
  change["README.md"] = "Of no concern\n";
  const auto result = judged(base, change, ".");
  EXPECT_EQ(result.exit_code, 0) << result.standard_output;
  EXPECT_THAT(result.standard_output, HasSubstr("0 of 2 bundles changed since main"));
  EXPECT_THAT(result.standard_output, Not(HasSubstr("PG-MIG-2026-03-02-01: mig-validate")));
  const auto all = judged(base, change, ".", {"--all"});
  EXPECT_EQ(all.exit_code, 0) << all.standard_output;
  EXPECT_THAT(all.standard_output, HasSubstr("PG-MIG-2026-03-02-01: mig-validate"));
}

TEST(HistoryTargets, AnApprovalThatWillCountIsTold) {
  const auto base = with_second_approved();
  auto change = base;
  change[".mig/approvals/0001.yml"] =
      "rule: history-loosened-trust\nreason: A key for the new team\nreference: ADR-9\n"
      "approved_by: person:ada\nrole: governance\ndate: 2026-03-20\nsubject_digest: sha256:" +
      std::string(64, '0') + "\n";
  const auto result = judged(base, change, ".");
  EXPECT_EQ(result.exit_code, 0) << result.standard_output;
  EXPECT_THAT(result.standard_output,
              HasSubstr(".mig/approvals/0001.yml comes with the change: once it is merged, "
                        "history-loosened-trust may be approved by it"));
}

TEST(HistoryTargets, TheLastMigrationsDoNotGoUnseen) {
  const auto base = with_second_approved();
  auto change = base;
  mig::test::remove_below(change, "migrations/postgis/");
  mig::test::remove_entry(change, mig::test::kSignedId);
  mig::test::remove_entry(change, kSecondId);
  const auto result = judged(base, change, ".");
  EXPECT_EQ(result.exit_code, 1) << result.standard_output;
  EXPECT_THAT(result.standard_output, HasSubstr("fail[history-removed-bundle]"));
  // Where there never was any, there is nothing to judge.
  Files none{{"README.md", "nothing\n"}, {"migrations/README.md", "nothing\n"}};
  auto still_none = none;
  still_none["README.md"] = "nothing yet\n";
  EXPECT_EQ(judged(none, still_none, "migrations").exit_code, 3);
}

// A draft ran nowhere: who gives it up is not told to put it back.
TEST(HistoryTargets, ADraftIsGivenUpTogetherWithItsEntry) {
  auto base = mig::test::merged_state();
  edit_entry(base, kSecondId, [](Json& entry) { entry["status"] = "draft"; });
  auto change = base;
  mig::test::remove_below(change, "migrations/postgis/" + std::string(kSecondId) + "/");
  const auto listed = judged(base, change, ".");
  EXPECT_EQ(listed.exit_code, 1) << listed.standard_output;
  EXPECT_THAT(listed.standard_output, HasSubstr("fail[registry-dangling-entry]"));
  EXPECT_THAT(listed.standard_output,
              HasSubstr("fix: take the entry out of the registry when the draft was given up"));
  EXPECT_THAT(listed.standard_output, Not(HasSubstr("git checkout")));
  auto followed = change;
  mig::test::remove_entry(followed, kSecondId);
  const auto gone = judged(base, followed, ".");
  EXPECT_EQ(gone.exit_code, 0) << gone.standard_output;
  // What was merged is restored, and nothing else is proposed.
  edit_entry(base, kSecondId, [](Json& entry) { entry["status"] = "merged"; });
  edit_entry(change, kSecondId, [](Json& entry) { entry["status"] = "merged"; });
  const auto merged = judged(base, change, ".");
  EXPECT_EQ(merged.exit_code, 1) << merged.standard_output;
  EXPECT_THAT(merged.standard_output, HasSubstr("fail[history-removed-bundle]"));
  EXPECT_THAT(merged.standard_output, HasSubstr("fix: put it back: git checkout main -- "));
  EXPECT_THAT(merged.standard_output, Not(HasSubstr("given up")));
}

TEST(HistoryTargets, FlagsOfABaseNeedOne) {
  for (const char* flag : {"--merge-base", "--all"}) {
    const auto result = mig::test::run_process({mig::test::tool_path("mig-gate"), flag, "."});
    EXPECT_EQ(result.exit_code, 2) << flag;
    EXPECT_THAT(result.standard_error, HasSubstr("belongs to --base")) << flag;
  }
}

}  // namespace
