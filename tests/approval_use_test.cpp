// An approval that a run relied on is used, whatever its rule opens.
#include <gmock/gmock.h>

#include <array>

#include "mig/rules/judge.hpp"
#include "receipt_binding_testing.hpp"

namespace {

using mig::test::BindingWorld;
using mig::test::digest_of;
using mig::test::json;
using testing::HasSubstr;
using testing::Not;

/// A bundle with one approval in force that opens nothing.
class ApprovedWorld : public BindingWorld {
 public:
  ApprovedWorld() {
    approve("go", "sql-blocking-index", "2026-03-01");
    bundle.documents.push_back(
        read("approvals/go.yml", text_of_approval(), mig::contract::DocumentKind::approval));
    bundle.approval_instant = 1774008000;  // 2026-03-20T12:00:00Z
  }

  json relying_receipt() {
    auto told = receipt();
    told["approvals"] = {file("approvals/go.yml")};
    return told;
  }
  /// Whether it is reported as one that opened nothing.
  bool is_told(bool with_records) const {
    const std::array<const mig::rules::Rule*, 1> rules{&mig::rules::approval_rules::unused};
    return !mig::rules::judge_bundle(bundle, nullptr, with_records ? &records : nullptr, rules)
                .empty();
  }

 private:
  std::string text_of_approval() const {
    return std::string(bundle.approvals.front().source->bytes());
  }
};

TEST(ApprovalUse, NobodyReliedOnIt) {
  ApprovedWorld world;
  world.run(world.receipt());
  EXPECT_TRUE(world.is_told(true));
  EXPECT_TRUE(world.is_told(false));
}

TEST(ApprovalUse, ARunReliedOnIt) {
  ApprovedWorld world;
  const auto receipt = world.relying_receipt();
  world.run(receipt);
  EXPECT_FALSE(world.is_told(true));
  // Where receipts are not gathered the bundle still holds this one.
  EXPECT_TRUE(world.is_told(false));
  world.bundle.documents.push_back(world.read("receipts/run_receipt.json", receipt.dump(),
                                              mig::contract::DocumentKind::run_receipt));
  EXPECT_FALSE(world.is_told(false));
}

TEST(ApprovalUse, ARunReliedOnOtherBytes) {
  ApprovedWorld world;
  auto receipt = world.relying_receipt();
  receipt["approvals"][0]["digest"] = digest_of("another");
  world.run(receipt);
  EXPECT_TRUE(world.is_told(true));
}

TEST(ApprovalUse, ItsEnvelopeDoesNotHold) {
  ApprovedWorld world;
  world.run(world.relying_receipt());
  auto envelope =
      world.read("approvals/go.dsse.json", "{}", mig::contract::DocumentKind::dsse_envelope);
  mig::bundle::SignedFile signature;
  signature.document = &envelope;
  world.bundle.approval_signatures.emplace_back(signature);
  EXPECT_FALSE(world.is_told(true)) << "without a trust policy the envelope says nothing";
  const auto trust = std::make_shared<mig::bundle::TrustFacts>();
  trust->text = std::make_shared<mig::SourceText>(".mig/trust.yml", "");
  world.repository.trust = trust;
  EXPECT_TRUE(world.is_told(true));
}

mig::Finding open_finding(const std::string& rule, const std::string& object) {
  mig::Finding finding;
  finding.rule = rule;
  finding.severity = mig::Severity::review;
  finding.message = rule + object;
  finding.object = object;
  return finding;
}

/// What is said of an approval of sql-blocking-index for "index a" beside other findings.
std::string remedy_beside(std::vector<mig::Finding> others) {
  ApprovedWorld world;
  auto& approval = world.bundle.approvals.front();
  approval.object = mig::contract::Located<std::string>{"index a", {}};
  approval.reference.value = "ADR-7";
  approval.reason.value = "Nights are quiet";
  const std::array<const mig::rules::Rule*, 1> rules{&mig::rules::approval_rules::unused};
  const auto findings =
      mig::rules::judge_bundle(world.bundle, nullptr, nullptr, rules, std::move(others));
  for (const auto& finding : findings) {
    if (finding.rule == "approval-unused") return finding.remedy;
  }
  return "not told";
}

TEST(ApprovalUse, WhatItWasGivenForIsTold) {
  const auto remedy = remedy_beside({});
  EXPECT_THAT(remedy, HasSubstr("approvals/go.yml when what it was given for"));
  EXPECT_THAT(remedy, HasSubstr("(ADR-7: Nights are quiet)"));
  EXPECT_THAT(remedy, Not(HasSubstr("open is")));
}

TEST(ApprovalUse, WhatItMayBeMeantForIsTold) {
  const auto other_object = remedy_beside({open_finding("sql-blocking-index", "index b")});
  EXPECT_THAT(other_object, HasSubstr("open is sql-blocking-index about index b: write rule and"));
  const auto other_rule = remedy_beside({open_finding("sql-grant", "index a")});
  EXPECT_THAT(other_rule, HasSubstr("open is sql-grant about index a: "));
  EXPECT_THAT(remedy_beside({open_finding("sql-blocking-index", "")}),
              HasSubstr("open is sql-blocking-index: "));
  std::vector<mig::Finding> many;
  for (const char* name : {"b", "c", "d", "e", "f"}) {
    many.push_back(open_finding("sql-blocking-index", std::string("index ") + name));
  }
  EXPECT_THAT(remedy_beside(many), HasSubstr("sql-blocking-index about index d and 2 more: "));
}

// What no approval opens, what needs none and what is settled would lead astray.
TEST(ApprovalUse, OtherFindingsAreNotTold) {
  auto settled = open_finding("sql-blocking-index", "index b");
  settled.status = mig::Status::justified;
  auto information = open_finding("sql-blocking-index", "index c");
  information.severity = mig::Severity::info;
  const auto remedy =
      remedy_beside({settled, information, open_finding("bundle-missing-artifact", "index a"),
                     open_finding("sql-grant", "index d")});
  EXPECT_THAT(remedy, Not(HasSubstr("open is")));
}

}  // namespace
