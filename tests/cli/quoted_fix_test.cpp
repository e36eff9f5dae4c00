// A command that a fix shows holds a hostile name as one word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/base/shell_argument.hpp"
#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

TEST(QuotedFix, AWordIsOneWordToAShell) {
  for (const std::string word :
       {"main", "", "x;touch${IFS}/tmp/p", "a'b", "$(id)", "a b\n`c`\"\\"}) {
    const auto shown = run_process({"sh", "-c", "printf %s " + shell_argument(word)}, {});
    EXPECT_EQ(shown.standard_output, word);
  }
}

TEST(QuotedFix, ABranchThatIsNotHereIsQuoted) {
  GitRepository git;
  git.write("migrations/README.md", "text\n");
  git.commit("first");
  const std::string name = "x;touch${IFS}/tmp/p";
  const auto fix = HasSubstr("`git fetch origin '" + name + ":refs/remotes/origin/" + name + "'`");
  const auto base = run_process({tool_path("mig-gate"), "--base", "origin/" + name, "migrations"},
                                {git.path(), "", {}});
  EXPECT_EQ(base.exit_code, 3);
  EXPECT_THAT(base.standard_error, fix);
  EXPECT_THAT(base.standard_error, HasSubstr("`git fetch origin tag '" + name + "'`"));
  const auto doctor =
      run_process({tool_path("mig-gate"), "doctor"},
                  {git.path(), "", {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME=" + name}});
  EXPECT_THAT(doctor.standard_output, fix);
}

TEST(QuotedFix, AnOptionIsNoBranch) {
  GitRepository git;
  git.write("migrations/README.md", "text\n");
  git.commit("first");
  const auto base = run_process({tool_path("mig-gate"), "--base", "origin/--all", "migrations"},
                                {git.path(), "", {}});
  EXPECT_THAT(base.standard_error, HasSubstr("`git fetch origin refs/heads/--all:"));
  EXPECT_THAT(base.standard_error, HasSubstr("`git fetch origin refs/tags/--all`"));
}

}  // namespace
}  // namespace mig::test
