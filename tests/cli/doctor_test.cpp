// What `mig-gate doctor` tells of a repository and a machine, and what it ends in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "mig/document/reader.hpp"
#include "mig/postgres/installation_version.hpp"
#include "mig/schema/schema.hpp"
#include "support/git_repository.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

/// The pipeline that these tests may run in says nothing about the repositories that they make.
std::vector<std::string> outside_of_pipelines(std::vector<std::string> more = {}) {
  std::vector<std::string> variables;
  for (const char* name : {"CI",
                           "GITHUB_ACTIONS",
                           "GITLAB_CI",
                           "FORGEJO_ACTIONS",
                           "GITEA_ACTIONS",
                           "JENKINS_URL",
                           "TF_BUILD",
                           "BUILDKITE",
                           "CIRCLECI",
                           "BITBUCKET_BUILD_NUMBER",
                           "TEAMCITY_VERSION",
                           "TRAVIS",
                           "WOODPECKER",
                           "GITHUB_BASE_REF",
                           "CI_MERGE_REQUEST_DIFF_BASE_SHA",
                           "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
                           "CHANGE_TARGET",
                           "BITBUCKET_PR_DESTINATION_BRANCH",
                           "BUILDKITE_PULL_REQUEST_BASE_BRANCH",
                           "NO_COLOR",
                           "CLICOLOR_FORCE"}) {
    variables.push_back(std::string(name) + "=");
  }
  variables.insert(variables.end(), more.begin(), more.end());
  return variables;
}

ProcessResult doctor(const std::string& folder, std::vector<std::string> arguments = {},
                     std::vector<std::string> variables = {}) {
  arguments.insert(arguments.begin(), {tool_path("mig-gate"), "doctor"});
  return run_process(arguments, {folder, "", outside_of_pipelines(std::move(variables))});
}

std::string fixture() {
  return std::string(MIG_SOURCE_DIR) + "/fixtures/valid/approval-unknown-rule/known";
}

/// A repository with one bundle, its registry and a policy.
class DoctorTest : public testing::Test {
 protected:
  DoctorTest() {
    fs::copy(fixture() + "/migrations", repository_.file("migrations"),
             fs::copy_options::recursive);
    repository_.write(".mig/policy.yml", "schema_version: policy.v1\n");
    repository_.commit("begin");
  }
  const std::string& path() const { return repository_.path(); }

  GitRepository repository_;
};

TEST_F(DoctorTest, TellsEverythingInOneScreen) {
  repository_.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  const auto result = doctor(path());
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
  const auto& text = result.standard_output;
  EXPECT_THAT(text, HasSubstr("No migration was judged."));
  EXPECT_THAT(text, ContainsRegex("ok +versions +mig-gates [0-9.]+, OpenSSL [0-9.]+, vectorscan "
                                  "[0-9.]+, grammar of PostgreSQL [0-9.]+\n"));
  EXPECT_THAT(text, ContainsRegex("ok +libgit2 +[0-9.]+\n"));
  EXPECT_THAT(text, HasSubstr("(the git top level)\n"));
  EXPECT_THAT(text, ContainsRegex("ok +policy +.mig/policy.yml sha256:[0-9a-f]+\n"));
  EXPECT_THAT(text, ContainsRegex("note +trust +no .mig/trust.yml: no signature counts\n"));
  EXPECT_THAT(text, ContainsRegex("ok +migrations +migrations: 1 bundle, 1 in its registry\n"));
  EXPECT_THAT(text, HasSubstr("HEAD is " + repository_.id_of("HEAD") + "\n"));
  EXPECT_THAT(text, ContainsRegex("ok +git-depth +the whole history is here\n"));
  EXPECT_THAT(text, HasSubstr("origin/main is " + repository_.id_of("HEAD") + "\n"));
  EXPECT_THAT(text, ContainsRegex("(ok|note) +postgresql +"));
  EXPECT_THAT(text, ContainsRegex("(ok|note) +kernel +"));
  EXPECT_THAT(text, ContainsRegex("ok +terminal +no colours .standard output is no terminal"));
  EXPECT_THAT(text, ContainsRegex("ok +ci +none is seen\n"));
  EXPECT_THAT(text, HasSubstr("\nnothing here would stop a gate (exit 0); "));
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 24);
}

TEST_F(DoctorTest, FindsTheRootFromBelowAndFromOutside) {
  const auto root = fs::canonical(path()).string();
  EXPECT_THAT(doctor(path() + "/migrations/postgis").standard_output,
              HasSubstr(root + " (the git top level)"));
  EXPECT_THAT(doctor("/", {"--root", path()}).standard_output,
              HasSubstr(root + " (named with --root)"));
}

TEST_F(DoctorTest, EndsIn2WhereTheConfigurationIsInvalid) {
  repository_.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_rots: [x]\n");
  const auto policy = doctor(path());
  EXPECT_EQ(policy.exit_code, 2);
  EXPECT_THAT(policy.standard_output,
              ContainsRegex("problem +policy +.mig/policy.yml:2: the policy cannot be used"));
  EXPECT_THAT(policy.standard_output, HasSubstr("= fix: did you mean \"migrations_roots\"?"));
  EXPECT_THAT(policy.standard_output, HasSubstr("1 problem would stop a gate (exit 2)"));

  repository_.write(".mig/policy.yml", "schema_version: policy.v1\n");
  repository_.write(".mig/trust.yml", "schema_version: trust.v1\nkyes: []\n");
  const auto trust = doctor(path());
  EXPECT_EQ(trust.exit_code, 2);
  EXPECT_THAT(trust.standard_output, ContainsRegex("problem +trust +"));
}

TEST_F(DoctorTest, EndsIn3WhereThereIsNothingToJudge) {
  repository_.remove("migrations");
  const auto result = doctor(path());
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_output,
              ContainsRegex("problem +migrations +no bundle beneath migrations: a gate ends in 3"));
  // What a gate says of the same.
  EXPECT_EQ(run_process({tool_path("mig-gate"), path()}).exit_code, 3);
  // 3 wins over 2.
  repository_.write(".mig/trust.yml", "no trust");
  EXPECT_EQ(doctor(path()).exit_code, 3);
}

TEST_F(DoctorTest, ARootThatIsNotThereIsAProblem) {
  repository_.write(".mig/policy.yml",
                    "schema_version: policy.v1\nmigrations_roots: [migratoins]\n");
  const auto misspelt = doctor(path());
  EXPECT_EQ(misspelt.exit_code, 3) << misspelt.standard_output;
  EXPECT_THAT(misspelt.standard_output,
              ContainsRegex("problem +migrations +migratoins of migrations_roots is not there"));
  repository_.write(".mig/policy.yml",
                    "schema_version: policy.v1\nmigrations_roots: [migrations, later]\n");
  const auto later = doctor(path());
  EXPECT_EQ(later.exit_code, 3) << later.standard_output;
  EXPECT_THAT(later.standard_output,
              ContainsRegex("problem +migrations +later of migrations_roots is not there: a gate "
                            "without a path ends in 3\n"));
}

TEST_F(DoctorTest, TellsWhatAShallowCloneCosts) {
  repository_.write("more.txt", "more");
  repository_.commit("more");
  const TemporaryFolder folder;
  const auto clone = folder.path() + "/clone";
  ASSERT_EQ(
      run_process({"git", "clone", "-q", "--depth", "1", "file://" + path(), clone}).exit_code, 0);
  const auto outside = doctor(clone);
  EXPECT_EQ(outside.exit_code, 0) << outside.standard_output;
  EXPECT_THAT(outside.standard_output,
              ContainsRegex("note +git-depth +a shallow clone of depth 1: --base ends in 3"));
  EXPECT_THAT(outside.standard_output, HasSubstr("fetch-depth: 0 of actions/checkout"));
  EXPECT_THAT(outside.standard_output, HasSubstr("GIT_DEPTH: 0"));
  // A pipeline that names a base compares with it.
  const auto inside = doctor(clone, {}, {"GITHUB_ACTIONS=true", "GITHUB_BASE_REF=main"});
  EXPECT_EQ(inside.exit_code, 3);
  EXPECT_THAT(inside.standard_output, ContainsRegex("problem +git-depth +"));
  EXPECT_THAT(inside.standard_output, ContainsRegex("ok +ci +GitHub Actions\n"));
}

TEST_F(DoctorTest, TriesTheBaseThatThePipelineNames) {
  const auto base = repository_.id_of("HEAD");
  repository_.branch("change");
  repository_.write("more.txt", "more");
  repository_.commit("more");
  for (const auto& variable :
       {"CI_MERGE_REQUEST_DIFF_BASE_SHA=" + base, std::string("GITHUB_BASE_REF=main"),
        std::string("CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main")}) {
    repository_.git({"update-ref", "refs/remotes/origin/main", base});
    const auto found = doctor(path(), {}, {variable});
    EXPECT_EQ(found.exit_code, 0);
    EXPECT_THAT(found.standard_output, ContainsRegex("ok +base +.* is " + base));
  }
  const auto gone = doctor(path(), {}, {"GITHUB_BASE_REF=elsewhere"});
  EXPECT_EQ(gone.exit_code, 3);
  EXPECT_THAT(gone.standard_output, HasSubstr("origin/elsewhere (of GITHUB_BASE_REF): "));
  EXPECT_THAT(gone.standard_output, HasSubstr("= fix: Fetch it: `git fetch origin elsewhere"));
  // The branch went on: its changes would look undone.
  repository_.checkout("main");
  repository_.write("other.txt", "other");
  repository_.git({"update-ref", "refs/remotes/origin/main", repository_.commit("other")});
  repository_.checkout("change");
  const auto behind = doctor(path(), {}, {"GITHUB_BASE_REF=main"});
  EXPECT_EQ(behind.exit_code, 0);
  EXPECT_THAT(behind.standard_output, ContainsRegex("note +base +.*HEAD lacks commits of it"));
  EXPECT_THAT(behind.standard_output, HasSubstr("--merge-base"));
}

TEST_F(DoctorTest, WritesVersionedJson) {
  const auto result = doctor(path(), {"--output", "json"});
  EXPECT_EQ(result.exit_code, 0);
  const auto written = document::read_json(result.standard_output);
  ASSERT_TRUE(written) << result.standard_output;
  const auto schema = document::read_json(
      read_file(std::string(MIG_SOURCE_DIR) + "/schemas/doctor.v1.schema.json"));
  ASSERT_TRUE(schema);
  const auto compiled = schema::Schema::compile({"doctor", &*schema});
  ASSERT_TRUE(compiled);
  for (const auto& violation : compiled->validate(*written)) ADD_FAILURE() << violation.message;
  EXPECT_THAT(result.standard_output, HasSubstr("\"schema_version\": \"doctor.v1\""));
  // Bad news fit as well.
  const TemporaryFolder empty;
  empty.write(".mig/policy.yml", "{");
  const auto bad = document::read_json(doctor(empty.path(), {"--output", "json"}).standard_output);
  ASSERT_TRUE(bad);
  for (const auto& violation : compiled->validate(*bad)) ADD_FAILURE() << violation.message;
}

TEST_F(DoctorTest, ShowsNoSecretAndObeysNoText) {
  const std::string password = "Zq7vN2mK9x";
  const std::vector<std::string> hostile{
      "GITHUB_BASE_REF=postgres://app:" + password + "@db.internal:5432/prod",
      "JENKINS_URL=https://app:" + password + "@ci.internal/", "NO_COLOR=" + password};
  for (const auto& arguments : {std::vector<std::string>{}, {"--output", "json"}}) {
    const auto result = doctor(path(), arguments, hostile);
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_THAT(result.standard_output + result.standard_error, Not(HasSubstr(password)));
  }
  const auto folder = path() + "/\x1b[31m\n::error::\xff";
  fs::create_directories(folder + "/migrations");
  const auto result = doctor("/", {"--root", folder}, {"GITHUB_BASE_REF=\x1b[2J\n##[error]"});
  for (const char* live : {"\x1b", "\n::error", "##[error]", "\xff"}) {
    EXPECT_THAT(result.standard_output, Not(HasSubstr(live)));
  }
}

// Only the word itself is the command.
TEST_F(DoctorTest, JudgesAFolderOfThatName) {
  fs::rename(repository_.file("migrations"), repository_.file("doctor"));
  repository_.write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_roots: [doctor]\n");
  for (const char* spelling : {"./doctor", "doctor/"}) {
    const auto judged =
        run_process({tool_path("mig-gate"), "--output", "json", spelling}, {path(), "", {}});
    EXPECT_THAT(judged.standard_output, HasSubstr("report.v1")) << judged.standard_error;
    EXPECT_THAT(judged.standard_output, HasSubstr("doctor/postgis/PG-MIG-2026-03-01-01"));
  }
  const auto help = run_process({tool_path("mig-gate"), "--help"});
  EXPECT_THAT(help.standard_output, HasSubstr("\n  doctor "));
  EXPECT_THAT(help.standard_output,
              HasSubstr("A folder that is called like a command is judged as ./doctor."));
}

Result<std::string> version_told_by(const std::string& script) {
  const TemporaryFolder folder;
  folder.write("postgres", "#!/bin/sh\n" + script);
  fs::permissions(folder.path() + "/postgres", fs::perms::owner_all);
  return postgres::installation_version(folder.path());
}

TEST(InstallationVersion, IsWhatTheServerSays) {
  EXPECT_EQ(*version_told_by("echo 'postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)'"), "15.8");
  EXPECT_EQ(*version_told_by("echo 'postgres (PostgreSQL) 17beta1'"), "17beta1");
  EXPECT_EQ(*version_told_by("[ \"$1\" = --version ] && echo '(PostgreSQL) 16.1'; exec sleep 9"),
            "16.1");
}

TEST(InstallationVersion, IsNoGuess) {
  EXPECT_FALSE(version_told_by("echo 'something else 15.8'"));
  EXPECT_FALSE(version_told_by("exit 1"));
  EXPECT_FALSE(version_told_by("yes | head -c 100000"));
  EXPECT_FALSE(postgres::installation_version("/nonexistent"));
  const auto began = std::chrono::steady_clock::now();
  EXPECT_FALSE(version_told_by("exec sleep 60"));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(30));
}

}  // namespace
}  // namespace mig::test
