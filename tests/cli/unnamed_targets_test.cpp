// Gates that nobody tells what to judge: they look where the policy says that migrations are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::kDraftBundle;
using mig::test::kExecutedBundle;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kPolicy = ".mig/policy.yml";

ProcessResult run_in(const std::string& folder, const std::string& tool,
                     const std::vector<std::string>& arguments = {}) {
  return mig::test::run_tool(tool, arguments, {folder, "", {}});
}

std::vector<std::string> judged_bundles(const std::string& report) {
  const auto read = json::parse(report, nullptr, false);
  if (read.is_discarded()) return {"no report: " + report};
  std::vector<std::string> paths;
  for (const auto& bundle : read.at("bundles")) {
    if (bundle.at("path") != ".") paths.push_back(bundle.at("path"));
  }
  return paths;
}

/// The policy of the sample, which names no root, with roots.
void name_roots(const SampleRepository& repository, const std::string& roots) {
  repository.write(kPolicy, repository.read(kPolicy) + "migrations_roots: " + roots + "\n");
}

TEST(UnnamedTargets, TheUsualFolderIsJudgedByEveryGateOfBundles) {
  const SampleRepository repository;
  for (const char* tool :
       {"mig-gate", "mig-validate", "mig-scope-diff", "mig-rollback-check", "mig-receipt-verify"}) {
    const auto result = run_in(repository.path(), tool, {"--output", "json"});
    EXPECT_EQ(result.exit_code, 0) << tool << result.standard_error << result.standard_output;
    EXPECT_THAT(judged_bundles(result.standard_output), ElementsAre(kExecutedBundle, kDraftBundle))
        << tool;
  }
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  EXPECT_EQ(run_in(repository.path(), "mig-gate").exit_code, 1);
}

TEST(UnnamedTargets, ReadersAreToldWhatWasJudged) {
  const SampleRepository repository;
  for (const char* format : {"text", "concise"}) {
    const auto result = run_in(repository.path(), "mig-gate", {"--output", format});
    EXPECT_THAT(result.standard_output,
                HasSubstr("no path was given, so that the migrations roots of .mig/policy.yml are "
                          "judged: migrations\n"))
        << format;
  }
}

// What runs it again names what was judged: the policy may say something else by then.
TEST(UnnamedTargets, TheReportIsThatOfANamedFolderButForTheNotice) {
  const SampleRepository repository;
  const auto report_of = [&](const std::string& folder, const std::vector<std::string>& paths) {
    std::vector<std::string> arguments{"--output", "json"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    auto report =
        json::parse(run_in(folder, "mig-gate", arguments).standard_output, nullptr, false);
    EXPECT_FALSE(report.is_discarded());
    if (!report.is_discarded()) report.erase("notices");
    return report;
  };
  const auto named = report_of(repository.path(), {"migrations"});
  EXPECT_EQ(report_of(repository.path(), {}), named);
  EXPECT_EQ(report_of(repository.file("migrations/postgis"), {}), named);
}

TEST(UnnamedTargets, ThePolicySaysWhereToLook) {
  const SampleRepository repository;
  name_roots(repository, "[changes]");
  fs::rename(repository.file("migrations"), repository.file("changes"));
  repository.write("migrations/V1__old.sql", "DROP TABLE app.old;\n");
  const auto result = run_in(repository.path(), "mig-gate", {"--output", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_output;
  EXPECT_THAT(
      judged_bundles(result.standard_output),
      ElementsAre("changes/postgis/PG-MIG-2026-03-01-01", "changes/postgis/PG-MIG-2026-03-10-01"));
}

TEST(UnnamedTargets, ARootMayBeSpeltAsAPath) {
  const SampleRepository repository;
  for (const char* roots : {"[\"migrations/\"]", "[\"./migrations\"]", "[\".//migrations//\"]"}) {
    const auto policy = repository.read(kPolicy);
    name_roots(repository, roots);
    const auto result = run_in(repository.path(), "mig-gate", {"--output", "json"});
    EXPECT_EQ(result.exit_code, 0) << roots << result.standard_error;
    EXPECT_THAT(judged_bundles(result.standard_output), ElementsAre(kExecutedBundle, kDraftBundle));
    repository.write(kPolicy, policy);
  }
}

TEST(UnnamedTargets, AProjectInsideWithAPolicyOfItsOwnIsNotPassedOver) {
  const SampleRepository repository;
  fs::create_directories(repository.file(".git"));
  repository.write("inner/.mig/policy.yml", "schema_version: policy.v1\n");
  repository.write("inner/src/a.txt", "a\n");
  for (const char* folder : {"inner", "inner/src"}) {
    const auto result = run_in(repository.file(folder), "mig-gate");
    EXPECT_EQ(result.exit_code, 3) << result.standard_output;
    EXPECT_THAT(result.standard_error, HasSubstr("inner has a .mig of its own"));
  }
  EXPECT_EQ(run_in(repository.file("inner"), "mig-gate", {"../migrations"}).exit_code, 0);
}

TEST(UnnamedTargets, ARootThatIsNoFolderIsNoVerdictWhateverTheOthersHold) {
  const SampleRepository repository;
  name_roots(repository, "[migrations, later]");
  const auto absent = run_in(repository.path(), "mig-gate");
  EXPECT_EQ(absent.exit_code, 3) << absent.standard_output;
  EXPECT_THAT(absent.standard_error,
              HasSubstr("later, which migrations_roots of .mig/policy.yml names, does not exist"));
  repository.write("later", "a file\n");
  EXPECT_THAT(run_in(repository.path(), "mig-gate").standard_error, HasSubstr("is no folder"));
  fs::remove(repository.file("later"));
  fs::create_symlink("migrations", repository.file("later"));
  EXPECT_EQ(run_in(repository.path(), "mig-gate").exit_code, 3);
  // As when it is named: a folder without any bundle is nothing that was checked.
  fs::remove(repository.file("later"));
  fs::create_directory(repository.file("later"));
  EXPECT_EQ(run_in(repository.path(), "mig-gate").exit_code, 3);
}

/// The sample without its policy; what is above the folder is not asked.
void forget_policy(const SampleRepository& repository) {
  fs::remove_all(repository.file(".mig"));
  fs::create_directories(repository.file(".git"));
}

// What --help, --print-policy and the doctor say: the default root is that of the built-in policy.
TEST(UnnamedTargets, WithoutAPolicyTheDefaultRootIsJudged) {
  const SampleRepository repository;
  forget_policy(repository);
  const auto unnamed = run_in(repository.path(), "mig-validate", {"--output", "json"});
  EXPECT_EQ(unnamed.exit_code, 0) << unnamed.standard_error << unnamed.standard_output;
  EXPECT_THAT(judged_bundles(unnamed.standard_output), ElementsAre(kExecutedBundle, kDraftBundle));
  EXPECT_THAT(unnamed.standard_output,
              HasSubstr("no path was given, and there is no .mig/policy.yml, so that the default "
                        "migrations root of the built-in policy is judged: migrations"));
  fs::remove(repository.file(kDraftBundle + "/rollback.sql"));
  EXPECT_EQ(run_in(repository.path(), "mig-gate").exit_code, 1);
}

// Nobody said that the folder is ours: what another tool keeps there was not checked.
TEST(UnnamedTargets, ADefaultRootWithoutBundlesIsNoVerdict) {
  const mig::test::TemporaryFolder folder;
  fs::create_directories(folder.path() + "/.git");
  fs::create_directories(folder.path() + "/migrations");
  const auto expect_nothing = [&](const std::string& told) {
    const auto result = run_in(folder.path(), "mig-gate");
    EXPECT_EQ(result.exit_code, 3) << result.standard_output;
    EXPECT_THAT(result.standard_error, HasSubstr(told));
  };
  const std::string none = "there is no migration bundle in migrations: ";
  expect_nothing(none);
  folder.write("migrations/V1__old.sql", "DROP TABLE app.old;\n");
  expect_nothing(none);
  folder.write("migrations/registry/migrations.v1.json",
               "{\"schema_version\": \"migrations.v1\", \"migrations\": []}\n");
  expect_nothing(none);
  fs::rename(folder.path() + "/migrations", folder.path() + "/real");
  fs::create_symlink("real", folder.path() + "/migrations");
  expect_nothing("migrations, where the built-in policy looks, is no folder");
  fs::remove(folder.path() + "/migrations");
  folder.write("migrations", "a file\n");
  expect_nothing("migrations, where the built-in policy looks, is no folder");
}

// A registry that lists what is not there is judged: whoever removed the bundles fails.
TEST(UnnamedTargets, ADefaultRootWhoseBundlesAreGoneFails) {
  const SampleRepository repository;
  forget_policy(repository);
  fs::remove_all(repository.file("migrations/postgis"));
  EXPECT_EQ(run_in(repository.path(), "mig-gate").exit_code, 1);
}

TEST(UnnamedTargets, WhereThereIsNoneTheFixNamesBothWays) {
  const mig::test::TemporaryFolder empty;
  const auto result = run_in(empty.path(), "mig-gate", {"--output", "json"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("nothing was given to check"));
  EXPECT_THAT(result.standard_error, HasSubstr("name a bundle folder or the migrations folder"));
  EXPECT_THAT(result.standard_error, HasSubstr("migrations_roots: [FOLDER]"));
  EXPECT_THAT(result.standard_error, HasSubstr("mig-scope-diff --init migrations/postgis/"));
  // Every report that was asked for tells it, too.
  EXPECT_THAT(result.standard_output, HasSubstr("nothing was given to check"));
  // A policy that cannot be used is what is wrong, and not the folder.
  empty.write(kPolicy, "schema_version: policy.v9\n");
  EXPECT_EQ(run_in(empty.path(), "mig-gate").exit_code, 2);
}

TEST(UnnamedTargets, WhatSaysItselfWhatItIsAboutHasToGoOn) {
  const SampleRepository repository;
  const std::vector<std::pair<std::string, std::vector<std::string>>> refused{
      {"mig-gate", {"--shard", "1/2", "--output", "shard=" + repository.file("../part.json")}},
      {"mig-validate", {"--kind", "policy"}},
      {"mig-validate", {"--stdin-filename", "plan.json"}},
      {"mig-scope-diff", {"--show", "delta"}},
      {"mig-scan-secrets", {}}};
  for (const auto& [tool, arguments] : refused) {
    const auto result = run_in(repository.path(), tool, arguments);
    EXPECT_EQ(result.exit_code, 3) << tool << arguments.size() << result.standard_output;
    EXPECT_THAT(result.standard_error, HasSubstr("nothing was given to check\n")) << tool;
  }
  const auto listed = run_in(repository.path(), "mig-gate", {"--files-from", "-"});
  EXPECT_EQ(listed.exit_code, 3);
  EXPECT_THAT(listed.standard_error, HasSubstr("--files-from lists no file"));
}

// A migrations folder that is a repository of its own does not become the root, with another
// policy.
TEST(UnnamedTargets, TheRootIsThatOfThePolicy) {
  const SampleRepository repository;
  fs::create_directories(repository.file("migrations/.git"));
  fs::create_directories(repository.file(".git"));
  const auto result = run_in(repository.path(), "mig-validate", {"--output", "json"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_error << result.standard_output;
  EXPECT_THAT(judged_bundles(result.standard_output), ElementsAre(kExecutedBundle, kDraftBundle));
}

}  // namespace
