// Files on disk of which no tree can be made: each with what mends it.
#include <unistd.h>

#include <atomic>
#include <thread>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::IsEmpty;

TEST(WorkingTree, OfAFileThatChangesInMidReadIsRefused) {
  const Sandbox sandbox;
  constexpr std::size_t kBytes = std::size_t{4} << 20U;
  sandbox.write("moving", std::string(kBytes, 'a'));
  const auto repository = sandbox.open();
  const auto root = sandbox.root();
  std::atomic<bool> is_over = false;
  std::jthread writer([&] {
    while (!is_over) {
      fs::resize_file(sandbox.path("moving"), kBytes / 2);
      fs::resize_file(sandbox.path("moving"), kBytes);
    }
  });
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  auto now = repository.working_tree(root, {""}, 1);
  while (now && std::chrono::steady_clock::now() < end) {
    now = repository.working_tree(root, {""}, 1);
  }
  is_over = true;
  expect_refused(now, "'moving' cannot be compared with git: it changed while it was read",
                 "Run again when nothing writes");
}

TEST(WorkingTree, GivesNoOtherBytesForAFileThatChangedSince) {
  const Sandbox sandbox;
  sandbox.commit();
  sandbox.write("new", "one");
  const auto repository = sandbox.open();
  const auto now = taken(repository.working_tree(sandbox.root(), {""}, 1));
  sandbox.write("new", "two");
  expect_refused(repository.read(now.tree, "new", kAmple), "'new' changed while it was judged",
                 "Run again");
  fs::remove(sandbox.path("new"));
  expect_refused(repository.read(now.tree, "new", kAmple), "changed while", "Run again");
}

TEST(WorkingTree, RefusesAFileThatIsNotCheckedOut) {
  const Sandbox sandbox;
  sandbox.write("in/file", "x");
  sandbox.write("out/file", "x");
  sandbox.commit();
  sandbox.git({"sparse-checkout", "set", "--no-cone", "in"});
  const auto repository = sandbox.open();
  expect_refused(repository.working_tree(sandbox.root(), {""}, 2), "'out/file' is not checked out",
                 "git sparse-checkout disable");
  EXPECT_THAT(changes_on_disk(repository, sandbox.root(), {"in"}), IsEmpty())
      << "what is left out is not watched";
  sandbox.git({"sparse-checkout", "set", "--cone", "--sparse-index", "in"});
  expect_refused(sandbox.open().working_tree(sandbox.root(), {"in"}, 2), "cannot read the index",
                 "git sparse-checkout disable");
}

TEST(WorkingTree, RefusesAnUnfinishedMerge) {
  const Sandbox sandbox;
  sandbox.write("file", "one\n");
  sandbox.commit();
  sandbox.git({"checkout", "-q", "-b", "other"});
  sandbox.write("file", "two\n");
  sandbox.commit();
  sandbox.git({"checkout", "-q", "main"});
  sandbox.write("file", "three\n");
  sandbox.commit();
  ASSERT_NE(sandbox.try_git({"merge", "other"}).exit_code, 0);
  const auto repository = sandbox.open();
  expect_refused(repository.working_tree(sandbox.root(), {""}, 2), "a merge is not finished",
                 "git merge --abort");
  expect_refused(repository.tree_of_index(), "'file' has conflicts", "git add");
}

TEST(WorkingTree, RefusesASubmoduleAmongTheWatched) {
  const Sandbox sandbox;
  const auto first = sandbox.commit();
  sandbox.git({"update-index", "--add", "--cacheinfo", "160000," + first + ",lib/sub"});
  sandbox.write("lib/sub/file", "x");
  const auto repository = sandbox.open();
  for (const char* watched : {"", "lib", "lib/sub", "lib/sub/file"}) {
    expect_refused(repository.working_tree(sandbox.root(), {watched}, 2),
                   "'lib/sub' is a submodule", "git rm --cached lib/sub");
  }
  EXPECT_TRUE(repository.working_tree(sandbox.root(), {"other"}, 2).has_value());
}

TEST(WorkingTree, RefusesAFileThatIsTooLarge) {
  const Sandbox sandbox;
  sandbox.write("large", "");
  ASSERT_EQ(::truncate(sandbox.path("large").c_str(), (off_t{256} << 20) + 1), 0);
  expect_refused(sandbox.open().working_tree(sandbox.root(), {""}, 2), "'large' has 268435457",
                 "outside of the repository");
}

TEST(WorkingTree, RefusesAPathThatLeavesTheRoot) {
  const Sandbox sandbox;
  for (const char* path : {"../x", "/etc", "a/./b"}) {
    expect_refused(sandbox.open().working_tree(sandbox.root(), {path}, 2), "is not a plain path",
                   "relative to the root");
  }
}

TEST(WorkingTree, RefusesFoldersThatAreNestedTooDeep) {
  const Sandbox sandbox;
  std::string path = "a";
  for (int i = 0; i < 66; ++i) path += "/a";
  sandbox.write(path, "x");
  expect_refused(sandbox.open().working_tree(sandbox.root(), {""}, 2), "nested deeper than 64", "");
}

TEST(Trees, AreReadToABoundedDepth) {
  const Sandbox sandbox;
  sandbox.write("file", "x");
  const auto first = sandbox.commit();
  const auto blob = sandbox.git({"rev-parse", "HEAD:file"});
  std::string path;
  for (int depth = 0; depth < 300; ++depth) path += "d/";
  sandbox.git({"update-index", "--add", "--cacheinfo", "100644," + blob + "," + path + "file"});
  sandbox.git({"commit", "-q", "-m", "deep"});
  const auto repository = sandbox.open();
  const auto before = taken(repository.tree_of(first));
  const auto deep = taken(repository.tree_of(sandbox.git({"rev-parse", "HEAD"})));
  expect_refused(repository.list(deep, ""), "is nested too deep", "git fsck");
  expect_refused(repository.changes(before, deep), "is nested too deep", "git fsck");
  EXPECT_EQ(taken(repository.list(before, "")).size(), 1U);
}

}  // namespace
}  // namespace mig::history
