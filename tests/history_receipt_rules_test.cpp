// A status that a run leads to is proved by the receipt of that run.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "history_testing.hpp"

namespace {

using mig::Finding;
using mig::Severity;
using mig::test::digest_like;
using mig::test::HistoryWorld;
using mig::test::kId;
using mig::test::Line;
using mig::test::merged_and;
using mig::test::receipt_text;
using mig::test::rules_of;
using mig::test::with;
using testing::HasSubstr;
using testing::IsEmpty;

MATCHER_P2(IsOnly, rule, words, "") {
  if (arg.size() != 1) {
    *result_listener << testing::PrintToString(rules_of(arg));
    return false;
  }
  *result_listener << arg[0].rule << ": " << arg[0].message;
  return arg[0].rule == rule && arg[0].message.find(words) != std::string::npos &&
         !arg[0].remedy.empty() && arg[0].severity == Severity::fail;
}

std::vector<Line> executed(const std::string& status, char digit) {
  return merged_and({{"merged", status, digit == 0 ? "" : digest_like(digit)}});
}

constexpr const char* kWrong = "history-wrong-receipt";

TEST(HistoryReceiptRules, AnExecutedStatusNamesItsReceipt) {
  HistoryWorld world(executed("executed_stage", 0));
  world.prove('5');
  const auto findings = world.judge();
  EXPECT_THAT(findings, IsOnly(kWrong, "seq 4 is executed_stage without a receipt"));
  EXPECT_THAT(findings[0].remedy, HasSubstr(digest_like('5')));
}

TEST(HistoryReceiptRules, TheReceiptIsOneOfTheBundle) {
  HistoryWorld world(executed("executed_stage", '6'));
  world.prove('5');
  const auto findings = world.judge();
  EXPECT_THAT(findings, IsOnly(kWrong, "by a receipt that " + kId + " does not have"));
  EXPECT_THAT(findings[0].remedy, HasSubstr(digest_like('5')));
}

TEST(HistoryReceiptRules, LinesAboutOtherBundlesAreJudgedWithThem) {
  HistoryWorld world(executed("executed_stage", '6'));
  world.bundle.declaration.migration_id->value = "PG-MIG-2026-03-02-01";
  EXPECT_THAT(world.judge(), IsEmpty());
  world.bundle.declaration.migration_id.reset();
  EXPECT_THAT(world.judge(), IsEmpty());
}

TEST(HistoryReceiptRules, AReceiptThatIsOutOfReachIsNoVerdict) {
  HistoryWorld world(executed("executed_stage", '6'));
  auto& facts = world.prove('5');
  facts.document = nullptr;
  facts.receipt = {};
  facts.pointer.digest = {digest_like('6'), {}};
  EXPECT_THAT(world.judge(), IsEmpty());
  facts.pointer.digest = {digest_like('7'), {}};
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "does not have"));
}

TEST(HistoryReceiptRules, AReceiptThatDoesNotFitItsSchemaIsToldByItself) {
  HistoryWorld world(executed("executed_prod", '5'));
  world.prove('5');
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "a run in stage"));
  world.receipt_documents[0].violations.emplace_back();
  EXPECT_THAT(world.judge(), IsEmpty());
}

std::vector<Finding> judge_executed(const std::string& status, const std::string& receipt) {
  HistoryWorld world(executed(status, '5'));
  world.prove('5', receipt);
  return world.judge();
}

TEST(HistoryReceiptRules, TheRunWasInThatEnvironment) {
  EXPECT_THAT(judge_executed("executed_prod", receipt_text()), IsOnly(kWrong, "a run in stage"));
  const auto in = [](const std::string& name) {
    return with(receipt_text(), "\"name\": \"stage\"", "\"name\": \"" + name + "\"");
  };
  EXPECT_THAT(judge_executed("executed_stage", in("staging")), IsEmpty()) << "of that tier";
  EXPECT_THAT(judge_executed("executed_stage", in("moon")), IsOnly(kWrong, "a run in moon"));
}

TEST(HistoryReceiptRules, TheRunPassed) {
  const auto failed = with(receipt_text(), "\"validation\": {\"status\": \"pass\"",
                           "\"validation\": {\"status\": \"fail\"");
  EXPECT_THAT(judge_executed("executed_stage", failed), IsOnly(kWrong, "has the outcome fail"));
}

TEST(HistoryReceiptRules, TheRunWasOverBeforeTheStatusChanged) {
  const auto at = [](const std::string& time) {
    return with(receipt_text(), "2026-03-01T18:31:12.5Z", time);
  };
  EXPECT_THAT(judge_executed("executed_stage", at("2026-03-01T20:05:00Z")), IsEmpty());
  EXPECT_THAT(judge_executed("executed_stage", at("2026-03-01T20:05:01Z")),
              IsOnly(kWrong, "ended at 2026-03-01T20:05:01Z only"));
}

std::string rollback_text() {
  return with(receipt_text(), "\"run_type\"", "\"operation\": \"rollback\", \"run_type\"");
}

TEST(HistoryReceiptRules, ARunForwardIsNoRollback) {
  EXPECT_THAT(judge_executed("executed_stage", rollback_text()), IsOnly(kWrong, "of a rollback"));
  auto lines = executed("executed_stage", '5');
  lines.push_back({"executed_stage", "rolled_back", digest_like('6')});
  HistoryWorld world(lines);
  world.prove('5');
  world.prove('6');
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "of a run forward"));
}

TEST(HistoryReceiptRules, ARollbackIsOfTheEnvironmentThatIsRolledBack) {
  auto lines = executed("executed_stage", '5');
  lines.push_back({"executed_stage", "rolled_back", digest_like('6')});
  HistoryWorld world(lines);
  world.prove('5');
  world.prove('6', rollback_text());
  EXPECT_THAT(world.judge(), IsEmpty());
  world.records.receipts[1].receipt.environment_name->value = "dev";
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "a run in dev, not in stage"));
}

TEST(HistoryReceiptRules, AReceiptProvesOneChange) {
  auto lines = executed("executed_stage", '5');
  lines.push_back({"executed_stage", "rolled_back", digest_like('6')});
  lines.push_back({"rolled_back", "executed_stage", digest_like('5')});
  HistoryWorld world(lines);
  world.prove('5');
  world.prove('6', rollback_text());
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "the receipt of seq 6 was used for seq 4 already"));
}

TEST(HistoryReceiptRules, AReceiptOfAnotherMigrationIsUsedUpToo) {
  auto lines = executed("executed_stage", '5');
  for (auto& line : lines) line.id = "PG-MIG-2026-02-28-01";
  for (const auto& line : executed("executed_stage", '5')) lines.push_back(line);
  HistoryWorld world(lines);
  world.prove('5');
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "the receipt of seq 8 was used for seq 4 already"));
}

}  // namespace
