// The files on disk as a tree: their bytes, whatever the index remembers or filters would make.
#include <fcntl.h>
#include <sys/stat.h>

#include <thread>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string bytes_at(const Repository& repository, const Tree& tree, const std::string& path) {
  return taken(repository.read(tree, path, kAmple)).value_or("nothing is there");
}

TEST(WorkingTree, IsTheTreeThatGitWouldWrite) {
  const Sandbox sandbox;
  sandbox.write("a/x", "1");
  sandbox.write("a-b/x", "2");
  sandbox.write("a.b", "3");
  sandbox.write("a0/deep/er/file", "4");
  sandbox.write("run.sh", "#!/bin/sh\n");
  sandbox.write("empty", "");
  sandbox.write("back\\slash and \"quotes\"", "5");
  fs::create_symlink("a/x", sandbox.path("link"));
  fs::create_symlink("nowhere", sandbox.path("a/dangling"));
  fs::permissions(sandbox.path("run.sh"), fs::perms::owner_all);
  sandbox.commit();
  const auto repository = sandbox.open();
  const auto now = taken(repository.working_tree(sandbox.root(), {""}, 2));
  EXPECT_EQ(now.tree.id, sandbox.head_tree());
  EXPECT_THAT(now.untracked, IsEmpty());
  EXPECT_EQ(taken(repository.tree_of_index()).id, sandbox.head_tree());
}

TEST(WorkingTree, OfARepositoryOfNothingIsEmpty) {
  const Sandbox sandbox;
  const auto repository = sandbox.open();
  const auto now = taken(repository.working_tree(sandbox.root(), {""}, 2));
  EXPECT_EQ(now.tree.id, "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  EXPECT_THAT(taken(repository.list(now.tree, "")), IsEmpty());
}

TEST(WorkingTree, ShowsEditedNewAndRemovedFiles) {
  const Sandbox sandbox;
  sandbox.write("kept", "1");
  sandbox.write("edited", "one");
  sandbox.write("gone", "different bytes");
  sandbox.write(".gitignore", "*.log\n");
  sandbox.commit();
  sandbox.write("edited", "two");
  sandbox.write("new/file", "fresh");
  sandbox.write("ignored.log", "ignored, and judged all the same");
  fs::remove(sandbox.path("gone"));
  const auto root = sandbox.root();
  const auto repository = sandbox.open();
  EXPECT_THAT(changes_on_disk(repository, root),
              ElementsAre("M edited", "D gone", "A ignored.log", "A new/file"));
  const auto now = taken(repository.working_tree(root, {""}, 1));
  EXPECT_THAT(now.untracked, ElementsAre("ignored.log", "new/file"));
  EXPECT_EQ(bytes_at(repository, now.tree, "new/file"), "fresh");
  EXPECT_EQ(bytes_at(repository, now.tree, "edited"), "two");
  EXPECT_EQ(bytes_at(repository, now.tree, "gone"), "nothing is there");
}

TEST(WorkingTree, SeesAnEditThatKeepsSizeAndTime) {
  const Sandbox sandbox;
  sandbox.write("file", "one");
  sandbox.commit();
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  sandbox.git({"update-index", "--refresh", "--force-write-index"});
  struct stat before {};
  ASSERT_EQ(::stat(sandbox.path("file").c_str(), &before), 0);
  sandbox.write("file", "two");
  const timespec times[2]{before.st_atim, before.st_mtim};
  ASSERT_EQ(::utimensat(AT_FDCWD, sandbox.path("file").c_str(), times, 0), 0);
  EXPECT_THAT(changes_on_disk(sandbox.open(), sandbox.root()), ElementsAre("M file"));
}

TEST(WorkingTree, SeesAnEditInTheMomentTheIndexWasWritten) {
  const Sandbox sandbox;
  for (int i = 0; i < 20; ++i) {
    sandbox.write("file", "a" + std::to_string(100 + i));
    sandbox.commit();
    sandbox.write("file", "b" + std::to_string(100 + i));
    ASSERT_THAT(changes_on_disk(sandbox.open(), sandbox.root()), ElementsAre("M file"));
  }
}

TEST(WorkingTree, ReadsWhatTheIndexIsToldNotToLookAt) {
  const Sandbox sandbox;
  sandbox.write("assumed", "one");
  sandbox.write("skipped", "one");
  sandbox.commit();
  sandbox.git({"update-index", "--assume-unchanged", "assumed"});
  sandbox.git({"update-index", "--skip-worktree", "skipped"});
  sandbox.write("assumed", "two");
  sandbox.write("skipped", "two");
  EXPECT_THAT(changes_on_disk(sandbox.open(), sandbox.root()),
              ElementsAre("M assumed", "M skipped"));
}

TEST(WorkingTree, IsTheIndexWhereNothingIsWatched) {
  const Sandbox sandbox;
  sandbox.write("watched/file", "one");
  sandbox.write("other/file", "one");
  sandbox.commit();
  sandbox.write("watched/file", "two");
  sandbox.write("other/file", "two");
  sandbox.write("other/new", "new");
  const auto repository = sandbox.open();
  EXPECT_THAT(changes_on_disk(repository, sandbox.root(), {"watched", "missing", "watched/"}),
              ElementsAre("M watched/file"));
  sandbox.git({"add", "other/new"});
  EXPECT_THAT(changes_on_disk(repository, sandbox.root(), {"watched"}),
              ElementsAre("A other/new", "M watched/file"));
  EXPECT_THAT(changes_on_disk(repository, sandbox.root(), {"other/file"}),
              ElementsAre("M other/file", "A other/new"));
}

TEST(WorkingTree, FollowsWhatBecameAnotherKindOfThing) {
  const Sandbox sandbox;
  sandbox.write("file", "one");
  sandbox.write("folder/inner", "two");
  sandbox.write("linked", "target");
  sandbox.commit();
  fs::remove(sandbox.path("file"));
  sandbox.write("file/inner", "now a folder");
  fs::remove_all(sandbox.path("folder"));
  sandbox.write("folder", "now a file");
  fs::remove(sandbox.path("linked"));
  fs::create_symlink("target", sandbox.path("linked"));
  const auto repository = sandbox.open();
  EXPECT_THAT(
      changes_on_disk(repository, sandbox.root()),
      ElementsAre("D file", "A file/inner", "A folder", "D folder/inner", "D linked", "A linked"));
  EXPECT_THAT(changes_on_disk(repository, sandbox.root(), {"file/inner"}),
              ElementsAre("D file", "A file/inner"));
}

TEST(WorkingTree, DoesNotLookThroughALinkAboveWhatIsWatched) {
  const Sandbox sandbox;
  sandbox.write("real/inner/file", "one");
  sandbox.write("there/inner/file", "one");
  sandbox.commit();
  fs::remove_all(sandbox.path("there"));
  fs::create_symlink("real", sandbox.path("there"));
  EXPECT_THAT(changes_on_disk(sandbox.open(), sandbox.root(), {"there/inner"}),
              ElementsAre("D there/inner/file"));
}

TEST(WorkingTree, LeavesOutSocketsAndTheFoldersOfGit) {
  const Sandbox sandbox;
  sandbox.write("file", "one");
  sandbox.commit();
  ASSERT_EQ(::mkfifo(sandbox.path("fifo").c_str(), 0600), 0);
  sandbox.write("nested/.git/config", "not read");
  sandbox.write("nested/file", "read");
  const auto now = taken(sandbox.open().working_tree(sandbox.root(), {""}, 2));
  EXPECT_THAT(now.untracked, ElementsAre("nested/file"));
}

TEST(WorkingTree, CallsAFileUntrackedThatWasOnlyAnnounced) {
  const Sandbox sandbox;
  sandbox.commit();
  sandbox.write("announced", "x");
  sandbox.git({"add", "--intent-to-add", "announced"});
  const auto repository = sandbox.open();
  EXPECT_THAT(taken(repository.working_tree(sandbox.root(), {""}, 2)).untracked,
              ElementsAre("announced"));
  EXPECT_THAT(taken(repository.list(taken(repository.tree_of_index()), "")), IsEmpty());
}

TEST(WorkingTree, KeepsTheIndexsWordOnExecutablesWhereTheDiskHasNone) {
  const Sandbox sandbox;
  sandbox.write("run.sh", "x");
  fs::permissions(sandbox.path("run.sh"), fs::perms::owner_all);
  sandbox.commit();
  sandbox.git({"config", "core.fileMode", "false"});
  fs::permissions(sandbox.path("run.sh"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(taken(sandbox.open().working_tree(sandbox.root(), {""}, 1)).tree.id,
            sandbox.head_tree());
}

TEST(WorkingTree, OfAFolderBelowTheTopIsRelativeToIt) {
  const Sandbox sandbox;
  sandbox.write("sub/file", "one");
  sandbox.write("sub/old", "a file that moves out\n");
  sandbox.write("outside", "a file that moves in\n");
  sandbox.commit();
  sandbox.write("sub/file", "two");
  sandbox.write("elsewhere", "unseen");
  fs::rename(sandbox.path("outside"), sandbox.path("sub/inside"));
  fs::rename(sandbox.path("sub/old"), sandbox.path("old"));
  const auto repository = sandbox.open("sub");
  const auto root = sandbox.root("sub");
  EXPECT_THAT(changes_on_disk(repository, root), ElementsAre("M file", "A inside", "D old"));
  EXPECT_THAT(taken(repository.working_tree(root, {""}, 2)).untracked, ElementsAre("inside"));
}

TEST(WorkingTree, OfAFolderThatHeadDoesNotHaveIsAllNew) {
  const Sandbox sandbox;
  sandbox.write("other/file", "x");
  sandbox.commit();
  sandbox.write("sub/file", "new");
  EXPECT_THAT(changes_on_disk(sandbox.open("sub"), sandbox.root("sub")), ElementsAre("A file"));
}

TEST(WorkingTree, IsTheSameFromAnyNumberOfThreads) {
  const Sandbox sandbox;
  for (int i = 0; i < 300; ++i) {
    sandbox.write(
        "d" + std::to_string(i % 17) + "/e" + std::to_string(i % 5) + "/f" + std::to_string(i),
        std::string(static_cast<std::size_t>(i), 'x'));
  }
  sandbox.commit();
  for (int i = 0; i < 300; i += 3) {
    sandbox.write(
        "d" + std::to_string(i % 17) + "/e" + std::to_string(i % 5) + "/f" + std::to_string(i),
        "now " + std::to_string(i));
  }
  const auto repository = sandbox.open();
  const auto root = sandbox.root();
  const auto alone = taken(repository.working_tree(root, {""}, 1));
  for (const unsigned threads : {0U, 2U, 3U, 8U, 64U}) {
    EXPECT_EQ(taken(repository.working_tree(root, {""}, threads)).tree.id, alone.tree.id);
  }
  const auto head = taken(repository.tree_of(*taken(repository.head())));
  const auto expected = lines_of(taken(repository.changes(head, alone.tree)));
  EXPECT_EQ(expected.size(), 100U);
  std::vector<std::jthread> readers;
  for (int i = 0; i < 6; ++i) {
    readers.emplace_back([&] {
      EXPECT_EQ(taken(repository.working_tree(root, {""}, 2)).tree.id, alone.tree.id);
      EXPECT_EQ(lines_of(taken(repository.changes(head, alone.tree))), expected);
      for (const auto& entry : taken(repository.list(head, ""))) {
        EXPECT_TRUE(repository.read_blob(entry.blob, kAmple).has_value());
      }
      EXPECT_EQ(taken(repository.resolve({"main"})).commit, *taken(repository.head()));
    });
  }
}

}  // namespace
}  // namespace mig::history
