// The hooks under pre-commit itself, where it is installed: commits that are made and commits that
// are not.
#include "integration_precommit_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class RealPreCommit : public PreCommit {
 protected:
  void SetUp() override {
    if (run_process({"pre-commit", "--version"}, {runner_.path(), "", {}}).exit_code != 0)
      GTEST_SKIP() << "pre-commit is not installed";
    fs::create_directories(hooks_.file("ci"));
    fs::copy(source("ci/pre-commit"), hooks_.file("ci/pre-commit"));
    fs::copy(source(".pre-commit-hooks.yaml"), hooks_.file(".pre-commit-hooks.yaml"));
    std::string config = "repos:\n  - repo: " + hooks_.path() +
                         "\n    rev: " + hooks_.commit("hooks") + "\n    hooks:\n";
    for (const std::string tool : {"mig-gate", "mig-validate", "mig-scope-diff",
                                   "mig-rollback-check", "mig-scan-secrets", "mig-receipt-verify"})
      config += "      - id: " + tool + "\n        args: [--now, '" + kNow + "']\n";
    git_.write(".pre-commit-config.yaml", config);
    git_.commit("hooks");
    ASSERT_EQ(run({"pre-commit", "install"}).exit_code, 0);
  }

  ProcessResult run(const std::vector<std::string>& command) const {
    return run_process(command, {git_.path(), "",
                                 as_environment({{"PATH", path_with_tools()},
                                                 {"HOME", kept("home")},
                                                 {"XDG_CACHE_HOME", kept("cache")},
                                                 {"PRE_COMMIT_HOME", kept("pre-commit")},
                                                 {"GIT_AUTHOR_NAME", "Ada"},
                                                 {"GIT_AUTHOR_EMAIL", "ada@example.invalid"},
                                                 {"GIT_COMMITTER_NAME", "Ada"},
                                                 {"GIT_COMMITTER_EMAIL", "ada@example.invalid"}})});
  }
  /// Whether git made the commit, and what was said.
  std::pair<bool, std::string> commit(const std::vector<std::string>& arguments = {}) const {
    const auto before = git_.id_of("HEAD");
    std::vector<std::string> command{"git", "commit", "-m", "work " + std::to_string(++count_)};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const auto result = run(command);
    const bool made = git_.id_of("HEAD") != before;
    EXPECT_EQ(made, result.exit_code == 0);
    return {made, all_of(result)};
  }
  void refused(const std::string& words, const std::vector<std::string>& arguments = {}) const {
    const auto [made, said] = commit(arguments);
    EXPECT_FALSE(made) << said;
    EXPECT_THAT(said, HasSubstr(words));
    git_.git({"reset", "-q", "--hard"});
  }
  void accepted(const std::vector<std::string>& arguments = {}) const {
    const auto [made, said] = commit(arguments);
    EXPECT_TRUE(made) << said;
  }

  GitRepository hooks_;
  mutable int count_ = 0;  ///< no two commits have the same message, so that none is like another
};

TEST_F(RealPreCommit, RefusesWhatDoesNotPass) {
  stage(kDraftBundle + "/notes.md", "nothing\n");
  refused("[bundle-incomplete-notes]");
  git_.git({"rm", "-q", kDraftBundle + "/rollback.sql"});
  refused("fail[bundle-missing-artifact]");
  git_.git({"rm", "-q", "-r", kDraftBundle});
  refused("fail[registry-dangling-entry]");
  git_.git({"mv", kDraftBundle, "migrations/postgis/PG-MIG-2026-03-12-01"});
  refused("fail[bundle-id-mismatch]");
  git_.git({"rm", "-q", "migrations/registry/migrations.v1.json"});
  refused("fail[registry-missing]");
  break_draft();
  refused("fail[bundle-missing-artifact]", {"-a"});
  stage("x.sql", kPassword);
  git_.write("x.sql", "SELECT 1;\n");
  refused("fail[secret-sql-role-password]");
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
