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

TEST(HistoryReceiptRules, TheRunBeganAfterTheMerge) {
  for (const bool is_early : {false, true}) {
    auto lines = executed("executed_stage", '5');
    lines[2].at = is_early ? "2026-03-01T18:35:01Z" : "2026-03-01T18:35:00Z";
    HistoryWorld world(lines);
    world.prove('5');
    const auto findings = world.judge();
    if (!is_early) {
      EXPECT_THAT(findings, IsEmpty()) << "clocks may differ by five minutes";
      continue;
    }
    EXPECT_THAT(findings,
                IsOnly(kWrong,
                       "started at 2026-03-01T18:30:00Z, before the migration was merged at "
                       "2026-03-01T18:35:01Z (seq 3)"));
    ASSERT_EQ(findings[0].related.size(), 2U);
    EXPECT_EQ(findings[0].related[1].location.path, mig::test::kHistoryPath);
    EXPECT_EQ(findings[0].related[1].message, "merged here");
  }
}

TEST(HistoryReceiptRules, WhatBelongsToAnotherMigrationPermitsNothing) {
  auto lines = executed("executed_stage", '5');
  lines.insert(lines.begin() + 3,
               {"approved", "merged", "", "2026-03-01T19:00:00Z", "PG-MIG-2026-02-28-01"});
  lines.insert(lines.begin() + 3,
               {"draft", "approved", "", "2026-03-01T19:00:00Z", "PG-MIG-2026-02-28-01"});
  lines.insert(lines.begin() + 3,
               {"", "draft", "", "2026-03-01T19:00:00Z", "PG-MIG-2026-02-28-01"});
  HistoryWorld world(lines);
  world.prove('5');
  EXPECT_THAT(world.judge(), IsEmpty());
}

/// A run with another id, and the given place in the sequence; `undone`: it rolls that run back.
std::string run_text(const std::string& id, int sequence, const std::string& undone = "") {
  auto text = with(receipt_text(), "PG-MIG-2026-03-01-01.abcd1234", id);
  text = with(text, "\"run_type\"",
              fmt::format("\"sequence\": {}, {}\"run_type\"", sequence,
                          undone.empty() ? ""
                                         : fmt::format("\"operation\": \"rollback\", "
                                                       "\"rolls_back\": "
                                                       "\"kfm://run/2026-03-01T18:30:00Z."
                                                       "migration.{}\", ",
                                                       undone)));
  return text;
}

/// Executed by 5, rolled back by 6, executed again by 7.
std::vector<Line> executed_again() {
  auto lines = executed("executed_stage", '5');
  lines.push_back({"executed_stage", "rolled_back", digest_like('6')});
  lines.push_back({"rolled_back", "executed_stage", digest_like('7')});
  return lines;
}

TEST(HistoryReceiptRules, WhatWasRolledBackNeedsALaterRun) {
  for (const bool is_later : {true, false}) {
    HistoryWorld world(executed_again());
    world.prove('5', run_text("a", 1));
    world.prove('6', run_text("b", 3, "a"));
    world.prove('7', run_text("c", is_later ? 4 : 2));
    const auto findings = world.judge();
    if (is_later) {
      EXPECT_THAT(findings, IsEmpty());
      continue;
    }
    EXPECT_THAT(findings,
                IsOnly(kWrong,
                       "seq 6 is executed_stage, but its receipt is of a run that started at "
                       "2026-03-01T18:30:00Z with the sequence 2, before the rollback that seq 5 "
                       "names, which started at 2026-03-01T18:30:00Z with the sequence 3"));
    ASSERT_EQ(findings[0].related.size(), 2U);
    EXPECT_EQ(findings[0].related[1].message, "rolled_back here");
  }
}

TEST(HistoryReceiptRules, WithoutASequenceTheStartTells) {
  for (const std::string start : {"2026-03-01T18:30:00Z", "2026-03-01T18:29:59Z"}) {
    HistoryWorld world(executed_again());
    for (const char digit : {'5', '6', '7'}) world.prove(digit);
    auto& receipts = world.records.receipts;
    receipts[0].receipt.started_at->value = "2026-03-01T18:10:00Z";
    receipts[1].receipt = mig::contract::read_run_receipt(
        mig::test::valid_document("b/r.json", mig::contract::DocumentKind::run_receipt,
                                  rollback_text())
            ->value);
    receipts[1].receipt.started_at->value = "2026-03-01T18:29:59.5Z";
    receipts[2].receipt.started_at->value = start;
    // The rollback began in the second 18:29:59: a run in the same second is not shown to be later.
    EXPECT_EQ(world.judge().size(), start == "2026-03-01T18:30:00Z" ? 0U : 1U) << start;
  }
}

TEST(HistoryReceiptRules, WhatWasUndoneExecutesNothingAgain) {
  auto lines = executed_again();
  lines[5].at = "2026-03-01T20:00:01Z";
  for (const std::string undone_at : {"2026-03-01T20:00:02Z", "2026-03-01T20:00:01Z"}) {
    HistoryWorld world(lines);
    world.prove('5', run_text("a", 1));
    world.prove('6', run_text("b", 2, "a"));
    world.prove('7', run_text("c", 3));
    world.prove('8', with(run_text("d", 4, "c"), "2026-03-01T18:31:12.5Z", undone_at));
    const auto findings = world.judge();
    if (undone_at == "2026-03-01T20:00:02Z") {
      EXPECT_THAT(findings, IsEmpty()) << "it was undone after the status had changed";
    } else {
      EXPECT_THAT(findings, IsOnly(kWrong,
                                   "undid by 2026-03-01T20:00:01Z, before "
                                   "2026-03-01T20:00:01Z"));
    }
    world.records.receipts[3].receipt.status->value = "fail";
    EXPECT_THAT(world.judge(), IsEmpty()) << "a rollback that failed undoes nothing";
  }
}

TEST(HistoryReceiptRules, ARunThatWasUndoneDoesNotProveALaterStepEither) {
  auto lines = executed("executed_dev", '5');
  lines.push_back({"executed_dev", "rolled_back", digest_like('6')});
  lines.push_back({"rolled_back", "executed_dev", digest_like('7')});
  lines.push_back({"executed_dev", "executed_stage", digest_like('8')});
  HistoryWorld world(lines);
  world.prove('5', run_text("a", 1));
  world.prove('8', run_text("b", 2));
  world.prove('6', run_text("c", 3, "b"));
  world.prove('7', run_text("d", 4));
  for (const auto at : {0U, 2U, 3U}) {
    world.records.receipts[at].receipt.environment_name->value = "dev";
  }
  EXPECT_THAT(world.judge(),
              IsOnly(kWrong, "seq 7 is executed_stage, but its receipt is of a run"));
}

TEST(HistoryReceiptRules, AReceiptOfAnotherMigrationIsUsedUpToo) {
  auto lines = executed("executed_stage", '5');
  for (auto& line : lines) {
    line.id = "PG-MIG-2026-02-28-01";
    line.at = "2026-03-01T18:00:00Z";
  }
  for (const auto& line : executed("executed_stage", '5')) lines.push_back(line);
  HistoryWorld world(lines);
  world.prove('5');
  EXPECT_THAT(world.judge(), IsOnly(kWrong, "the receipt of seq 8 was used for seq 4 already"));
}

}  // namespace
