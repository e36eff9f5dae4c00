// What the command line has to say so that a report can be written, and what a report says about
// the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "mig/report/report.hpp"
#include "support/git_repository.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;
using mig::test::run_process;
using mig::test::tool_folder;
using mig::test::tool_path;
using testing::HasSubstr;
using testing::Not;

const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";
const std::string kNoCommit = "CI_COMMIT_SHA=";

/// A folder with a credential in it.
class SecretsReport : public testing::Test {
 protected:
  SecretsReport() { folder_.write("settings.ini", "db_password = \"Zx81-qq-Lemon4711\"\n"); }

  ProcessResult search(const std::string& tool, const std::vector<std::string>& more,
                       const std::string& environment) const {
    std::vector<std::string> words{tool_path(tool), "--root", ".", "--output",
                                   "gitlab-secrets=report.json"};
    words.insert(words.end(), more.begin(), more.end());
    words.push_back(".");
    return run_process(words, {folder_.path(), "", {environment}});
  }

  bool is_written() const { return fs::exists(folder_.path() + "/report.json"); }
  nlohmann::json written() const {
    return nlohmann::json::parse(mig::test::read_file(folder_.path() + "/report.json"));
  }

  mig::test::TemporaryFolder folder_;
};

TEST_F(SecretsReport, NamesTheCommitOfTheFlag) {
  const auto result = search("mig-scan-secrets", {"--commit", kCommit}, kNoCommit);
  EXPECT_EQ(result.exit_code, 1) << result.standard_error;
  const auto found = written()["vulnerabilities"];
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["location"]["commit"]["sha"], kCommit);
  EXPECT_EQ(found[0]["location"]["file"], "settings.ini");
  EXPECT_THAT(found.dump(), Not(HasSubstr("Lemon")));
}

TEST_F(SecretsReport, NamesTheCommitOfThePipeline) {
  EXPECT_EQ(search("mig-scan-secrets", {}, "CI_COMMIT_SHA=" + kCommit).exit_code, 1);
  EXPECT_EQ(written()["vulnerabilities"][0]["location"]["commit"]["sha"], kCommit);
}

TEST_F(SecretsReport, TheFlagWins) {
  const std::string other(40, 'a');
  search("mig-scan-secrets", {"--commit", kCommit}, "CI_COMMIT_SHA=" + other);
  EXPECT_EQ(written()["vulnerabilities"][0]["location"]["commit"]["sha"], kCommit);
}

TEST_F(SecretsReport, WithoutACommitThereIsNoVerdictAndNoFile) {
  for (const std::string& environment : {kNoCommit, std::string("CI_COMMIT_SHA=main")}) {
    const auto result = search("mig-scan-secrets", {}, environment);
    EXPECT_EQ(result.exit_code, 3) << environment;
    EXPECT_THAT(result.standard_error, HasSubstr("fix: give it: --commit"));
    EXPECT_FALSE(is_written());
  }
}

TEST_F(SecretsReport, WhatIsNoCommitIsAWrongFlag) {
  const std::vector<std::string> wrong{"main", kCommit.substr(1), kCommit + "0",
                                       std::string(40, 'F')};
  for (const std::string& commit : wrong) {
    EXPECT_EQ(search("mig-scan-secrets", {"--commit", commit}, kNoCommit).exit_code, 2) << commit;
    EXPECT_FALSE(is_written());
  }
}

TEST_F(SecretsReport, IsNotOfToolsThatSearchNothing) {
  for (const std::string tool : {"mig-validate", "mig-scope-diff", "mig-receipt-verify"}) {
    const auto result = search(tool, {"--commit", kCommit}, kNoCommit);
    EXPECT_EQ(result.exit_code, 2) << tool;
    EXPECT_THAT(result.standard_error, HasSubstr("take mig-scan-secrets or mig-gate"));
    EXPECT_FALSE(is_written());
  }
}

TEST(ReportOutput, HelpNamesEveryFormat) {
  const auto help = run_process({tool_path("mig-gate"), "--help"}).standard_output;
  for (const std::string& name : mig::report::format_names()) EXPECT_THAT(help, HasSubstr(name));
}

/// The command in a markdown report, run by a shell in the root.
ProcessResult run_again(const std::string& page, const std::string& root) {
  const std::string fence = "```sh\n";
  const auto begin = page.find(fence) + fence.size();
  const auto line = page.substr(begin, page.find('\n', begin) - begin);
  EXPECT_THAT(line, Not(HasSubstr(root)));
  return run_process({"/bin/bash", "-c", tool_folder() + "/" + line + " --output markdown"},
                     {root, "", {}});
}

TEST(ReportCommand, GivesTheSameReportAgain) {
  const mig::test::SampleRepository sample;
  const std::string odd = "migrations/postgis/it's $(odd)\n`x`";
  sample.write(odd + "/migration.yml", "migration_id: 1\n");
  fs::create_directories(sample.file("elsewhere"));
  const auto first = run_process({tool_path("mig-gate"), "--root", "..", "--strict", "--now",
                                  mig::test::kNow, "--phase", "planned", "--commit", kCommit,
                                  "--output", "markdown", "../" + odd, sample.file("migrations")},
                                 {sample.file("elsewhere"), "", {}});
  EXPECT_EQ(first.exit_code, 1) << first.standard_error;
  EXPECT_THAT(first.standard_output,
              HasSubstr("--strict --phase planned --commit " + kCommit + " migrations $'"));
  const auto again = run_again(first.standard_output, sample.path());
  EXPECT_EQ(again.exit_code, 1) << again.standard_error;
  EXPECT_EQ(again.standard_output, first.standard_output);
}

TEST(ReportCommand, NamesTheBaseAsItWasTypedAndTellsItsCommit) {
  mig::test::GitRepository git;
  fs::copy(mig::test::SampleRepository().path(), git.path(), fs::copy_options::recursive);
  const auto base = git.commit("base");
  git.branch("change");
  git.write(".mig/policy.yml", git.read(".mig/policy.yml") + "rollback:\n  evidence: []\n");
  git.commit("change");
  const auto first =
      run_process({tool_path("mig-gate"), "--root", ".", "--base", "main", "--merge-base", "--all",
                   "--now", mig::test::kNow, "--output", "markdown", "migrations"},
                  {git.path(), "", {}});
  EXPECT_EQ(first.exit_code, 4) << first.standard_output;
  EXPECT_THAT(first.standard_output, HasSubstr("| looser | `policy` | `rollback.evidence[*]` |"));
  EXPECT_THAT(first.standard_output,
              HasSubstr("mig-gate --root . --base main --merge-base --all --now"));
  EXPECT_THAT(first.standard_output,
              HasSubstr("as long as the base is `main (" + base.substr(0, 12) + ")`:"));
  const auto again = run_again(first.standard_output, git.path());
  EXPECT_EQ(again.exit_code, first.exit_code) << again.standard_error;
  EXPECT_EQ(again.standard_output, first.standard_output);
}

TEST(ReportCommand, DoesNotTellWhereFilesOutsideLie) {
  const mig::test::SampleRepository sample;
  const mig::test::TemporaryFolder outside;
  outside.write("my policy.yml", sample.read(".mig/policy.yml"));
  const auto result = run_process(
      {tool_path("mig-gate"), "--root", ".", "--policy", outside.path() + "/my policy.yml", "--now",
       mig::test::kNow, "--output", "markdown", "migrations"},
      {sample.path(), "", {}});
  EXPECT_EQ(result.exit_code, 0) << result.standard_output;
  EXPECT_THAT(result.standard_output, HasSubstr("--policy 'PATH/TO/my policy.yml' migrations\n"));
}

}  // namespace
