// --base with a name that is not there: the fix is one that works here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/git_repository.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class BranchNames : public testing::Test {
 protected:
  BranchNames() {
    git_.write("migrations/README.md", "text\n");
    git_.commit("first");
    git_.branch("work");
  }

  std::string fix_for(const std::string& base) const {
    const auto result =
        run_process({tool_path("mig-gate"), "--base", base, "migrations"}, {git_.path(), "", {}});
    EXPECT_EQ(result.exit_code, 3) << base;
    const auto& text = result.standard_error;
    EXPECT_THAT(text, HasSubstr("git: the base '" + base + "' is not in this repository"));
    const auto fix = text.find("  = fix: ");
    return fix == std::string::npos ? text : text.substr(fix, text.find('\n', fix) - fix);
  }

  GitRepository git_;
};

const std::string kMeansMain =
    "  = fix: Did you mean `--base main`? There is no remote 'origin' to fetch it from.";

TEST_F(BranchNames, WithoutARemoteALocalBranchIsOffered) {
  for (const std::string base : {"origin/main", "refs/remotes/origin/main", "origin/man", "man"}) {
    EXPECT_EQ(fix_for(base), kMeansMain) << base;
  }
  git_.git({"pack-refs", "--all"});
  EXPECT_EQ(fix_for("origin/main"), kMeansMain) << "packed";
  EXPECT_THAT(fix_for("elsewhere"), HasSubstr("Fetch it: `git fetch origin elsewhere:"));
}

TEST_F(BranchNames, FromARemoteItIsFetched) {
  git_.git({"remote", "add", "origin", "."});
  EXPECT_THAT(fix_for("origin/main"), HasSubstr("Fetch it: `git fetch origin main:refs/remotes/"));
  EXPECT_THAT(fix_for("origin/main"), Not(HasSubstr("did you mean")));
  const auto slip = fix_for("man");
  EXPECT_THAT(slip, HasSubstr("Fetch it: `git fetch origin man:"));
  EXPECT_THAT(slip, HasSubstr(" Or did you mean `--base main`?"));
  git_.git({"remote", "add", "upstream", "."});
  EXPECT_THAT(fix_for("upstream/main"),
              HasSubstr("`git fetch upstream main:refs/remotes/upstream/main`, and name it "
                        "upstream/main"));
  git_.git({"fetch", "-q", "upstream", "main:refs/remotes/upstream/main"});
  EXPECT_THAT(fix_for("upstrem/main"), HasSubstr("did you mean `--base upstream/main`?"));
}

TEST_F(BranchNames, AShallowCloneSaysWhatItLacks) {
  git_.write("more.txt", "text\n");
  git_.commit("second");
  const TemporaryFolder folder;
  git_.git({"clone", "-q", "--depth", "1", "file://" + git_.path(), folder.path() + "/clone"});
  const auto result = run_process({tool_path("mig-gate"), "--base", "origin/main", "migrations"},
                                  {folder.path() + "/clone", "", {}});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error,
              HasSubstr("git: the clone is shallow: it holds the last commits alone, and not what "
                        "came before\n  = fix: Fetch the rest: `git fetch --unshallow`"));
}

}  // namespace
}  // namespace mig::test
