// Who ran a migration, with what, and who had permitted it.
#include "receipt_rules_testing.hpp"

namespace {

using mig::test::json;
using mig::test::receipt_of;
using mig::test::ReceiptWorld;
using mig::test::rollback_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
namespace rules = mig::rules::receipt_rules;

const std::string kDigest = "sha256:" + std::string(63, 'a') + '1';
const std::string kOtherDigest = "sha256:" + std::string(63, 'b') + '2';

/// A run in production that a person had approved, kept in a store: nothing is wrong.
class Production {
 public:
  explicit Production(const json& receipt = receipt_of("a", "prod"), const std::string& by = "ada",
                      const std::string& approval_lines = "") {
    world.bundle.digest = kDigest;
    world.approval_lines = approval_lines;
    auto& facts = world.run("", receipt);
    world.point(facts, world.pointer_to(facts));
    if (!by.empty()) world.approve(facts, by);
  }
  ReceiptWorld world;
};

json by(const std::string& principal, const std::string& environment) {
  auto receipt = receipt_of("a", environment);
  receipt["actor"]["principal"] = principal;
  return receipt;
}

TEST(Production, MayHaveNothingWrong) {
  EXPECT_THAT(Production().world.verdict(), IsEmpty());
}

TEST(Actor, IsOneThatThePolicyAllowsInThatTier) {
  ReceiptWorld world;
  world.run("", by("person:ada", "dev"));
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.run("runs/stage-2", by("person:ada", "staging"));
  const auto findings = world.judge(rules::actor_not_allowed);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message,
            "the run in runs/stage-2 was run by \"person:ada\", but in tier stage the policy "
            "(built-in defaults) allows \"svc:*\" alone");
  EXPECT_EQ(findings[0].related.size(), 1U);
}

TEST(Actor, IsComparedLetterByLetter) {
  ReceiptWorld world;
  world.run("", by("SVC:runner", "stage"));
  EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-actor-not-allowed"));
}

TEST(Actor, IsNobodyWhereThePolicyAllowsNobody) {
  Production production;
  production.world.repository.policy.actors.prod.clear();
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-actor-not-allowed"));
  EXPECT_THAT(production.world.judge(rules::actor_not_allowed).front().message,
              HasSubstr("allows nobody alone"));
}

TEST(Actor, IsNoAddressOfAPersonEvenWhereEverybodyMayRun) {
  for (const std::string principal :
       {"ada.lovelace@kfm-maps.org", "person:ada.lovelace@kfm-maps.org",
        "svc:ada.lovelace@kfm-maps.org"}) {
    ReceiptWorld world;
    world.run("", by(principal, "dev"));
    EXPECT_THAT(world.verdict(), ElementsAre("fail receipt-actor-not-allowed")) << principal;
    const auto finding = world.judge(rules::actor_not_allowed).front();
    EXPECT_THAT(finding.message + finding.remedy, testing::Not(HasSubstr("lovelace")));
  }
  for (const std::string principal : {"svc:runner@cluster-1", "@ada", "ada@", "ada at work"}) {
    ReceiptWorld world;
    world.run("", by(principal, "dev"));
    EXPECT_THAT(world.verdict(), IsEmpty()) << principal;
  }
}

TEST(Actor, OfAnUnknownTierIsToldElsewhere) {
  ReceiptWorld world;
  world.run("", by("person:ada", "moon"));
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.spoil(world.run("runs/stage-2", by("person:ada", "stage")));
  EXPECT_THAT(world.judge(rules::actor_not_allowed), IsEmpty());
}

TEST(Runner, IsTheDeclaredToolOrCommand) {
  auto receipt = receipt_of("a", "prod");
  receipt["runner"]["name"] = "migrate.sh";
  EXPECT_THAT(Production(receipt).world.verdict(), IsEmpty());
  receipt["runner"]["name"] = "bash";
  Production production(receipt);
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-wrong-runner"));
  const auto finding = production.world.judge(rules::wrong_runner).front();
  EXPECT_EQ(finding.message,
            "the first run, in tier prod, was done by \"bash\"; the declared runner is \"psql\" or "
            "\"migrate.sh\"");
  EXPECT_EQ(finding.related.size(), 2U);
}

TEST(Runner, IsNamedInProduction) {
  for (const char* environment : {"prod", "production"}) {
    auto receipt = receipt_of("a", environment);
    receipt.erase("runner");
    Production production(receipt);
    EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-wrong-runner"));
    EXPECT_THAT(production.world.judge(rules::wrong_runner).front().message,
                HasSubstr("names no runner"));
    // What is not declared is told elsewhere.
    production.world.declare("requires_rollback: true\n");
    EXPECT_THAT(production.world.verdict(), IsEmpty());
  }
  ReceiptWorld world;
  auto receipt = receipt_of("a", "stage");
  receipt.erase("runner");
  world.run("", receipt);
  EXPECT_THAT(world.verdict(), IsEmpty());
}

TEST(Runner, ActsInNoRoleOfAPerson) {
  const auto verdict_of = [](const std::string& role, const std::string& environment) {
    auto receipt = receipt_of("a", environment);
    receipt["actor"]["role"] = role;
    return Production(receipt).world.verdict();
  };
  for (const std::string role : {"manual", "Operator", "human-in-the-loop", "on-call DBA"}) {
    EXPECT_THAT(verdict_of(role, "prod"), ElementsAre("fail receipt-wrong-runner")) << role;
    EXPECT_THAT(verdict_of(role, "stage"), IsEmpty()) << role;
  }
  for (const std::string role : {"pipeline", "cooperator", "manuals", ""}) {
    EXPECT_THAT(verdict_of(role, "prod"), IsEmpty()) << role;
  }
}

TEST(ProductionApproval, IsNamedByTheReceipt) {
  Production production(receipt_of("a", "prod"), "");
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"));
  EXPECT_THAT(production.world.judge(rules::unapproved_production).front().message,
              HasSubstr("names no approval"));
}

TEST(ProductionApproval, ThatIsNotNamedIsTold) {
  Production production(receipt_of("a", "prod"), "ada");
  production.world.records.receipts.front().approvals.clear();
  const auto findings = production.world.judge(rules::unapproved_production);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("names no approval (approvals/prod.yml: not named by "
                                             "the receipt)"));
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_THAT(findings[0].remedy, HasSubstr("name that file with its digest"));
  // One that would not count if it were named is no help.
  production.world.bundle.digest = kOtherDigest;
  EXPECT_THAT(production.world.judge(rules::unapproved_production).front().message,
              testing::Not(HasSubstr("approvals/")));
}

TEST(ProductionApproval, MessageSaysWhyNoneCounts) {
  const auto message_of = [](Production& production) {
    const auto findings = production.world.judge(rules::unapproved_production);
    return findings.empty() ? std::string() : findings.front().message;
  };
  Production service(receipt_of("a", "prod"), "svc:ci");
  EXPECT_THAT(message_of(service), HasSubstr("(approvals/prod.yml: given by a service)"));
  Production other;
  other.world.bundle.digest = kOtherDigest;
  EXPECT_THAT(message_of(other), HasSubstr("(approvals/prod.yml: given for other bytes)"));
  Production late(receipt_of("a", "prod"), "ada", "expires: \"2026-02-28\"\n");
  EXPECT_THAT(message_of(late), HasSubstr("(approvals/prod.yml: expired when the run began)"));
  Production unsigned_one;
  unsigned_one.world.repository.trust = std::make_shared<mig::bundle::TrustFacts>();
  EXPECT_THAT(message_of(unsigned_one), HasSubstr("(approvals/prod.yml: not signed)"));
}

TEST(ProductionApproval, IsGivenByAPerson) {
  for (const std::string name : {"svc:ci", "SVC:ci", "\" svc:ci\""}) {
    Production production(receipt_of("a", "prod"), name);
    EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"))
        << name;
    const auto finding = production.world.judge(rules::unapproved_production).front();
    ASSERT_EQ(finding.related.size(), 1U);
    EXPECT_EQ(finding.related[0].message, "given by a service");
    EXPECT_THAT(finding.related[0].location.path, HasSubstr("approvals/prod.yml"));
  }
  // One word of a person is enough.
  Production production(receipt_of("a", "prod"), "svc:ci");
  production.world.approve(production.world.records.receipts.front(), "ada");
  production.world.bundle.approvals.erase(production.world.bundle.approvals.begin());
  EXPECT_THAT(production.world.verdict(), IsEmpty());
}

TEST(ProductionApproval, IsThatOfTheseBytes) {
  Production production;
  production.world.bundle.digest = kOtherDigest;
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"));
  // What ran counts, where the receipt tells it.
  auto receipt = receipt_of("a", "prod");
  receipt["bundle_digest"] = kDigest;
  Production told(receipt);
  told.world.bundle.digest = kOtherDigest;
  EXPECT_THAT(told.world.verdict(), IsEmpty());
  Production unreadable;
  unreadable.world.bundle.digest.clear();
  EXPECT_THAT(unreadable.world.verdict(), IsEmpty());
}

TEST(ProductionApproval, HoldsOnItsLastDay) {
  const auto verdict_until = [](const std::string& day) {
    return Production(receipt_of("a", "prod"), "ada", "expires: \"" + day + "\"\n").world.verdict();
  };
  EXPECT_THAT(verdict_until("2026-03-01"), IsEmpty());
  EXPECT_THAT(verdict_until("2026-02-28"), ElementsAre("fail receipt-unapproved-production"));
}

TEST(ProductionApproval, ThatIsNoneIsToldElsewhere) {
  Production production(receipt_of("a", "prod"), "svc:ci");
  auto& file = production.world.records.receipts.front().approvals.front();
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"));
  file.binding = mig::bundle::Binding::differs;
  EXPECT_THAT(production.world.verdict(), IsEmpty());
  file.binding = mig::bundle::Binding::same;
  file.named.path.value = "notes.md";
  EXPECT_THAT(production.world.verdict(), IsEmpty());
  // Naming a file a second time adds nothing.
  file.named.path.value = "approvals/prod.yml";
  auto again = file;
  again.binding = mig::bundle::Binding::repeated;
  production.world.records.receipts.front().approvals.push_back(again);
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"));
}

TEST(ProductionApproval, WithABrokenEnvelopeIsToldElsewhere) {
  Production production(receipt_of("a", "prod"), "svc:ci");
  auto envelope = ReceiptWorld::read("approvals/prod.dsse.json", "{}",
                                     mig::contract::DocumentKind::dsse_envelope);
  mig::bundle::SignedFile signature;
  signature.document = &envelope;
  production.world.bundle.approval_signatures.emplace_back(signature);
  // Without a trust policy the envelope says nothing.
  EXPECT_THAT(production.world.verdict(), ElementsAre("fail receipt-unapproved-production"));
  production.world.repository.trust = std::make_shared<mig::bundle::TrustFacts>();
  EXPECT_THAT(production.world.verdict(), IsEmpty());
}

TEST(ProductionApproval, IsOwedByForwardRunsOfProductionHoweverTheyEnded) {
  EXPECT_THAT(Production(receipt_of("a", "stage"), "").world.verdict(), IsEmpty());
  Production rollback(rollback_of("x", "a", "prod"), "");
  EXPECT_THAT(rollback.world.judge(rules::unapproved_production), IsEmpty());
  auto failed = receipt_of("a", "prod");
  mig::test::end_as(failed, "fail", "fail");
  EXPECT_THAT(Production(failed, "").world.judge(rules::unapproved_production), testing::SizeIs(1));
}

TEST(ProductionApproval, IsSignedWhereKeysCount) {
  Production production;
  production.world.repository.trust = std::make_shared<mig::bundle::TrustFacts>();
  const auto findings = production.world.judge(rules::unapproved_production);
  ASSERT_EQ(findings.size(), 1U);
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(findings[0].related[0].message, "not signed");
  EXPECT_THAT(findings[0].remedy,
              HasSubstr("have ada sign the approval: mig-receipt-verify sign --key FILE "
                        "--approval "));
  EXPECT_THAT(findings[0].remedy, HasSubstr("approvals/prod.yml"));
  auto& accepted = production.world.repository.policy.unsigned_approvals.accept;
  accepted = {"receipt-before-approval"};
  EXPECT_EQ(production.world.judge(rules::unapproved_production).size(), 1U);
  accepted.push_back("receipt-unapproved-production");
  EXPECT_THAT(production.world.judge(rules::unapproved_production), IsEmpty());
}

TEST(Container, IsThePinnedOne) {
  auto receipt = receipt_of("a", "stage");
  receipt["environment"]["container_digest"] = kDigest;
  receipt["runner"]["container_digest"] = kDigest;
  ReceiptWorld world;
  world.run("", receipt);
  world.declare("runner:\n  tool: psql\n  container_digest: " + kDigest + "\n");
  EXPECT_THAT(world.verdict(), IsEmpty());
  world.declare("runner:\n  tool: psql\n  container_digest: " + kOtherDigest + "\n");
  EXPECT_THAT(world.verdict(),
              ElementsAre("fail receipt-wrong-container", "fail receipt-wrong-container"));
  EXPECT_EQ(world.judge(rules::wrong_container).front().message,
            "the first run used the image " + kDigest +
                " (environment.container_digest), but the declaration pins the runner to " +
                kOtherDigest);
  world.declare("runner:\n  tool: psql\n  container_digest: none\n");
  EXPECT_THAT(world.verdict(), IsEmpty());
}

}  // namespace
