// The hooks under pre-commit itself, where it is installed: commits that are made and commits that
// are not.
#include "integration_precommit_real_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

TEST_F(RealPreCommit, RefusesWhatDoesNotPass) {
  stage(kDraftBundle + "/notes.md", "nothing\n");
  refused("[bundle-incomplete-notes]");
  git_.git({"rm", "-q", "migrations/registry/migrations.v1.json"});
  refused("fail[registry-missing]");
  what_does_not_pass_is_refused();
}

// No staged file tells of it: the registry was never there.
TEST_F(RealPreCommit, AFirstBundleNeedsARegistry) {
  git_.git({"rm", "-q", "migrations/registry/migrations.v1.json"});
  git_.git({"commit", "-q", "--no-verify", "-m", "past the hooks"});
  stage(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "\n");
  refused("fail[registry-missing]");
  EXPECT_THAT(all_of(run({"pre-commit", "run", "--all-files"})),
              HasSubstr("fail[registry-missing]"));
  stage("README.md", "text\n");
  accepted();
}

TEST_F(RealPreCommit, LetsPassWhatIsNoneOfTheirBusiness) {
  stage("README.md", "text\n");
  accepted();
  accepted({"--amend"});
  accepted({"--allow-empty"});
  git_.git({"rm", "-q", "README.md"});
  accepted();
  stage("clean.sql", "SELECT 1;\n");
  git_.write("clean.sql", kPassword);
  git_.write("unknown.sql", kPassword);
  accepted();
  EXPECT_EQ(git_.read("clean.sql"), kPassword) << "what was not staged is there again";
}

TEST_F(RealPreCommit, AReviewIsShownAndCommitted) {
  git_.git({"rm", "-q", "-r", kDraftBundle + "/rehearsal"});
  const auto [made, said] = commit();
  EXPECT_TRUE(made) << said;
  EXPECT_THAT(said, HasSubstr("the merge waits for the review"));
}

TEST_F(RealPreCommit, ByHandAllFilesAreJudged) {
  const auto clean = run({"pre-commit", "run", "--all-files"});
  EXPECT_EQ(clean.exit_code, 0) << all_of(clean);
  break_draft();
  git_.git({"commit", "-q", "-a", "--no-verify", "-m", "past the hooks"});
  EXPECT_EQ(run({"pre-commit", "run", "--all-files"}).exit_code, 1);
  EXPECT_EQ(run({"pre-commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD"}).exit_code, 1);
  EXPECT_THAT(all_of(run({"pre-commit", "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD~1"})),
              HasSubstr("is not checked out"));
}

}  // namespace
}  // namespace mig::test
