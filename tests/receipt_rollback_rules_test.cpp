// What the receipts of a bundle prove: what undid what, and what the registry says about it.
#include "receipt_rules_testing.hpp"

namespace {

using mig::test::end_as;
using mig::test::json;
using mig::test::receipt_of;
using mig::test::ReceiptWorld;
using mig::test::rollback_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace rules = mig::rules::receipt_rules;

std::string dangling(ReceiptWorld& world) {
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-dangling-rollback"));
  const auto findings = world.judge(rules::dangling_rollback);
  return findings.empty() ? "" : findings.front().message;
}

TEST(Rollback, DoesNotSayOfWhat) {
  ReceiptWorld world;
  auto receipt = rollback_of("a", "b", "stage");
  receipt.erase("rolls_back");
  world.run("", receipt);
  EXPECT_THAT(dangling(world), HasSubstr("does not say of which run"));
}

TEST(Rollback, IsNone) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  auto receipt = rollback_of("a", "b", "stage");
  receipt["operation"] = "forward";
  world.chained("runs/stage-2", receipt);
  EXPECT_THAT(dangling(world), HasSubstr("went forward, but says that it undid"));
}

TEST(Rollback, OfARunThatIsNotThere) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  world.chained("runs/stage-2", rollback_of("x", "b", "stage"));
  EXPECT_THAT(dangling(world), HasSubstr("it undid kfm://run/x, but no receipt of this bundle"));
  // That run may be one whose receipt could not be read.
  world.run_without_receipt("runs/stage-3");
  EXPECT_THAT(world.judge(rules::dangling_rollback), IsEmpty());
}

TEST(Rollback, OfARollback) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  world.chained("runs/stage-2", rollback_of("a", "b", "stage"));
  world.chained("runs/stage-3", rollback_of("b", "c", "stage"));
  EXPECT_THAT(dangling(world), HasSubstr("which is a rollback itself"));
  ReceiptWorld alone;
  alone.run("", rollback_of("b", "b", "stage"));
  EXPECT_THAT(dangling(alone), HasSubstr("undid itself"));
}

TEST(Rollback, OfAnotherEnvironment) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "dev"));
  world.chained("runs/stage-2", rollback_of("a", "b", "stage"));
  EXPECT_THAT(dangling(world), HasSubstr("took place in \"stage\", but the run that it undid, the "
                                         "first run, in \"dev\""));
}

TEST(Rollback, OfALaterRun) {
  ReceiptWorld world;
  world.chained("", rollback_of("b", "a", "stage"));
  world.chained("runs/stage-2", receipt_of("b", "stage"));
  EXPECT_THAT(dangling(world), HasSubstr("which came after it"));
}

TEST(Rollback, OfOneThatIsUndoneAlready) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  auto first = rollback_of("a", "b", "stage");
  world.chained("runs/stage-2", first);
  world.chained("runs/stage-3", rollback_of("a", "c", "stage"));
  EXPECT_THAT(dangling(world),
              HasSubstr("the run in runs/stage-3 says that it undid the first run, "
                        "which the run in runs/stage-2 had undone before"));
}

TEST(Rollback, MayBeTriedAgain) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  auto first = rollback_of("a", "b", "stage");
  end_as(first, "fail", "fail");
  world.chained("runs/stage-2", first);
  world.chained("runs/stage-3", rollback_of("a", "c", "stage"));
  EXPECT_THAT(world.verdict(), IsEmpty());
}

json failed(const std::string& name) {
  auto receipt = receipt_of(name, "stage");
  end_as(receipt, "fail", "fail");
  return receipt;
}

TEST(Failure, HasToBeRolledBack) {
  ReceiptWorld world;
  world.chained("", failed("a"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-failure-not-rolled-back"));
  const auto finding = world.judge(rules::failure_not_rolled_back).front();
  EXPECT_THAT(finding.remedy, HasSubstr("\"rolls_back\": \"kfm://run/a\""));
  ASSERT_EQ(finding.related.size(), 1U);
  EXPECT_THAT(finding.related[0].location.path, HasSubstr("migration.yml"));
  world.chained("runs/stage-2", rollback_of("a", "b", "stage"));
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(Failure, IsNotUndoneByARollbackThatFailed) {
  ReceiptWorld world;
  world.chained("", failed("a"));
  auto rollback = rollback_of("a", "b", "stage");
  end_as(rollback, "warn", "warn");
  world.chained("runs/stage-2", rollback);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-failure-not-rolled-back"));
  EXPECT_EQ(world.judge(rules::failure_not_rolled_back).front().related.size(), 2U);
}

TEST(Failure, NeedsNoRollbackWhereNoneIsRequired) {
  for (const char* line : {"requires_rollback: false\n", "x-note: none\n"}) {
    ReceiptWorld world;
    world.declare(std::string("migration_id: PG-MIG-2026-03-01-01\n") + line);
    world.chained("", failed("a"));
    EXPECT_THAT(world.verdict(), IsEmpty()) << line;
  }
}

TEST(Failure, MayBeUndoneByWhatCouldNotBeRead) {
  ReceiptWorld world;
  world.chained("", failed("a"));
  world.spoil(world.chained("runs/stage-2", rollback_of("a", "b", "stage")));
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(Failure, HasEvidence) {
  ReceiptWorld world;
  world.declare("requires_rollback: false\n");
  auto receipt = receipt_of("a", "stage");
  end_as(receipt, "fail", "abstain");
  world.run("", receipt);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-failure-not-rolled-back"));
  EXPECT_THAT(world.judge(rules::failure_not_rolled_back).front().message,
              HasSubstr("none of its checks did"));
}

std::vector<std::string> verdict_as(const std::string& status, const json& receipt) {
  ReceiptWorld world;
  world.declare("migration_id: PG-MIG-2026-03-01-01\n");
  world.register_as(status);
  world.run("", receipt);
  std::vector<std::string> lines;
  for (const auto& finding : world.judge(rules::status_unproved))
    lines.push_back(std::string(name_of(finding.severity)) + ' ' + finding.message);
  return lines;
}

TEST(RegistryStatus, RestsOnARunInThatEnvironment) {
  EXPECT_THAT(verdict_as("executed_stage", receipt_of("a", "stage")), IsEmpty());
  EXPECT_THAT(verdict_as("executed_stage", receipt_of("a", "autorisen")), IsEmpty());
  EXPECT_THAT(verdict_as("executed_prod", receipt_of("a", "stage")),
              ElementsAre("fail the status is executed_prod, but no receipt shows a forward run in "
                          "prod that passed"));
  EXPECT_THAT(verdict_as("approved", receipt_of("a", "stage")), IsEmpty());
}

TEST(RegistryStatus, RestsOnAForwardRunOrARollback) {
  EXPECT_THAT(verdict_as("executed_stage", rollback_of("a", "b", "stage")),
              ElementsAre(HasSubstr("no receipt shows a forward run in stage")));
  EXPECT_THAT(verdict_as("rolled_back", rollback_of("a", "b", "stage")), IsEmpty());
  EXPECT_THAT(verdict_as("rolled_back", receipt_of("a", "stage")),
              ElementsAre("fail the status is rolled_back, but no receipt shows a rollback that "
                          "passed"));
}

TEST(RegistryStatus, RestsOnNothingButPass) {
  auto receipt = receipt_of("a", "stage");
  end_as(receipt, "fail", "fail");
  EXPECT_THAT(verdict_as("executed_stage", receipt), ElementsAre(testing::StartsWith("fail ")));
  end_as(receipt, "warn", "warn");
  EXPECT_THAT(verdict_as("executed_stage", receipt), ElementsAre(testing::StartsWith("review ")));
  EXPECT_THAT(verdict_as("executed_prod", receipt), ElementsAre(testing::StartsWith("fail ")));
}

/// What becomes of a status over several runs, chained in this order.
std::vector<std::string> verdict_over(const std::string& status, const std::vector<json>& runs) {
  ReceiptWorld world;
  world.declare("migration_id: PG-MIG-2026-03-01-01\n");
  world.register_as(status);
  for (std::size_t i = 0; i < runs.size(); ++i)
    world.chained(i == 0 ? "" : "runs/any-" + std::to_string(i + 1), runs[i]);
  std::vector<std::string> lines;
  for (const auto& finding : world.judge(rules::status_unproved))
    lines.push_back(std::string(name_of(finding.severity)) + ' ' + finding.message);
  return lines;
}

TEST(RegistryStatus, OfAnExecutionRestsOnTheLastRunThere) {
  const std::vector<json> undone{receipt_of("a", "stage"), rollback_of("a", "b", "stage")};
  EXPECT_THAT(verdict_over("executed_stage", undone),
              ElementsAre("fail the status is executed_stage, but the last run in stage that "
                          "passed, the run in runs/any-2, is a rollback"));
  auto again = undone;
  again.push_back(receipt_of("c", "stage"));
  EXPECT_THAT(verdict_over("executed_stage", again), IsEmpty());
  // What did not pass undid nothing, and brought nothing back.
  auto failed_rollback = undone;
  end_as(failed_rollback[1], "fail", "fail");
  EXPECT_THAT(verdict_over("executed_stage", failed_rollback), IsEmpty());
  end_as(again[2], "warn", "warn");
  EXPECT_THAT(verdict_over("executed_stage", again), ElementsAre(testing::StartsWith("review ")));
  end_as(again[2], "pass", "pass");
  end_as(again[0], "warn", "warn");
  again.pop_back();
  EXPECT_THAT(verdict_over("executed_stage", again), ElementsAre(testing::StartsWith("fail ")));
}

TEST(RegistryStatus, OfAnExecutionIsNotTouchedByRunsElsewhere) {
  // The registry may lag behind: a run in production beside executed_stage is silent.
  EXPECT_THAT(verdict_over("executed_stage", {receipt_of("a", "stage"), receipt_of("b", "prod"),
                                              rollback_of("b", "c", "prod")}),
              IsEmpty());
  // Two environments of one tier: it is still there in one of them.
  EXPECT_THAT(
      verdict_over("executed_stage", {receipt_of("a", "stage"), receipt_of("b", "autorisen"),
                                      rollback_of("b", "c", "autorisen")}),
      IsEmpty());
}

TEST(RegistryStatus, OfARollbackRestsOnTheLastRunOfAll) {
  const std::vector<json> back{receipt_of("a", "stage"), rollback_of("a", "b", "stage"),
                               receipt_of("c", "stage")};
  EXPECT_THAT(verdict_over("rolled_back", back),
              ElementsAre("fail the status is rolled_back, but the run in runs/any-3 went forward "
                          "after the rollback, and passed"));
  auto failed_again = back;
  end_as(failed_again[2], "fail", "fail");
  EXPECT_THAT(verdict_over("rolled_back", failed_again), IsEmpty());
}

TEST(RegistryStatus, GoesByTheTimeWhereRunsHaveNoNumber) {
  ReceiptWorld world;
  world.register_as("executed_stage");
  auto rollback = rollback_of("a", "b", "stage");
  rollback["started_at"] = "2026-03-02T18:30:00Z";
  world.run("", rollback);
  world.run("runs/stage-2", receipt_of("a", "stage"));
  const auto findings = world.judge(rules::status_unproved);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("the first run, is a rollback"));
  ASSERT_EQ(findings[0].related.size(), 2U);
  EXPECT_EQ(findings[0].related[0].message, "this run is a rollback");
  EXPECT_EQ(findings[0].related[1].message, "this run passed, but was not the last");
}

TEST(RegistryStatus, IsToldWhereItStandsAndWhyEachRunIsNone) {
  ReceiptWorld world;
  world.register_as("executed_stage");
  auto failed_run = failed("a");
  world.chained("", failed_run);
  world.chained("runs/stage-2", rollback_of("a", "b", "stage"));
  world.chained("runs/dev-3", receipt_of("c", "dev"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-status-unproved"));
  const auto finding = world.judge(rules::status_unproved).front();
  EXPECT_THAT(finding.location.path, HasSubstr("registry.json"));
  std::vector<std::string> reasons;
  for (const auto& related : finding.related) reasons.push_back(related.message);
  EXPECT_THAT(reasons, ElementsAre("this run did not pass", "this run is a rollback",
                                   "this run was elsewhere"));
}

TEST(RegistryStatus, IsLeftToOthersWithoutAReceipt) {
  ReceiptWorld world;
  world.register_as("executed_stage");
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.run_without_receipt("");
  EXPECT_THAT(world.verdict(), IsEmpty());
  ReceiptWorld unregistered;
  unregistered.run("", receipt_of("a", "dev"));
  EXPECT_THAT(unregistered.verdict(), IsEmpty());
}

}  // namespace
