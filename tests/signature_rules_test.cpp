// What keeps the signature of a receipt from counting: one reason, one rule.
#include "signature_testing.hpp"

namespace {

using mig::test::Json;
using mig::test::judge_signatures;
using mig::test::judged;
using mig::test::signed_run;
using mig::test::SignedRepository;
using mig::test::told;
using mig::test::words_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(SignatureRules, WhatHoldsIsNotTalkedAbout) {
  auto stage = signed_run();
  EXPECT_THAT(words_of(judge_signatures(stage)), IsEmpty());
  auto prod = signed_run("prod");
  prod.runs[0].signers = {"ec-witness", "runner"};
  EXPECT_THAT(words_of(judge_signatures(prod)), IsEmpty());
  auto chained = signed_run();
  chained.roll_back(chained.runs[0], 3);
  EXPECT_THAT(words_of(judge_signatures(chained)), IsEmpty());
  auto stored = signed_run();
  stored.runs[0].is_referenced = true;
  EXPECT_THAT(words_of(judge_signatures(stored)), IsEmpty());
}

TEST(SignatureRules, WithoutTrustAnyReceiptIsForReview) {
  auto repository = signed_run();
  repository.has_trust = false;
  repository.approve("night", Json::object(), {"approver"});
  EXPECT_THAT(judged(repository),
              ElementsAre("review signature-without-trust", "review signature-without-trust"));
  repository.runs[0].is_signed = false;
  repository.approvals.clear();
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("review signature-without-trust"));
  EXPECT_THAT(words_of(findings), HasSubstr("it is not signed"));
}

TEST(SignatureRules, WhatIsWrongInAStatementIsToldWithoutTrustToo) {
  auto repository = signed_run();
  repository.has_trust = false;
  repository.on_statement = [](std::size_t, Json& statement) {
    statement["predicate"]["environment"] = "prod";
  };
  EXPECT_THAT(judged(repository),
              ElementsAre("fail signature-statement-mismatch", "review signature-without-trust"));
}

TEST(SignatureRules, AReceiptWithoutEnvelopeIsMissingIt) {
  auto repository = signed_run();
  repository.runs[0].is_signed = false;
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-missing"));
  EXPECT_THAT(words_of(findings), HasSubstr("there is no receipts/run_receipt.dsse.json"));
  repository.runs[0].is_referenced = true;
  const auto stored = judge_signatures(repository);
  EXPECT_THAT(told(stored), ElementsAre("fail signature-missing"));
  EXPECT_THAT(words_of(stored), HasSubstr("run_receipt.json, fetched there from its store"));
}

TEST(SignatureRules, APayloadIsCanonicalBase64) {
  for (const std::string odd : {" ", "\n", "=", "A"}) {
    auto repository = signed_run();
    repository.on_envelope = [&odd](std::size_t, Json& envelope) {
      envelope["payload"] = envelope["payload"].get<std::string>() + odd;
    };
    EXPECT_THAT(judged(repository), ElementsAre("fail signature-malformed-payload")) << odd;
  }
}

TEST(SignatureRules, APayloadIsStrictJson) {
  for (const std::string payload :
       {"{\"_type\":1,\"_type\":2}", "{}x", "", "\xEF\xBB\xBF{}", "{"}) {
    auto repository = signed_run();
    repository.on_envelope = [&payload](std::size_t, Json& envelope) {
      mig::test::sign_payload(envelope, "runner", payload);
    };
    const auto findings = judge_signatures(repository);
    // The schema of envelopes asks for some payload.
    EXPECT_THAT(told(findings), ElementsAre(payload.empty() ? "fail signature-invalid-value"
                                                            : "fail signature-malformed-payload"));
    if (payload.empty()) continue;
    EXPECT_THAT(words_of(findings), HasSubstr("of the payload"));
  }
}

TEST(SignatureRules, APayloadFitsTheSchemaOfStatements) {
  auto repository = signed_run();
  repository.on_statement = [](std::size_t, Json& statement) {
    statement["predicate"].erase("git_commit");
  };
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-malformed-payload"));
  EXPECT_THAT(words_of(findings), HasSubstr("git_commit"));
  EXPECT_THAT(words_of(findings), HasSubstr("(predicate, line 1, column "));
}

TEST(SignatureRules, TypesAreExact) {
  auto repository = signed_run();
  repository.on_envelope = [](std::size_t, Json& envelope) {
    envelope["payloadType"] = "application/vnd.in-toto+JSON";
  };
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-wrong-type"));
  const std::vector<std::pair<std::string, std::string>> others{
      {"_type", "https://in-toto.io/Statement/v0.1"},
      {"predicateType", "urn:mig-gates:predicate:approval:v1"},
      {"predicateType", "urn:mig-gates:predicate:run:v2"}};
  for (const auto& [key, type] : others) {
    auto other = signed_run();
    other.on_statement = [name = key, value = type](std::size_t, Json& statement) {
      statement[name] = value;
    };
    const auto findings = judge_signatures(other);
    EXPECT_THAT(told(findings), ElementsAre("fail signature-wrong-type"));
    EXPECT_THAT(words_of(findings), HasSubstr(type));
  }
}

TEST(SignatureRules, EverySignatureVerifies) {
  auto stranger = signed_run();
  stranger.runs[0].signers = {"runner", "stranger"};
  EXPECT_THAT(judged(stranger), ElementsAre("fail signature-unverified"));
  stranger.runs[0].signers = {"stranger"};
  EXPECT_THAT(judged(stranger), ElementsAre("fail signature-unverified"));

  auto altered = signed_run();
  altered.on_envelope = [](std::size_t, Json& envelope) {
    envelope["payload"] = mig::test::base64("{\"altered\":true}");
  };
  const auto findings = judge_signatures(altered);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-unverified"));
  EXPECT_THAT(words_of(findings), HasSubstr("names the key of svc:migrations-runner"));

  // A second text for the same bytes would let an envelope change without being noticed.
  auto respelt = signed_run();
  respelt.on_envelope = [](std::size_t, Json& envelope) {
    auto& signature = envelope["signatures"][0]["sig"];
    signature = signature.get<std::string>() + "\n";
  };
  EXPECT_THAT(words_of(judge_signatures(respelt)), HasSubstr("not canonical base64"));
}

TEST(SignatureRules, NotMoreThanAFewSignaturesAreTried) {
  auto repository = signed_run();
  repository.on_envelope = [](std::size_t, Json& envelope) {
    const auto signature = envelope["signatures"][0];
    const auto other = Json{{"sig", mig::test::base64(std::string(64, 'x'))}};
    auto& all = envelope["signatures"] = Json::array();
    for (std::size_t at = 0; at < mig::bundle::kTriedSignatures - 1; ++at) all.push_back(other);
    all.push_back(signature);
  };
  const auto tried = judge_signatures(repository);
  EXPECT_EQ(tried.size(), mig::bundle::kTriedSignatures - 1);
  EXPECT_THAT(words_of(tried), Not(HasSubstr("are not tried")));
  repository.on_envelope = [](std::size_t, Json& envelope) {
    auto& all = envelope["signatures"];
    for (std::size_t at = 0; at < 1000; ++at) all.push_back({{"sig", all[0]["sig"]}});
  };
  const auto findings = judge_signatures(repository);
  EXPECT_LE(findings.size(), mig::bundle::kTriedSignatures);
  EXPECT_THAT(words_of(findings), HasSubstr("the envelope has 1001 signatures"));
}

TEST(SignatureRules, AnEnvelopeWithoutSignaturesIsRefusedByItsShape) {
  auto repository = signed_run();
  repository.runs[0].signers = {};
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-invalid-value"));
}

TEST(SignatureRules, TheIdOfAKeyIsAHint) {
  auto repository = signed_run();
  repository.on_envelope = [](std::size_t, Json& envelope) {
    envelope["signatures"][0]["keyid"] = mig::test::key_id("stranger");
  };
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureRules, AHintToAnotherTrustedKeyIsFalse) {
  auto repository = signed_run();
  repository.on_envelope = [](std::size_t, Json& envelope) {
    envelope["signatures"][0]["keyid"] = mig::test::key_id("ec-witness");
  };
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-unverified"));
}

TEST(SignatureRules, AKeySignsOnce) {
  auto repository = signed_run();
  repository.runs[0].signers = {"runner", "runner"};
  repository.on_envelope = [](std::size_t, Json& envelope) {
    envelope["signatures"][1]["keyid"] = "";
  };
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-repeated-key"));
}

TEST(SignatureRules, ARevokedKeyCountsForNoTime) {
  auto repository = signed_run();
  repository.keys[0].revoked = "2026-03-20T00:00:00Z";
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-revoked-key"));
  EXPECT_THAT(words_of(findings), HasSubstr("(lost)"));
}

TEST(SignatureRules, AKeyIsValidWhenTheRunEnds) {
  const std::string end = "2026-03-02T18:31:12Z";
  auto repository = signed_run();
  repository.keys[0].valid_from = end;
  EXPECT_THAT(judged(repository), IsEmpty());
  repository.keys[0].valid_from = "2026-03-02T18:31:13Z";
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-outside-validity"));
  repository.keys[0].valid_from = "2026-01-01T00:00:00Z";
  repository.keys[0].valid_until = "2026-03-02T19:31:12+01:00";
  EXPECT_THAT(judged(repository), IsEmpty());
  repository.keys[0].valid_until = "2026-03-02T18:31:11Z";
  const auto expired = judge_signatures(repository);
  EXPECT_THAT(told(expired), ElementsAre("fail signature-outside-validity"));
  EXPECT_EQ(expired.front().related.front().message, "valid until here");
  repository.keys[0].valid_from = "2026-03-02T18:31:13Z";
  repository.keys[0].valid_until = "2026-04-01T00:00:00Z";
  const auto early = judge_signatures(repository);
  ASSERT_THAT(told(early), ElementsAre("fail signature-outside-validity"));
  EXPECT_EQ(early.front().related.front().message, "valid from here on");
}

// Nothing else gets a signature out of an envelope.
TEST(SignatureRules, WhatHasToGoIsReplaced) {
  const auto replaced = HasSubstr(
      "mig-receipt-verify sign --replace --key FILE "
      "migrations/postgis/PG-MIG-2026-03-01-01/receipts/run_receipt.json; that drops every "
      "signature that is there, and the others have to sign again");
  auto revoked = signed_run();
  revoked.keys[0].revoked = "2026-03-20T00:00:00Z";
  EXPECT_THAT(words_of(judge_signatures(revoked)), replaced);
  auto role = signed_run();
  role.keys[0].roles = "witness";
  EXPECT_THAT(words_of(judge_signatures(role)), replaced);
  auto window = signed_run();
  window.keys[0].valid_until = "2026-03-02T18:31:11Z";
  EXPECT_THAT(words_of(judge_signatures(window)), replaced);
  auto environment = signed_run();
  environment.keys[0].environments = "dev";
  EXPECT_THAT(words_of(judge_signatures(environment)), replaced);
  auto unverified = signed_run();
  unverified.runs[0].signers = {"runner", "stranger"};
  EXPECT_THAT(words_of(judge_signatures(unverified)), replaced);
  auto repeated = signed_run();
  repeated.runs[0].signers = {"runner", "runner"};
  EXPECT_THAT(words_of(judge_signatures(repeated)), replaced);
}

TEST(SignatureRules, AKeyHasARoleOfTheRule) {
  auto repository = signed_run();
  repository.keys[0].roles = "witness, governance";
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-role-not-allowed"));
  EXPECT_THAT(words_of(findings), HasSubstr("is trusted as witness, governance, but receipts of "
                                            "stage are signed by runner"));
  repository.trust_rules = "  - {environment: stage, roles: [runner, witness]}\n";
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureRules, AKeyIsForTheEnvironment) {
  auto repository = signed_run();
  repository.keys[0].environments = "dev, prod";
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-environment-not-allowed"));
  repository.keys[0].environments = "";
  EXPECT_THAT(words_of(judge_signatures(repository)), HasSubstr("trusted for no environment"));
}

TEST(SignatureRules, WhatTheTrustPolicyDoesNotNameIsDenied) {
  auto repository = signed_run();
  repository.trust_rules = "  - environment: dev\n  - environment: Stage\n";
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-environment-denied"));
  EXPECT_THAT(words_of(findings), HasSubstr("rules for dev, Stage"));
  repository.runs[0].is_signed = false;
  EXPECT_THAT(judged(repository),
              ElementsAre("fail signature-environment-denied", "fail signature-missing"));
}

}  // namespace
