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

}  // namespace
}  // namespace mig::test
