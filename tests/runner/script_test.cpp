#include "mig/runner/script.hpp"

#include <gmock/gmock.h>

namespace mig::test {
namespace {

using runner::Script;
using testing::HasSubstr;

std::string first_refusal(std::string_view text) {
  const auto found = runner::refusals({"forward.sql", text});
  return found.empty() ? std::string() : found.front().what;
}

TEST(Refusals, OrdinaryScriptsHaveNone) {
  EXPECT_EQ(first_refusal("CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n"
                          "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
                          "COPY a FROM stdin;\n1\n\\.\nSET lock_timeout = '5s';"),
            "");
}

TEST(Refusals, WhatPsqlKeepsForItselfIsHarmless) {
  EXPECT_EQ(first_refusal("\\set ON_ERROR_STOP on\n\\timing\n\\restrict abc\nSELECT 1;"), "");
}

TEST(Refusals, EveryWayOutOfTheDatabase) {
  const std::pair<const char*, const char*> kWays[] = {
      {"\\! rm -rf /", "\\! is a command of psql"},
      {"\\i other.sql", "\\i is a command of psql"},
      {"\\copy a from '/etc/passwd'", "\\copy is a command of psql"},
      {"COPY a FROM PROGRAM 'id'", "runs a program on the server"},
      {"COPY a TO PROGRAM 'id'", "runs a program on the server"},
      {"COPY a FROM '/etc/passwd'", "file of the server"},
      {"COPY (SELECT 1) TO '/tmp/x'", "file of the server"},
      {"SELECT lo_import('/etc/passwd')", "file system"},
      {"SELECT lo_export(1, '/tmp/x')", "file system"},
      {"SELECT pg_read_file('/etc/passwd')", "file system"},
      {"SELECT pg_catalog.pg_read_binary_file('x')", "file system"},
      {"SELECT pg_ls_dir('/')", "file system"},
      {"DO $$ BEGIN PERFORM pg_read_file('x'); END $$", "file system"},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x', 'y'", "compiled code"},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'int4in'", "compiled code"},
      {"CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'pass'", "not trusted"},
      {"DO LANGUAGE plperlu 'system(1)'", "not trusted"},
      {"CREATE EXTENSION plpython3u", "not trusted"},
      {"CREATE EXTENSION dblink", "beyond the database"},
      {"CREATE EXTENSION file_fdw", "beyond the database"},
      {"SELECT dblink_connect('host=x')", "another server"},
      {"SELECT * FROM public.dblink('host=x', 'SELECT 1') AS t (a int)", "another server"},
      {"LOAD 'auto_explain'", "compiled code"},
      {"ALTER SYSTEM SET fsync = off", "changes the server"},
      {"CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p", "another server"},
      {"CREATE SERVER s FOREIGN DATA WRAPPER w", "beyond the database"},
      {"CREATE USER MAPPING FOR me SERVER s", "beyond the database"},
      {"CREATE FOREIGN DATA WRAPPER w", "beyond the database"},
      {"IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b", "beyond the database"},
      {"SET SESSION AUTHORIZATION postgres", "changes who runs"},
      {"SET ROLE postgres", "changes who runs"},
      {"SET LOCAL ROLE postgres", "changes who runs"},
  };
  for (const auto& [text, what] : kWays) {
    EXPECT_THAT(first_refusal(text), HasSubstr(what)) << text;
  }
}

TEST(Refusals, ANulByteIsOne) {
  EXPECT_THAT(first_refusal(std::string_view("SELECT 1;\0DROP TABLE a;", 23)),
              HasSubstr("NUL byte"));
}

TEST(Refusals, SayWhere) {
  const auto found = runner::refusals({"forward.sql", "SELECT 1;\n  LOAD 'x';"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].at.line, 2U);
  EXPECT_EQ(found[0].at.column, 3U);
}

TEST(Cut, AnOrdinaryScriptIsOneTransaction) {
  const auto pieces = runner::cut({"f.sql", "CREATE TABLE a (id int);\nCREATE INDEX ON a (id);"});
  EXPECT_TRUE(pieces.in_one_transaction);
  ASSERT_EQ(pieces.steps.size(), 2U);
  EXPECT_EQ(pieces.steps[1].text, "CREATE INDEX ON a (id)");
}

TEST(Cut, AScriptKeepsItsOwnTransactions) {
  EXPECT_FALSE(runner::cut({"f.sql", "BEGIN; SELECT 1; COMMIT;"}).in_one_transaction);
}

TEST(Cut, StatementsThatNeedNoBlockRunAlone) {
  for (const std::string_view text :
       {"CREATE INDEX CONCURRENTLY ON a (id)", "DROP INDEX CONCURRENTLY a", "VACUUM a",
        "REINDEX TABLE CONCURRENTLY a", "CREATE DATABASE a", "DROP DATABASE a",
        "ALTER TABLE a DETACH PARTITION b CONCURRENTLY"}) {
    EXPECT_FALSE(runner::cut({"f.sql", text}).in_one_transaction) << text;
  }
  EXPECT_TRUE(runner::cut({"f.sql", "ANALYZE a"}).in_one_transaction);
}

TEST(Cut, ANewEnumValueThatIsUsedNeedsItsOwnTransaction) {
  const std::string add = "ALTER TYPE kind ADD VALUE 'new'; ";
  EXPECT_TRUE(runner::cut({"f.sql", add}).in_one_transaction);
  EXPECT_TRUE(runner::cut({"f.sql", add + "UPDATE a SET kind = 'old'"}).in_one_transaction);
  EXPECT_FALSE(runner::cut({"f.sql", add + "UPDATE a SET kind = 'new'"}).in_one_transaction);
  EXPECT_FALSE(runner::cut({"f.sql", add + "DO $$ BEGIN UPDATE a SET kind = 'new'; END $$"})
                   .in_one_transaction);
}

TEST(Cut, ABodyThatCommitsRunsOutsideOfATransaction) {
  EXPECT_FALSE(
      runner::cut({"f.sql", "DO $$ BEGIN LOOP COMMIT; EXIT; END LOOP; END $$"}).in_one_transaction);
  EXPECT_FALSE(runner::cut({"f.sql", "DO $$ BEGIN IF true THEN ROLLBACK; END IF; END $$"})
                   .in_one_transaction);
  EXPECT_TRUE(
      runner::cut({"f.sql", "DO $$ BEGIN RAISE NOTICE 'COMMIT;'; END $$"}).in_one_transaction);
}

TEST(Cut, ACallOfWhatMayCommitRunsOutsideOfATransaction) {
  const auto made = [](const std::string& body) {
    return "CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN " + body + " END $$;\n";
  };
  EXPECT_TRUE(runner::cut({"f.sql", made("COMMIT;")}).in_one_transaction);
  EXPECT_FALSE(runner::cut({"f.sql", made("COMMIT;") + "CALL fill();"}).in_one_transaction);
  EXPECT_TRUE(runner::cut({"f.sql", made("NULL;") + "CALL fill();"}).in_one_transaction);
  EXPECT_FALSE(
      runner::cut({"f.sql", made("COMMIT;") + made("NULL;") + "CALL fill();"}).in_one_transaction);
  EXPECT_FALSE(runner::cut({"f.sql", "CALL fill();"}).in_one_transaction);
}

TEST(Cut, RowsOfCopyBelongToIt) {
  const auto pieces = runner::cut({"f.sql", "COPY a FROM stdin;\n1\n2\n\\.\nSELECT 1;"});
  ASSERT_EQ(pieces.steps.size(), 2U);
  EXPECT_EQ(pieces.steps[0].data, "1\n2\n");
  EXPECT_EQ(pieces.steps[1].text, "SELECT 1");
}

TEST(Cut, TextThatCannotBeReadIsToldWithItsPlace) {
  const auto pieces = runner::cut({"f.sql", "SELECT 1;\nSELEC 2;"});
  ASSERT_TRUE(pieces.unreadable);
  EXPECT_EQ(pieces.unreadable->begin, 10U);
}

}  // namespace
}  // namespace mig::test
