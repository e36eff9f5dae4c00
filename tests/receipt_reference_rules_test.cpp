// What a receipt says about itself, and what a pointer says about a receipt.
#include "mig/contract/policy.hpp"
#include "receipt_rules_testing.hpp"

namespace {

using mig::test::end_as;
using mig::test::json;
using mig::test::receipt_of;
using mig::test::ReceiptWorld;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace rules = mig::rules::receipt_rules;

std::vector<std::string> verdict_on(const std::string& status, const std::string& of_check) {
  ReceiptWorld world;
  world.declare("requires_rollback: false\n");
  auto receipt = receipt_of("a", "stage");
  end_as(receipt, status, of_check);
  world.run("", receipt);
  return world.verdict();
}

TEST(Outcome, IsThatOfTheChecks) {
  EXPECT_THAT(verdict_on("pass", "pass"), IsEmpty());
  EXPECT_THAT(verdict_on("fail", "fail"), IsEmpty());
  EXPECT_THAT(verdict_on("warn", "warn"), IsEmpty());
  for (const std::string status : {"fail", "warn", "degraded", "abstain"}) {
    EXPECT_THAT(verdict_on("pass", status), ElementsAre("fail receipt-status-contradiction"));
    EXPECT_THAT(verdict_on(status, "pass"), ElementsAre("fail receipt-status-contradiction"));
  }
}

TEST(Outcome, TellsTheChecksThatContradictIt) {
  ReceiptWorld world;
  auto receipt = receipt_of("a", "stage");
  receipt["validation"]["checks"][0]["status"] = "warn";
  receipt["validation"]["checks"][1]["status"] = "fail";
  world.run("", receipt);
  const auto findings = world.judge(rules::status_contradiction);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message,
            "validation.status is pass, but the check \"scope_enforcement\" is warn");
  ASSERT_EQ(findings[0].related.size(), 2U);
  EXPECT_EQ(findings[0].related[1].message, "this check is fail");
}

TEST(Outcome, NamesEveryCheckOnce) {
  ReceiptWorld world;
  auto receipt = receipt_of("a", "stage");
  receipt["validation"]["checks"].push_back({{"name", "scope_enforcement"}, {"status", "pass"}});
  auto& facts = world.run("", receipt);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-status-contradiction"));
  EXPECT_THAT(world.judge(rules::status_contradiction).front().message, HasSubstr("twice"));
  world.spoil(facts);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(Checks, AreThoseThatEveryRunOwes) {
  ReceiptWorld world;
  auto receipt = receipt_of("a", "stage");
  receipt["validation"]["checks"][0]["name"] = "scope-enforcement";
  world.run("", receipt);
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-missing-check"));
  const auto finding = world.judge(rules::missing_check).front();
  EXPECT_EQ(finding.object, "check scope_enforcement");
  EXPECT_THAT(finding.remedy,
              HasSubstr("did you mean \"scope_enforcement\" by \"scope-enforcement\"?"));
  receipt["validation"]["checks"] = json::array({{{"name", "rows"}, {"status", "pass"}}});
  ReceiptWorld other;
  world.spoil(other.run("", receipt));
  EXPECT_THAT(other.judge(rules::missing_check), testing::SizeIs(0));
  ReceiptWorld none;
  none.run("", receipt);
  EXPECT_THAT(none.judge(rules::missing_check), testing::SizeIs(2));
}

/// A run whose receipt came from a store, and a change to the pointer.
template <class Change>
std::vector<mig::Finding> with_pointer(Change change, bool is_stored = true) {
  ReceiptWorld world;
  world.records.has_store = true;
  auto& facts = world.run("", receipt_of("a", "stage"));
  facts.is_stored = is_stored;
  auto pointer = world.pointer_to(facts);
  change(pointer, facts);
  world.point(facts, pointer);
  return world.judge(rules::ref_mismatch);
}

std::string only_message(const std::vector<mig::Finding>& findings) {
  EXPECT_EQ(findings.size(), 1U);
  return findings.empty() ? "" : findings.front().message;
}

TEST(Pointer, FitsItsReceipt) {
  EXPECT_THAT(with_pointer([](auto&, auto&) {}), IsEmpty());
  EXPECT_THAT(with_pointer([](auto&, auto&) {}, false), IsEmpty());
}

TEST(Pointer, TellsTheSize) {
  for (const bool is_stored : {true, false}) {
    EXPECT_THAT(
        only_message(with_pointer([](json& pointer, auto&) { pointer["size"] = 12; }, is_stored)),
        HasSubstr("the pointer says 12 bytes, but the receipt has "));
  }
}

TEST(Pointer, TellsWhoseReceiptItIs) {
  const auto change = [](const char* key, const char* value) {
    return [key, value](json& pointer, auto&) { pointer[key] = value; };
  };
  EXPECT_THAT(only_message(with_pointer(change("run_id", "kfm://run/x"))),
              "the pointer says run_id \"kfm://run/x\", but the receipt \"kfm://run/a\"");
  EXPECT_THAT(only_message(with_pointer(change("migration_id", "PG-MIG-2026-03-01-02"))),
              HasSubstr("the pointer says migration_id"));
  EXPECT_THAT(with_pointer(change("migration_id", "PG-MIG-2026-03-01-02"), false), IsEmpty());
}

TEST(Pointer, IsToJson) {
  const auto with_type = [](const std::string& type) {
    return with_pointer([&type](json& pointer, auto&) { pointer["mediaType"] = type; });
  };
  EXPECT_THAT(with_type("application/vnd.kfm.run-receipt.v1+json"), IsEmpty());
  for (const std::string type : {"text/plain", "application/vnd.+json", "application/vnd.kfm",
                                 "application/xml+json", "application/jsonl"}) {
    EXPECT_THAT(only_message(with_type(type)), HasSubstr('"' + type + "\"; a receipt is JSON"));
  }
}

TEST(Pointer, FindsItsBytesUnderTheirName) {
  const std::string other = "sha256:" + std::string(63, 'a') + '1';
  const auto change = [&other](json& pointer, auto&) {
    pointer["digest"] = other;
    pointer["size"] = 12;
  };
  // One cause, one finding: of other bytes the size says nothing.
  EXPECT_THAT(only_message(with_pointer(change)), HasSubstr("other bytes under that name"));
  // The copy in the repository has a rule of its own.
  EXPECT_THAT(with_pointer(change, false), IsEmpty());
}

TEST(Pointer, LeadsSomewhere) {
  const std::string hex = std::string(63, 'a') + '1';
  ReceiptWorld world;
  world.records.has_store = true;
  auto& facts = world.run("", receipt_of("a", "stage"));
  auto pointer = world.pointer_to(facts);
  pointer["digest"] = "sha256:" + hex;
  world.point(facts, pointer);
  facts.document = nullptr;
  facts.receipt = {};
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-ref-mismatch"));
  const auto finding = world.judge(rules::ref_mismatch).front();
  EXPECT_EQ(finding.message, "the store holds no receipt sha256:" + hex);
  EXPECT_THAT(finding.remedy, HasSubstr("blobs/sha256/" + hex));
  world.records.has_store = false;
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.records.has_store = true;
  facts.pointer.digest->value = "sha256:" + std::string(64, '0');
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(Pointer, ThatDoesNotFitItsSchemaIsToldElsewhere) {
  ReceiptWorld world;
  auto& facts = world.run("", receipt_of("a", "stage"));
  auto document = ReceiptWorld::read("receipts/receipt_ref.json", "{\"mediaType\":\"text/plain\"}",
                                     mig::contract::DocumentKind::receipt_ref);
  document.violations.emplace_back();
  facts.reference = &document;
  facts.pointer = mig::contract::read_receipt_ref(document.value);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(InlineProduction, IsToldForTheReceipt) {
  ReceiptWorld world;
  auto& facts = world.run("", receipt_of("a", "prod"));
  const auto findings = world.judge(rules::inline_production);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].severity, mig::Severity::info);
  facts.is_stored = true;
  EXPECT_THAT(world.judge(rules::inline_production), IsEmpty());
  facts.is_stored = false;
  world.point(facts, world.pointer_to(facts));
  EXPECT_THAT(world.judge(rules::inline_production), IsEmpty());
  ReceiptWorld stage;
  stage.run("", receipt_of("a", "stage"));
  EXPECT_THAT(stage.verdict(), IsEmpty());
}

TEST(InlineProduction, IsToldForLargeBaselines) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20U;
  for (const std::size_t size : {kMebibyte, kMebibyte + 1}) {
    ReceiptWorld world;
    mig::bundle::RunFacts run;
    run.post_baseline = "baselines/post.json";
    auto& facts = world.run("", receipt_of("a", "prod"));
    facts.run = &run;
    world.point(facts, world.pointer_to(facts));
    world.bundle.documents.push_back(ReceiptWorld::read(run.post_baseline,
                                                        "{}" + std::string(size - 2, ' '),
                                                        mig::contract::DocumentKind::baseline));
    EXPECT_THAT(world.judge(rules::inline_production), testing::SizeIs(size > kMebibyte ? 1 : 0));
  }
}

TEST(Policy, SaysWhoMayRun) {
  using mig::contract::Tier;
  const auto read = [](const std::string& yaml) {
    const auto value = mig::document::read_yaml(yaml);
    EXPECT_TRUE(value) << yaml;
    return mig::contract::read_policy(*value);
  };
  const auto policy = read(
      "schema_version: policy.v1\nactors:\n  prod: [\"svc:a-*\", svc:b]\n"
      "  dev: []\n");
  EXPECT_TRUE(policy.may_run(Tier::prod, "svc:a-1"));
  EXPECT_FALSE(policy.may_run(Tier::prod, "svc:c"));
  EXPECT_TRUE(policy.may_run(Tier::stage, "svc:c"));
  EXPECT_FALSE(policy.may_run(Tier::stage, "ada"));
  EXPECT_FALSE(policy.may_run(Tier::dev, "svc:a-1"));
  const auto written = mig::contract::policy_as_yaml(policy);
  EXPECT_THAT(written, HasSubstr("actors:\n  dev: []\n  stage: [\"svc:*\"]\n  prod: [\"svc:a-*\", "
                                 "\"svc:b\"]\n"));
  EXPECT_EQ(mig::contract::policy_as_yaml(read(written)), written);
  EXPECT_TRUE(mig::contract::Policy{}.may_run(Tier::dev, "ada"));
}

TEST(Declaration, MayPinTheImageOfItsRunner) {
  const auto value = mig::document::read_yaml("runner:\n  container_digest: sha256:9d\n");
  const auto declaration = mig::contract::read_declaration(*value);
  ASSERT_TRUE(declaration.runner.container_digest);
  EXPECT_EQ(declaration.runner.container_digest->value, "sha256:9d");
}

}  // namespace
