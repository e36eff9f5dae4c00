// Replays docs/threat-model.md: envelopes, and the keys that sign them.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::base64;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::in_production;
using mig::test::Json;
using mig::test::key_id;
using mig::test::kProd;
using mig::test::payload_of;
using mig::test::recent;
using mig::test::replace;

const std::string kEnvelope = in_bundle("runs/prod-3/receipts/run_receipt.dsse.json");

/// Changes the envelope of production.
template <class Change>
void forge(Attack& attack, Change change) {
  attack.repository.on_envelope = in_production(change);
}

TEST(AttackOnASignature, EnvelopeRemoved) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { files.erase(kEnvelope); };
  attack.is_stopped_by("signature-missing");
}

TEST(AttackOnASignature, SignatureAltered) {
  Attack attack(executed);
  forge(attack, [](Json& envelope) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    auto signature = envelope["signatures"][0]["sig"].get<std::string>();
    signature[0] = alphabet[alphabet.find(signature[0]) ^ 1U];
    envelope["signatures"][0]["sig"] = signature;
  });
  attack.is_stopped_by("signature-unverified");
}

TEST(AttackOnASignature, PayloadAltered) {
  Attack attack(executed);
  forge(attack, [](Json& envelope) {
    auto payload = payload_of(envelope);
    replace(payload, "\"environment\":\"prod\"", "\"environment\":\"stage\"");
    envelope["payload"] = base64(payload);
  });
  attack.is_stopped_by("signature-unverified");
}

TEST(AttackOnASignature, StrangerGivesATrustedId) {
  Attack attack(executed);
  attack.repository.runs[kProd].signers = {"stranger", "ec-witness"};
  forge(attack, [](Json& envelope) { envelope["signatures"][0]["keyid"] = key_id("runner"); });
  attack.is_stopped_by("signature-unverified");
}

TEST(AttackOnASignature, StrangerAddsASignature) {
  Attack attack(executed);
  attack.repository.runs[kProd].signers = {"runner", "ec-witness", "stranger"};
  attack.is_stopped_by("signature-unverified");
}

TEST(AttackOnASignature, OneKeySignsTwice) {
  Attack attack(executed);
  attack.repository.runs[kProd].signers = {"runner", "runner"};
  forge(attack, [](Json& envelope) { envelope["signatures"][1]["keyid"] = key_id("ec-witness"); });
  attack.is_stopped_by("signature-repeated-key");
}

TEST(AttackOnASignature, OnePrincipalSignsTwice) {
  Attack attack(executed);
  attack.repository.keys.push_back({"runner-2", "svc:migrations-runner", "runner", "prod"});
  attack.repository.runs[kProd].signers = {"runner", "runner-2"};
  attack.is_stopped_by("signature-below-threshold");
}

TEST(AttackOnASignature, WitnessLeftOut) {
  Attack attack(executed);
  attack.repository.runs[kProd].signers = {"runner"};
  attack.is_stopped_by("signature-below-threshold");
}

TEST(AttackOnASignature, StolenKeyBackdates) {
  Attack attack(executed);
  attack.repository.keys[0].revoked = "2026-03-20T00:00:00Z";
  attack.is_stopped_by("signature-revoked-key");
}

TEST(AttackOnASignature, ExpiredKeySigns) {
  Attack attack(executed);
  attack.repository.keys[0].valid_until = "2026-03-05T18:31:11Z";
  attack.is_stopped_by("signature-outside-validity");
}

TEST(AttackOnASignature, ApproverSignsAReceipt) {
  Attack attack(executed);
  attack.repository.keys[2].environments = "prod";
  attack.repository.runs[kProd].signers = {"runner", "approver"};
  attack.is_stopped_by("signature-role-not-allowed");
}

TEST(AttackOnASignature, DevelopmentKeySignsProduction) {
  Attack attack(executed);
  attack.repository.keys.push_back({"dev-runner", "svc:migrations-runner", "runner", "dev"});
  attack.repository.runs[kProd].signers = {"dev-runner", "ec-witness"};
  attack.is_stopped_by("signature-environment-not-allowed");
}

TEST(AttackOnASignature, EnvironmentWithoutARule) {
  Attack attack(executed);
  attack.repository.trust_rules = "  - environment: dev\n  - environment: stage\n";
  attack.is_stopped_by("signature-environment-denied");
}

TEST(AttackOnASignature, RunSignedForAnotherActor) {
  Attack attack(executed);
  attack.repository.on_receipt =
      in_production([](Json& receipt) { receipt["actor"]["principal"] = "svc:release-runner"; });
  attack.is_stopped_by("signature-wrong-principal");
}

TEST(AttackOnASignature, EnvelopeOfAnotherRun) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files.at(kEnvelope) = files.at(in_bundle("runs/stage-2/receipts/run_receipt.dsse.json"));
  };
  attack.is_stopped_by("signature-subject-mismatch");
}

TEST(AttackOnASignature, OldReceiptShownAgain) {
  Attack attack(recent);
  attack.target.now = "2026-05-01T00:00:00Z";
  attack.is_stopped_by("signature-too-old");
}

TEST(AttackOnASignature, EnvelopeWithoutItsFile) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    files[in_bundle("approvals/more.dsse.json")] = files.at(in_bundle("approvals/go.dsse.json"));
  };
  attack.is_stopped_by("signature-stray");
}

TEST(AttackOnASignature, KeyAddedToAnEnvelope) {
  Attack attack(executed);
  forge(attack, [](Json& envelope) { envelope["certificate"] = "trust me"; });
  attack.is_stopped_by("signature-unknown-key");
}

}  // namespace
