// Replays docs/threat-model.md: what was signed by the right keys, and is offered for something
// else.
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
using mig::test::payload_of;
using mig::test::replace;
using mig::test::sign_again;

const std::vector<std::string> kSigners{"runner", "ec-witness"};

/// Changes what is signed for production.
template <class Change>
void forge(Attack& attack, Change change) {
  attack.repository.on_statement = in_production(change);
}

template <class Change>
void forge_envelope(Attack& attack, Change change) {
  attack.repository.on_envelope = in_production(change);
}

TEST(AttackOnAStatement, StatementOfAnotherEnvironment) {
  Attack attack(executed);
  forge(attack, [](Json& statement) { statement["predicate"]["environment"] = "stage"; });
  attack.is_stopped_by("signature-statement-mismatch");
}

TEST(AttackOnAStatement, SequenceLeftUnsigned) {
  Attack attack(executed);
  forge(attack, [](Json& statement) { statement["predicate"].erase("sequence"); });
  attack.is_stopped_by("signature-statement-mismatch");
}

TEST(AttackOnAStatement, OutputLeftUnsigned) {
  Attack attack(executed);
  forge(attack, [](Json& statement) { statement["subject"].erase(2); });
  attack.is_stopped_by("signature-subject-mismatch");
}

TEST(AttackOnAStatement, AnotherPayloadType) {
  Attack attack(executed);
  forge_envelope(attack, [](Json& envelope) {
    sign_again(envelope, payload_of(envelope), kSigners, "application/json");
  });
  attack.is_stopped_by("signature-wrong-type");
}

TEST(AttackOnAStatement, ApprovalStatementForARun) {
  Attack attack(executed);
  forge(attack, [](Json& statement) {
    statement["predicateType"] = "urn:mig-gates:predicate:approval:v1";
  });
  attack.is_stopped_by("signature-wrong-type");
}

// Some readers skip what is no base64, others take '-' for '+': the signature holds for the former.
TEST(AttackOnAStatement, PayloadRespelt) {
  Attack attack(executed);
  forge_envelope(attack, [](Json& envelope) {
    envelope["payload"] = envelope["payload"].get<std::string>().insert(8, "----");
  });
  attack.is_stopped_by("signature-malformed-payload");
}

TEST(AttackOnAStatement, PayloadWithTwoReadings) {
  Attack attack(executed);
  forge_envelope(attack, [](Json& envelope) {
    auto payload = payload_of(envelope);
    replace(payload, "\"environment\":\"prod\"",
            "\"environment\":\"stage\",\"environment\":\"prod\"");
    sign_again(envelope, payload, kSigners);
  });
  attack.is_stopped_by("signature-malformed-payload");
}

TEST(AttackOnAnApproval, SignedApprovalEdited) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at(in_bundle("approvals/go.yml")), "sql-blocking-index", "scope-exceeded");
  };
  attack.is_stopped_by("signature-subject-mismatch");
}

TEST(AttackOnAnApproval, ApprovalInAnotherName) {
  Attack attack(executed);
  attack.repository.approvals.at("go").fields["approved_by"] = "person:bob";
  attack.is_stopped_by("signature-wrong-principal");
}

TEST(AttackOnAnApproval, RunnerApprovesItself) {
  Attack attack(executed);
  auto& approval = attack.repository.approvals.at("go");
  approval.fields["approved_by"] = "svc:migrations-runner";
  approval.signers = {"runner"};
  attack.is_stopped_by("signature-role-not-allowed");
}

TEST(AttackOnAnApproval, ApprovalOfAnotherMigration) {
  Attack attack(executed);
  attack.repository.on_approval_statement = [](const std::string&, Json& statement) {
    statement["predicate"]["migration_id"] = "PG-MIG-2026-03-01-02";
  };
  attack.is_stopped_by("signature-statement-mismatch");
}

TEST(AttackOnAnApproval, EnvelopeOfAnotherApproval) {
  Attack attack(executed);
  attack.repository.approve("more", {{"rule", "sql-drop-table"}}, {});
  attack.repository.on_files = [](Files& files) {
    files[in_bundle("approvals/more.dsse.json")] = files.at(in_bundle("approvals/go.dsse.json"));
  };
  attack.is_stopped_by("signature-subject-mismatch");
}

}  // namespace
