// What is there and cannot be read is not what is not there; and loose objects that were cut short
// never keep anybody waiting, wherever they lie.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

/// Long enough for every machine; libgit2 would never come back.
constexpr unsigned kSeconds = 60;

/// In a child, which is stopped when it does not come to an end.
void in_time(const std::function<void()>& checks) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::alarm(kSeconds);
    checks();
    std::fflush(nullptr);
    ::_exit(::testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_FALSE(WIFSIGNALED(status)) << "it did not come to an end";
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "see the child's messages";
}

/// As a user to whom no file is open that says so.
void as_nobody(const Sandbox& sandbox, const std::function<void()>& checks) {
  fs::permissions(sandbox.path(), fs::perms::all);
  in_time([&] {
    constexpr unsigned kNobody = 65534;
    if (::geteuid() == 0) {
      ASSERT_EQ(::setresgid(kNobody, kNobody, kNobody), 0);
      ASSERT_EQ(::setresuid(kNobody, kNobody, kNobody), 0);
    }
    checks();
  });
}

void forbid(const std::string& path) {
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
}

Sandbox& with_commit(Sandbox& sandbox) {
  sandbox.write("file", "one");
  sandbox.commit();
  return sandbox;
}

TEST(Unreadable, IndexIsNotOneThatIsGone) {
  Sandbox sandbox;
  with_commit(sandbox);
  forbid(sandbox.path(".git/index"));
  as_nobody(sandbox, [&] {
    const auto repository = sandbox.open();
    expect_refused(repository.tree_of_index(), "git: cannot read the index '", "readable");
    expect_refused(repository.tree_of_index(), "Permission denied", "its folder .git");
    expect_refused(repository.working_tree(sandbox.root(), {""}, 2), "cannot read the index",
                   "readable");
  });
}

TEST(Unreadable, IndexThatIsAFolderIsNotOneThatIsGone) {
  Sandbox sandbox;
  with_commit(sandbox);
  fs::remove(sandbox.path(".git/index"));
  fs::create_directory(sandbox.path(".git/index"));
  expect_refused(sandbox.open().tree_of_index(), "it is no regular file", "readable");
}

Result<Repository> opened(const Sandbox& sandbox, const std::string& folder = "") {
  return Repository::open(sandbox.root(folder));
}

TEST(Unreadable, ConfigurationIsNotOneThatIsGone) {
  Sandbox sandbox;
  with_commit(sandbox);
  forbid(sandbox.path(".git/config"));
  as_nobody(sandbox, [&] {
    expect_refused(opened(sandbox), "git: cannot read the configuration '", "readable");
  });
}

TEST(Unreadable, ConfigurationThatIsAFolderIsNotOneThatIsGone) {
  Sandbox sandbox;
  with_commit(sandbox);
  fs::remove(sandbox.path(".git/config"));
  fs::create_directory(sandbox.path(".git/config"));
  expect_refused(opened(sandbox), "git: cannot", "");
}

TEST(Unreadable, HeadIsNotOneWithoutACommit) {
  Sandbox sandbox;
  with_commit(sandbox);
  forbid(sandbox.path(".git/HEAD"));
  as_nobody(sandbox, [&] {
    const auto repository = opened(sandbox);
    if (!repository) return expect_refused(repository, "git: cannot open", "");
    expect_refused(repository->head(), "git: cannot read HEAD", "");
  });
}

TEST(Unreadable, BranchIsNotOneThatIsMissing) {
  Sandbox sandbox;
  with_commit(sandbox);
  sandbox.git({"tag", "other"});
  sandbox.git({"checkout", "-q", "-b", "change"});
  forbid(sandbox.path(".git/refs/heads/main"));
  as_nobody(sandbox, [&] {
    expect_refused(sandbox.open().resolve({"main"}), "git: cannot read", "readable");
  });
}

TEST(Unreadable, FilesAndFoldersThatAreWatchedAreTold) {
  Sandbox sandbox;
  sandbox.write("folder/file", "x");
  const auto expect_told = [&] {
    as_nobody(sandbox, [&] {
      expect_refused(sandbox.open().working_tree(sandbox.root(), {""}, 2), "'folder",
                     "Make it readable");
    });
  };
  forbid(sandbox.path("folder/file"));
  expect_told();
  forbid(sandbox.path("folder"));
  expect_told();
  fs::permissions(sandbox.path("folder"), fs::perms::owner_all);
}

TEST(Unreadable, ConfigurationOfALinkedWorkingTreeIsThatOfTheWhole) {
  Sandbox sandbox;
  with_commit(sandbox);
  sandbox.git({"worktree", "add", "-q", "-b", "change", sandbox.path("linked")});
  EXPECT_TRUE(opened(sandbox, "linked").has_value());
  forbid(sandbox.path(".git/config"));
  as_nobody(sandbox, [&] {
    expect_refused(opened(sandbox, "linked"), "cannot read the configuration '", "readable");
  });
}

TEST(Unreadable, ConfigurationOfTheWorkingTreeCountsWhereItIsTurnedOn) {
  Sandbox sandbox;
  with_commit(sandbox);
  sandbox.write(".git/config.worktree", "[core]\n");
  forbid(sandbox.path(".git/config.worktree"));
  as_nobody(sandbox, [&] { EXPECT_TRUE(opened(sandbox).has_value()); });
  sandbox.git({"config", "core.repositoryformatversion", "1"});
  fs::remove(sandbox.path(".git/config.worktree"));
  sandbox.git({"config", "extensions.worktreeConfig", "true"});
  EXPECT_TRUE(opened(sandbox).has_value());
  sandbox.write(".git/config.worktree", "[core]\n");
  forbid(sandbox.path(".git/config.worktree"));
  as_nobody(sandbox, [&] {
    expect_refused(opened(sandbox), "config.worktree': Permission denied", "readable");
  });
}

std::string object_file(const Sandbox& sandbox, const std::string& folder,
                        const std::string& name) {
  const auto id = sandbox.git({"rev-parse", name}, sandbox.path(folder));
  return sandbox.path(folder) + "/.git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
}

void cut_short(const std::string& path) {
  const std::string bytes = mig::test::read_file(path);
  fs::permissions(path, fs::perms::owner_all);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes.substr(0, bytes.size() / 2);
}

/// `borrower` has no objects of its own, and those of `middle` are those of `origin`.
struct Borrowed {
  Borrowed() : sandbox(nullptr) {
    sandbox.git({"init", "-q", "-b", "main", "origin"});
    sandbox.write("origin/file", "one, of some length so that half of it is not all of it\n");
    sandbox.git({"add", "-A"}, sandbox.path("origin"));
    sandbox.git({"commit", "-q", "-m", "one"}, sandbox.path("origin"));
    sandbox.git({"clone", "-q", "--shared", "origin", "middle"});
    sandbox.git({"clone", "-q", "--shared", "middle", "borrower"});
  }
  void expect_whole() const {
    EXPECT_THAT(changes_on_disk(sandbox.open("borrower"), sandbox.root("borrower")),
                ::testing::IsEmpty());
    const auto repository = sandbox.open("borrower");
    const auto tree = taken(repository.tree_of(taken(repository.resolve({"main"})).commit));
    EXPECT_NE(taken(repository.read(tree, "file", kAmple)), std::nullopt);
  }
  void expect_damage_told() const {
    in_time([&] {
      const auto repository = sandbox.open("borrower");
      const auto base = repository.resolve({"main"});
      ASSERT_TRUE(base.has_value()) << words_of(base);
      const auto tree = repository.tree_of(base->commit);
      ASSERT_TRUE(tree.has_value()) << words_of(tree);
      expect_refused(repository.read(*tree, "file", kAmple), "cut short", "git fsck");
    });
  }
  Sandbox sandbox;
};

TEST(Borrowed, ObjectsAreReadAndThoseCutShortAreTold) {
  const Borrowed borrowed;
  borrowed.expect_whole();
  cut_short(object_file(borrowed.sandbox, "origin", "main:file"));
  borrowed.expect_damage_told();
}

TEST(Borrowed, ObjectsThatAreNamedFromTheBorrowerOnAreGuarded) {
  const Borrowed borrowed;
  borrowed.sandbox.write("borrower/.git/objects/info/alternates",
                         "# by hand\n../../../origin/.git/objects\r\n");
  borrowed.expect_whole();
  cut_short(object_file(borrowed.sandbox, "origin", "main:file"));
  borrowed.expect_damage_told();
}

TEST(Borrowed, ObjectsOfALinkedWorkingTreeAreGuarded) {
  const Borrowed borrowed;
  borrowed.sandbox.git({"worktree", "add", "-q", "-b", "change", "../linked"},
                       borrowed.sandbox.path("borrower"));
  cut_short(object_file(borrowed.sandbox, "origin", "main:file"));
  in_time([&] {
    const auto repository = borrowed.sandbox.open("linked");
    const auto tree = taken(repository.tree_of(taken(repository.resolve({"main"})).commit));
    expect_refused(repository.read(tree, "file", kAmple), "cut short", "git fsck");
  });
}

TEST(Borrowed, FromEachOtherComesToAnEnd) {
  const Borrowed borrowed;
  borrowed.sandbox.write("origin/.git/objects/info/alternates",
                         borrowed.sandbox.path("borrower/.git/objects") + "\n");
  in_time([&] { borrowed.expect_whole(); });
}

TEST(Borrowed, FromAListThatCannotBeReadIsRefused) {
  const Borrowed borrowed;
  const auto list = borrowed.sandbox.path("middle/.git/objects/info/alternates");
  fs::remove(list);
  fs::create_directory(list);
  expect_refused(opened(borrowed.sandbox, "borrower"), "cannot read the list of alternates",
                 "readable");
}

TEST(Borrowed, FromTooManyIsRefused) {
  const Borrowed borrowed;
  std::string list;
  for (int i = 0; i < 1002; ++i) list += "/nowhere/" + std::to_string(i) + "\n";
  borrowed.sandbox.write("borrower/.git/objects/info/alternates", list);
  expect_refused(opened(borrowed.sandbox, "borrower"), "from more than 1000 others",
                 "git repack -a -d");
}

TEST(CutShort, CommitThatIsNamedByItsFirstDigits) {
  Sandbox sandbox;
  with_commit(sandbox);
  sandbox.git({"checkout", "-q", "-b", "change"});
  const auto first = sandbox.git({"rev-parse", "HEAD"});
  sandbox.write("file", "two");
  sandbox.commit("two");
  EXPECT_EQ(taken(sandbox.open().resolve({first.substr(0, 7)})).commit, first);
  cut_short(object_file(sandbox, "", "main"));
  in_time([&] {
    expect_refused(sandbox.open().resolve({first.substr(0, 7)}), "cut short", "git fsck");
  });
}

}  // namespace
}  // namespace mig::history
