#include <gmock/gmock.h>
#include <signal.h>

#include "runner/rehearsal_testing.hpp"

namespace mig::test {
namespace {

using runner::Level;
using runner::StepName;
using runner::StepStatus;

class Rehearsals : public WithRehearsals {};

TEST_F(Rehearsals, ARollbackThatRestoresIsIdentical) {
  given("CREATE TABLE parcels (id bigint PRIMARY KEY, note text)");
  const auto seen = rehearse(
      "ALTER TABLE parcels ADD COLUMN area numeric NOT NULL DEFAULT 0;\n"
      "CREATE INDEX parcels_area_idx ON parcels (area);",
      "DROP INDEX parcels_area_idx; ALTER TABLE parcels DROP COLUMN area;");
  ASSERT_FALSE(seen.error) << seen.error->message;
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::identical) << told(*seen.rollback);
  EXPECT_EQ(seen.redo->level, Level::identical) << told(*seen.redo);
  EXPECT_EQ(seen.step(StepName::forward)->statements, 2);
  EXPECT_EQ(seen.steps.size(), 10U);
  for (const auto& step : seen.steps) {
    // No table holds a row here.
    const bool no_rows = step.name == StepName::compare_rows;
    EXPECT_EQ(step.status, no_rows ? StepStatus::skipped : StepStatus::pass);
  }
  EXPECT_GE(seen.server_version, 130000);
}

TEST_F(Rehearsals, AnotherColumnOrderIsToldAsOrder) {
  given("CREATE TABLE parcels (id bigint, old text, note text)");
  const auto seen =
      rehearse("ALTER TABLE parcels DROP COLUMN old", "ALTER TABLE parcels ADD COLUMN old text");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::order_only) << told(*seen.rollback);
}

TEST_F(Rehearsals, AnotherNameOfAConstraintIsToldAsName) {
  given(
      "CREATE TABLE parcels (id bigint CONSTRAINT mine PRIMARY KEY);"
      "CREATE TABLE owners (parcel bigint CONSTRAINT to_parcel REFERENCES parcels)");
  const auto seen = rehearse("ALTER TABLE owners DROP CONSTRAINT to_parcel",
                             "ALTER TABLE owners ADD FOREIGN KEY (parcel) REFERENCES parcels");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::names_or_comments_only) << told(*seen.rollback);
  ASSERT_EQ(seen.rollback->discrepancies.size(), 1U);
  EXPECT_EQ(seen.rollback->discrepancies[0].what, "now named public.owners/owners_parcel_fkey");
}

TEST_F(Rehearsals, AnotherNameOfAUniqueConstraintAndItsIndexIsToldAsName) {
  given(
      "CREATE TABLE parcels (id bigint CONSTRAINT mine UNIQUE, place text);"
      "CREATE INDEX places ON parcels (lower(place)) WHERE place <> ''");
  const auto seen = rehearse("ALTER TABLE parcels DROP CONSTRAINT mine; DROP INDEX places",
                             "ALTER TABLE parcels ADD UNIQUE (id); CREATE INDEX ON parcels "
                             "(lower(place)) WHERE place <> ''");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::names_or_comments_only) << told(*seen.rollback);
}

TEST_F(Rehearsals, AnotherCommentIsToldAsComment) {
  given("CREATE TABLE parcels (id bigint); COMMENT ON TABLE parcels IS 'old'");
  const auto seen =
      rehearse("COMMENT ON TABLE parcels IS 'new'", "COMMENT ON TABLE parcels IS NULL");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::names_or_comments_only) << told(*seen.rollback);
}

TEST_F(Rehearsals, WhatStaysBehindIsLeftOver) {
  given("CREATE TABLE parcels (id bigint)");
  const auto seen = rehearse(
      "ALTER TABLE parcels ADD COLUMN IF NOT EXISTS area numeric; CREATE "
      "TABLE IF NOT EXISTS notes (x text)",
      "DROP TABLE notes");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::left_over) << told(*seen.rollback);
  ASSERT_EQ(seen.rollback->discrepancies.size(), 1U) << told(*seen.rollback);
  EXPECT_EQ(seen.rollback->discrepancies[0].object, "column public.parcels.area");
  EXPECT_TRUE(seen.failed(StepName::compare_restored));
}

TEST_F(Rehearsals, WhatDoesNotComeBackIsLost) {
  given("CREATE TABLE parcels (id bigint UNIQUE, note text NOT NULL DEFAULT 'x')");
  const auto seen = rehearse(
      "ALTER TABLE parcels DROP COLUMN note; ALTER TABLE parcels DROP CONSTRAINT parcels_id_key",
      "ALTER TABLE parcels ADD COLUMN note text; CREATE UNIQUE INDEX parcels_id_key ON parcels "
      "(id)");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::lost_or_changed) << told(*seen.rollback);
  const auto text = told(*seen.rollback);
  EXPECT_NE(text.find("constraint public.parcels/parcels_id_key: lost"), std::string::npos) << text;
  EXPECT_NE(text.find("column public.parcels.note: changed: "), std::string::npos) << text;
}

TEST_F(Rehearsals, AFunctionBodyThatDoesNotComeBackIsChanged) {
  given("CREATE FUNCTION area() RETURNS int LANGUAGE sql AS 'SELECT 1'");
  const auto seen =
      rehearse("CREATE OR REPLACE FUNCTION area() RETURNS int LANGUAGE sql AS 'SELECT 2'",
               "CREATE OR REPLACE FUNCTION area() RETURNS int LANGUAGE sql AS 'SELECT 3'");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::lost_or_changed) << told(*seen.rollback);
}

TEST_F(Rehearsals, AForwardThatFailsEndsThere) {
  const auto seen = rehearse("CREATE TABLE a (id int);\nSELECT * FROM\n  nowhere;", "DROP TABLE a");
  ASSERT_FALSE(seen.error);
  ASSERT_TRUE(seen.failed(StepName::forward));
  const auto& failure = *seen.step(StepName::forward)->failure;
  EXPECT_EQ(failure.sqlstate, "42P01");
  EXPECT_EQ(failure.at.line, 3U);
  EXPECT_EQ(failure.at.column, 3U);
  EXPECT_EQ(seen.step(StepName::forward)->statements, 1);
  EXPECT_EQ(seen.step(StepName::rollback), nullptr);
}

TEST_F(Rehearsals, AFailedForwardLeavesNothingOfItsTransaction) {
  rehearse("CREATE TABLE a (id int); SELECT 1/0;", "DROP TABLE a");
  auto connection = connect();
  const auto there = connection.query("SELECT to_regclass('public.a') IS NOT NULL");
  ASSERT_TRUE(there);
  EXPECT_FALSE(there->is_true(0, 0));
}

TEST_F(Rehearsals, ARollbackThatFailsIsTold) {
  const auto seen = rehearse("CREATE TABLE a (id int)", "DROP TABLE b");
  EXPECT_TRUE(seen.failed(StepName::rollback));
  EXPECT_FALSE(seen.rollback);
  EXPECT_EQ(seen.step(StepName::rollback)->message,
            "rollback.sql:1:1: the server refused this with SQLSTATE 42P01");
}

TEST_F(Rehearsals, ARedoThatFailsIsTold) {
  given("CREATE TABLE a (id int)");
  const auto seen = rehearse("ALTER TABLE a ADD COLUMN b int; CREATE TYPE kind AS ENUM ('x')",
                             "ALTER TABLE a DROP COLUMN b");
  EXPECT_EQ(seen.rollback->level, Level::left_over);
  EXPECT_TRUE(seen.failed(StepName::redo));
  EXPECT_EQ(seen.step(StepName::redo)->failure->sqlstate, "42710");
}

TEST_F(Rehearsals, WhatIsKeptOfAFailureQuotesNothing) {
  const auto seen = rehearse("DO $$ BEGIN RAISE EXCEPTION 'top-secret'; END $$", "SELECT 1");
  const auto& step = *seen.step(StepName::forward);
  EXPECT_NE(step.failure->message.find("top-secret"), std::string::npos);
  EXPECT_EQ(step.message.find("top-secret"), std::string::npos);
  EXPECT_NE(step.message.find("P0001"), std::string::npos) << step.message;
}

TEST_F(Rehearsals, AnIrreversibleChangeGoesForwardOnly) {
  const auto seen = rehearse("CREATE TABLE a (id int)", "");
  EXPECT_FALSE(seen.error);
  EXPECT_TRUE(seen.post);
  EXPECT_EQ(seen.step(StepName::rollback)->status, StepStatus::skipped);
  EXPECT_EQ(seen.step(StepName::compare_redo)->status, StepStatus::skipped);
}

TEST_F(Rehearsals, RowsThatTheRollbackLosesAreTold) {
  given(
      "CREATE TABLE a (id int, note text); INSERT INTO a VALUES (1, 'x'), (2, 'y');"
      "CREATE TABLE b (id int); INSERT INTO b VALUES (1), (2), (3)");
  const auto seen = rehearse("ALTER TABLE a DROP COLUMN note; DELETE FROM b WHERE id = 2",
                             "ALTER TABLE a ADD COLUMN note text");
  EXPECT_EQ(seen.rollback->level, Level::identical) << told(*seen.rollback);
  EXPECT_TRUE(seen.failed(StepName::compare_rows));
  EXPECT_EQ(seen.tables_compared, 2U);
  ASSERT_EQ(seen.rows.size(), 2U);
  EXPECT_EQ(seen.step(StepName::compare_rows)->message,
            "rows of public.a: other values; rows of public.b: 3 before, 2 after");
}

TEST_F(Rehearsals, TheTextOfJsonIsPartOfARow) {
  given(
      "CREATE TABLE a (id int, j json); INSERT INTO a VALUES (1, '{\"b\": 1,  \"a\": 1, \"a\": "
      "2}')");
  const auto seen = rehearse("UPDATE a SET j = '{\"a\": 2, \"b\": 1}'", "UPDATE a SET id = id");
  EXPECT_TRUE(seen.failed(StepName::compare_rows));
}

// What a script leaves in the defaults of a session must not decide what is read of the catalog.
TEST_F(Rehearsals, ASearchPathThatAScriptLeavesHidesNothing) {
  given("CREATE TABLE a (id int)");
  const auto seen = rehearse(
      "CREATE INDEX hidden_idx ON a (id)",
      "CREATE SCHEMA evil;"
      "CREATE FUNCTION evil.set_config(text, text, boolean) RETURNS text LANGUAGE sql AS 'SELECT "
      "$2';"
      "CREATE VIEW evil.pg_index AS SELECT * FROM pg_catalog.pg_index WHERE false;"
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = evil, pg_catalog, public',"
      " current_database()); END $$;");
  ASSERT_TRUE(seen.rollback);
  EXPECT_EQ(seen.rollback->level, Level::left_over) << told(*seen.rollback);
  EXPECT_THAT(told(*seen.rollback), ::testing::HasSubstr("hidden_idx"));
}

TEST_F(Rehearsals, RowsInAnotherColumnOrderAreTheSame) {
  given(
      "CREATE TABLE a (id int, note text, kind int);"
      "INSERT INTO a SELECT i, NULL, i % 3 FROM generate_series(1, 100) i");
  const auto seen = rehearse("ALTER TABLE a DROP COLUMN note",
                             "ALTER TABLE a ADD COLUMN note text; UPDATE a SET id = id");
  EXPECT_EQ(seen.rollback->level, Level::order_only) << told(*seen.rollback);
  EXPECT_FALSE(seen.failed(StepName::compare_rows)) << seen.step(StepName::compare_rows)->message;
}

TEST_F(Rehearsals, StatementsThatNeedNoBlockRunOneByOne) {
  given("CREATE TABLE a (id int)");
  const auto seen = rehearse("CREATE INDEX CONCURRENTLY a_id ON a (id); VACUUM a;",
                             "DROP INDEX CONCURRENTLY a_id");
  ASSERT_TRUE(seen.rollback) << seen.steps.back().message;
  EXPECT_EQ(seen.rollback->level, Level::identical) << told(*seen.rollback);
}

TEST_F(Rehearsals, AProcedureMayCommit) {
  given("CREATE TABLE a (id int); INSERT INTO a SELECT generate_series(1, 5)");
  const auto seen = rehearse(
      "ALTER TABLE a ADD COLUMN b int;\n"
      "CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN UPDATE a SET b = id; COMMIT; END $$;\n"
      "CALL fill();\nDROP PROCEDURE fill();",
      "ALTER TABLE a DROP COLUMN b");
  ASSERT_TRUE(seen.redo) << seen.steps.back().message;
  EXPECT_EQ(seen.rollback->level, Level::identical) << told(*seen.rollback);
}

TEST_F(Rehearsals, AStatementThatHangsEndsInAFailedStep) {
  auto place = stage();
  place.sessions.statement_timeout = std::chrono::milliseconds(200);
  const auto seen = rehearse(place, "SELECT pg_sleep(60)", "SELECT 1");
  ASSERT_FALSE(seen.error);
  ASSERT_TRUE(seen.failed(StepName::forward));
  EXPECT_EQ(seen.step(StepName::forward)->failure->sqlstate, "57014");
}

TEST_F(Rehearsals, AScriptThatTakesItsTimeoutAwayEndsInNoVerdict) {
  auto place = stage();
  place.sessions.statement_timeout = std::chrono::milliseconds(200);
  const auto seen = rehearse(place, "SET statement_timeout = 0; SELECT pg_sleep(3600)", "SELECT 1");
  EXPECT_TRUE(seen.error || seen.failed(StepName::forward));
  EXPECT_FALSE(seen.post);
}

TEST_F(Rehearsals, ATransactionThatIsLeftOpenFails) {
  const auto seen = rehearse("BEGIN; CREATE TABLE a (id int);", "DROP TABLE a");
  ASSERT_TRUE(seen.failed(StepName::forward));
  EXPECT_NE(seen.step(StepName::forward)->message.find("never commits"), std::string::npos);
}

TEST_F(Rehearsals, RowsOfCopyAreSent) {
  const auto seen = rehearse(
      "CREATE TABLE a (id int, b text);\nCOPY a FROM stdin;\n1\tx\n2\ty\n\\.\n"
      "INSERT INTO a VALUES (3, 'z');",
      "DROP TABLE a");
  ASSERT_TRUE(seen.redo) << seen.steps.back().message;
  EXPECT_EQ(seen.redo->level, Level::identical);
  auto connection = connect();
  const auto rows = connection.query("SELECT count(*) FROM a");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->text(0, 0), "3");
}

TEST_F(Rehearsals, TheServerThatDiesIsNoVerdict) {
  auto own = postgres::Cluster::start();
  ASSERT_TRUE(own);
  ASSERT_TRUE(own->create_database("mine"));
  runner::Stage place{own->as_owner("mine"), {}, "2026-03-01T00:00:00Z", {}, true, {}};
  const auto server = own->server_process();
  place.progress = [server](const runner::Progress& progress) {
    if (progress.step == StepName::rollback) ::kill(server, SIGKILL);
  };
  const auto seen = rehearse(place, "CREATE TABLE a (id int)", "SELECT pg_sleep(1); DROP TABLE a");
  ASSERT_TRUE(seen.error);
  EXPECT_EQ(seen.error->kind, ErrorKind::no_verdict);
  EXPECT_EQ(seen.steps.back().status, StepStatus::abstain);
  EXPECT_FALSE(seen.rollback);
  EXPECT_TRUE(own->stop());
}

}  // namespace
}  // namespace mig::test
