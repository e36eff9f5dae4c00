// Replays docs/threat-model.md: the policy that says whose word counts.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::public_pem;
using mig::test::replace;

const std::string kTrust = ".mig/trust.yml";

TEST(AttackOnTrust, TrustPolicyRemoved) {
  Attack attack(executed);
  attack.repository.has_trust = false;
  attack.is_stopped_by("signature-without-trust");
}

TEST(AttackOnTrust, TrustPolicyInTheBundle) {
  Attack attack(executed);
  auto other = executed().repository;
  other.keys = {{"stranger", "svc:migrations-runner", "runner", "dev, stage, prod"}};
  attack.repository.on_files = [&other](Files& files) {
    files[in_bundle(kTrust)] = other.build().at(kTrust);
  };
  attack.is_stopped_by("policy-nested-folder");
}

TEST(AttackOnTrust, TrustedKeyReplaced) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at(kTrust), Json(public_pem("runner")).dump(),
            Json(public_pem("stranger")).dump());
  };
  attack.is_refused();
}

TEST(AttackOnTrust, OneKeyForTwoPrincipals) {
  Attack attack(executed);
  attack.repository.keys.push_back({"runner", "svc:other-runner", "runner", "prod"});
  attack.is_refused();
}

TEST(AttackOnTrust, DefaultTurnedToAllow) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at(kTrust), "default: deny", "default: allow");
  };
  attack.is_refused();
}

TEST(AttackOnTrust, TwoRulesForOneEnvironment) {
  Attack attack(executed);
  attack.repository.trust_rules += "  - environment: prod\n";
  attack.is_refused();
}

TEST(AttackOnTrust, TrustPolicyNotThere) {
  Attack attack(executed);
  attack.target.arguments = {"--trust", "nowhere/trust.yml"};
  attack.is_refused();
}

}  // namespace
