// An approval that a run relied on is used, whatever its rule opens.
#include <array>

#include "mig/rules/judge.hpp"
#include "receipt_binding_testing.hpp"

namespace {

using mig::test::BindingWorld;
using mig::test::digest_of;
using mig::test::json;

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

}  // namespace
