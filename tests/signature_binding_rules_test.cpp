// How many have to sign, who, and for which bytes.
#include "signature_testing.hpp"

namespace {

using mig::test::Files;
using mig::test::Json;
using mig::test::judge_signatures;
using mig::test::judged;
using mig::test::kSignedBundle;
using mig::test::signed_run;
using mig::test::SignedRepository;
using mig::test::told;
using mig::test::words_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(SignatureThreshold, TooFewAreTold) {
  auto repository = signed_run("prod");
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-below-threshold"));
  EXPECT_THAT(words_of(findings), HasSubstr("2 distinct principals, and 1 counts: "
                                            "svc:migrations-runner (sha256:"));
  repository.runs[0].signers = {"runner", "ec-witness"};
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureThreshold, PrincipalsCountAndNotTheirKeys) {
  auto repository = signed_run("prod");
  repository.runs[0].signers = {"runner", "ec-witness"};
  repository.keys[1].principal = "svc:migrations-runner";
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-below-threshold"));
  EXPECT_THAT(words_of(findings), HasSubstr("does not count: its principal counts already"));
  repository.trust_rules =
      "  - {environment: prod, threshold: 2, distinct_principals: false, roles: [runner, "
      "witness]}\n";
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureThreshold, OneKeyTwiceIsOne) {
  auto repository = signed_run("prod");
  repository.runs[0].signers = {"runner", "runner"};
  EXPECT_THAT(judged(repository),
              ElementsAre("fail signature-below-threshold", "fail signature-repeated-key"));
}

TEST(SignatureThreshold, WhatAnotherRuleTellsIsNotSaidAgain) {
  auto unverified = signed_run("prod");
  unverified.runs[0].signers = {"runner", "stranger"};
  EXPECT_THAT(judged(unverified), ElementsAre("fail signature-unverified"));
  auto revoked = signed_run("prod");
  revoked.runs[0].signers = {"runner", "ec-witness"};
  revoked.keys[1].revoked = "2026-03-20T00:00:00Z";
  EXPECT_THAT(judged(revoked), ElementsAre("fail signature-revoked-key"));
  auto denied = signed_run("prod");
  denied.trust_rules = "  - environment: dev\n";
  EXPECT_THAT(judged(denied), ElementsAre("fail signature-environment-denied"));
}

TEST(SignatureThreshold, UnverifiedOnesDoNotHideThatThereAreTooFew) {
  auto repository = signed_run("prod");
  repository.trust_rules = "  - {environment: prod, threshold: 3}\n";
  repository.runs[0].signers = {"runner", "stranger"};
  EXPECT_THAT(judged(repository),
              ElementsAre("fail signature-below-threshold", "fail signature-unverified"));
}

TEST(SignaturePrincipal, TheActorSigns) {
  auto repository = signed_run();
  repository.keys[0].principal = "svc:another-runner";
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-wrong-principal"));
  EXPECT_THAT(words_of(findings),
              HasSubstr("have svc:migrations-runner sign the receipt: mig-receipt-verify "));
}

TEST(SignaturePrincipal, WitnessesAloneDoNotSpeakForTheActor) {
  auto repository = signed_run();
  repository.trust_rules = "  - {environment: stage, roles: [runner, witness]}\n";
  repository.runs[0].signers = {"ec-witness"};
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-wrong-principal"));
  repository.runs[0].signers = {"ec-witness", "stranger"};
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-unverified"));
}

TEST(SignatureStatement, EveryFieldIsCompared) {
  const std::vector<std::pair<std::string, Json>> others{
      {"migration_id", "PG-MIG-2026-03-01-02"},
      {"run_id", "kfm://run/another"},
      {"environment", "prod"},
      {"git_commit", std::string(40, 'b')},
      {"bundle_digest", "sha256:" + std::string(64, 'b')},
      {"sequence", 7},
      {"previous_receipt", "sha256:" + std::string(64, 'b')}};
  for (const auto& [field, value] : others) {
    auto repository = signed_run();
    repository.on_statement = [name = field, other = value](std::size_t, Json& statement) {
      statement["predicate"][name] = other;
    };
    const auto findings = judge_signatures(repository);
    EXPECT_THAT(told(findings), ElementsAre("fail signature-statement-mismatch")) << field;
    EXPECT_THAT(words_of(findings), HasSubstr(field + " was signed as "));
  }
}

TEST(SignatureStatement, AFieldOfTheReceiptIsNotLeftOut) {
  for (const std::string field : {"bundle_digest", "sequence"}) {
    auto repository = signed_run();
    repository.on_statement = [&field](std::size_t, Json& statement) {
      statement["predicate"].erase(field);
    };
    const auto findings = judge_signatures(repository);
    EXPECT_THAT(told(findings), ElementsAre("fail signature-statement-mismatch"));
    EXPECT_THAT(words_of(findings), HasSubstr(field + " is not among what was signed"));
  }
}

TEST(SignatureSubjects, TheyAreTheReceiptAndItsOutputs) {
  using Change = std::function<void(Json&)>;
  const std::vector<std::pair<std::string, Change>> changes{
      {"diffs/summary.json is not signed", [](Json& subjects) { subjects.erase(3); }},
      {"receipts/run_receipt.json is not signed", [](Json& subjects) { subjects.erase(0); }},
      {"notes.md is signed and is no output",
       [](Json& subjects) {
         subjects.push_back({{"name", "notes.md"}, {"digest", subjects[1]["digest"]}});
       }},
      {"baselines/post.json was signed as",
       [](Json& subjects) { std::swap(subjects[1]["digest"], subjects[2]["digest"]); }},
      {"baselines/post.json is signed twice", [](Json& subjects) {
         subjects.push_back({{"name", "baselines/post.json"}, {"digest", subjects[0]["digest"]}});
       }}};
  for (const auto& [message, change] : changes) {
    auto repository = signed_run();
    repository.on_statement = [&changed = change](std::size_t, Json& statement) {
      changed(statement["subject"]);
    };
    const auto findings = judge_signatures(repository);
    EXPECT_THAT(told(findings), ElementsAre("fail signature-subject-mismatch"));
    EXPECT_THAT(words_of(findings), HasSubstr(message));
  }
}

TEST(SignatureSubjects, TheirOrderMeansNothing) {
  auto repository = signed_run();
  repository.on_statement = [](std::size_t, Json& statement) {
    std::swap(statement["subject"][0], statement["subject"][3]);
  };
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureSubjects, AChangedReceiptIsToldOnceWithWhatWasSigned) {
  auto repository = signed_run();
  repository.on_files = [](Files& files) {
    auto& receipt = files[std::string(kSignedBundle) + "receipts/run_receipt.json"];
    const std::string from = "\"name\": \"stage\"";
    receipt.replace(receipt.find(from), from.size(), "\"name\": \"dev\"");
  };
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-subject-mismatch"));
  EXPECT_THAT(words_of(findings),
              HasSubstr("what was signed has environment stage instead of dev"));
}

TEST(SignatureSubjects, TheEnvelopeOfAnotherRunIsOfAnotherRun) {
  auto repository = signed_run();
  repository.run("stage", 3);
  repository.on_files = [](Files& files) {
    const std::string bundle = kSignedBundle;
    files[bundle + "runs/stage-2/receipts/run_receipt.dsse.json"] =
        files[bundle + "receipts/run_receipt.dsse.json"];
  };
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-subject-mismatch"));
  EXPECT_THAT(words_of(findings), HasSubstr("and 3 more; what was signed has run_id "));
}

TEST(SignatureAge, AReceiptCountsForItsDays) {
  auto repository = signed_run();
  repository.trust_rules = "  - {environment: stage, max_age_days: 29}\n";
  EXPECT_THAT(judged(repository), ElementsAre("fail signature-too-old"));
  EXPECT_THAT(judged(repository, {.now = "2026-03-31T18:31:12Z"}), IsEmpty());
  EXPECT_THAT(judged(repository, {.now = "2026-03-31T18:31:13Z"}),
              ElementsAre("fail signature-too-old"));
  repository.trust_rules = "  - {environment: stage, max_age_days: 30}\n";
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureStray, AnEnvelopeLiesBesideWhatItSigns) {
  auto repository = signed_run();
  repository.on_files = [](Files& files) {
    const std::string bundle = kSignedBundle;
    files[bundle + "approvals/gone.dsse.json"] = files[bundle + "receipts/run_receipt.dsse.json"];
  };
  const auto findings = judge_signatures(repository);
  EXPECT_THAT(told(findings), ElementsAre("fail signature-stray"));
  EXPECT_THAT(words_of(findings), HasSubstr("there is no approval of that name beside it"));

  auto removed = signed_run();
  removed.on_files = [](Files& files) {
    files.erase(std::string(kSignedBundle) + "receipts/run_receipt.json");
  };
  EXPECT_THAT(judged(removed), ElementsAre("fail signature-stray"));
}

TEST(SignatureStray, WhatIsUnlistedIsToldAsThat) {
  auto repository = signed_run();
  repository.on_files = [](Files& files) {
    const std::string bundle = kSignedBundle;
    files[bundle + "notes.dsse.json"] = files[bundle + "receipts/run_receipt.dsse.json"];
  };
  EXPECT_THAT(judged(repository), IsEmpty());
}

TEST(SignatureSubjects, WhatCannotBeComparedIsNot) {
  // The shape of the receipt is told by other rules.
  auto repository = signed_run();
  repository.on_receipt = [](std::size_t, Json& receipt) { receipt.erase("actor"); };
  repository.runs[0].has_prov = false;
  repository.on_statement = [](std::size_t, Json& statement) { statement["subject"].erase(1); };
  EXPECT_THAT(judged(repository), IsEmpty());
}

}  // namespace
