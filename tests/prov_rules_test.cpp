// Each way in which provenance differs from its receipt is told by one rule, and by no other.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/report/prov_file.hpp"
#include "mig/rules/prov/provenance.hpp"
#include "prov_testing.hpp"

namespace {

using mig::Finding;
using mig::Severity;
using mig::test::digest_like;
using mig::test::judge_records;
using mig::test::receipt_text;
using mig::test::rules_of;
using mig::test::RunWorld;
using mig::test::with;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kRun = "run:2026-03-01T18:30:00Z.migration.PG-MIG-2026-03-01-01.abcd1234";

std::string prov_of(const std::string& receipt) {
  RunWorld world(receipt, "");
  return mig::report::prov_json(world.records.receipts[0].receipt, {"forward.sql"});
}
const std::string& honest() {
  static const auto text = prov_of(receipt_text());
  return text;
}

std::vector<Finding> judge(const std::string& prov, const std::string& receipt = receipt_text()) {
  RunWorld world(receipt, prov);
  return judge_records(world.bundle, world.records, "prov");
}

std::string usage(char digit) {
  return R"({"@type":"Usage","activity":")" + kRun + R"(","entity":")" + digest_like(digit) +
         R"(","time":"2026-03-01T18:30:00Z"})";
}
std::string generation(char digit) {
  return R"({"@type":"Generation","entity":")" + digest_like(digit) + R"(","activity":")" + kRun +
         R"(","time":"2026-03-01T18:31:12.5Z"})";
}
std::string derivation(char made, char source) {
  return R"({"@type":"Derivation","generatedEntity":")" + digest_like(made) +
         R"(","usedEntity":")" + digest_like(source) + R"(","activity":")" + kRun + R"("})";
}
std::string entity(char digit, const std::string& path) {
  return R"({"@type":"Entity","@id":")" + digest_like(digit) + R"(","mig:path":[{"@value":")" +
         path + R"("}]})";
}
const std::string kAssociation =
    R"({"@type":"Association","activity":")" + kRun + R"(","agent":"who:svc:migrations-runner"})";

std::string added(const std::string& node) {
  return with(honest(), "\n  ]\n}", ",\n    " + node + "\n  ]\n}");
}
/// The line of that node taken out; it must not be the last one.
std::string without(const std::string& node) {
  return with(honest(), "    " + node + ",\n", "");
}
std::string replaced_all(std::string text, const std::string& from, const std::string& to) {
  std::size_t at = 0;
  while ((at = text.find(from, at)) != std::string::npos) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

MATCHER_P2(IsOnly, rule, words, "") {
  if (arg.size() != 1) {
    *result_listener << testing::PrintToString(rules_of(arg));
    return false;
  }
  *result_listener << arg[0].rule << ": " << arg[0].message;
  return arg[0].rule == rule && arg[0].message.find(words) != std::string::npos &&
         !arg[0].remedy.empty() && arg[0].severity == Severity::fail;
}

TEST(ProvRules, WhatIsDerivedFromAReceiptIsSilent) {
  EXPECT_THAT(rules_of(judge(honest())), IsEmpty());
}

TEST(ProvRules, ARunWithoutProvenanceIsToldAndNothingElse) {
  const auto findings = judge("");
  ASSERT_THAT(rules_of(findings), ElementsAre("prov-missing"));
  EXPECT_EQ(findings[0].severity, Severity::info);
  EXPECT_EQ(findings[0].location.path, "b/receipts/prov.jsonld");
  EXPECT_THAT(findings[0].remedy, HasSubstr("mig-receipt-verify prov b/receipts/run_receipt.json"));
}

TEST(ProvRules, AStoredReceiptIsNotDerivedFromByAPathOfTheStore) {
  RunWorld world(receipt_text(), "");
  world.records.receipts[0].is_stored = true;
  world.run.folder = "runs/stage-2";
  const auto findings = judge_records(world.bundle, world.records, "prov");
  ASSERT_THAT(rules_of(findings), ElementsAre("prov-missing"));
  EXPECT_EQ(findings[0].location.path, "b/runs/stage-2/receipts/prov.jsonld");
  EXPECT_THAT(findings[0].remedy, Not(HasSubstr("b/receipts")));
}

TEST(ProvRules, WhatDoesNotFitItsSchemaIsNotHeldAgainstAnything) {
  for (const bool is_receipt : {true, false}) {
    RunWorld world(receipt_text(), with(added(usage('f')), "\"xsd\"", "\"xsx\""));
    (is_receipt ? world.receipt_document : world.prov_document)->violations.emplace_back();
    EXPECT_THAT(judge_records(world.bundle, world.records, "prov"), IsEmpty());
  }
  RunWorld world(receipt_text(), "");
  world.receipt_document->violations.emplace_back();
  EXPECT_THAT(judge_records(world.bundle, world.records, "prov"), IsEmpty());
}

TEST(ProvRules, AContextThatIsNotTheKnownOne) {
  const auto foreign = "prov-foreign-context";
  EXPECT_THAT(judge(with(honest(), "ns/prov#", "ns/prow#")), IsOnly(foreign, "context"));
  EXPECT_THAT(judge(with(honest(), "context.jsonld", "context.json")), IsOnly(foreign, "context"));
  EXPECT_THAT(judge(with(honest(), "{\"xsd\"", "{\"ex\":\"urn:x\",\"xsd\"")),
              IsOnly(foreign, "context"));
  EXPECT_THAT(judge(with(honest(), "context.jsonld\"", "context.jsonld\", {}")),
              IsOnly(foreign, "context"));
  const auto findings = judge(with(honest(), "ns/prov#", "ns/prow#"));
  EXPECT_THAT(findings[0].remedy, HasSubstr(R"("who": "urn:mig:principal:"}, "https://open)"));
}

TEST(ProvRules, OneIdentifierForTwoNodes) {
  EXPECT_THAT(judge(added(entity('1', "forward.sql"))), IsOnly("prov-duplicate-id", "second time"));
  EXPECT_THAT(judge(added(entity('1', "stray.sql"))), IsOnly("prov-duplicate-id", "second time"))
      << "which of the two counts is not known";
}

TEST(ProvRules, AReferenceToNothing) {
  const auto findings = judge(
      with(honest(), kAssociation, with(kAssociation, kRun, kRun.substr(0, kRun.size() - 1))));
  EXPECT_THAT(findings, IsOnly("prov-dangling-reference", "does not describe"));
  EXPECT_THAT(findings[0].remedy, HasSubstr("did you mean \"" + kRun + "\"?"));
  for (const auto& line : {usage('f'), generation('f'), derivation('a', 'f'), derivation('f', '1')})
    EXPECT_THAT(judge(added(line)), IsOnly("prov-dangling-reference", "does not describe")) << line;
}

TEST(ProvRules, OfVeryManyNodesNoneIsSuggested) {
  const auto typing_slip = with(kAssociation, kRun, kRun.substr(0, kRun.size() - 1));
  auto prov = with(honest(), kAssociation, typing_slip);
  for (int i = 0; i < 100; ++i)
    prov = with(prov, "\n  ]\n}",
                ",\n" + with(entity('f', "x"), "ff\"", fmt::format("{:02}\"", i)) + "\n  ]\n}");
  for (const auto& finding : judge(prov))
    EXPECT_THAT(finding.remedy, Not(HasSubstr("did you mean")));
}

TEST(ProvRules, OfManyPathsTheFirstOnesAreNamed) {
  std::vector<mig::contract::FileDigest> files(5);
  std::vector<const mig::contract::FileDigest*> list;
  for (auto& file : files) {
    file.path.value = std::string(1, static_cast<char>('a' + list.size()));
    list.push_back(&file);
  }
  EXPECT_EQ(mig::rules::prov_rules::paths_of(list), "a, b, c and 2 more");
  list.resize(3);
  EXPECT_EQ(mig::rules::prov_rules::paths_of(list), "a, b, c");
}

TEST(ProvRules, AReferenceToANodeOfAnotherKind) {
  const auto as_agent = with(kAssociation, "who:svc:migrations-runner", digest_like('1'));
  const auto findings = judge(with(honest(), kAssociation, as_agent));
  EXPECT_THAT(findings,
              IsOnly("prov-dangling-reference", "an agent is due, but that is an entity"));
  EXPECT_EQ(findings[0].related.size(), 1U);
  const auto as_activity = with(derivation('a', '1'), kRun, "who:svc:migrations-runner");
  EXPECT_THAT(judge(added(as_activity)),
              IsOnly("prov-dangling-reference", "an activity is due, but that is an agent"));
  const auto as_entity = with(derivation('a', '1'), digest_like('1'), kRun);
  EXPECT_THAT(judge(added(as_entity)),
              IsOnly("prov-dangling-reference", "an entity is due, but that is an activity"));
}

TEST(ProvRules, AReferenceThatIsLeftOut) {
  EXPECT_THAT(judge(added(R"({"@type":"Usage","activity":")" + kRun + "\"}")),
              IsOnly("prov-dangling-reference", "the usage does not name an entity"));
}

TEST(ProvRules, TwoGenerationsOfOneEntity) {
  EXPECT_THAT(judge(added(generation('a'))), IsOnly("prov-repeated-generation", "second time"));
  EXPECT_THAT(judge(added(usage('1'))), IsEmpty()) << "used twice is used";
}

const std::string kStart = R"("startTime":"2026-03-01T18:30:00Z")";
const std::string kEnd = R"("endTime":"2026-03-01T18:31:12.5Z")";

TEST(ProvRules, TimesOfAnotherRun) {
  const auto rule = "prov-time-outside-run";
  EXPECT_THAT(judge(with(honest(), kStart, R"("startTime":"2026-03-01T18:30:01Z")")),
              IsOnly(rule, "started_at"));
  EXPECT_THAT(judge(with(honest(), kEnd, R"("endTime":"2026-03-01T18:31:12.51Z")")),
              IsOnly(rule, "finished_at"));
  EXPECT_THAT(judge(with(honest(), kEnd, R"("endTime":"2026-03-01T18:29:00Z")")),
              IsOnly(rule, "finished_at"));
  EXPECT_THAT(judge(with(honest(), kEnd, R"("endTime":"2026-02-30T18:31:12Z")")),
              IsOnly(rule, "does not exist"));
  EXPECT_THAT(judge(with(honest(), kStart + ",", "")), IsOnly(rule, "no startTime"));
}

TEST(ProvRules, TheSameInstantMayBeWrittenInAnotherWay) {
  EXPECT_THAT(judge(with(honest(), kStart, R"("startTime":"2026-03-01T19:30:00.000+01:00")")),
              IsEmpty());
  EXPECT_THAT(judge(with(honest(), kEnd, R"("endTime":"2026-03-01T18:31:12.500Z")")), IsEmpty());
}

std::string used_at(const std::string& time) {
  return with(honest(), usage('1'),
              with(usage('1'), R"("time":"2026-03-01T18:30:00Z")", R"("time":")" + time + '"'));
}

TEST(ProvRules, WhatHappensInARunHappensBetweenItsEnds) {
  const auto rule = "prov-time-outside-run";
  EXPECT_THAT(judge(used_at("2026-03-01T18:30:00Z")), IsEmpty());
  EXPECT_THAT(judge(used_at("2026-03-01T18:31:12.5Z")), IsEmpty());
  EXPECT_THAT(judge(used_at("2026-03-01T18:29:59.9Z")), IsOnly(rule, "before the run started"));
  EXPECT_THAT(judge(used_at("2026-03-01T18:31:12.500001Z")), IsOnly(rule, "after the run ended"));
  EXPECT_THAT(judge(used_at("2026-03-01T25:00:00Z")), IsOnly(rule, "does not exist"));
}

TEST(ProvRules, ARunThatEndsBeforeItStartsIsTheFaultOfTheReceipt) {
  const auto receipt = with(receipt_text(), "18:31:12.5Z", "18:20:00Z");
  const auto prov = replaced_all(used_at("2026-03-01T18:25:00Z"), "18:31:12.5Z", "18:20:00Z");
  EXPECT_THAT(judge(prov, receipt), IsEmpty());
  const auto impossible = with(receipt_text(), "18:31:12.5Z", "18:61:00Z");
  EXPECT_THAT(judge(used_at("2026-03-01T18:25:00Z"), impossible), IsEmpty());
}

TEST(ProvRules, AnotherRun) {
  const auto rule = "prov-wrong-run";
  const auto other = replaced_all(honest(), "abcd1234", "abcd1235");
  EXPECT_THAT(judge(other), IsOnly(rule, "but the receipt is of the run kfm://run/2026"));
  const auto migration = R"("mig:migration_id":[{"@value":"PG-MIG-2026-03-01-01"}])";
  EXPECT_THAT(
      judge(with(honest(), migration, R"("mig:migration_id":[{"@value":"PG-MIG-2026-03-01-02"}])")),
      IsOnly(rule, "of the migration PG-MIG-2026-03-01-02"));
  EXPECT_THAT(judge(with(honest(), std::string(",") + migration, "")),
              IsOnly(rule, "does not say"));
  EXPECT_THAT(judge(added(R"({"@type":"Activity","@id":"run:x",)" + kStart + "," + kEnd + "," +
                          migration + "}")),
              IsOnly(rule, "the activity is run:x"));
}

TEST(ProvRules, NoRunAtAll) {
  const auto prov = R"({"@context": [], "@graph": []})";
  EXPECT_THAT(rules_of(judge(prov)), testing::AllOf(testing::Contains("prov-wrong-run"),
                                                    testing::Contains("prov-wrong-agent"),
                                                    testing::Contains("prov-wrong-entity")));
}

TEST(ProvRules, AnotherAgent) {
  const auto rule = "prov-wrong-agent";
  EXPECT_THAT(judge(replaced_all(honest(), "who:svc:migrations-runner", "who:svc:other")),
              IsOnly(rule, "svc:migrations-runner ran it"));
  EXPECT_THAT(judge(with(honest(), R"({"@value":"pipeline"})", R"({"@value":"admin"})")),
              IsOnly(rule, "the role admin"));
  EXPECT_THAT(judge(with(honest(), R"(,"mig:role":[{"@value":"pipeline"}])", "")),
              IsOnly(rule, "has no role"));
  EXPECT_THAT(judge(added(R"({"@type":"Agent","@id":"who:person:ada"})")),
              IsOnly(rule, "the agent is who:person:ada"));
}

TEST(ProvRules, TheRunIsAssociatedWithItsAgentOnce) {
  EXPECT_THAT(judge(without(kAssociation)), IsOnly("prov-wrong-agent", "nothing associates"));
  EXPECT_THAT(judge(added(kAssociation)), IsOnly("prov-wrong-agent", "a second time"));
}

TEST(ProvRules, OtherBytesThanThoseOfTheReceipt) {
  const auto rule = "prov-wrong-entity";
  // A forged digest of a file that is there.
  EXPECT_THAT(judge(replaced_all(honest(), digest_like('a'), digest_like('f'))),
              IsOnly(rule, "baselines/post.json is said to be sha256:ffff"));
  EXPECT_THAT(judge(added(entity('f', "stray.sql"))),
              IsOnly(rule, "the digest of no input and no output"));
  EXPECT_THAT(judge(with(honest(), R"({"@value":"rollback.sql"})",
                         R"({"@value":"rollback.sql"},{"@value":"stray.sql"})")),
              IsOnly(rule, "no input and no output stray.sql"));
  EXPECT_THAT(judge(with(honest(), R"({"@value":"rollback.sql"})",
                         R"({"@value":"rollback.sql"},{"@value":"rollback.sql"})")),
              IsOnly(rule, "a second time"));
}

TEST(ProvRules, AFileOfTheReceiptThatIsLeftOut) {
  auto prov = with(honest(), "    " + entity('3', "rollback.sql") + ",\n", "");
  prov = with(prov, "    " + usage('3') + ",\n", "");
  EXPECT_THAT(judge(prov), IsOnly("prov-wrong-entity", "no entity stands for rollback.sql"));
}

TEST(ProvRules, TwoFilesThatAreSwapped) {
  auto prov = with(honest(), R"({"@value":"forward.sql"})", R"({"@value":"-"})");
  prov = with(prov, R"({"@value":"rollback.sql"})", R"({"@value":"forward.sql"})");
  prov = with(prov, R"({"@value":"-"})", R"({"@value":"rollback.sql"})");
  const auto findings = judge(prov);
  EXPECT_THAT(rules_of(findings), ElementsAre("prov-wrong-entity", "prov-wrong-entity"));
  EXPECT_EQ(findings[0].related.size(), 1U);
}

TEST(ProvRules, TheDirectionOfAFile) {
  EXPECT_THAT(judge(added(usage('a'))), IsOnly("prov-wrong-entity", "use its own output"));
  EXPECT_THAT(judge(added(generation('1'))),
              IsOnly("prov-wrong-entity", "generate forward.sql, which it was given"));
}

TEST(ProvRules, FilesWithEqualBytesAreOneEntity) {
  const auto receipt = replaced_all(receipt_text(), digest_like('b'), digest_like('1'));
  const auto prov = prov_of(receipt);
  EXPECT_THAT(prov, HasSubstr(R"([{"@value":"forward.sql"},{"@value":"diffs/summary.json"}])"));
  EXPECT_THAT(judge(prov, receipt), IsEmpty());
  EXPECT_THAT(judge(with(prov, R"(,{"@value":"diffs/summary.json"})", ""), receipt),
              IsOnly("prov-wrong-entity", "no entity stands for diffs/summary.json"));
  // What was there before was not made.
  EXPECT_THAT(judge(with(prov, "\n  ]\n}", ",\n" + generation('1') + "\n  ]\n}"), receipt),
              IsOnly("prov-wrong-entity", "which it was given"));
}

TEST(ProvRules, AnInputThatIsNotUsed) {
  const auto findings = judge(without(usage('2')));
  EXPECT_THAT(findings, IsOnly("prov-unused-input", "migration.yml"));
  EXPECT_THAT(findings[0].remedy, HasSubstr(R"({"@type": "Usage", "activity": ")" + kRun));
}

TEST(ProvRules, AnOutputThatNothingMade) {
  const auto findings = judge(without(generation('b')));
  EXPECT_THAT(findings, IsOnly("prov-ungenerated-output", "diffs/summary.json"));
  EXPECT_THAT(findings[0].remedy, HasSubstr(R"({"@type": "Generation", "entity": "sha256:bbb)"));
}

TEST(ProvRules, DerivationsLeadFromInputsToOutputs) {
  const auto rule = "prov-unfounded-derivation";
  EXPECT_THAT(judge(added(derivation('a', '2'))), IsEmpty());
  EXPECT_THAT(judge(added(derivation('a', 'a'))), IsOnly(rule, "from itself"));
  EXPECT_THAT(judge(added(derivation('1', '2'))), IsOnly(rule, "but the run was given it"));
  EXPECT_THAT(judge(added(derivation('a', 'b'))), IsOnly(rule, "came into being in the same run"));
}

TEST(ProvRules, ACircleOfDerivations) {
  const auto findings = judge(added(derivation('a', 'b') + ",\n" + derivation('b', 'a')));
  EXPECT_THAT(rules_of(findings),
              ElementsAre("prov-unfounded-derivation", "prov-unfounded-derivation"));
}

}  // namespace
