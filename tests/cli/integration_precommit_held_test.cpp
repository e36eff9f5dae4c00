// ci/pre-commit/run.sh: what lies here has to be what is committed or pushed, whatever git was told
// not to look at.
#include "integration_precommit_testing.hpp"

namespace mig::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

class PreCommitHeld : public PreCommit {
 protected:
  /// A change that is judged, staged.
  void stage_a_change() const {
    stage(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "\n");
  }
  void expect_no_verdict(const ProcessResult& result, const std::string& why,
                         const std::string& fix) const {
    EXPECT_EQ(result.exit_code, 3) << all_of(result);
    EXPECT_THAT(all_of(result), HasSubstr(": " + why));
    EXPECT_THAT(all_of(result), HasSubstr(": there is no verdict\n  = fix: " + fix));
    EXPECT_THAT(all_of(result),
                EndsWith("\nverdict: no verdict (exit 3): the verdict above does not "
                         "count\n"));
  }
  ProcessResult committing_it() const { return committing("mig-validate"); }
  ProcessResult pushing_it() const { return pushing("mig-validate", "HEAD~1", "HEAD"); }
  /// A rollback that does something else than what is meant.
  void commit_other_bytes() {
    git_.write(kFile, "DROP TABLE plant;\n");
    git_.commit("other bytes");
  }
  const std::string kFile = kDraftBundle + "/rollback.sql";
  const std::string kRegistry = "migrations/registry/migrations.v1.json";
};

TEST_F(PreCommitHeld, AFileThatWasNeverAddedIsNoPartOfABundle) {
  git_.git({"rm", "-q", "--cached", kFile});
  git_.git({"commit", "-q", "-m", "without it"});
  stage_a_change();
  expect_no_verdict(committing_it(), "git does not have '" + kFile + "', which lies here",
                    "git add -f -- '" + kFile + "'");
  git_.git({"commit", "-q", "-m", "change"});
  expect_no_verdict(pushing_it(), "git does not have '" + kFile + "'", "git add -f");
  git_.write(".git/info/exclude", "*.sql\n");
  expect_no_verdict(pushing_it(), "git does not have '" + kFile + "'", "git add -f");
  git_.git({"stash", "push", "-q", "--all", "--", kFile});
  EXPECT_EQ(pushing_it().exit_code, 1) << "as it will be for everybody else";
  git_.git({"stash", "pop", "-q"});
  git_.git({"add", "-f", "--", kFile});
  git_.git({"commit", "-q", "--amend", "-m", "change"});
  EXPECT_EQ(pushing_it().exit_code, 0) << all_of(pushing_it());
}

TEST_F(PreCommitHeld, WhatGitIsToldNotToLookAtIsLookedAt) {
  const auto meant = git_.read(kFile);
  commit_other_bytes();
  for (const std::string flag : {"assume-unchanged", "skip-worktree"}) {
    git_.git({"update-index", "--" + flag, kFile});
    git_.write(kFile, meant);
    EXPECT_EQ(git_.git({"status", "--porcelain"}), "") << "git sees nothing of it";
    expect_no_verdict(pushing_it(), "git has '" + kFile + "' with other bytes than those",
                      "git add -- '" + kFile + "'");
    stage_a_change();
    expect_no_verdict(committing_it(), "git has '" + kFile + "' with other bytes than those",
                      "git add -- '" + kFile + "'");
    git_.git({"update-index", "--no-" + flag, kFile});
    git_.git({"reset", "-q", "--hard"});
    git_.git({"update-index", "--" + flag, kFile});
    EXPECT_EQ(pushing_it().exit_code, 0) << "the same bytes: " << all_of(pushing_it());
    git_.git({"update-index", "--no-" + flag, kFile});
  }
}

TEST_F(PreCommitHeld, AFileThatIsNotCheckedOutWasNotJudged) {
  git_.write(kDraftBundle + "/more.sql", "SELECT 1;\n");
  git_.commit("a script that nobody declared");
  git_.git({"update-index", "--skip-worktree", kDraftBundle + "/more.sql"});
  git_.remove(kDraftBundle + "/more.sql");
  expect_no_verdict(pushing_it(),
                    "git has '" + kDraftBundle + "/more.sql', which does not lie here",
                    "git rm -- ");
}

TEST_F(PreCommitHeld, AChangeThatIsNotStagedIsNotCommitted) {
  stage_a_change();
  git_.write(kFile, git_.read(kFile) + "-- more\n");
  expect_no_verdict(committing_it(), "git has '" + kFile + "' with other bytes than those",
                    "git add -- ");
}

TEST_F(PreCommitHeld, TheGateAndTheRegistryAreJudgedBy) {
  stage_a_change();
  git_.write(".mig/approvals/mine.yml", "");
  expect_no_verdict(committing_it(), "git does not have '.mig/approvals/mine.yml'", "git add -f");
  git_.remove(".mig/approvals");
  git_.git({"rm", "-q", "--cached", kRegistry});
  expect_no_verdict(committing_it(), "git does not have '" + kRegistry + "'", "git add -f");
}

TEST_F(PreCommitHeld, NoOtherFileIsAMatter) {
  git_.write("README.md", "one\n");
  git_.write("elsewhere.sql", "one\n");
  git_.commit("files");
  git_.git({"update-index", "--assume-unchanged", "README.md"});
  git_.git({"update-index", "--skip-worktree", "elsewhere.sql"});
  git_.write("README.md", "two\n");
  git_.remove("elsewhere.sql");
  git_.write("scratch $(touch touched).txt", "mine\n");
  stage_a_change();
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  git_.git({"commit", "-q", "-m", "change"});
  EXPECT_EQ(pushing_it().exit_code, 0) << all_of(pushing_it());
  nothing_was_touched();
}

// Who works at two drafts commits one of them, until something that is committed names the other.
TEST_F(PreCommitHeld, ADraftThatGitHasNothingOfIsNoMatter) {
  const std::string other = "migrations/postgis/PG-MIG-2026-03-20-01";
  git_.write(other + "/migration.yml", "intent: to come\n");
  git_.write(other + "/more/a\nb.sql", "SELECT 1;\n");
  git_.write("migrations/postgis/PG-MIG-2026-03-21-01/migration.yml", "");
  stage_a_change();
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  git_.write(kFile + ".swp", "");
  expect_no_verdict(committing_it(), "git does not have '" + kFile + ".swp'", "git add -f");
  git_.remove(kFile + ".swp");
  stage("README.md", "after PG-MIG-2026-03-20-01\n");
  expect_no_verdict(
      committing_it(),
      "git does not have '" + other + "', which lies here and is named in 'README.md'",
      "git add -f -- '" + other + "'");
  git_.git({"rm", "-q", "-f", "README.md"});
  stage(other + "/notes.md", "");
  EXPECT_EQ(committing_it().exit_code, 1) << "one that begins to be committed is judged";
}

// It becomes a bundle by its name before it has a declaration.
TEST_F(PreCommitHeld, AHalfWrittenDraftIsNoMatterEither) {
  const std::string other = "migrations/postgis/PG-MIG-2026-11-21-01";
  git_.write(other + "/forward.sql", "SELECT 1;\n");
  git_.write(other + "/notes.md", "to come\n");
  stage_a_change();
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  stage("README.md", "after PG-MIG-2026-11-21-01\n");
  expect_no_verdict(
      committing_it(), "git does not have '" + other + "', which",
      "git add -f -- '" + other + "', or put it aside: git stash push --all -- '" + other + "'");
}

// An escape spells a name in bytes that are not those of the name.
TEST_F(PreCommitHeld, WhereANameCanBeHiddenNoDraftIsPassedOver) {
  const std::string other = "migrations/postgis/PG-MIG-2026-11-21-01";
  git_.write(other + "/forward.sql", "SELECT 1;\n");
  git_.write(other + "/notes.md", "to come\n");
  stage_a_change();
  ASSERT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  const auto registry = git_.read(kRegistry);
  auto escaped = registry;
  const auto at = escaped.find("PG-MIG-2026-03-10-01");
  ASSERT_NE(at, escaped.npos);
  escaped.replace(at, 12, "PG-MIG-2026-\\u0030");
  escaped.erase(at + 18, 1);
  stage(kRegistry, escaped);
  git_.git({"commit", "-q", "-m", "escape"});
  stage(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "more\n");
  expect_no_verdict(committing_it(),
                    "git does not have '" + other + "', which lies here and may be named in '" +
                        kRegistry + "', where an escape can hide a name",
                    "git add -f -- '" + other + "'");
  stage(kRegistry, registry);
  git_.git({"commit", "-q", "-m", "no escape"});
  stage(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "more\n");
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  for (const std::string text : {"a: \"\\x50G-MIG\"\n", "a: \"PG-MIG-2026-\\\n  11-21-01\"\n"}) {
    stage(".mig/more.yml", text);
    git_.git({"commit", "-q", "-m", "escape"});
    stage(kDraftBundle + "/notes.md", git_.read(kDraftBundle + "/notes.md") + "more\n");
    expect_no_verdict(
        committing_it(),
        "git does not have '" + other + "', which lies here and may be named in '.mig/more.yml'",
        "git add -f");
  }
}

// What is judged with a bundle, by the gate or as the registry.
TEST_F(PreCommitHeld, WhatLiesInSomethingJudgedIsNoDraft) {
  stage_a_change();
  for (const std::string& folder :
       {kDraftBundle + "/more", std::string("migrations/registry"), std::string(".mig/more")}) {
    const auto file = folder + "/PG-MIG-2026-11-21-01/notes.md";
    git_.write(file, "");
    expect_no_verdict(committing_it(), "git does not have '" + file + "'", "git add -f");
    git_.remove(folder + "/PG-MIG-2026-11-21-01");
  }
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
}

TEST_F(PreCommitHeld, OneCommandMendsAFolder) {
  const std::string folder = "migrations/postgis/half written";
  git_.write(folder + "/forward.sql", "SELECT 1;\n");
  git_.write(folder + "/more/rollback.sql", "SELECT 1;\n");
  stage_a_change();
  git_.git({"rm", "-q", "-r", kDraftBundle + "/rehearsal"});
  expect_no_verdict(committing(), "git does not have '" + folder + "', which", "git add -f");
  git_.git({"stash", "push", "-q", "--all", "--", folder});
  EXPECT_EQ(committing().exit_code, 0) << all_of(committing());
  EXPECT_THAT(all_of(committing()), HasSubstr("verdict: review (exit 4)")) << "still staged";
}

TEST_F(PreCommitHeld, ThePolicyIsNoDraftWhateverLiesBesideIt) {
  git_.git({"rm", "-q", "-r", "--cached", ".mig"});
  git_.write(".mig/migration.yml", "");
  stage_a_change();
  expect_no_verdict(committing_it(), "git does not have '.mig/", "git add -f");
}

TEST_F(PreCommitHeld, ACommitOfNoMigrationAsksForNothing) {
  git_.write(kDraftBundle + "/more.sql", "SELECT 1;\n");
  stage("README.md", "text\n");
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
}

}  // namespace
}  // namespace mig::test
