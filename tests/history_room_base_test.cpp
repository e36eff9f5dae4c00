// Which repositories are opened, which commit is the base, and what git's answer is when neither
// can be told.
#include <sys/stat.h>
#include <unistd.h>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::HasSubstr;

Result<Repository> open_at(const Sandbox& sandbox, const std::string& relative = "") {
  return Repository::open(sandbox.root(relative));
}

TEST(OpenRepository, IsFoundFromAFolderBelow) {
  const Sandbox sandbox;
  sandbox.write("deep/er/file", "x");
  const auto first = sandbox.commit();
  EXPECT_EQ(taken(open_at(sandbox, "deep/er")->head()), first);
}

TEST(OpenRepository, RefusesWhatIsNone) {
  const Sandbox sandbox(nullptr);
  expect_refused(open_at(sandbox), "does not lie in a git repository", "without --base");
}

TEST(OpenRepository, RefusesABareOne) {
  const Sandbox sandbox(nullptr);
  sandbox.git({"init", "-q", "--bare", "."});
  expect_refused(open_at(sandbox), "is bare", "working tree");
}

TEST(OpenRepository, RefusesTheObjectFormatSha256) {
  const Sandbox sandbox(nullptr);
  sandbox.git({"init", "-q", "--object-format=sha256", "."});
  expect_refused(open_at(sandbox), "object format sha256", "sha1");
}

TEST(OpenRepository, RefusesBranchesInAnotherFormat) {
  const Sandbox sandbox;
  sandbox.git({"config", "core.repositoryformatversion", "1"});
  sandbox.git({"config", "extensions.refstorage", "reftable"});
  expect_refused(open_at(sandbox), "keeps its branches", "git refs migrate");
}

TEST(OpenRepository, RefusesAnExtensionThatNobodyKnows) {
  const Sandbox sandbox;
  sandbox.git({"config", "core.repositoryformatversion", "1"});
  sandbox.git({"config", "extensions.future", "true"});
  expect_refused(open_at(sandbox), "extension", "git status");
}

TEST(OpenRepository, RefusesTheFolderOfGitItself) {
  const Sandbox sandbox;
  expect_refused(open_at(sandbox, ".git/refs"), "git", "");
}

TEST(OpenRepository, DoesNotPassOverABrokenRepositoryToOneAround) {
  const Sandbox sandbox;
  sandbox.write("inner/.git/HEAD", "garbage");
  expect_refused(open_at(sandbox, "inner"), "inner", "git");
}

TEST(OpenRepository, RefusesAWorkingTreeElsewhere) {
  const Sandbox sandbox;
  sandbox.write("other/file", "x");
  sandbox.git({"config", "core.worktree", sandbox.path("other")});
  expect_refused(open_at(sandbox), "is not part of the working tree", "core.worktree");
}

TEST(OpenRepository, RefusesAConfigurationThatCannotBeRead) {
  const Sandbox sandbox;
  sandbox.write(".git/config", "[core\nbroken");
  expect_refused(open_at(sandbox), "git: cannot open the repository", "git status");
}

TEST(OpenRepository, WorksInALinkedWorkingTree) {
  const Sandbox sandbox;
  sandbox.write("file", "one");
  const auto first = sandbox.commit();
  sandbox.git({"worktree", "add", "-q", "-b", "change", sandbox.path("linked")});
  sandbox.write("linked/file", "two");
  const auto root = sandbox.root("linked");
  const auto repository = sandbox.open("linked");
  EXPECT_EQ(taken(repository.resolve({"main"})).commit, first);
  EXPECT_THAT(changes_on_disk(repository, root), ::testing::ElementsAre("M file"));
}

TEST(OpenRepository, WorksForACheckoutThatSomebodyElseOwns) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  const Sandbox sandbox;
  sandbox.write("file", "one");
  const auto first = sandbox.commit();
  for (const auto& entry : fs::recursive_directory_iterator(sandbox.path())) {
    ASSERT_EQ(::lchown(entry.path().c_str(), 12345, 12345), 0);
  }
  ASSERT_EQ(::chown(sandbox.path().c_str(), 12345, 12345), 0);
  ASSERT_NE(sandbox.try_git({"status"}).exit_code, 0) << "git itself has to refuse this one";
  EXPECT_EQ(taken(sandbox.open().resolve({"main"})).tip, first);
}

TEST(ResolveBase, TakesABranchATagACommitAndPartsOfItsId) {
  const Sandbox sandbox;
  sandbox.write("file", "one");
  const auto first = sandbox.commit();
  sandbox.git({"tag", "-a", "-m", "tagged", "v1"});
  sandbox.git({"checkout", "-q", "-b", "change"});
  sandbox.write("file", "two");
  sandbox.commit();
  sandbox.git({"update-ref", "refs/remotes/origin/main", first});
  const auto repository = sandbox.open();
  for (const auto& revision :
       {std::string("main"), std::string("v1"), std::string("refs/heads/main"),
        std::string("origin/main"), std::string("HEAD~1"), first, first.substr(0, 10)}) {
    const auto base = taken(repository.resolve({revision}));
    EXPECT_EQ(base.commit, first) << revision;
    EXPECT_EQ(base.tip, first) << revision;
    EXPECT_EQ(base.revision, revision);
  }
}

TEST(ResolveBase, TakesHeadItself) {
  const Sandbox sandbox;
  const auto first = sandbox.commit();
  EXPECT_EQ(taken(sandbox.open().resolve({"HEAD"})).commit, first);
}

TEST(ResolveBase, IsAUsageErrorWhenItNamesNoSingleRevision) {
  const Sandbox sandbox;
  sandbox.commit();
  const auto repository = sandbox.open();
  for (const char* revision : {"", "-main", "--all", "main..HEAD", "main...HEAD"}) {
    const auto base = repository.resolve({revision});
    ASSERT_FALSE(base.has_value()) << revision;
    EXPECT_EQ(base.error().kind, ErrorKind::usage) << revision;
  }
}

TEST(ResolveBase, RefusesARevisionThatIsNotThere) {
  const Sandbox sandbox;
  sandbox.commit();
  const auto repository = sandbox.open();
  expect_refused(repository.resolve({"nowhere"}), "'nowhere' is not in this repository",
                 "git fetch origin nowhere");
  expect_refused(repository.resolve({"origin/main"}), "'origin/main'", "`--base main`");
  sandbox.git({"remote", "add", "origin", "."});
  expect_refused(sandbox.open().resolve({"origin/main"}), "'origin/main'",
                 "`git fetch origin main:refs/remotes/origin/main`");
  expect_refused(repository.resolve({std::string(40, 'a')}), "is not in this repository", "fetch");
  expect_refused(repository.resolve({"deadbeef"}), "is not in this repository", "fetch-depth: 0");
  expect_refused(repository.resolve({"sp ace\n~^:"}), "names no commit", "Name a branch");
}

TEST(ResolveBase, RefusesWhatIsNoCommit) {
  const Sandbox sandbox;
  sandbox.write("file", "x");
  sandbox.commit();
  expect_refused(sandbox.open().resolve({sandbox.head_tree()}), "names no commit",
                 "--base origin/main");
}

TEST(ResolveBase, RefusesATagThatIsCalledLikeABranch) {
  const Sandbox sandbox;
  sandbox.commit("one");
  sandbox.commit("two");
  sandbox.git({"tag", "main", "HEAD~1"});
  expect_refused(sandbox.open().resolve({"main"}), "refs/heads/main and refs/tags/main",
                 "refs/heads/main");
  EXPECT_TRUE(sandbox.open().resolve({"refs/heads/main"}).has_value());
  sandbox.git({"tag", "-f", "main", "HEAD"});
  EXPECT_TRUE(sandbox.open().resolve({"main"}).has_value()) << "both mean one commit";
}

TEST(ResolveBase, RefusesEveryPlaceOfANameThatMeansAnother) {
  const Sandbox sandbox;
  const auto first = sandbox.commit("one");
  sandbox.commit("two");
  sandbox.git({"update-ref", "refs/remotes/origin/main", "HEAD"});
  const std::vector<std::pair<std::string, std::string>> places{
      {"refs/main", "main"},
      {"refs/remotes/main", "main"},
      {"refs/remotes/main/HEAD", "main"},
      {"refs/origin/main", "origin/main"},
      {"refs/heads/origin/main", "origin/main"}};
  for (const auto& [place, revision] : places) {
    sandbox.git({"update-ref", place, first});
    const auto repository = sandbox.open();
    for (const char* end : {"", "~0", "^{commit}", "@{0}"}) {
      expect_refused(repository.resolve({revision + end}), place, "in full");
    }
    EXPECT_TRUE(repository.resolve({"refs/heads/main"}).has_value()) << place;
    EXPECT_TRUE(repository.resolve({"HEAD"}).has_value()) << place;
    sandbox.git({"update-ref", "-d", place});
    EXPECT_TRUE(sandbox.open().resolve({revision}).has_value()) << place;
  }
  sandbox.write(".git/origin/main", first + "\n");
  expect_refused(sandbox.open().resolve({"origin/main"}), "is origin/main and", "in full");
}

TEST(ResolveBase, RefusesANameThatIsTheBeginningOfAnotherCommit) {
  const Sandbox sandbox;
  const auto first = sandbox.commit("one");
  sandbox.commit("two");
  for (const auto& name :
       {first.substr(0, 7), first.substr(0, 39), "v1-0-g" + first.substr(0, 7)}) {
    sandbox.git({"tag", name, "HEAD"});
    expect_refused(sandbox.open().resolve({name}), "refs/tags/" + name + " and the commit " + first,
                   "refs/tags/" + name);
    sandbox.git({"tag", "-f", name, first});
    EXPECT_TRUE(sandbox.open().resolve({name}).has_value()) << name << ": both mean one commit";
    sandbox.git({"tag", "-d", name});
  }
  // It only looks like one.
  const std::string other = first.substr(0, 6) == "000000" ? "111111" : "000000";
  sandbox.git({"branch", other});
  EXPECT_TRUE(sandbox.open().resolve({other}).has_value());
}

TEST(ResolveBase, TakesARemoteByItsHead) {
  const Sandbox sandbox;
  const auto first = sandbox.commit();
  sandbox.git({"update-ref", "refs/remotes/origin/main", first});
  sandbox.git({"symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"});
  EXPECT_EQ(taken(sandbox.open().resolve({"origin"})).commit, first);
}

TEST(ResolveBase, TakesANameInFullWhateverItIsTheEndOf) {
  const Sandbox sandbox;
  const auto first = sandbox.commit("one");
  const auto second = sandbox.commit("two");
  sandbox.git({"update-ref", "refs/heads/refs/heads/main", first});
  sandbox.git({"update-ref", "refs/heads/HEAD", first});
  EXPECT_EQ(taken(sandbox.open().resolve({"refs/heads/main"})).commit, second);
  EXPECT_EQ(taken(sandbox.open().resolve({"HEAD"})).commit, second);
}

TEST(ResolveBase, RefusesAShallowClone) {
  const Sandbox origin;
  origin.commit("one");
  origin.commit("two");
  const Sandbox clone(nullptr);
  clone.git({"clone", "-q", "--depth=1", "file://" + origin.path(), "copy"});
  const auto repository = clone.open("copy");
  expect_refused(repository.resolve({"HEAD"}), "shallow", "git fetch --unshallow");
  expect_refused(repository.resolve({"HEAD", true}), "shallow", "fetch-depth: 0");
  clone.git({"worktree", "add", "-q", "-b", "other", "../linked"}, clone.path("copy"));
  expect_refused(clone.open("linked").resolve({"HEAD"}), "shallow", "git fetch --unshallow");
}

TEST(ResolveBase, RefusesAHeadWithoutACommit) {
  const Sandbox sandbox;
  expect_refused(sandbox.open().resolve({"main"}), "nothing is committed", "Commit first");
  EXPECT_EQ(taken(sandbox.open().head()), std::nullopt);
}

/// `main` and `change` parted after the first commit.
struct Parted {
  Parted() {
    sandbox.write("file", "one");
    first = sandbox.commit("one");
    sandbox.git({"checkout", "-q", "-b", "change"});
    sandbox.write("mine", "x");
    mine = sandbox.commit("mine");
    sandbox.git({"checkout", "-q", "main"});
    sandbox.write("theirs", "x");
    sandbox.commit("theirs");
    sandbox.write("theirs", "y");
    tip = sandbox.commit("theirs again");
    sandbox.git({"checkout", "-q", "change"});
  }
  Sandbox sandbox;
  std::string first, mine, tip;
};

TEST(ResolveBase, RefusesABaseThatIsNoAncestor) {
  const Parted parted;
  const auto repository = parted.sandbox.open();
  expect_refused(repository.resolve({"main"}), "HEAD lacks 2 commits of 'main'", "--merge-base");
  EXPECT_THAT(repository.resolve({"main"}).error().remedy, HasSubstr("git rebase main"));
}

TEST(ResolveBase, ComparesWithTheCommonAncestorOnRequest) {
  const Parted parted;
  const auto base = taken(parted.sandbox.open().resolve({"main", true}));
  EXPECT_EQ(base.commit, parted.first);
  EXPECT_EQ(base.tip, parted.tip) << "the policy in force is that of the tip";
}

TEST(ResolveBase, RefusesSeveralNearestCommonAncestors) {
  const Parted parted;
  const auto& sandbox = parted.sandbox;
  sandbox.git({"merge", "-q", "-m", "cross", parted.tip});
  sandbox.git({"checkout", "-q", "main"});
  sandbox.git({"merge", "-q", "-m", "criss", parted.mine});
  sandbox.git({"checkout", "-q", "change"});
  expect_refused(sandbox.open().resolve({"main", true}), "2 nearest common ancestors",
                 "git merge main");
}

TEST(ResolveBase, RefusesHistoriesWithoutAnythingInCommon) {
  const Sandbox sandbox;
  sandbox.commit("one");
  sandbox.git({"checkout", "-q", "--orphan", "other"});
  sandbox.commit("two");
  expect_refused(sandbox.open().resolve({"main", true}), "no commit in common", "--base");
  expect_refused(sandbox.open().resolve({"main"}), "HEAD lacks 1 commit of", "--merge-base");
}

}  // namespace
}  // namespace mig::history
