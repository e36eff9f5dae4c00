// What mig-scope-diff prints and writes beside its verdict: --show, --suggest-scope, --init.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kForward =
    "CREATE TABLE app.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);\n"
    "CREATE TYPE app.mood AS ENUM ('good');\n"
    "ALTER TABLE app.clients ADD COLUMN \"lastOrder\" bigint;\n";
constexpr const char* kRollback =
    "ALTER TABLE app.clients DROP COLUMN \"lastOrder\";\n"
    "DROP TYPE app.mood;\n"
    "DROP TABLE app.orders;\n";

ProcessResult scope_diff(const SampleRepository& repository,
                         const std::vector<std::string>& arguments) {
  return mig::test::run_tool("mig-scope-diff", arguments, {repository.path(), "", {}});
}

std::string all_of(const ProcessResult& result) {
  return result.standard_output + result.standard_error;
}

class ChangeCommand : public testing::Test {
 protected:
  ChangeCommand() {
    repository_.write("up.sql", kForward);
    repository_.write("down.sql", kRollback);
  }
  std::vector<std::string> with_scripts(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--forward", "up.sql", "--rollback", "down.sql"});
    return arguments;
  }
  ProcessResult init(const std::string& folder, std::vector<std::string> more = {}) {
    more.insert(more.begin(),
                {"--init", folder, "--intent", "Link orders to clients", "--reviewer",
                 "database-team", "--change-class", "additive", "--runner-tool", "psql"});
    return scope_diff(repository_, with_scripts(more));
  }
  SampleRepository repository_;
};

TEST_F(ChangeCommand, ShowsThePredictedDeltaForPrograms) {
  const auto result =
      scope_diff(repository_, with_scripts({"--show", "delta", "--output", "json"}));
  ASSERT_EQ(result.exit_code, 0) << all_of(result);
  const auto shown = nlohmann::json::parse(result.standard_output);
  EXPECT_EQ(shown["schema_version"], "change_view.v1");
  const auto& delta = shown["bundles"][0]["delta"];
  EXPECT_THAT(delta, testing::Contains(nlohmann::json{{"kind", "column"},
                                                      {"object", "app.clients.lastOrder"},
                                                      {"change", "added"},
                                                      {"table", "app.clients"}}));
  EXPECT_THAT(delta, testing::Contains(nlohmann::json{
                         {"kind", "enum"}, {"object", "app.mood"}, {"change", "added"}}));
  EXPECT_TRUE(shown["bundles"][0]["opaque"].empty());
}

TEST_F(ChangeCommand, ShowsWhatCannotBeKnownWithItsReason) {
  repository_.write("up.sql", "SELECT app.rebuild();\n");
  const auto result =
      scope_diff(repository_, {"--show", "delta", "--output", "json", "--forward", "up.sql"});
  const auto shown = nlohmann::json::parse(result.standard_output);
  ASSERT_EQ(shown["bundles"][0]["opaque"].size(), 1U);
  EXPECT_EQ(shown["bundles"][0]["opaque"][0]["operation"], "unknown_call");
  EXPECT_EQ(shown["bundles"][0]["opaque"][0]["line"], 1);
}

TEST_F(ChangeCommand, ShowsEffectsAndCatalogOfABundle) {
  const auto effects =
      scope_diff(repository_, {"--root", ".", "--show", "effects", mig::test::kDraftBundle});
  EXPECT_EQ(effects.exit_code, 0) << all_of(effects);
  EXPECT_THAT(effects.standard_output, HasSubstr("column public.parcels.surveyed_on"));
  const auto catalog =
      scope_diff(repository_, {"--root", ".", "--show", "catalog", mig::test::kDraftBundle});
  EXPECT_THAT(catalog.standard_output, HasSubstr("table public.parcels"));
}

TEST_F(ChangeCommand, WhatCannotBeParsedIsNoCleanExitWithItsPosition) {
  repository_.write("up.sql", "SELECT 1;\nALTER TABEL app.orders ADD x int;\n");
  const auto shown = scope_diff(repository_, {"--show", "delta", "--forward", "up.sql"});
  EXPECT_EQ(shown.exit_code, 3);
  EXPECT_THAT(shown.standard_error, HasSubstr("up.sql:2:7"));
  const auto suggested = scope_diff(repository_, {"--suggest-scope", "--forward", "up.sql"});
  EXPECT_EQ(suggested.exit_code, 3);
  EXPECT_THAT(suggested.standard_output, Not(HasSubstr("allowed")));
  EXPECT_EQ(init("migrations/postgis/PG-MIG-2026-05-01-01").exit_code, 3);
  EXPECT_FALSE(fs::exists(repository_.file("migrations/postgis/PG-MIG-2026-05-01-01")));
}

TEST_F(ChangeCommand, SuggestsTheTightestScope) {
  const auto result = scope_diff(repository_, with_scripts({"--suggest-scope"}));
  ASSERT_EQ(result.exit_code, 0) << all_of(result);
  EXPECT_THAT(result.standard_output, HasSubstr("  allowed_schemas: [app]\n"
                                                "  allowed_tables: [app.clients, app.orders]\n"
                                                "  allowed_objects: [\"enum app.mood\"]\n"));
  EXPECT_THAT(result.standard_output, HasSubstr("max_index_count_delta: 1\n"));
}

TEST_F(ChangeCommand, ADraftPassesOnceItsNotesAreWritten) {
  const std::string folder = "migrations/postgis/PG-MIG-2026-05-01-01";
  const auto written = init(folder);
  ASSERT_EQ(written.exit_code, 0) << all_of(written);
  EXPECT_FALSE(fs::exists(repository_.file(folder + "/baselines")));
  const auto refused =
      mig::test::run_tool("mig-validate", {"--root", ".", folder}, {repository_.path(), "", {}});
  EXPECT_EQ(refused.exit_code, 1) << "placeholders in the notes are still to be filled";
  repository_.write(folder + "/notes.md",
                    "# Orders\n\n## Why a migration\n\nOrders cannot be derived again.\n\n## "
                    "Risks\n\nNone that is known.\n\n## Rollout\n\nAt noon.\n\n"
                    "## Rollback\n\nRun the script.\n\n## Review guidance\n\nThe types.\n");
  repository_.write("migrations/registry/migrations.v1.json",
                    R"({"schema_version": "migrations.v1", "migrations": [
  {"id": "PG-MIG-2026-05-01-01", "type": "postgis", "owners": ["map-team"], "status": "draft"}]})");
  const auto valid =
      mig::test::run_tool("mig-validate", {"--root", ".", folder}, {repository_.path(), "", {}});
  EXPECT_EQ(valid.exit_code, 0) << all_of(valid);
  const auto judged = scope_diff(repository_, {"--root", ".", "--output", "concise", folder});
  EXPECT_THAT(judged.standard_output, Not(HasSubstr("[scope-"))) << all_of(judged);
  EXPECT_THAT(judged.standard_output, Not(HasSubstr("[limit-"))) << all_of(judged);
}

TEST_F(ChangeCommand, NeverWritesIntoWhatIsThere) {
  const std::string folder = "migrations/postgis/PG-MIG-2026-05-01-01";
  repository_.write(folder + "/mine.txt", "mine");
  const auto result = init(folder);
  EXPECT_EQ(result.exit_code, 2) << all_of(result);
  EXPECT_FALSE(fs::exists(repository_.file(folder + "/migration.yml")));
}

TEST_F(ChangeCommand, RefusesFoldersThatNameNoMigration) {
  for (const char* folder :
       {"drafts/orders", "drafts/GRAPH-MIG-2026-05-01-01", "drafts/PG-MIG-2026-13-01-01"}) {
    EXPECT_EQ(init(folder).exit_code, 2) << folder;
    EXPECT_FALSE(fs::exists(repository_.file(folder))) << folder;
  }
}

TEST_F(ChangeCommand, ADraftThatCannotBeWrittenSaysSo) {
  if (::geteuid() == 0) {
    // Root may write everywhere: a file where a folder is due stops it as well.
    repository_.write("drafts", "a file");
  } else {
    fs::create_directories(repository_.file("drafts"));
    ::chmod(repository_.file("drafts").c_str(), 0555);
  }
  EXPECT_EQ(init("drafts/PG-MIG-2026-05-01-01").exit_code, 3);
}

TEST_F(ChangeCommand, ScriptsWithoutAVisibleEffectAreDeclaredByHand) {
  repository_.write("up.sql", "SELECT 1;\n");
  repository_.write("down.sql", "SELECT 1;\n");
  const auto result = init("drafts/PG-MIG-2026-05-01-01");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("nothing can be seen"));
}

TEST_F(ChangeCommand, RefusesCombinationsThatMakeNoSense) {
  const std::vector<std::vector<std::string>> refused{
      {"--show", "delta", "--suggest-scope", "--forward", "up.sql"},
      {"--forward", "up.sql"},
      {"--show", "delta", "--rollback", "down.sql"},
      {"--show", "delta", "--forward", "up.sql", "migrations"},
      {"--init", "drafts/PG-MIG-2026-05-01-01", "--forward", "up.sql"},
      {"--suggest-scope", "--output", "json", "--forward", "up.sql"},
      {"--show", "delta", "--output", "sarif", "--forward", "up.sql"},
      {"--show", "everything", "--forward", "up.sql"},
      {"--show", "delta", "--output", "json=a", "--output", "text", "--forward", "up.sql"},
  };
  for (const auto& arguments : refused) {
    EXPECT_EQ(scope_diff(repository_, arguments).exit_code, 2) << testing::PrintToString(arguments);
  }
}

TEST_F(ChangeCommand, AMissingScriptIsNoVerdict) {
  EXPECT_EQ(scope_diff(repository_, {"--show", "delta", "--forward", "absent.sql"}).exit_code, 3);
}

TEST_F(ChangeCommand, WritesASummaryThatTheGateAccepts) {
  const auto summary = mig::test::kExecutedBundle + "/diffs/summary.json";
  const auto before = repository_.read(summary);
  const std::vector<std::string> command{"--root", ".", "--write-summary",
                                         mig::test::kExecutedBundle};
  EXPECT_EQ(scope_diff(repository_, command).exit_code, 3) << "the summary is there";
  fs::remove(repository_.file(summary));
  const auto written = scope_diff(repository_, command);
  ASSERT_EQ(written.exit_code, 0) << all_of(written);
  EXPECT_EQ(nlohmann::json::parse(repository_.read(summary)), nlohmann::json::parse(before));
  const auto judged = scope_diff(repository_, {"--root", ".", mig::test::kExecutedBundle});
  EXPECT_EQ(judged.exit_code, 0) << all_of(judged);
}

TEST_F(ChangeCommand, WritesATouchedListOnlyWhereItIsDeclared) {
  const auto summary = mig::test::kExecutedBundle + "/diffs/summary.json";
  const auto touched = mig::test::kExecutedBundle + "/diffs/touched.csv";
  const auto declaration = mig::test::kExecutedBundle + "/migration.yml";
  const std::vector<std::string> command{"--root", ".", "--write-summary",
                                         mig::test::kExecutedBundle};
  fs::remove(repository_.file(summary));
  auto written = scope_diff(repository_, command);
  ASSERT_EQ(written.exit_code, 0) << all_of(written);
  EXPECT_FALSE(fs::exists(repository_.file(touched))) << "no receipt could name it";
  EXPECT_EQ(written.standard_output, "wrote " + summary + "\n");

  fs::remove(repository_.file(summary));
  repository_.write(declaration,
                    repository_.read(declaration) + "    touched: diffs/touched.csv\n");
  written = scope_diff(repository_, command);
  ASSERT_EQ(written.exit_code, 0) << all_of(written);
  EXPECT_TRUE(fs::exists(repository_.file(touched)));
  EXPECT_EQ(written.standard_output, "wrote " + summary + "\nwrote " + touched + "\n");
  fs::remove(repository_.file(summary));
  EXPECT_EQ(scope_diff(repository_, command).exit_code, 2) << "touched.csv is there";
}

TEST_F(ChangeCommand, ASummaryOfWrittenRowsHasToBeTold) {
  fs::remove(repository_.file(mig::test::kExecutedBundle + "/diffs/summary.json"));
  const auto script = mig::test::kExecutedBundle + "/forward.sql";
  repository_.write(script, repository_.read(script) + "UPDATE public.parcels SET id = id;\n");
  std::vector<std::string> command{"--root", ".", "--write-summary", mig::test::kExecutedBundle};
  EXPECT_EQ(scope_diff(repository_, command).exit_code, 2);
  command.insert(command.end(), {"--rows-written", "12"});
  ASSERT_EQ(scope_diff(repository_, command).exit_code, 0);
  const auto summary =
      nlohmann::json::parse(repository_.read(mig::test::kExecutedBundle + "/diffs/summary.json"));
  EXPECT_EQ(summary["totals"]["row_backfill"], 12);
}

TEST_F(ChangeCommand, ValidateKnowsNothingOfThem) {
  const auto result = mig::test::run_tool("mig-validate", {"--show", "delta", "migrations"},
                                          {repository_.path(), "", {}});
  EXPECT_EQ(result.exit_code, 2);
}

}  // namespace
