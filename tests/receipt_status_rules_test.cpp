// What the runs of a bundle say against the status that the registry gives it.
#include "receipt_rules_testing.hpp"

namespace {

using mig::Severity;
using mig::test::end_as;
using mig::test::json;
using mig::test::kFolder;
using mig::test::receipt_of;
using mig::test::ReceiptWorld;
using mig::test::rollback_of;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
namespace rules = mig::rules::receipt_rules;

std::vector<mig::Finding> ahead(const std::string& status,
                                const std::vector<std::string>& environments) {
  ReceiptWorld world;
  world.register_as(status);
  for (const auto& environment : environments) {
    const auto folder =
        world.records.receipts.empty()
            ? std::string()
            : "runs/" + environment + '-' + std::to_string(world.records.receipts.size() + 1);
    world.chained(folder, receipt_of(folder, environment));
  }
  return world.judge(rules::ahead_of_status);
}

TEST(ReceiptAheadOfStatus, BeforeAnyRunNoneMayHavePassed) {
  for (const char* status : {"draft", "approved", "merged"}) {
    const auto findings = ahead(status, {"dev"});
    ASSERT_EQ(findings.size(), 1U) << status;
    EXPECT_EQ(findings[0].severity, Severity::review);
    EXPECT_EQ(findings[0].message,
              "the status is " + std::string(status) + ", but the first run passed in dev");
    EXPECT_THAT(findings[0].remedy, HasSubstr("\"status\": \"executed_dev\""));
    EXPECT_THAT(findings[0].location.path, EndsWith("registry.json"));
    ASSERT_EQ(findings[0].related.size(), 1U);
    EXPECT_EQ(findings[0].related[0].location.path,
              std::string(kFolder) + "/receipts/run_receipt.json");
    EXPECT_THAT(ahead(status, {}), IsEmpty());
  }
  EXPECT_TRUE(rules::ahead_of_status.info.approvable);
}

TEST(ReceiptAheadOfStatus, TheFarthestRunTells) {
  const auto findings = ahead("executed_dev", {"dev", "stage", "prod", "stage"});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message,
            "the status is executed_dev, but the run in runs/prod-3 passed in prod");
  EXPECT_THAT(findings[0].remedy, HasSubstr("\"status\": \"executed_prod\""));
  EXPECT_EQ(findings[0].related.size(), 3U);
  EXPECT_EQ(ahead("executed_stage", {"dev", "stage", "prod"}).size(), 1U);
  EXPECT_EQ(ahead("executed_dev", {"dev", "staging"}).size(), 1U) << "of that tier";
}

TEST(ReceiptAheadOfStatus, WhatTheStatusClaimsIsWell) {
  EXPECT_THAT(ahead("executed_dev", {"dev"}), IsEmpty());
  EXPECT_THAT(ahead("executed_stage", {"dev", "staging"}), IsEmpty());
  EXPECT_THAT(ahead("executed_prod", {"dev", "stage", "prod"}), IsEmpty());
  EXPECT_THAT(ahead("executed_staging", {"dev", "stage"}), IsEmpty());
  EXPECT_THAT(ahead("merged", {"moon"}), IsEmpty()) << "told as an unknown environment";
  for (const char* status : {"rolled_back", "superseded", "executed_moon"}) {
    EXPECT_THAT(ahead(status, {"prod"}), IsEmpty()) << status;
  }
}

TEST(ReceiptAheadOfStatus, OnlyARunThatStandsIsAhead) {
  for (const bool is_undone : {true, false}) {
    ReceiptWorld world;
    world.register_as("merged");
    world.chained("", receipt_of("a", "stage"));
    auto rollback = rollback_of(is_undone ? "a" : "z", "b", "stage");
    world.chained("runs/stage-2", rollback);
    EXPECT_EQ(world.judge(rules::ahead_of_status).size(), is_undone ? 0U : 1U);
    if (!is_undone) continue;
    world.records.receipts[1].receipt.status->value = "fail";
    EXPECT_EQ(world.judge(rules::ahead_of_status).size(), 1U) << "a rollback that failed";
    world.spoil(world.records.receipts[1]);
    EXPECT_THAT(world.judge(rules::ahead_of_status), IsEmpty()) << "it may have passed";
  }
  for (const char* outcome : {"fail", "warn", "degraded", "abstain"}) {
    ReceiptWorld world;
    world.register_as("merged");
    auto receipt = receipt_of("a", "prod");
    end_as(receipt, outcome, outcome);
    world.run("", receipt);
    EXPECT_THAT(world.judge(rules::ahead_of_status), IsEmpty()) << outcome;
  }
}

TEST(ReceiptAheadOfStatus, ARollbackBeforeTheRunDoesNotUndoIt) {
  ReceiptWorld world;
  world.register_as("merged");
  world.chained("", rollback_of("b", "a", "stage"));
  world.chained("runs/stage-2", receipt_of("b", "stage"));
  EXPECT_EQ(world.judge(rules::ahead_of_status).size(), 1U);
}

TEST(ReceiptAheadOfStatus, WithoutARegistryNothingIsClaimed) {
  ReceiptWorld world;
  world.run("", receipt_of("a", "prod"));
  EXPECT_THAT(world.judge(rules::ahead_of_status), IsEmpty());
}

TEST(ReceiptInconclusive, NeitherPassedNorFailed) {
  for (const char* outcome : {"warn", "degraded", "abstain"}) {
    ReceiptWorld world;
    auto receipt = receipt_of("a", "stage");
    end_as(receipt, outcome, outcome);
    auto& facts = world.run("", receipt);
    const auto findings = world.judge(rules::inconclusive);
    ASSERT_EQ(findings.size(), 1U) << outcome;
    EXPECT_EQ(findings[0].severity, Severity::review);
    EXPECT_THAT(findings[0].message,
                HasSubstr("ended as " + std::string(outcome) + ", which neither passed"));
    EXPECT_EQ(findings[0].object, "run kfm://run/a") << "an approval names one run";
    ASSERT_EQ(findings[0].related.size(), 1U);
    EXPECT_THAT(findings[0].related[0].message, HasSubstr("scope_enforcement"));
    world.spoil(facts);
    EXPECT_THAT(world.judge(rules::inconclusive), IsEmpty());
  }
  EXPECT_TRUE(rules::inconclusive.info.approvable);
}

TEST(ReceiptInconclusive, PassAndFailAreOutcomes) {
  for (const char* outcome : {"pass", "fail"}) {
    ReceiptWorld world;
    auto receipt = receipt_of("a", "stage");
    end_as(receipt, outcome, outcome);
    world.run("", receipt);
    EXPECT_THAT(world.judge(rules::inconclusive), IsEmpty()) << outcome;
  }
}

/// Roles that a bundle is asked for whose registry says `status`, with one receipt of production.
std::vector<mig::Finding> asked_for(const std::string& status, mig::bundle::Phase phase) {
  ReceiptWorld world;
  world.register_as(status);
  world.repository.policy.required_roles.push_back({mig::contract::Tier::prod, "*", {"security"}});
  world.bundle.documents.push_back(ReceiptWorld::read("receipts/run_receipt.json",
                                                      receipt_of("a", "prod").dump(),
                                                      mig::contract::DocumentKind::run_receipt));
  world.bundle.phase = phase;
  std::vector<mig::Finding> findings;
  const auto& rule = mig::rules::approval_rules::missing_role;
  mig::rules::Reporter reporter(rule.info, findings);
  std::get<mig::rules::BundleCheck>(rule.check)(world.bundle, reporter);
  return findings;
}

TEST(ApprovalMissingRole, AReceiptAsksForItWhateverTheStatus) {
  using mig::bundle::Phase;
  for (const char* status : {"draft", "merged", "executed_dev", "executed_prod"}) {
    const auto phase =
        std::string(status).starts_with("executed") ? Phase::executed : Phase::planned;
    const auto findings = asked_for(status, phase);
    ASSERT_EQ(findings.size(), 1U) << status;
    EXPECT_THAT(findings[0].message, HasSubstr("the approval of the role \"security\""));
  }
}

}  // namespace
