#include <gmock/gmock.h>

#include <filesystem>
#include <regex>

#include "runner/bundle_testing.hpp"
#include "runner/cluster_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RehearseCommand : public testing::Test {
 protected:
  void SetUp() override {
    if (!postgres::find_installation()) GTEST_SKIP() << "no PostgreSQL server is installed";
  }
  void TearDown() override { EXPECT_THAT(repository.leftovers(), IsEmpty()); }

  std::string verdict() const { return repository.receipt().at("verdict"); }

  RehearsalRepository repository;
};

TEST_F(RehearseCommand, ARollbackThatRestoresPasses) {
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 0) << result.standard_error << result.standard_output;
  EXPECT_EQ(verdict(), "identical");
  const auto receipt = repository.receipt();
  EXPECT_EQ(receipt.at("level"), 0);
  EXPECT_EQ(receipt.at("steps").size(), 11U);
  EXPECT_EQ(receipt.at("outputs").size(), 5U);
  EXPECT_EQ(read_file(repository.file("rehearsal/baselines/pre.json")),
            read_file(repository.file("rehearsal/baselines/restored.json")));
  EXPECT_THAT(result.standard_output, HasSubstr("identical: the rollback restores"));
  // Not a terminal: plain lines.
  EXPECT_THAT(result.standard_error, HasSubstr("forward again\n"));
  EXPECT_THAT(result.standard_error, Not(HasSubstr("\x1b")));
}

TEST_F(RehearseCommand, GatesAcceptWhatItWrites) {
  ASSERT_EQ(repository.rehearse({"--now", "2026-03-01T00:00:00Z"}).exit_code, 0);
  const auto gate = run_process({tool_path("mig-gate"), "--root", repository.path(), "--now",
                                 "2026-04-01T00:00:00Z", repository.path() + "/migrations"});
  EXPECT_EQ(gate.exit_code, 0) << gate.standard_output;
}

TEST_F(RehearseCommand, NoGateFindsAContradictionInWhatItWrites) {
  const std::string drop = "ALTER TABLE public.parcels DROP COLUMN area;";
  const std::string add = "ALTER TABLE public.parcels ADD COLUMN area int;";
  const auto gate = [this] {
    return run_process({tool_path("mig-rollback-check"), "--root", repository.path(),
                        repository.path() + "/migrations"})
        .standard_output;
  };
  repository.schema("CREATE TABLE public.parcels (area int, id bigint);");
  repository.seed("INSERT INTO public.parcels VALUES (1, 1);");
  repository.scripts(drop, add);
  EXPECT_EQ(repository.rehearse().exit_code, 0);
  EXPECT_EQ(verdict(), "order_only");
  EXPECT_THAT(gate(), Not(HasSubstr("rollback-rehearsal-")));
  // Rows that are lost, something left over, and a script that fails.
  EXPECT_EQ(repository.rehearse({"--seed", repository.outside("seed.sql")}).exit_code, 1);
  EXPECT_THAT(gate(), Not(HasSubstr("contradiction")));
  repository.scripts(drop, "SELECT 1;");
  EXPECT_EQ(repository.rehearse().exit_code, 1);
  EXPECT_THAT(gate(), Not(HasSubstr("contradiction")));
  repository.scripts(drop, "SELECT nothing;");
  EXPECT_EQ(repository.rehearse().exit_code, 1);
  EXPECT_THAT(gate(), Not(HasSubstr("contradiction")));
}

TEST_F(RehearseCommand, SomethingLeftOverFails) {
  repository.scripts(
      "CREATE TABLE public.survey_notes (note text); ALTER TABLE public.parcels ADD "
      "COLUMN area int;",
      "ALTER TABLE public.parcels DROP COLUMN area;");
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(verdict(), "left_over");
  EXPECT_THAT(result.standard_output, HasSubstr("table public.survey_notes: left over"));
}

TEST_F(RehearseCommand, OtherCommentsNeedAReview) {
  repository.schema(
      "CREATE TABLE public.parcels (id bigint); COMMENT ON TABLE public.parcels IS "
      "'as surveyed';");
  repository.scripts("COMMENT ON TABLE public.parcels IS 'as built';",
                     "COMMENT ON TABLE public.parcels IS NULL;");
  EXPECT_EQ(repository.rehearse().exit_code, 4);
  EXPECT_EQ(verdict(), "names_or_comments_only");
}

TEST_F(RehearseCommand, AnotherNameThatTheNextRunTripsOverFails) {
  repository.schema("CREATE TABLE public.parcels (id bigint CONSTRAINT mine UNIQUE);");
  repository.scripts("ALTER TABLE public.parcels DROP CONSTRAINT mine;",
                     "ALTER TABLE public.parcels ADD UNIQUE (id);");
  EXPECT_EQ(repository.rehearse().exit_code, 1);
  EXPECT_EQ(verdict(), "names_or_comments_only");
}

TEST_F(RehearseCommand, RowsThatDoNotComeBackFail) {
  repository.schema("CREATE TABLE public.parcels (id bigint, area int);");
  repository.seed("INSERT INTO public.parcels SELECT i, i FROM generate_series(1, 5) i;");
  repository.scripts("ALTER TABLE public.parcels DROP COLUMN area;",
                     "ALTER TABLE public.parcels ADD COLUMN area int;");
  const auto result = repository.rehearse({"--seed", repository.outside("seed.sql")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(verdict(), "lost_or_changed");
  const auto rows = repository.receipt().at("rows");
  EXPECT_EQ(rows.at("tables_compared"), 1);
  EXPECT_EQ(rows.at("changed").at(0).at("table"), "public.parcels");
  EXPECT_TRUE(repository.receipt().at("pre_state").contains("seed_digest"));
  // Without rows nothing is lost.
  EXPECT_EQ(repository.rehearse().exit_code, 0);
}

TEST_F(RehearseCommand, AScriptThatFailsFailsAndSaysWhere) {
  repository.scripts("SET lock_timeout = '1s';\nALTER TABLE public.nowhere ADD COLUMN a int;",
                     "SELECT 1;");
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(verdict(), "failed");
  EXPECT_THAT(result.standard_output,
              HasSubstr("forward.sql:2:1: relation \"public.nowhere\" does"));
  const auto step = repository.receipt().at("steps").at(1);
  EXPECT_EQ(step.at("failure").at("line"), 2);
  EXPECT_EQ(step.at("failure").at("sqlstate"), "42P01");
}

TEST_F(RehearseCommand, AStatementThatHangsIsAFailedStep) {
  repository.scripts("SELECT pg_sleep(600);", "SELECT 1;");
  const auto result = repository.rehearse({"--statement-timeout", "1"});
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
  EXPECT_EQ(repository.receipt().at("steps").at(1).at("failure").at("sqlstate"), "57014");
  EXPECT_EQ(repository.receipt().at("timeouts").at("statement_ms"), 1000);
}

TEST_F(RehearseCommand, AScriptThatReachesOutIsRefused) {
  ASSERT_EQ(repository.rehearse().exit_code, 0);
  repository.scripts(
      "COPY public.parcels FROM PROGRAM 'touch " + repository.outside("owned") + "';", "SELECT 1;");
  const auto result = repository.rehearse({"--superuser"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("forward.sql:1:1: runs a program on the server"));
  EXPECT_FALSE(std::filesystem::exists(repository.outside("owned")));
  // Nothing was found against the earlier one; its digests tell which scripts it is about.
  EXPECT_TRUE(repository.has("rehearsal/rehearsal_receipt.json"));
}

TEST_F(RehearseCommand, WhatCannotBeSeenMayNotBeDoneEither) {
  repository.scripts("DO $$ BEGIN EXECUTE replace('COPY public.parcels FROM PROXGRAM ''touch " +
                         repository.outside("owned") + "''', 'X', ''); END $$;",
                     "SELECT 1;");
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
  EXPECT_EQ(repository.receipt().at("steps").at(1).at("failure").at("sqlstate"), "42501");
  EXPECT_FALSE(std::filesystem::exists(repository.outside("owned")));
}

TEST_F(RehearseCommand, TheScopeIsHeldAgainstWhatHappened) {
  repository.scripts(
      "CREATE FUNCTION public.make() RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
      "EXECUTE 'CREATE TABLE public.' || 'hidden (id int)'; END $$;\n"
      "SELECT public.make();",
      "DROP TABLE public.hidden; DROP FUNCTION public.make();");
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(verdict(), "identical");
  EXPECT_THAT(result.standard_output,
              HasSubstr("table public.hidden: added, and allowed_tables does not name it"));
}

TEST_F(RehearseCommand, AnIrreversibleChangeIsForAPerson) {
  auto declaration = read_file(repository.file("migration.yml"));
  declaration = std::regex_replace(declaration, std::regex("requires_rollback: true"),
                                   "requires_rollback: false\nirreversible: {reason: It cannot be "
                                   "undone, reference: ADR-0042, strategy: forward-fix}");
  declaration =
      std::regex_replace(declaration, std::regex("rollback: \\[rollback.sql\\]"), "rollback: []");
  repository.folder().write(RehearsalRepository::kBundle + "/migration.yml", declaration);
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 4) << result.standard_error;
  EXPECT_EQ(verdict(), "forward_only");
  EXPECT_FALSE(repository.has("rehearsal/baselines/restored.json"));
}

TEST_F(RehearseCommand, AStateThatCannotBeMadeIsNoVerdict) {
  repository.schema("CREATE TABLE public.parcels (id nowhere);");
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("schema.sql:1:33: the state before the change"));
  EXPECT_FALSE(repository.has("rehearsal/rehearsal_receipt.json"));
}

TEST_F(RehearseCommand, LinksOfABundleAreNotFollowed) {
  std::filesystem::create_directory(repository.outside("elsewhere"));
  std::filesystem::create_directory_symlink(repository.outside("elsewhere"),
                                            repository.file("rehearsal"));
  const auto result = repository.rehearse();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_TRUE(std::filesystem::is_empty(repository.outside("elsewhere")));
}

TEST_F(RehearseCommand, TheRegistryMakesTheStateBefore) {
  const std::string other = "migrations/postgis/PG-MIG-2026-02-01-01";
  std::filesystem::copy(repository.bundle(), repository.path() + "/" + other);
  const auto& folder = repository.folder();
  auto declaration = read_file(repository.file("migration.yml"));
  declaration = std::regex_replace(declaration, std::regex("2026-03-01"), "2026-02-01");
  folder.write(other + "/migration.yml", declaration);
  folder.write(other + "/forward.sql", "CREATE TABLE public.parcels (id bigint);");
  folder.write(other + "/rollback.sql", "DROP TABLE public.parcels;");
  const std::string registry = "migrations/registry/migrations.v1.json";
  auto document = nlohmann::json::parse(read_file(repository.path() + "/" + registry));
  auto& entries = document.at("migrations");
  auto first = entries.at(0);
  for (auto& [key, value] : first.items()) {
    if (value.is_string())
      value = std::regex_replace(value.get<std::string>(), std::regex("2026-03-01"), "2026-02-01");
  }
  entries.insert(entries.begin(), first);
  folder.write(registry, document.dump());
  const auto result = repository.rehearse_alone({"--from-registry"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error << result.standard_output;
  EXPECT_EQ(repository.receipt().at("pre_state").at("source"), "registry");
}

TEST_F(RehearseCommand, FlagsThatExcludeEachOtherAreUsage) {
  EXPECT_EQ(repository.rehearse({"--superuser", "--dsn-env", "X"}).exit_code, 2);
  EXPECT_EQ(repository.rehearse({"--from-registry"}).exit_code, 2);
  EXPECT_EQ(repository.rehearse({"--extension", "citext", "--dsn-env", "X"}).exit_code, 2);
  EXPECT_EQ(repository.rehearse({"--statement-timeout", "0"}).exit_code, 2);
}

TEST_F(RehearseCommand, AnExtensionIsThereBeforehand) {
  repository.schema("CREATE TABLE public.parcels (id bigint, note citext);");
  EXPECT_EQ(repository.rehearse().exit_code, 3);
  const auto result = repository.rehearse({"--extension", "citext"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error;
  EXPECT_EQ(repository.receipt().at("pre_state").at("extensions").at(0), "citext");
}

/// Rehearsals on a database that is given.
class GivenDatabase : public WithCluster {
 protected:
  ProcessResult rehearse(const std::vector<std::string>& arguments = {}) {
    std::vector<std::string> given{"--dsn-env", "REHEARSAL_DSN", "--schema",
                                   repository.outside("schema.sql")};
    given.insert(given.end(), arguments.begin(), arguments.end());
    auto environment = repository.environment();
    std::string dsn = "REHEARSAL_DSN=";
    const auto target = cluster->as_owner(database);
    for (const auto& [key, value] : target.parameters()) dsn += key + "='" + value + "' ";
    environment.push_back(dsn + "password='hunter2hunter2'");
    return run_process(repository.command(given), {"", "", environment});
  }

  RehearsalRepository repository;
};

TEST_F(GivenDatabase, IsUsedAndCleaned) {
  repository.scripts(
      "CREATE SCHEMA survey; CREATE TABLE survey.a (id serial); ALTER TABLE public.parcels ADD "
      "COLUMN a int; CREATE TYPE public.kind AS ENUM ('x'); CREATE FUNCTION public.f() RETURNS int "
      "LANGUAGE sql AS 'SELECT 1'; CREATE VIEW public.v AS SELECT 1 AS one; CREATE MATERIALIZED "
      "VIEW public.m AS SELECT 1 AS one; CREATE SEQUENCE public.s; CREATE DOMAIN public.d AS int;",
      "SELECT 1;");
  const auto result = rehearse();
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
  EXPECT_EQ(repository.receipt().at("server").at("kind"), "given");
  auto connection = connect();
  const auto rows =
      connection.query("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->text(0, 0), "0");
  // Empty again: it can be used again.
  EXPECT_EQ(rehearse().exit_code, 1);
}

TEST_F(GivenDatabase, HasToBeEmpty) {
  auto connection = connect();
  must(connection, "CREATE TABLE mine (id int); INSERT INTO mine VALUES (1)");
  const auto result = rehearse();
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("is not empty: it holds"));
  EXPECT_TRUE(connection.command("SELECT id FROM mine"));
}

}  // namespace
}  // namespace mig::test
