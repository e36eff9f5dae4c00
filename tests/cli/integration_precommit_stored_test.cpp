// ci/pre-commit/run.sh: what git has of a file that was judged: a commit of another repository, or
// bytes that it made of those that lie here.
#include "integration_precommit_testing.hpp"

namespace mig::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

class PreCommitStored : public PreCommit {
 protected:
  void expect_no_verdict(const ProcessResult& result, const std::string& why,
                         const std::string& fix) const {
    EXPECT_EQ(result.exit_code, 3) << all_of(result);
    EXPECT_THAT(all_of(result), HasSubstr(": " + why));
    EXPECT_THAT(all_of(result), HasSubstr(": there is no verdict\n  = fix: " + fix));
    EXPECT_THAT(all_of(result), EndsWith("\nverdict: no verdict (exit 3): the verdict above does "
                                         "not count\n"));
  }
  ProcessResult committing_it() const { return committing("mig-validate"); }
  ProcessResult pushing_it() const { return pushing("mig-validate", "HEAD~1", "HEAD"); }
  void change(const std::string& path) const { stage(path, git_.read(path) + "-- more\n"); }

  /// Makes a folder a repository of its own, as one does by accident, and commits what git sees.
  void nest(const std::string& folder) {
    git_.git({"rm", "-q", "-r", "--cached", "--ignore-unmatch", "--", folder});
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
             {"init", "-q"}, {"add", "-A"}, {"commit", "-q", "-m", "inside"}}) {
      std::vector<std::string> inside{"-C", folder};
      inside.insert(inside.end(), command.begin(), command.end());
      git_.git(inside);
    }
    git_.git({"-c", "advice.addEmbeddedRepo=false", "add", "-A"});
    ASSERT_THAT(git_.git({"ls-files", "-s", "--", folder}), testing::StartsWith("160000 "));
  }
  void expect_a_repository(const ProcessResult& result, const std::string& folder) const {
    expect_no_verdict(result, "git has '" + folder + "' as a repository of its own",
                      "git rm -f --cached -- '" + folder + "' && rm -rf -- '" + folder +
                          "/.git' && git add -- '" + folder + "'");
  }
  /// What the fix says.
  void keep_the_files(const std::string& folder) const {
    git_.git({"rm", "-q", "-f", "--cached", "--", folder});
    git_.remove(folder + "/.git");
    git_.git({"add", "--", folder});
  }
  void expect_converted(const ProcessResult& result) const {
    expect_no_verdict(result, "git has '" + kFile + "' with other bytes than those that lie here",
                      "drop the attribute that does it (git check-attr -a -- '" + kFile + "')");
    EXPECT_THAT(all_of(result), HasSubstr("\n    then git add --renormalize -- '" + kFile + "'"));
  }
  const std::string kFile = kDraftBundle + "/rollback.sql";
};

TEST_F(PreCommitStored, ABundleThatIsARepositoryOfItsOwnIsNotCommitted) {
  nest(kDraftBundle);
  for (const std::string tool : {"mig-gate", "mig-receipt-verify"})
    expect_a_repository(committing(tool), kDraftBundle);
  git_.git({"commit", "-q", "-m", "nested"});
  const auto pushed = pushing_it();
  EXPECT_EQ(pushed.exit_code, 3) << "for its files seem to be removed: " << all_of(pushed);
  EXPECT_THAT(all_of(pushed), HasSubstr("git has '" + kDraftBundle + "' as a repository of its"));
  git_.git({"checkout", "-q", "--orphan", "begun_with_it"});
  git_.git({"rm", "-q", "-f", "--cached", kDraftBundle});
  git_.git({"commit", "-q", "-m", "without"});
  git_.git({"-c", "advice.addEmbeddedRepo=false", "add", "-A"});
  git_.git({"commit", "-q", "-m", "nested"});
  expect_a_repository(pushing_it(), kDraftBundle);
  expect_a_repository(hook("mig-validate", {}), kDraftBundle);
  expect_a_repository(hook("mig-validate", {{"PRE_COMMIT_REMOTE_NAME", "origin"}}), kDraftBundle);
  keep_the_files(kDraftBundle);
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  EXPECT_EQ(git_.git({"diff", "--cached", "main~1"}), "") << "everything is back";
}

TEST_F(PreCommitStored, NorIsWhatLiesInARepositoryAboveOrBelow) {
  for (const std::string& folder : {kDraftBundle + "/rehearsal", std::string("migrations")}) {
    nest(folder);
    expect_a_repository(committing_it(), folder);
    keep_the_files(folder);
  }
  git_.git({"mv", "migrations", "deep"});
  git_.write("a b/README.md", "");
  git_.git({"mv", "deep", "a b/deep"});
  git_.write(".mig/policy.yml",
             git_.read(".mig/policy.yml") + "migrations_roots: [\"other\", \"a b/deep\"]\n");
  git_.write("other/README.md", "");
  git_.commit("moved");
  nest("a b");
  expect_a_repository(committing_it(), "a b");
}

TEST_F(PreCommitStored, ARepositoryElsewhereIsNoMatter) {
  git_.write("vendor/README.md", "theirs\n");
  nest("vendor");
  change(kFile);
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  git_.git({"commit", "-q", "-m", "change"});
  EXPECT_EQ(pushing_it().exit_code, 0) << all_of(pushing_it());
  EXPECT_EQ(hook("mig-validate", {}).exit_code, 0) << all_of(hook("mig-validate", {}));
}

TEST_F(PreCommitStored, WhatGitConvertsIsNotWhatWasJudged) {
  const std::vector<std::string> attributes{"working-tree-encoding=UTF-7", "ident", "text eol=crlf",
                                            "filter=mine"};
  git_.git({"config", "filter.mine.clean", "echo 'DROP TABLE plant;'"});
  const auto meant = git_.read(kFile);
  for (const auto& attribute : attributes) {
    SCOPED_TRACE(attribute);
    stage(".gitattributes", kFile + " " + attribute + "\n");
    stage(kFile, meant + "-- +AGE- $Id: mine $\r\n");
    ASSERT_EQ(git_.git({"diff", "--name-only"}), "") << "git sees no difference";
    expect_converted(committing_it());
    git_.git({"commit", "-q", "-m", attribute});
    expect_converted(pushing_it());
    stage(".gitattributes", "");
    git_.git({"add", "--renormalize", "--", kFile});
    EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
    git_.git({"commit", "-q", "-m", "as it lies here"});
  }
}

TEST_F(PreCommitStored, WhatIsConvertedElsewhereIsNoMatterNorIsAnAttributeThatChangesNothing) {
  stage(".gitattributes", "*.sql ident\n*.txt ident\n");
  stage("elsewhere.txt", "$Id: mine $\n");
  change(kFile);
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
}

TEST_F(PreCommitStored, NamesThatNeedQuotesAreCompared) {
  const std::vector<std::string> names{"a\nb\"c\\d\te\x01\xc3\xa9.txt", "\"q.txt",
                                       "$(touch touched).txt"};
  for (const auto& name : names) stage(kDraftBundle + "/" + name, "$Id: mine $\n");
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  stage(".gitattributes", "*.txt ident\n");
  git_.git({"add", "--renormalize", "--", kDraftBundle});
  for (const auto& name : names) {
    const auto result = committing_it();
    EXPECT_EQ(result.exit_code, 3) << all_of(result);
    EXPECT_THAT(all_of(result), HasSubstr("with other bytes than those that lie here"));
    git_.git({"rm", "-q", "-f", "--", kDraftBundle + "/" + name});
  }
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  nothing_was_touched();
}

// Where git has many files, only those that can be judged are read once more.
TEST_F(PreCommitStored, AmongManyFilesAsWell) {
  for (int number = 0; number < 2000; ++number) git_.write("many/" + std::to_string(number), "");
  git_.commit("many");
  stage(".gitattributes", "*.sql ident\n");
  change(kFile);
  EXPECT_EQ(committing_it().exit_code, 0) << all_of(committing_it());
  stage(kFile, git_.read(kFile) + "-- $Id: mine $\n");
  expect_converted(committing_it());
}

}  // namespace
}  // namespace mig::test
