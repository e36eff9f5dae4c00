// What is left of a bundle that was merged, of its receipts and of its approvals.
#include "history_base_testing.hpp"

namespace {

using mig::Severity;
using mig::contract::DocumentKind;
using mig::contract::Lean;
using mig::test::ComparisonWorld;
using mig::test::expect_only;
using mig::test::kBundle;
using mig::test::place_of;
using mig::test::shift_of;
using mig::test::span_of;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kObject = fmt::format("bundle {}", kBundle);

std::string in_bundle(const std::string& file) {
  return fmt::format("{}/{}", kBundle, file);
}

TEST(HistoryBaseBundle, AMergedScriptStaysAsItIs) {
  ComparisonWorld world;
  world.merge("executed_stage");
  world.has_file("forward.sql");
  world.comparison.rewritten = {"forward.sql"};
  expect_only(world.judge("history-rewritten-bundle"),
              {Severity::fail, in_bundle("forward.sql"), kObject,
               "forward.sql is not what it was; at main (0123456789ab) the migration was "
               "executed_stage",
               fmt::format("put the file back: git checkout main -- {}/forward.sql, and make the "
                           "change in a new migration",
                           kBundle)});
}

TEST(HistoryBaseBundle, AFileOfItThatIsGoneIsTold) {
  ComparisonWorld world;
  world.comparison.was_merged = true;
  world.comparison.rewritten = {"rollback.sql"};
  expect_only(world.judge("history-rewritten-bundle"),
              {Severity::fail, in_bundle("rollback.sql"), kObject,
               "rollback.sql is gone; at main (0123456789ab) the migration had a run receipt",
               "put the file back"});
}

TEST(HistoryBaseBundle, ABundleThatIsTheRootHasItsCommands) {
  ComparisonWorld world;
  world.merge();
  world.bundle.path.clear();
  world.comparison.before_path = ".";
  world.comparison.rewritten = {"forward.sql"};
  expect_only(world.judge("history-rewritten-bundle"),
              {Severity::fail, "forward.sql", "bundle .",
               "forward.sql is gone; at main (0123456789ab) the migration was merged",
               "git checkout main -- ./forward.sql"});
}

TEST(HistoryBaseBundle, WhatIsNotMergedMayBeRewritten) {
  ComparisonWorld world;
  world.comparison.rewritten = {"forward.sql"};
  EXPECT_THAT(world.judge("history-rewritten-bundle"), IsEmpty());
  world.merge();
  EXPECT_EQ(world.judge("history-rewritten-bundle").size(), 1U);
  world.comparison.before_path.clear();
  EXPECT_THAT(world.judge("history-rewritten-bundle"), IsEmpty()) << "it is new";
  ComparisonWorld untouched;
  untouched.merge();
  EXPECT_THAT(untouched.judge("history-rewritten-bundle"), IsEmpty());
}

TEST(HistoryBaseBundle, OfADeclarationTheKeysAreNamed) {
  ComparisonWorld world;
  world.merge();
  world.has_file("migration.yml");
  world.declare("risk: low\nintent: one\n", "# remark\nintent: two\n");
  auto risk = shift_of(DocumentKind::declaration, "risk", Lean::looser, "low", "");
  auto intent = shift_of(DocumentKind::declaration, "intent", Lean::neither, "one", "two");
  intent.before_span = span_of(*world.comparison.before_declaration->source, "one");
  intent.after_span = span_of(*world.bundle.documents[0].source, "two");
  world.comparison.shifts = {risk, intent, risk};
  world.comparison.rewritten = {"migration.yml"};
  const auto findings = world.judge("history-rewritten-bundle");
  expect_only(findings, {Severity::fail, in_bundle("migration.yml:2"), kObject,
                         "migration.yml is not what it was; at main (0123456789ab) the migration "
                         "was merged. What shifted: risk, intent",
                         "git checkout main -- "});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location),
            fmt::format("main:{}/migration.yml:2", kBundle));
  EXPECT_EQ(findings[0].related[0].message, "intent before");
}

TEST(HistoryBaseBundle, ManyKeysAreCutShort) {
  ComparisonWorld world;
  world.merge();
  world.comparison.rewritten = {"migration.yml"};
  for (int i = 0; i < 9; ++i) {
    world.comparison.shifts.push_back(
        shift_of(DocumentKind::declaration, "risk", Lean::neither, "", ""));
    world.comparison.shifts.back().key = fmt::format("k{}", i);
  }
  const auto findings = world.judge("history-rewritten-bundle");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("k0, k1, k2, k3, k4, k5, k6, k7, ..."));
  EXPECT_EQ(place_of(findings[0].location), in_bundle("migration.yml"));
}

TEST(HistoryBaseBundle, WhatARegistryOfTheBaseDoesNotTellIsProtected) {
  ComparisonWorld world;
  world.merge("draft");
  world.around.is_base_registry_broken = true;
  world.comparison.rewritten = {"plan.json"};
  const auto findings = world.judge("history-rewritten-bundle");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message,
              HasSubstr("counts as merged, for a registry cannot be read there"));
}

TEST(HistoryBaseBundle, CommandsNameTheCommonAncestorAndQuotePaths) {
  ComparisonWorld world("fedcba9876543210fedcba9876543210fedcba98");
  world.merge();
  world.comparison.before_path = "migrations/o'neil s";
  world.comparison.rewritten = {"forward.sql"};
  const auto findings = world.judge("history-rewritten-bundle");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].remedy,
              HasSubstr("git checkout fedcba987654 -- 'migrations/o'\\''neil s/forward.sql'"));
}

// Receipts are no part of the digest of a bundle: the object binds what came out.
TEST(HistoryBaseBundle, AReceiptIsNeverWrittenAnew) {
  ComparisonWorld world;
  const std::string receipt = "receipts/run_receipt.json";
  world.comparison.records = {{receipt, false, nullptr, "sha256:5ec0"}};
  expect_only(world.judge("history-changed-receipt"),
              {Severity::fail, in_bundle(receipt), "receipt receipts/run_receipt.json sha256:5ec0",
               "receipts/run_receipt.json is not what it was at main (0123456789ab)",
               fmt::format("put it back: git checkout main -- {}/receipts/run_receipt.json; what "
                           "was wrong in it is corrected by the receipt of a new run; a signed "
                           "approval would have to name the object \"receipt "
                           "receipts/run_receipt.json sha256:5ec0\"",
                           kBundle)});
  world.comparison.records = {{receipt, true, nullptr, ""}};
  expect_only(
      world.judge("history-changed-receipt"),
      {Severity::fail, in_bundle(receipt), "receipt receipts/run_receipt.json removed",
       "receipts/run_receipt.json is gone; it was there at main (0123456789ab)", "put it back"});
  world.comparison.records.clear();
  EXPECT_THAT(world.judge("history-changed-receipt"), IsEmpty());
}

TEST(HistoryBaseBundle, AnApprovalIsNotEdited) {
  ComparisonWorld world;
  const auto path = in_bundle("approvals/a.yml");
  world.comparison.approvals = {{path, path, false, nullptr, "sha256:ed17"}};
  expect_only(world.judge("history-edited-approval"),
              {Severity::review, path, "approval " + path + " sha256:ed17",
               "the approval reads otherwise than at main (0123456789ab)",
               fmt::format("put it back: git checkout main -- {}; a new approval is a file of its "
                           "own; or have it approved: add an approval of history-edited-approval",
                           path)});
  world.comparison.approvals.clear();
  EXPECT_THAT(world.judge("history-edited-approval"), IsEmpty());
}

TEST(HistoryBaseBundle, AnApprovalOfWhatIsMergedStays) {
  ComparisonWorld world;
  const auto path = in_bundle("approvals/a.yml");
  world.comparison.approvals = {{"", path, true, nullptr}};
  EXPECT_THAT(world.judge("history-edited-approval"), IsEmpty()) << "it may be withdrawn";
  world.merge();
  expect_only(world.judge("history-edited-approval"),
              {Severity::review, path, "approval " + path + " removed",
               "the approval is gone; at main (0123456789ab) it was there, and the migration was "
               "merged",
               "put it back"});
}

TEST(HistoryBaseBundle, WhatIsJudgedIsTracked) {
  ComparisonWorld world;
  EXPECT_THAT(world.judge("history-untracked-file"), IsEmpty());
  world.comparison.untracked = {"for ward.sql"};
  expect_only(world.judge("history-untracked-file"),
              {Severity::fail, in_bundle("for ward.sql"), "",
               "git does not track for ward.sql: it is judged here, and would not be merged",
               fmt::format("git add -f -- '{}/for ward.sql', or remove it", kBundle)});
}

}  // namespace
