// ci/pre-commit/run.sh at a push: the files on disk are judged for the commits that are pushed.
#include "integration_precommit_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

class PreCommitPush : public PreCommit {
 protected:
  PreCommitPush() {
    git_.write(kFile, "DROP TABLE plant;\n");
    git_.commit("break");
  }
  void expect_no_verdict(const std::string& why) const {
    for (const std::string tool : {"mig-gate", "mig-scan-secrets"}) {
      const auto result = pushing(tool, "HEAD~1", "HEAD");
      EXPECT_EQ(result.exit_code, 3) << tool << all_of(result);
      EXPECT_THAT(all_of(result), HasSubstr(tool + ": the files here are not those of HEAD" + why));
      EXPECT_THAT(all_of(result), HasSubstr("= fix: "));
    }
  }
  const std::string kFile = kDraftBundle + "/forward.sql";
};

TEST_F(PreCommitPush, AStagedRevertIsNotWhatIsPushed) {
  EXPECT_EQ(pushing("mig-gate", "HEAD~1", "HEAD").exit_code, 1);
  git_.git({"checkout", "-q", "HEAD~1", "--", kFile});
  expect_no_verdict(": there is no verdict");
}

TEST_F(PreCommitPush, NorIsOneThatIsOnlyOnDiskOrOnlyStaged) {
  const auto broken = git_.read(kFile);
  git_.git({"checkout", "-q", "HEAD~1", "--", kFile});
  git_.write(kFile, broken);
  expect_no_verdict(": there is no verdict");
  git_.git({"reset", "-q", "--hard"});
  git_.write(kFile, "SELECT 1;\n");
  expect_no_verdict(": there is no verdict");
}

TEST_F(PreCommitPush, ConfigurationDoesNotMakeFilesTheSame) {
  git_.git({"checkout", "-q", "HEAD~1", "--", kFile});
  git_.git({"config", "diff.external", "true"});
  git_.git({"config", "diff.same.textconv", "true"});
  git_.git({"config", "diff.same.command", "true"});
  git_.git({"config", "core.attributesFile", git_.file(".git/attributes")});
  git_.write(".git/attributes", "* diff=same\n");
  expect_no_verdict(": there is no verdict");
}

TEST_F(PreCommitPush, AFileThatIsRemovedMayNotLieHere) {
  git_.git({"rm", "-q", "--cached", kDraftBundle + "/rollback.sql"});
  git_.git({"commit", "-q", "-m", "remove"});
  expect_no_verdict(", which removes '" + kDraftBundle + "/rollback.sql': there is no verdict");
  git_.remove(kDraftBundle + "/rollback.sql");
  EXPECT_EQ(pushing("mig-gate", "HEAD~1", "HEAD").exit_code, 1);
}

TEST_F(PreCommitPush, FilesBesideTheCommitAreNoMatter) {
  git_.write("scratch.txt", "mine\n");
  EXPECT_EQ(pushing("mig-gate", "HEAD~1", "HEAD").exit_code, 1);
  EXPECT_EQ(pushing("mig-gate", "HEAD", "HEAD").exit_code, 0);
}

// pre-commit names no revision then, and lets a hook look at all files.
TEST_F(PreCommitPush, TheFirstPushOfAHistoryIsHeldToItsBranch) {
  const auto first = [this](const std::string& tool, const std::string& branch) {
    return hook(tool, {{"PRE_COMMIT_REMOTE_NAME", "origin"}, {"PRE_COMMIT_LOCAL_BRANCH", branch}});
  };
  const std::string pushed = "refs/heads/pushed";
  git_.git({"reset", "-q", "--hard", "HEAD~1"});
  git_.git({"update-ref", pushed, "HEAD"});
  for (const std::string tool : {"mig-gate", "mig-scan-secrets"}) {
    EXPECT_EQ(first(tool, pushed).exit_code, 0) << all_of(first(tool, pushed));
    EXPECT_EQ(first(tool, "refs/heads/none").exit_code, 3);
  }
  git_.git({"commit", "-q", "--allow-empty", "-m", "later"});
  EXPECT_THAT(all_of(first("mig-scan-secrets", pushed)), HasSubstr("pushed is not checked out"));
  git_.git({"update-ref", pushed, "HEAD"});
  git_.write(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "\n");
  EXPECT_THAT(all_of(first("mig-gate", pushed)), HasSubstr("are not those of refs/heads/pushed"));
  git_.commit("notes");
  git_.git({"update-ref", pushed, "HEAD"});
  git_.write(kFile + ".swp", "");
  EXPECT_THAT(all_of(first("mig-validate", pushed)), HasSubstr("git does not have '" + kFile));
}

// Secrets are searched in all files as they lie, whatever git was told not to look at or converts.
TEST_F(PreCommitPush, TheFirstPushSearchesWhatIsPushedAndNothingElse) {
  const auto expect_no_search = [this](const std::string& why) {
    const auto result = hook("mig-scan-secrets", {{"PRE_COMMIT_REMOTE_NAME", "origin"}});
    EXPECT_EQ(result.exit_code, 3) << all_of(result);
    EXPECT_THAT(all_of(result), HasSubstr("mig-scan-secrets: git has 'key.sql'" + why));
    EXPECT_THAT(all_of(result), HasSubstr("there is no verdict\n  = fix: "));
  };
  git_.write("key.sql", kPassword);
  git_.commit("key");
  for (const std::string flag : {"assume-unchanged", "skip-worktree"}) {
    git_.git({"update-index", "--" + flag, "key.sql"});
    git_.write("key.sql", "SELECT 1;\n");
    expect_no_search(" with other bytes than those");
    git_.git({"update-index", "--no-" + flag, "key.sql"});
    git_.git({"checkout", "-q", "--", "key.sql"});
  }
  git_.git({"update-index", "--skip-worktree", "key.sql"});
  git_.remove("key.sql");
  expect_no_search(", which does not lie here");
  git_.git({"update-index", "--no-skip-worktree", "key.sql"});
  git_.write("key.sql", "SELECT 1;\n");
  git_.write(".gitattributes", "key.sql filter=key\n");
  git_.git({"config", "filter.key.clean", "echo \"ALTER ROLE app PASSWORD 'Vq82mzTkLw41';\""});
  git_.commit("converted");
  expect_no_search(" with other bytes than those");
}

}  // namespace
}  // namespace mig::test
