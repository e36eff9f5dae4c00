// A session of a real server: how statements end, and that nothing waits for ever.
#include <gmock/gmock.h>

#include <chrono>
#include <csignal>

#include "runner/cluster_testing.hpp"
#include "support/process.hpp"

namespace {

using mig::ErrorKind;
using mig::postgres::Connection;
using mig::postgres::ConnectionOptions;
using mig::postgres::Ending;
using mig::test::must;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

class ConnectionTest : public mig::test::WithCluster {};

TEST_F(ConnectionTest, RunsStatementsAndAnswersQueries) {
  auto connection = connect();
  must(connection, "CREATE TABLE t (id integer PRIMARY KEY, name text)");
  auto inserted = connection.run("INSERT INTO t VALUES (1, 'a'), (2, NULL)");
  ASSERT_TRUE(inserted);
  EXPECT_TRUE(inserted->ok());
  EXPECT_EQ(inserted->rows, 2);
  auto rows = connection.query("SELECT id, name, true FROM t WHERE id >= $1 ORDER BY id", {"1"});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->width(), 3U);
  EXPECT_EQ(rows->text(0, 1), "a");
  EXPECT_TRUE(rows->is_null(1, 1));
  EXPECT_TRUE(rows->is_true(0, 2));
  EXPECT_GE(connection.server_version(), 120000);
  EXPECT_GT(connection.server_process(), 0);
}

TEST_F(ConnectionTest, TellsWhereAStatementIsRefused) {
  auto connection = connect();
  const std::string statement = "SELECT 'äöü', nothing_here";
  auto outcome = connection.run(statement);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::refused);
  ASSERT_TRUE(outcome->error);
  EXPECT_EQ(outcome->error->sqlstate, "42703");
  EXPECT_THAT(outcome->error->message, HasSubstr("nothing_here"));
  ASSERT_TRUE(outcome->error->offset);
  EXPECT_EQ(*outcome->error->offset, statement.find("nothing_here"));
  // The session goes on.
  EXPECT_TRUE(connection.run("SELECT 1")->ok());
}

TEST_F(ConnectionTest, ShowsNoRowsInErrors) {
  auto connection = connect();
  must(connection, "CREATE TABLE t (id integer PRIMARY KEY, name text CHECK (name <> 'jane roe'))");
  must(connection, "INSERT INTO t VALUES (4711, 'x')");
  for (const auto* statement :
       {"INSERT INTO t VALUES (4711, 'x')", "INSERT INTO t VALUES (4712, 'jane roe')",
        "SELECT 'jane roe'::integer", "SELECT '4711x'::integer", "SELECT '47114711471147'::integer",
        "DO $$ BEGIN PERFORM 'jane roe'::integer; END $$"}) {
    auto outcome = connection.run(statement);
    ASSERT_TRUE(outcome) << statement;
    ASSERT_TRUE(outcome->error) << statement;
    const auto all = outcome->error->message + outcome->error->hint + outcome->error->context;
    EXPECT_THAT(all, Not(HasSubstr("jane"))) << statement;
    EXPECT_THAT(all, Not(HasSubstr("4711"))) << statement;
  }
  auto duplicate = connection.run("INSERT INTO t VALUES (4711, 'x')");
  EXPECT_EQ(duplicate->error->object, "public.t/t_pkey");
}

TEST_F(ConnectionTest, FeedsTheRowsOfCopy) {
  auto connection = connect();
  must(connection, "CREATE TABLE t (id integer, name text)");
  std::string rows;
  for (int i = 0; i < 50'000; ++i) rows += std::to_string(i) + "\tname of a row\n";
  auto copied = connection.run("COPY t FROM stdin", rows);
  ASSERT_TRUE(copied) << copied.error().message;
  ASSERT_TRUE(copied->ok()) << copied->error->message;
  EXPECT_EQ(copied->rows, 50'000);
  auto empty = connection.run("COPY t FROM stdin");
  ASSERT_TRUE(empty && empty->ok());
  EXPECT_EQ(empty->rows, 0);
  auto bad = connection.run("COPY t FROM stdin", "secret value\tb\n");
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->ending, Ending::refused);
  EXPECT_THAT(bad->error->message + bad->error->context, Not(HasSubstr("secret value")));
  EXPECT_THAT(bad->error->context, HasSubstr("COPY t, line 1"));
  EXPECT_TRUE(connection.run("SELECT 1")->ok());
}

TEST_F(ConnectionTest, DropsWhatCopyAndQueriesAnswer) {
  auto connection = connect();
  auto copied =
      connection.run("COPY (SELECT repeat('x', 1000) FROM generate_series(1, 5000)) TO stdout");
  ASSERT_TRUE(copied) << copied.error().message;
  EXPECT_TRUE(copied->ok());
  EXPECT_EQ(copied->rows, 5000);
  auto selected = connection.run("SELECT repeat('x', 1000) FROM generate_series(1, 5000)");
  ASSERT_TRUE(selected && selected->ok());
  EXPECT_EQ(selected->rows, 5000);
}

TEST_F(ConnectionTest, CollectsNotices) {
  auto connection = connect();
  auto outcome = connection.run(
      "DO $$ BEGIN RAISE NOTICE 'hello'; FOR i IN 1..500 LOOP RAISE WARNING 'w'; END LOOP; END $$");
  ASSERT_TRUE(outcome && outcome->ok());
  ASSERT_EQ(outcome->notices.size(), 100U);
  EXPECT_EQ(outcome->notices[0].message, "hello");
  EXPECT_EQ(outcome->notices[0].severity, "NOTICE");
  EXPECT_EQ(outcome->notices[1].severity, "WARNING");
}

TEST_F(ConnectionTest, AStatementEndsByItsTimeout) {
  ConnectionOptions options;
  options.statement_timeout = milliseconds(100);
  auto connection = connect(options);
  auto outcome = connection.run("SELECT pg_sleep(60)");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::timed_out);
  EXPECT_EQ(outcome->error->sqlstate, "57014");
  // RESET ALL brings it back; a script cannot lose it by accident.
  must(connection, "RESET ALL");
  EXPECT_EQ(connection.run("SELECT pg_sleep(60)")->ending, Ending::timed_out);
}

TEST_F(ConnectionTest, AScriptCannotWaitForEver) {
  ConnectionOptions options;
  options.statement_timeout = milliseconds(100);
  auto connection = connect(options);
  must(connection, "SET statement_timeout = 0");
  const auto begin = std::chrono::steady_clock::now();
  auto outcome = connection.run("SELECT pg_sleep(60)");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_FALSE(connection.is_open());
  EXPECT_FALSE(connection.run("SELECT 1"));
}

TEST_F(ConnectionTest, ALockEndsByItsTimeout) {
  ConnectionOptions options;
  options.lock_timeout = milliseconds(100);
  auto holder = connect();
  must(holder, "CREATE TABLE t (id integer)");
  must(holder, "BEGIN");
  must(holder, "LOCK TABLE t");
  EXPECT_TRUE(holder.in_transaction());
  auto waiting = connect(options);
  auto outcome = waiting.run("ALTER TABLE t ADD COLUMN n integer");
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->ending, Ending::timed_out);
  EXPECT_EQ(outcome->error->sqlstate, "55P03");
}

TEST_F(ConnectionTest, ASessionThatIsEndedIsAnError) {
  auto connection = connect();
  auto other = connect_as_superuser();
  must(other, "SELECT pg_terminate_backend(" + std::to_string(connection.server_process()) + ")");
  auto outcome = connection.run("SELECT 1");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().kind, ErrorKind::no_verdict);
  EXPECT_THAT(outcome.error().message, HasSubstr("was lost"));
  EXPECT_FALSE(connection.is_open());
}

TEST_F(ConnectionTest, AStatementThatEndsItsOwnSessionIsAnError) {
  auto connection = connect();
  auto outcome = connection.run("SELECT pg_terminate_backend(pg_backend_pid())");
  ASSERT_FALSE(outcome);
  EXPECT_FALSE(connection.is_open());
}

TEST_F(ConnectionTest, NoStatementHidesBehindANulByte) {
  auto connection = connect();
  EXPECT_FALSE(connection.run(std::string_view("SELECT 1\0; DROP", 15)));
}

TEST_F(ConnectionTest, AQueryThatIsRefusedIsAnError) {
  auto connection = connect();
  auto rows = connection.query("SELECT nothing_here");
  ASSERT_FALSE(rows);
  EXPECT_THAT(rows.error().message, HasSubstr("nothing_here"));
  EXPECT_TRUE(connection.query("SELECT 1"));
}

TEST_F(ConnectionTest, TheRoleOfScriptsReachesNoFilesAndPrograms) {
  auto connection = connect();
  for (const auto* statement :
       {"COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/tmp/mig-never'",
        "SELECT pg_read_file('/etc/passwd')", "CREATE ROLE other", "ALTER SYSTEM SET fsync = on",
        "CREATE DATABASE other", "SET ROLE postgres", "SET SESSION AUTHORIZATION postgres",
        "SELECT lo_import('/etc/passwd')", "CREATE EXTENSION dblink"}) {
    auto outcome = connection.run(statement);
    ASSERT_TRUE(outcome) << statement;
    EXPECT_EQ(outcome->ending, Ending::refused) << statement;
  }
  must(connection,
       "CREATE SCHEMA own; CREATE TABLE own.t (id integer); CREATE TABLE u (id integer)");
}

}  // namespace
