// mig-scan-secrets --staged where there is no commit yet, or no repository: no fix speaks of a
// past.
#include "scan_history_testing.hpp"

namespace {

using mig::test::GitRepository;
using mig::test::kRole;
using mig::test::kRoleRule;
using mig::test::ProcessResult;
using testing::HasSubstr;
using testing::Not;

/// A repository that nothing was committed to.
class Unborn : public testing::Test {
 protected:
  void stage(const std::string& path, const std::string& bytes) const {
    git_.write(path, bytes);
    git_.git({"add", path});
  }
  ProcessResult scan(const std::vector<std::string>& arguments = {"--staged"}) const {
    return mig::test::run_tool("mig-scan-secrets", arguments, {git_.path(), "", {}});
  }
  /// The run has no verdict, and no fix is one that needs a history.
  std::string refusal(const std::vector<std::string>& arguments = {"--staged"}) const {
    const auto result = scan(arguments);
    EXPECT_EQ(result.exit_code, 3) << result.standard_output;
    for (const char* past : {"fetch", "depth", "clone again", "--base"}) {
      EXPECT_THAT(result.standard_output, Not(HasSubstr(past)));
      EXPECT_THAT(result.standard_error, Not(HasSubstr(past)));
    }
    return result.standard_output + result.standard_error;
  }

  GitRepository git_;
};

TEST_F(Unborn, EverythingThatIsStagedIsNew) {
  stage("up.sql", kRole);
  const auto found = scan();
  EXPECT_EQ(found.exit_code, 1) << found.standard_output;
  EXPECT_THAT(found.standard_output, HasSubstr(kRoleRule));
  EXPECT_THAT(found.standard_output, HasSubstr("1 staged file"));
}

TEST_F(Unborn, NothingStagedSaysHowToStage) {
  git_.write("up.sql", kRole);
  EXPECT_THAT(refusal(), HasSubstr("fix: stage what is to be committed: git add FILE"));
}

TEST_F(Unborn, WhatGitLostIsStagedAnew) {
  for (const char* path : {"up.sql", ".mig/policy.yml"}) {
    stage(path, "schema_version: policy.v1\n# " + std::string(path) + "\n");
    const auto blob = git_.git({"rev-parse", ":" + std::string(path)});
    std::filesystem::remove(git_.path() + "/" + GitRepository::loose_object(blob));
    EXPECT_THAT(refusal(), HasSubstr("`git rm -r -q --cached . && git add .`")) << path;
    git_.git({"rm", "-r", "-q", "--cached", "."});
    git_.git({"add", "."});
    EXPECT_EQ(scan().exit_code, 0) << path << ": the fix was followed";
  }
}

TEST_F(Unborn, AFolderOutsideOfAnyRepositoryIsToldOfItsFlag) {
  std::filesystem::remove_all(git_.path() + "/.git");
  EXPECT_THAT(refusal({"--root", ".", "--staged"}), HasSubstr("or without --staged"));
}

}  // namespace
