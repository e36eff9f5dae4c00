// What is derived from a receipt fits its schema and passes the rules that judge it.
#include "mig/report/prov_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/bundle/load.hpp"
#include "prov_testing.hpp"

namespace {

using mig::test::digest_like;
using mig::test::judge_records;
using mig::test::receipt_text;
using mig::test::rules_of;
using mig::test::RunWorld;
using mig::test::with;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string prov_of(const std::string& receipt, const std::vector<std::string>& scripts) {
  RunWorld world(receipt, "");
  return mig::report::prov_json(world.records.receipts[0].receipt, scripts);
}

void expect_sound(const std::string& receipt, const std::string& prov) {
  const auto document = mig::bundle::examine_document("receipts/prov.jsonld", prov,
                                                      mig::contract::DocumentKind::prov);
  ASSERT_TRUE(document);
  EXPECT_FALSE(document->fault);
  for (const auto& violation : document->violations) ADD_FAILURE() << violation.message;
  RunWorld world(receipt, prov);
  EXPECT_TRUE(world.records.receipts[0].prov.has_known_context);
  EXPECT_THAT(rules_of(judge_records(world.bundle, world.records, "prov")), IsEmpty());
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(ProvFile, ARunIsWrittenDownWhole) {
  const auto prov = prov_of(receipt_text(), {"forward.sql"});
  expect_sound(receipt_text(), prov);
  EXPECT_EQ(count(prov, "\"Entity\""), 5U);
  EXPECT_EQ(count(prov, "\"Usage\""), 3U);
  EXPECT_EQ(count(prov, "\"Generation\""), 2U);
  EXPECT_EQ(count(prov, "\"Association\""), 1U);
  EXPECT_EQ(count(prov, "\"Derivation\""), 2U);
  EXPECT_THAT(prov, HasSubstr("\"run:2026-03-01T18:30:00Z.migration."));
  EXPECT_THAT(prov, HasSubstr("prov:SoftwareAgent"));
  EXPECT_TRUE(prov.ends_with("\n  ]\n}\n"));
}

TEST(ProvFile, TheSameReceiptGivesTheSameBytes) {
  EXPECT_EQ(prov_of(receipt_text(), {"forward.sql", "rollback.sql"}),
            prov_of(receipt_text(), {"rollback.sql", "forward.sql"}));
}

TEST(ProvFile, OutputsComeOfTheScriptsThatRan) {
  const auto prov = prov_of(receipt_text(), {"rollback.sql", "elsewhere.sql"});
  expect_sound(receipt_text(), prov);
  EXPECT_EQ(count(prov, "\"usedEntity\":\"" + digest_like('3')), 2U);
  EXPECT_EQ(count(prov, "\"usedEntity\""), 2U);
  EXPECT_THAT(prov_of(receipt_text(), {}), Not(HasSubstr("Derivation")));
}

TEST(ProvFile, AnOutputThatWasThereBeforeIsOnlyUsed) {
  const auto receipt = with(receipt_text(), digest_like('b'), digest_like('3'));
  const auto prov = prov_of(receipt, {"forward.sql"});
  expect_sound(receipt, prov);
  EXPECT_EQ(count(prov, "\"Generation\""), 1U);
  EXPECT_EQ(count(prov, "\"Derivation\""), 1U);
  EXPECT_THAT(prov, HasSubstr(R"([{"@value":"rollback.sql"},{"@value":"diffs/summary.json"}])"));
}

TEST(ProvFile, EqualScriptsAreOneCause) {
  const auto receipt = with(receipt_text(), digest_like('3'), digest_like('1'));
  const auto prov = prov_of(receipt, {"forward.sql", "rollback.sql"});
  expect_sound(receipt, prov);
  EXPECT_EQ(count(prov, "\"Derivation\""), 2U);
}

TEST(ProvFile, AFileThatIsInputAndOutputIsNamedOnce) {
  const auto receipt = with(with(receipt_text(), "diffs/summary.json", "rollback.sql"),
                            digest_like('b'), digest_like('3'));
  const auto prov = prov_of(receipt, {"forward.sql"});
  expect_sound(receipt, prov);
  EXPECT_EQ(count(prov, "rollback.sql"), 1U);
}

TEST(ProvFile, APersonIsNoSoftware) {
  const auto receipt = with(receipt_text(), "svc:migrations-runner", "person:ada");
  const auto prov = prov_of(receipt, {"forward.sql"});
  expect_sound(receipt, prov);
  EXPECT_THAT(prov, HasSubstr("[\"prov:Person\"]"));
}

TEST(ProvFile, PathsAreWrittenAsTheyAre) {
  const auto receipt = with(receipt_text(), "\"forward.sql\"", R"("a \"b\"\\ ü.sql")");
  const auto prov = prov_of(receipt, {"a \"b\"\\ ü.sql"});
  expect_sound(receipt, prov);
  EXPECT_EQ(count(prov, "\"Derivation\""), 2U);
}

}  // namespace
