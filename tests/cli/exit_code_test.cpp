// The command line from the outside: every exit code, every refusal, every place a report can go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::kDraftBundle;
using mig::test::kExecutedBundle;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using testing::HasSubstr;
using testing::Not;

ProcessResult gate(const SampleRepository& repository, const std::vector<std::string>& arguments) {
  return mig::test::run_tool("mig-gate", arguments, {repository.path(), "", {}});
}

ProcessResult validate(const std::string& folder, const std::vector<std::string>& arguments,
                       const std::string& input = "") {
  return mig::test::run_tool("mig-validate", arguments, {folder, input, {}});
}

std::string all_of(const ProcessResult& result) {
  return result.standard_output + result.standard_error;
}

TEST(ExitCode, ZeroWhenEverythingWasCheckedAndNothingIsOpen) {
  const SampleRepository repository;
  const auto result = gate(repository, {"--root", ".", "migrations"});
  EXPECT_EQ(result.exit_code, 0) << all_of(result);
}

TEST(ExitCode, OneWhenSomethingFails) {
  const SampleRepository repository;
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  const auto result = gate(repository, {"--root", ".", "migrations"});
  EXPECT_EQ(result.exit_code, 1) << all_of(result);
}

TEST(ExitCode, FourWhenOnlyAReviewIsOpenAndOneWhenStrict) {
  const SampleRepository repository;
  fs::remove_all(repository.file(kDraftBundle + "/rehearsal"));
  EXPECT_EQ(gate(repository, {"--root", ".", "migrations"}).exit_code, 4);
  EXPECT_EQ(gate(repository, {"--root", ".", "--strict", "migrations"}).exit_code, 1);
  EXPECT_EQ(gate(repository, {"--root", ".", "--safety-mode", "strict", "migrations"}).exit_code,
            1);
}

TEST(ExitCode, NoVerdictWinsOverAFailureElsewhere) {
  const SampleRepository repository;
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  std::string deep = kExecutedBundle;
  for (int i = 0; i < 70; ++i) deep += "/d";
  fs::create_directories(repository.file(deep));
  const auto result = gate(repository, {"--root", ".", "migrations"});
  EXPECT_EQ(result.exit_code, 3) << all_of(result);
}

TEST(ExitCode, IsTheSameInEveryFormat) {
  const SampleRepository repository;
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  for (const char* format : {"text", "concise", "json", "sarif", "github"}) {
    EXPECT_EQ(gate(repository, {"--root", ".", "--output", format, "migrations"}).exit_code, 1)
        << format;
  }
}

TEST(Usage, NamesTheFlagThatWasMeant) {
  const SampleRepository repository;
  const auto result = gate(repository, {"--strcit", "migrations"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.standard_error, HasSubstr("--strict"));
  EXPECT_THAT(result.standard_error, HasSubstr("--strcit"));
  EXPECT_EQ(result.standard_output, "");
}

TEST(Usage, BadValuesAreRefused) {
  const SampleRepository repository;
  const std::vector<std::vector<std::string>> refused{
      {"--output", "xml", "migrations"},
      {"--output", "json=", "migrations"},
      {"--output", "json", "--output", "text", "migrations"},
      {"--phase", "later", "migrations"},
      {"--safety-mode", "loose", "migrations"},
      {"--threads", "0", "migrations"},
      {"--threads", "-1", "migrations"},
      {"--threads", "many", "migrations"},
      {"--color", "blue", "migrations"},
      {"-0", "migrations"},
      {"--files-from", "list", "migrations"},
      {"--explain", "no-such-rule"},
      {"--root"},
  };
  for (const auto& arguments : refused) {
    const auto result = gate(repository, arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments.front() << all_of(result);
    EXPECT_NE(result.standard_error, "") << arguments.front();
  }
  EXPECT_EQ(validate(repository.path(), {"--kind", "poem", "migrations"}).exit_code, 2);
}

TEST(Usage, NowMustBeAMomentWithAZone) {
  const SampleRepository repository;
  for (const char* now :
       {"yesterday", "2026-03-01", "2026-03-01T18:30:00", "2026-02-30T00:00:00Z"}) {
    const auto result =
        mig::test::run_process({mig::test::tool_path("mig-gate"), "--now", now, "migrations"},
                               {repository.path(), "", {}});
    EXPECT_EQ(result.exit_code, 2) << now << all_of(result);
  }
}

TEST(Usage, APathMayFollowTheOutputFlag) {
  const SampleRepository repository;
  const mig::test::TemporaryFolder reports;
  const auto file = reports.path() + "/report.json";
  const auto result = gate(repository, {"--root", ".", "--output", "json=" + file, "migrations"});
  EXPECT_EQ(result.exit_code, 0) << all_of(result);
  EXPECT_TRUE(nlohmann::json::accept(mig::test::read_file(file)));
}

TEST(NothingGiven, IsNoVerdict) {
  const SampleRepository repository;
  EXPECT_EQ(gate(repository, {"nowhere"}).exit_code, 3);
  EXPECT_EQ(gate(repository, {"--root", "nowhere", "migrations"}).exit_code, 3);
  const mig::test::TemporaryFolder empty;
  EXPECT_EQ(validate(empty.path(), {}).exit_code, 3);
  EXPECT_EQ(gate(repository, {empty.path()}).exit_code, 3);
  EXPECT_EQ(gate(repository, {"--root", ".", kDraftBundle, "nowhere"}).exit_code, 3);
}

TEST(Policy, InvalidIsAConfigurationErrorAndUnreadableNoVerdict) {
  const SampleRepository repository;
  repository.write("bad.yml", "schema_version: policy.v1\nunknown: 1\n");
  EXPECT_EQ(gate(repository, {"--root", ".", "--policy", "bad.yml", "migrations"}).exit_code, 2);
  repository.write("slip.yml",
                   "schema_version: policy.v1\napprovals:\n  unsigned_rules:\n"
                   "    refuse: [bundle-missing-note]\n");
  const auto slip = gate(repository, {"--root", ".", "--policy", "slip.yml", "migrations"});
  EXPECT_EQ(slip.exit_code, 2) << "an exception for a rule that does not exist";
  EXPECT_NE(all_of(slip).find("\"bundle-missing-notes\"?"), std::string::npos);
  EXPECT_EQ(gate(repository, {"--root", ".", "--policy", "gone.yml", "migrations"}).exit_code, 3);
  EXPECT_EQ(gate(repository, {"--root", ".", "--policy", "migrations", "migrations"}).exit_code, 3);
  repository.write(".mig/policy.yml", "schema_version: policy.v2\n");
  const auto result = gate(repository, {"--root", ".", "--output", "json", "migrations"});
  EXPECT_EQ(result.exit_code, 2) << all_of(result);
  const auto report = nlohmann::json::parse(result.standard_output);
  EXPECT_EQ(report.at("exit_code"), 2);
  EXPECT_TRUE(report.at("bundles").empty()) << "nothing is judged by a broken policy";
}

TEST(Printing, ReadsBackAsAValidPolicy) {
  const SampleRepository repository;
  for (const char* root : {".", "migrations/postgis"}) {
    const auto printed = gate(repository, {"--root", root, "--print-policy"});
    ASSERT_EQ(printed.exit_code, 0) << all_of(printed);
    const auto read =
        validate(repository.path(), {"--kind", "policy", "-"}, printed.standard_output);
    EXPECT_EQ(read.exit_code, 0) << printed.standard_output << all_of(read);
  }
}

TEST(Printing, HelpVersionAndRules) {
  const SampleRepository repository;
  const auto help = gate(repository, {"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.standard_output, HasSubstr("Exit codes"));
  const auto version = gate(repository, {"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.standard_output, testing::StartsWith("mig-gate "));
  const auto rules = gate(repository, {"--list-rules"});
  EXPECT_EQ(rules.exit_code, 0);
  EXPECT_THAT(rules.standard_output, HasSubstr("declaration-missing-field"));
  const auto explained = gate(repository, {"--explain", "declaration-missing-field"});
  EXPECT_EQ(explained.exit_code, 0);
  EXPECT_THAT(explained.standard_output, HasSubstr("declaration-missing-field"));
}

TEST(Documents, StandardInputIsJudgedUnderItsName) {
  const SampleRepository repository;
  const auto declaration = repository.read(kDraftBundle + "/migration.yml");
  EXPECT_EQ(validate(repository.path(), {"--kind", "declaration", "-"}, declaration).exit_code, 0);
  const auto broken = validate(
      repository.path(), {"--stdin-filename", "some/migration.yml", "--output", "json", "-"}, "{}");
  EXPECT_EQ(broken.exit_code, 1) << all_of(broken);
  EXPECT_THAT(broken.standard_output, HasSubstr("some/migration.yml"));
  EXPECT_EQ(validate(repository.path(), {"-"}, "").exit_code, 1);
  EXPECT_EQ(validate(repository.path(), {"-"}, "a: b").exit_code, 1) << "the kind cannot be told";
}

// Rules about the whole declaration must not hang on the name it was given under.
TEST(Documents, ALoneDeclarationIsJudgedWhateverItsName) {
  const SampleRepository repository;
  auto bytes = repository.read(kDraftBundle + "/migration.yml");
  const std::string id = "PG-MIG-2026-03-10-01";
  bytes.replace(bytes.find(id), id.size(), "nonsense");
  EXPECT_EQ(validate(repository.path(), {"--kind", "declaration", "-"}, bytes).exit_code, 1);
  repository.write("proposed/migration.yml", bytes);
  EXPECT_EQ(validate("", {"--root", repository.path(), repository.file("proposed/migration.yml")})
                .exit_code,
            1);
}

TEST(Documents, AFileIsJudgedByItsKind) {
  const SampleRepository repository;
  const auto registry = repository.file("migrations/registry/migrations.v1.json");
  EXPECT_EQ(validate("", {"--root", repository.path(), registry}).exit_code, 0);
  EXPECT_EQ(validate("", {"--root", repository.path(), "--kind", "baseline", registry}).exit_code,
            1);
}

TEST(Documents, ALoneDeclarationIsJudgedByAllThatItSaysOfItself) {
  const SampleRepository repository;
  auto declaration = repository.read(kDraftBundle + "/migration.yml");
  const std::string_view key = "migration_id: PG-MIG-";
  const auto at = declaration.find(key);
  ASSERT_NE(at, std::string::npos);
  declaration.replace(at + key.size(), 10, "2026-02-30");
  const auto result = validate(repository.path(), {"--kind", "declaration", "-"}, declaration);
  EXPECT_EQ(result.exit_code, 1) << all_of(result);
  EXPECT_THAT(result.standard_output, HasSubstr("declaration-impossible-date"));
  EXPECT_THAT(result.standard_output, HasSubstr("given without its bundle"));
}

TEST(Documents, ALoneRegistryIsHeldAgainstItself) {
  const SampleRepository repository;
  const std::string entry =
      R"({"id": "PG-MIG-2026-03-01-01", "type": "postgis", "owners": ["a"], "status": "draft"})";
  const auto twice =
      "{\"schema_version\": \"migrations.v1\", \"migrations\": [" + entry + ", " + entry + "]}";
  const auto result = validate(repository.path(), {"--kind", "registry", "-"}, twice);
  EXPECT_EQ(result.exit_code, 1) << all_of(result);
  EXPECT_THAT(result.standard_output, HasSubstr("registry-duplicate-id"));
}

TEST(Streams, AClosedOrFullOutputIsNoVerdict) {
  const SampleRepository repository;
  const auto tool = mig::test::tool_path("mig-gate");
  for (const char* redirect : {"exec \"$@\" >&-", "exec \"$@\" >/dev/full"}) {
    for (const char* flag : {"migrations", "--list-rules", "--help", "--version"}) {
      const auto result = mig::test::run_process(
          {"sh", "-c", redirect, "sh", tool, "--now", mig::test::kNow, "--root", ".", flag},
          {repository.path(), "", {}});
      EXPECT_EQ(result.exit_code, 3) << redirect << flag << all_of(result);
    }
  }
}

TEST(Streams, AReaderThatLeftIsNoVerdictAndNoSignal) {
  const SampleRepository repository;
  const auto result =
      mig::test::run_process({"bash", "-c", "\"$@\" | true; echo ${PIPESTATUS[0]}", "bash",
                              mig::test::tool_path("mig-gate"), "--list-rules"},
                             {repository.path(), "", {}});
  EXPECT_THAT(result.standard_output, testing::AnyOf("0\n", "3\n")) << all_of(result);
}

TEST(Reports, AFileThatCannotBeWrittenIsNoVerdictAndKeepsTheOldOne) {
  const SampleRepository repository;
  EXPECT_EQ(
      gate(repository, {"--root", ".", "--output=json=nowhere/r.json", "migrations"}).exit_code, 3);
  EXPECT_EQ(gate(repository, {"--root", ".", "--output=json=.", "migrations"}).exit_code, 3);
  const mig::test::TemporaryFolder reports;
  reports.write("r.json", "old");
  const auto limited = mig::test::run_process(
      {"sh", "-c", "ulimit -f 0; exec \"$@\" 2>/dev/null >/dev/null", "sh",
       mig::test::tool_path("mig-gate"), "--now", mig::test::kNow, "--root", ".",
       "--output=json=" + reports.path() + "/r.json", "migrations"},
      {repository.path(), "", {}});
  EXPECT_EQ(limited.exit_code, 3);
  EXPECT_EQ(mig::test::read_file(reports.path() + "/r.json"), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(reports.path()), fs::directory_iterator()), 1);
}

TEST(Color, FollowsFlagThenEnvironment) {
  const SampleRepository repository;
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  const auto is_colored = [&](const std::vector<std::string>& environment,
                              const std::string& choice) {
    return mig::test::run_tool("mig-gate", {"--root", ".", "--color", choice, "migrations"},
                               {repository.path(), "", environment})
               .standard_output.find('\x1b') != std::string::npos;
  };
  EXPECT_FALSE(is_colored({}, "auto"));
  EXPECT_TRUE(is_colored({}, "always"));
  EXPECT_TRUE(is_colored({"CLICOLOR_FORCE=1"}, "auto"));
  EXPECT_FALSE(is_colored({"CLICOLOR_FORCE=0"}, "auto"));
  EXPECT_FALSE(is_colored({"CLICOLOR_FORCE=1", "NO_COLOR=1"}, "auto"));
  EXPECT_TRUE(is_colored({"NO_COLOR=1"}, "always"));
  EXPECT_FALSE(is_colored({"CLICOLOR_FORCE=1"}, "never"));
}

}  // namespace
