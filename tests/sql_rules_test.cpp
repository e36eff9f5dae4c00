// The size of a table decides how bad a lock on it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/judge.hpp"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct World {
  mig::bundle::RepositoryFacts repository;
  mig::bundle::ChangeFacts change;
};

std::vector<mig::Finding> judge(World& world, std::string text, bool is_forward = true) {
  mig::bundle::BundleFacts bundle;
  bundle.repository = &world.repository;
  mig::bundle::ScriptFacts script;
  script.is_forward = is_forward;
  script.source = std::make_shared<mig::SourceText>("script.sql", std::move(text));
  auto prediction = mig::catalog::predict(world.change.before, script.source->bytes());
  EXPECT_THAT(prediction.faults, IsEmpty());
  world.change.scripts.clear();
  world.change.scripts.push_back({.script = &script,
                                  .effects = std::move(prediction.effects),
                                  .hazards = std::move(prediction.hazards),
                                  .facts = std::move(prediction.facts),
                                  .statements = prediction.statements});
  std::vector<const mig::rules::Rule*> rules;
  for (const auto* rule : mig::rules::all_rules()) {
    if (mig::rules::family_of(rule->info.id) == "sql") rules.push_back(rule);
  }
  return mig::rules::judge_bundle(bundle, &world.change, nullptr, rules);
}

std::vector<std::string> words(const std::vector<mig::Finding>& findings) {
  std::vector<std::string> lines;
  for (const auto& finding : findings)
    lines.push_back(std::string(name_of(finding.severity)) + ' ' + finding.rule);
  return lines;
}

std::vector<std::string> with_rows(std::int64_t rows, const std::string& text) {
  World world;
  world.change.row_estimates["public.t"] = rows;
  return words(judge(world, text));
}

constexpr const char* kIndex = "SET lock_timeout = '5s'; CREATE INDEX i ON t (a);";

TEST(SqlRules, SeverityFollowsTheEstimate) {
  EXPECT_THAT(with_rows(99'999, kIndex), ElementsAre("info sql-blocking-index"));
  EXPECT_THAT(with_rows(100'000, kIndex), ElementsAre("review sql-blocking-index"));
}

TEST(SqlRules, AnEstimateThatWasNeverMadeIsNone) {
  EXPECT_THAT(with_rows(-1, kIndex), ElementsAre("info sql-blocking-index"));
  World world;
  world.repository.policy.table_sizes.review_unknown = true;
  world.change.row_estimates["public.t"] = -1;
  EXPECT_THAT(words(judge(world, kIndex)), ElementsAre("review sql-blocking-index"));
}

TEST(SqlRules, MessagesTellTheEstimate) {
  World world;
  world.change.row_estimates["public.t"] = 12'345'678;
  const auto findings = judge(world, kIndex);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_THAT(findings[0].message, HasSubstr("public.t (about 12,345,678 rows)"));
  EXPECT_THAT(findings[0].remedy, HasSubstr("`CREATE INDEX CONCURRENTLY i ON t (a)`"));
}

TEST(SqlRules, RollbacksAreJudgedForWhatFailsOnly) {
  World world;
  EXPECT_THAT(words(judge(world, "DROP TABLE t; GRANT SELECT ON u TO PUBLIC;", false)), IsEmpty());
  EXPECT_THAT(words(judge(world, "BEGIN; VACUUM t; COMMIT;", false)),
              ElementsAre("fail sql-outside-transaction"));
  EXPECT_THAT(words(judge(world, "\\! ls\n", false)), ElementsAre("fail sql-meta-command"));
}

TEST(SqlRules, AnUnboundedChangeOfALargeTableFails) {
  const std::string update = "UPDATE t SET a = 1;";
  EXPECT_THAT(with_rows(99'999, update), ElementsAre("info sql-unbounded-change"));
  EXPECT_THAT(with_rows(9'999'999, update), ElementsAre("review sql-unbounded-change"));
  EXPECT_THAT(with_rows(10'000'000, update), ElementsAre("fail sql-unstaged-backfill"));
}

TEST(SqlRules, TheLargerTableOfAForeignKeyCounts) {
  World world;
  world.change.row_estimates["public.t"] = 10;
  world.change.row_estimates["public.u"] = 500'000;
  EXPECT_THAT(words(judge(world,
                          "SET lock_timeout = 1000; ALTER TABLE t ADD CONSTRAINT k FOREIGN "
                          "KEY (a) REFERENCES u (i);")),
              ElementsAre("review sql-foreign-key-scan"));
}

TEST(SqlRules, OneFindingPerCause) {
  // The rewrite says worse of the same statement than the wait for its lock.
  EXPECT_THAT(with_rows(500'000, "ALTER TABLE t ADD a serial;"),
              ElementsAre("review sql-column-rewrite"));
  EXPECT_THAT(with_rows(500'000, "ALTER TABLE t ADD a int; ALTER TABLE t ADD b int;"),
              ElementsAre("review sql-missing-lock-timeout"));
  EXPECT_THAT(with_rows(10, "ALTER TABLE t ADD a int;"), IsEmpty());
}

TEST(SqlRules, LossIsReviewWhateverTheSize) {
  EXPECT_THAT(with_rows(0, "SET lock_timeout = 1; DROP TABLE t;"),
              ElementsAre("review sql-destroys-data"));
}

}  // namespace
