// What the receipts of a bundle say together: their chain, their folders, and what undid what.
#include "receipt_rules_testing.hpp"

namespace {

using mig::test::receipt_of;
using mig::test::ReceiptWorld;
using mig::test::rollback_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace rules = mig::rules::receipt_rules;

/// A forward run in stage, its rollback, and the forward run after that: nothing is wrong.
void fill(ReceiptWorld& world) {
  world.chained("", receipt_of("a", "stage"));
  world.chained("runs/stage-2", rollback_of("a", "b", "stage"));
  world.chained("runs/stage-3", receipt_of("c", "stage"));
}

TEST(ReceiptChain, HoldsOverSeveralRuns) {
  ReceiptWorld world;
  fill(world);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptChain, OfOneRunNeedsNoLinks) {
  ReceiptWorld world;
  world.run("", receipt_of("a", "stage"));
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptChain, LacksALink) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  world.run("runs/stage-2", receipt_of("b", "stage"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-unchained"));
  const auto finding = world.judge(rules::unchained).front();
  EXPECT_EQ(finding.message,
            "the bundle holds the receipts of 2 runs, and that of the run in runs/stage-2 has no "
            "sequence and no previous_receipt");
  EXPECT_THAT(finding.remedy, HasSubstr("\"sequence\": 2 and \"previous_receipt\": \"" +
                                        world.records.receipts.front().digest() + '"'));
}

TEST(ReceiptChain, LacksANumberOrADigest) {
  ReceiptWorld world;
  world.run("", receipt_of("a", "stage"));
  auto second = receipt_of("b", "stage");
  second["sequence"] = 2;
  world.run("runs/stage-2", second);
  const auto findings = world.judge(rules::unchained);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[0].message, HasSubstr("that of the first run has no sequence"));
  EXPECT_THAT(findings[0].message, testing::Not(HasSubstr("previous")));
  EXPECT_THAT(findings[1].message, HasSubstr("runs/stage-2 has no previous_receipt"));
}

TEST(ReceiptChain, BelowRunsIsNumbered) {
  ReceiptWorld world;
  world.run("runs/prod-7", receipt_of("a", "prod"));
  EXPECT_THAT(world.verdict(),
              testing::IsSupersetOf({"fail receipt-unchained", "fail receipt-chain-gap"}));
  const auto finding = world.judge(rules::unchained).front();
  EXPECT_EQ(finding.message,
            "the receipt of the run in runs/prod-7 has no sequence and no previous_receipt");
  EXPECT_THAT(finding.remedy, HasSubstr("\"sequence\": 7"));
  EXPECT_EQ(world.judge(rules::chain_gap).front().message,
            "the number of the run in runs/prod-7 is 7, but no run has 1 to 6");
}

TEST(ReceiptChain, BelowRunsMayBeginThere) {
  for (const bool is_numbered : {true, false}) {
    ReceiptWorld world;
    auto receipt = receipt_of("a", "stage");
    if (is_numbered) receipt["sequence"] = 1;
    world.run("runs/stage-1", receipt);
    if (is_numbered) {
      EXPECT_THAT(world.verdict(), IsEmpty());
    } else {
      EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-unchained"));
      EXPECT_THAT(world.judge(rules::unchained).front().message, testing::EndsWith("no sequence"));
    }
  }
  // A folder whose name tells no number is told by itself, and needs one all the same.
  ReceiptWorld world;
  world.run("runs/stage", receipt_of("a", "stage"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-unchained"));
}

TEST(ReceiptChain, OfALoneRunHasThePredecessorsThatItClaims) {
  for (const char* folder : {"", "runs/stage-3"}) {
    ReceiptWorld world;
    auto receipt = receipt_of("a", "stage");
    receipt["sequence"] = 3;
    world.run(folder, receipt);
    EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-unchained", "fail receipt-chain-gap"))
        << folder;
    EXPECT_THAT(world.judge(rules::unchained).front().message,
                testing::EndsWith("has no previous_receipt"));
  }
}

TEST(ReceiptChain, DoesNotBeginInTheMiddle) {
  for (const bool is_numbered : {true, false}) {
    ReceiptWorld world;
    auto receipt = receipt_of("a", "stage");
    receipt["previous_receipt"] = "sha256:" + std::string(64, 'b');
    if (is_numbered) receipt["sequence"] = 1;
    world.run("", receipt);
    EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-unchained"));
    EXPECT_THAT(world.judge(rules::unchained).front().remedy, HasSubstr("restore the receipt"));
  }
}

TEST(ReceiptChain, HasAGap) {
  ReceiptWorld world;
  auto& first = world.chained("", receipt_of("a", "stage"));
  auto third = receipt_of("c", "stage");
  third["sequence"] = 3;
  third["previous_receipt"] = "sha256:" + std::string(64, 'b');
  world.run("runs/stage-3", third);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-chain-gap"));
  const auto finding = world.judge(rules::chain_gap).front();
  EXPECT_EQ(finding.message, "the sequence of the run in runs/stage-3 is 3, but no run has 2");
  ASSERT_EQ(finding.related.size(), 1U);
  EXPECT_EQ(finding.related[0].location.path, first.document->source->path());
  // The receipt of the second run may be the one that could not be read.
  world.spoil(world.run("runs/stage-2", receipt_of("b", "stage")));
  EXPECT_THAT(world.judge(rules::chain_gap), IsEmpty());
  // The folder of one that is out of reach tells its number as well.
  world.run_without_receipt("runs/stage-5");
  EXPECT_THAT(world.judge(rules::chain_gap), IsEmpty()) << "there is no text to show";
  auto sixth = receipt_of("f", "stage");
  sixth["sequence"] = 7;
  world.run("runs/stage-7", sixth);
  EXPECT_THAT(world.judge(rules::chain_gap).front().message, HasSubstr("7, but no run has 6"));
  // An unnumbered one of the single-run form may be any of them.
  world.run("", receipt_of("g", "stage"));
  EXPECT_THAT(world.judge(rules::chain_gap), IsEmpty());
}

TEST(ReceiptChain, HasAGapAtItsBegin) {
  ReceiptWorld world;
  auto receipt = receipt_of("a", "stage");
  receipt["sequence"] = 3;
  receipt["previous_receipt"] = "sha256:" + std::string(64, 'b');
  world.run("runs/stage-3", receipt);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-chain-gap"));
  EXPECT_THAT(world.judge(rules::chain_gap).front().message, HasSubstr("no run has 1 to 2"));
}

TEST(ReceiptChain, ForksAtANumber) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "dev"));
  auto second = receipt_of("b", "stage");
  second["sequence"] = 2;
  second["previous_receipt"] = world.records.receipts.front().digest();
  world.run("runs/stage-2", second);
  auto rival = receipt_of("c", "prod");
  rival["sequence"] = 2;
  rival["previous_receipt"] = second["previous_receipt"];
  world.run("runs/prod-2", rival);
  const auto findings = world.judge(rules::chain_fork);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(
      findings[0].message,
      "the sequence of the run in runs/stage-2 is 2, and so is that of the run in runs/prod-2");
  EXPECT_EQ(findings[0].related.size(), 1U);
  EXPECT_THAT(world.judge(rules::chain_broken), IsEmpty());
  EXPECT_THAT(world.judge(rules::chain_gap), IsEmpty());
}

TEST(ReceiptChain, ForksAtAReceipt) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  world.chained("runs/stage-2", receipt_of("b", "stage"));
  auto third = receipt_of("c", "stage");
  third["sequence"] = 3;
  third["previous_receipt"] = world.records.receipts.front().digest();
  auto& facts = world.run("runs/stage-3", third);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-chain-fork"));
  EXPECT_THAT(world.judge(rules::chain_fork).front().message, HasSubstr("and so does"));
  world.spoil(facts);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptChain, Breaks) {
  ReceiptWorld world;
  fill(world);
  auto& first = world.records.receipts.front();
  auto changed = receipt_of("a", "stage");
  changed["sequence"] = 1;
  changed["finished_at"] = "2026-03-01T18:32:00Z";
  ReceiptWorld other;
  auto& replacement = other.run("", changed);
  first.document = replacement.document;
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-chain-broken"));
  const auto finding = world.judge(rules::chain_broken).front();
  EXPECT_THAT(finding.message,
              HasSubstr("the receipt before it, of the first run, is " + replacement.digest()));
  EXPECT_EQ(finding.location.path, world.records.receipts[1].document->source->path());
}

TEST(ReceiptChain, NamesTheReceiptThatItFollowsInstead) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  auto& second = world.chained("runs/stage-2", receipt_of("b", "stage"));
  world.chained("runs/stage-3", receipt_of("c", "stage"));
  auto fourth = receipt_of("d", "stage");
  fourth["sequence"] = 4;
  // The digest of the second stands in the third already, unless that one cannot be read.
  fourth["previous_receipt"] = second.digest();
  world.records.receipts[2].receipt.previous_receipt->value = "sha256:" + std::string(64, 'b');
  world.run("runs/stage-4", fourth);
  const auto findings = world.judge(rules::chain_broken);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_THAT(findings[1].message, HasSubstr(", which is that of the run in runs/stage-2, but"));
}

TEST(RunFolder, IsThatOfTheReceipt) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "dev"));
  world.chained("runs/prod-2", receipt_of("b", "stage"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-wrong-run-folder"));
  EXPECT_EQ(world.judge(rules::wrong_run_folder).front().message,
            "the run in runs/prod-2 took place in \"stage\", by its receipt; the folder says "
            "\"prod\"");
}

TEST(RunFolder, HasTheNumberOfTheReceipt) {
  ReceiptWorld world;
  world.chained("", receipt_of("a", "stage"));
  world.chained("runs/stage-3", receipt_of("b", "stage"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-wrong-run-folder"));
  EXPECT_THAT(world.judge(rules::wrong_run_folder).front().message, HasSubstr("the folder says 3"));
}

TEST(RunFolder, OfAnotherFormIsToldElsewhere) {
  for (const char* folder : {"runs/stage", "runs/stage-", "runs/stage-02", "runs/stage-2x",
                             "runs/stage-99999999999999999999", "runs/pre-prod-1"}) {
    ReceiptWorld world;
    world.run(folder, receipt_of("a", "pre-prod"));
    EXPECT_THAT(world.judge(rules::wrong_run_folder), IsEmpty()) << folder;
  }
}

}  // namespace
