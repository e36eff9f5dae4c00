// What a receipt may not hold, and receipts in other forms.
#include "mig/contract/receipt_dialect.hpp"
#include "mig/rules/judge_scan.hpp"
#include "mig/trust/base64.hpp"
#include "receipt_binding_testing.hpp"

namespace {

using mig::test::after;
using mig::test::BindingWorld;
using mig::test::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

TEST(ReceiptUnsafeText, TellsTheKindAndNeverTheValue) {
  const std::string password = "hunter2-Xk93!pQ";
  const auto found = after([&](json& receipt) {
    receipt["validation"]["checks"] = {
        {{"name", "connect"},
         {"status", "pass"},
         {"message", "postgres://app:" + password + "@db.prod.internal:5432/parcels"}}};
  });
  ASSERT_THAT(found, Not(IsEmpty()));
  for (const auto& line : found) {
    EXPECT_THAT(line, StartsWith("receipt-unsafe-text: dsn-"));
    EXPECT_THAT(line, Not(HasSubstr(password)));
  }
}

TEST(ReceiptUnsafeText, WhatThePolicyAllowsMayStay) {
  BindingWorld world;
  auto receipt = world.receipt();
  receipt["policy"] = {{"notes", "postgres://app:hunter2-Xk93pQ@db.prod.internal:5432/parcels"}};
  const auto& facts = world.run(receipt);
  ASSERT_THAT(world.verdict(), Not(IsEmpty()));
  const auto path = world.bundle.path + "/receipts/run_receipt.json";
  auto& policy = world.repository.policy.secrets;
  policy.salt = std::string(32, 'a');
  for (const auto& found : mig::secrets::scan(path, facts.document->source->bytes()).detections) {
    auto& allowed = policy.allow.emplace_back();
    allowed.rule = found.rule;
    allowed.path = path;
    allowed.fingerprint =
        mig::rules::value_fingerprint(policy.salt, found.rule, path, found.value).value_or("");
    allowed.reason = "a made-up example";
  }
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(ReceiptUnsafeText, WhoRanItIsNamed) {
  EXPECT_THAT(after([](json& receipt) { receipt["actor"]["principal"] = "person:ada.lovelace"; }),
              IsEmpty());
}

TEST(ReceiptUnsafeText, WhatCannotBeSearchedIsNotShown) {
  std::string text = "postgres://app:hunter2-Xk93pQ@db.prod.internal:5432/parcels";
  for (int i = 0; i < 10; ++i) text = mig::trust::encode_base64(text);
  const auto found = after([&](json& receipt) { receipt["policy"] = {{"notes", text}}; });
  ASSERT_THAT(found, Not(IsEmpty()));
  EXPECT_THAT(found[0], HasSubstr("was not searched: encoded deeper"));
}

TEST(ReceiptUnsafeText, OfReferences) {
  BindingWorld world;
  auto& facts = world.run(world.receipt());
  world.point(facts, {{"uri", "s3://app:hunter2-Xk93pQ@receipts/1"}});
  EXPECT_THAT(world.verdict(), Not(IsEmpty()));
  EXPECT_THAT(world.findings()[0].location.path, HasSubstr("receipt_ref.json"));
}

std::optional<std::string> dialect(const std::string& text) {
  const auto value = mig::document::read_json(text);
  const auto found = mig::contract::dialect_of(*value);
  return found ? std::optional(std::string(found->name)) : std::nullopt;
}

TEST(ReceiptDialect, IsNamedByItsKeys) {
  EXPECT_THAT(*dialect(R"({"kind": "migration", "timestamps": {"started_at": "x"}})"),
              HasSubstr("README"));
  EXPECT_THAT(*dialect(R"({"container_image": "x", "inputs": [{"href": "a"}]})"),
              HasSubstr("README"));
  EXPECT_THAT(*dialect(R"({"operation": "x", "created_at": "y",
                           "validation": {"report_digest": "z"}})"),
              HasSubstr("ADR 0011"));
  EXPECT_THAT(*dialect(R"({"stage": "x", "spec_hash": "y", "outcome": "z"})"),
              HasSubstr("RunReceipt"));
}

TEST(ReceiptDialect, IsNeverGuessed) {
  EXPECT_EQ(dialect(R"({"kfm_run_receipt_version": "v1", "stage": "x", "outcome": "y"})"),
            std::nullopt);
  EXPECT_EQ(dialect(R"({"operation": "forward"})"), std::nullopt);
  EXPECT_EQ(dialect(R"({"kind": "x", "container_image": "x", "stage": "x", "outcome": "y"})"),
            std::nullopt);
  EXPECT_EQ(dialect("[]"), std::nullopt);
  EXPECT_EQ(dialect(R"({"inputs": [], "outputs": [1]})"), std::nullopt);
}

TEST(ReceiptDialect, IsToldOfReceiptsAlone) {
  BindingWorld world;
  const std::string text = R"({"stage": "x", "spec_hash": "y", "outcome": "z"})";
  const auto judge = [&](mig::contract::DocumentKind kind) {
    std::vector<mig::Finding> findings;
    const auto& rule = mig::rules::receipt_rules::foreign_dialect;
    mig::rules::Reporter reporter(rule.info, findings);
    std::get<mig::rules::DocumentCheck>(rule.check)(
        world.read("receipts/run_receipt.json", text, kind), reporter);
    return findings;
  };
  EXPECT_THAT(judge(mig::contract::DocumentKind::plan), IsEmpty());
  const auto found = judge(mig::contract::DocumentKind::run_receipt);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].message, HasSubstr("`stage`, `spec_hash`, `outcome`"));
}

}  // namespace
