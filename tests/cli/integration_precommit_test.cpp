// ci/pre-commit/run.sh: what is judged at a commit, a push, and by hand, without pre-commit itself.
#include "integration_files_testing.hpp"
#include "integration_precommit_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

TEST_F(PreCommit, AFileThatConcernsNoMigrationCostsNothing) {
  break_draft();
  stage("README.md", "text\n");
  const auto result = committing();
  EXPECT_EQ(result.exit_code, 0) << all_of(result);
  EXPECT_EQ(all_of(result), "");
}

TEST_F(PreCommit, ACommitThatChangesNothingPasses) {
  break_draft();
  EXPECT_EQ(committing().exit_code, 0);
  EXPECT_EQ(committing("mig-scan-secrets").exit_code, 0);
}

TEST_F(PreCommit, JudgesWhatIsAddedChangedRemovedAndRenamed) {
  stage(kDraftBundle + "/notes.md", "nothing\n");
  EXPECT_EQ(committing().exit_code, 1) << "changed";
  git_.git({"reset", "-q", "--hard"});
  stage("migrations/postgis/PG-MIG-2026-03-11-01/migration.yml", "type: postgis\n");
  EXPECT_EQ(committing().exit_code, 1) << "added";
  git_.git({"rm", "-q", "-r", "-f", "migrations/postgis/PG-MIG-2026-03-11-01"});
  EXPECT_EQ(committing().exit_code, 0) << "nothing is left of it";
  git_.git({"rm", "-q", kDraftBundle + "/rollback.sql"});
  EXPECT_EQ(committing().exit_code, 1) << "a file removed";
  git_.git({"reset", "-q", "--hard"});
  git_.git({"rm", "-q", "-r", kDraftBundle});
  EXPECT_THAT(all_of(committing()), HasSubstr("registry-dangling-entry"));
  git_.git({"reset", "-q", "--hard"});
  git_.git({"mv", kDraftBundle, "migrations/postgis/PG-MIG-2026-03-12-01"});
  EXPECT_THAT(all_of(committing()), HasSubstr("bundle-id-mismatch"));
  git_.git({"reset", "-q", "--hard"});
  git_.git({"mv", kDraftBundle + "/rollback.sql", "elsewhere.sql"});
  EXPECT_THAT(all_of(committing()), HasSubstr("bundle-missing-artifact")) << "moved out of it";
}

TEST_F(PreCommit, AReviewIsShownAndStopsNothingUnlessStrict) {
  git_.git({"rm", "-q", "-r", kDraftBundle + "/rehearsal"});
  const auto result = committing();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.standard_output, HasSubstr("review[rollback-not-rehearsed]"));
  EXPECT_THAT(result.standard_output, HasSubstr("the merge waits for the review"));
  EXPECT_EQ(hook("mig-gate", {{"GIT_INDEX_FILE", kIndex}}, {"--now", kNow, "--strict"}).exit_code,
            1);
}

TEST_F(PreCommit, SearchesForSecretsInWhatIsStaged) {
  stage("x.sql", kPassword);
  git_.write("x.sql", "SELECT 1;\n");
  EXPECT_THAT(all_of(committing("mig-scan-secrets")), HasSubstr("x.sql:1:26"));
  EXPECT_EQ(committing("mig-scan-secrets").exit_code, 1);
  stage("x.sql", "SELECT 1;\n");
  git_.write("x.sql", kPassword);
  EXPECT_EQ(committing("mig-scan-secrets").exit_code, 0);
  git_.git({"rm", "-q", "-f", kDraftBundle + "/notes.md"});
  EXPECT_EQ(committing("mig-scan-secrets").exit_code, 0) << "what is removed brings nothing";
}

TEST_F(PreCommit, EveryGateHasAHook) {
  git_.git({"rm", "-q", kDraftBundle + "/rollback.sql"});
  for (const std::string tool :
       {"mig-gate", "mig-validate", "mig-scope-diff", "mig-rollback-check", "mig-receipt-verify"}) {
    const auto result = committing(tool);
    EXPECT_EQ(result.exit_code, 1) << tool;
    EXPECT_THAT(all_of(result), HasSubstr(tool + " --explain")) << tool;
  }
}

TEST(PreCommitManifest, EveryGateRunsWhateverIsCommitted) {
  const auto text = source_text(".pre-commit-hooks.yaml");
  const auto manifest = as_yaml(text);
  ASSERT_NE(manifest.array(), nullptr);
  const Names tools{"mig-gate",           "mig-validate",     "mig-scope-diff",
                    "mig-rollback-check", "mig-scan-secrets", "mig-receipt-verify"};
  Names calls;
  for (const auto& entry : *manifest.array()) {
    calls.insert(string_of(below(entry, {"id"})) + ": " + string_of(below(entry, {"language"})) +
                 ": " + string_of(below(entry, {"entry"})));
    EXPECT_TRUE(*below(entry, {"always_run"}).boolean());
    EXPECT_TRUE(*below(entry, {"require_serial"}).boolean());
    EXPECT_FALSE(*below(entry, {"pass_filenames"}).boolean());
  }
  Names expected;
  for (const auto& tool : tools) {
    expected.insert(tool + ": script: ci/pre-commit/run.sh " + tool);
    expected.insert(tool + "-docker: docker: /usr/local/lib/mig-gates/run.sh " + tool);
  }
  EXPECT_EQ(calls, expected);
  EXPECT_EQ(manifest.array()->size(), expected.size());
}

TEST_F(PreCommit, ByHandEveryFileIsJudged) {
  break_draft();
  git_.commit("break");
  EXPECT_EQ(hook("mig-gate", {}).exit_code, 1);
  git_.write("x.sql", kPassword);
  EXPECT_EQ(hook("mig-scan-secrets", {}).exit_code, 0) << "unknown to git";
  git_.commit("secret");
  EXPECT_EQ(hook("mig-scan-secrets", {}).exit_code, 1);
}

TEST_F(PreCommit, APushIsJudgedByWhatItsCommitsBring) {
  git_.write("x.sql", kPassword);
  const auto secret = git_.commit("secret");
  git_.remove("x.sql");
  break_draft();
  const auto broken = git_.commit("break");
  EXPECT_THAT(all_of(pushing("mig-scan-secrets", "HEAD~2", "HEAD")), HasSubstr("x.sql"));
  EXPECT_EQ(pushing("mig-scan-secrets", "HEAD~2", "HEAD").exit_code, 1);
  EXPECT_EQ(pushing("mig-scan-secrets", secret, broken).exit_code, 0);
  EXPECT_EQ(pushing("mig-gate", "HEAD~1", "HEAD").exit_code, 1);
  EXPECT_EQ(pushing("mig-gate", "HEAD", "HEAD").exit_code, 0);
  const auto elsewhere = pushing("mig-gate", "HEAD~2", "HEAD~1");
  EXPECT_EQ(elsewhere.exit_code, 3);
  EXPECT_THAT(all_of(elsewhere), HasSubstr("HEAD~1 is not checked out"));
}

TEST_F(PreCommit, HostileRevisionsAreNoVerdict) {
  for (const auto& text : kHostileTexts) {
    EXPECT_EQ(pushing("mig-gate", text, "HEAD").exit_code, 3) << text;
    EXPECT_EQ(pushing("mig-gate", "HEAD", text).exit_code, 3) << text;
    EXPECT_THAT(pushing("mig-scan-secrets", text, "HEAD").exit_code, testing::AnyOf(2, 3)) << text;
  }
  nothing_was_touched();
}

TEST_F(PreCommit, NamesThatNeedQuotesAreJudged) {
  for (const std::string name :
       {"$(touch touched).sql", "; touch touched", "-x", "\xc3\xa9 \"q\".sql"})
    stage(kDraftBundle + "/" + name, kPassword);
  EXPECT_THAT(all_of(committing()), HasSubstr("$(touch touched).sql"));
  EXPECT_EQ(committing().exit_code, 1);
  stage(kDraftBundle + "/a\nb.sql", kPassword);
  EXPECT_EQ(committing().exit_code, 1);
  EXPECT_THAT(all_of(committing()), HasSubstr("a\\u{a}b.sql"));
  EXPECT_THAT(all_of(committing("mig-scan-secrets")), HasSubstr("a\\u{a}b.sql"));
  nothing_was_touched();
}

// Whatever ends in 0 without having judged is no pass.
TEST_F(PreCommit, AFlagThatJudgesNothingIsNoVerdict) {
  stage(kDraftBundle + "/notes.md", "nothing\n");
  for (const std::string tool : {"mig-gate", "mig-scan-secrets"}) {
    for (const std::string flag : {"--help", "--version", "--list-rules", "--print-policy",
                                   "--explain=bundle-missing-artifact"}) {
      const auto result = hook(tool, {{"GIT_INDEX_FILE", kIndex}}, {flag});
      EXPECT_EQ(result.exit_code, 3) << tool << " " << flag;
      EXPECT_THAT(all_of(result), HasSubstr("nothing was judged")) << tool << " " << flag;
    }
  }
  EXPECT_EQ(hook("mig-gate", {{"GIT_INDEX_FILE", kIndex}}, {"--output", "concise"}).exit_code, 1);
}

TEST_F(PreCommit, WithoutTheProgramOrARepositoryThereIsNoVerdict) {
  stage("README.md", "text\n");
  const auto missing =
      hook("mig-gate", {{"PATH", path_without_tools()}, {"GIT_INDEX_FILE", kIndex}});
  EXPECT_EQ(missing.exit_code, 3);
  EXPECT_THAT(all_of(missing), HasSubstr("not on PATH"));
  const auto stopped = hook("mig-gate", {{"PATH", stand_in("mig-gate", "kill -KILL $$\n")}});
  EXPECT_EQ(stopped.exit_code, 3);
  EXPECT_THAT(all_of(stopped), HasSubstr("stopped (exit 137)"));
  git_.remove(".git/HEAD");
  EXPECT_EQ(committing().exit_code, 3);
  EXPECT_EQ(hook("mig-gate", {}).exit_code, 3);
  EXPECT_EQ(pushing("mig-gate", "HEAD", "HEAD").exit_code, 3);
  EXPECT_NE(all_of(committing()), "");
}

}  // namespace
}  // namespace mig::test
