// What became of files between two trees, and what trees hold.
#include <chrono>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Some lines that are like no other file's.
std::string text(const std::string& subject, int lines = 20) {
  std::string made;
  for (int i = 0; i < lines; ++i) {
    made += subject + " says line " + std::to_string(i * 7919 % 1009) + " of " + subject + "\n";
  }
  return made;
}

std::vector<Change> last_change(const Sandbox& sandbox) {
  const auto repository = sandbox.open();
  const auto from = taken(repository.tree_of(sandbox.git({"rev-parse", "HEAD~1"})));
  const auto to = taken(repository.tree_of(sandbox.git({"rev-parse", "HEAD"})));
  return taken(repository.changes(from, to));
}

TEST(Changes, AreNoneBetweenEqualTrees) {
  const Sandbox sandbox;
  sandbox.write("a/b", "x");
  sandbox.commit();
  sandbox.commit("nothing");
  EXPECT_THAT(last_change(sandbox), IsEmpty());
}

TEST(Changes, SayWhichBytesBecameWhich) {
  const Sandbox sandbox;
  sandbox.write("changed", "one");
  sandbox.write("gone", "was here");
  sandbox.commit();
  sandbox.write("changed", "two");
  sandbox.write("new", "is here");
  fs::remove(sandbox.path("gone"));
  sandbox.commit();
  const auto changes = last_change(sandbox);
  ASSERT_THAT(lines_of(changes), ElementsAre("M changed", "D gone", "A new"));
  const auto id = [&](const char* name) { return sandbox.git({"rev-parse", name}); };
  EXPECT_EQ(changes[0].before_blob, id("HEAD~1:changed"));
  EXPECT_EQ(changes[0].blob, id("HEAD:changed"));
  EXPECT_EQ(changes[0].before_path, "changed");
  EXPECT_EQ(changes[1].before_blob, id("HEAD~1:gone"));
  EXPECT_EQ(changes[1].blob, "");
  EXPECT_EQ(changes[1].before_path, "gone");
  EXPECT_EQ(changes[2].blob, id("HEAD:new"));
  EXPECT_EQ(changes[2].before_blob, "");
  EXPECT_EQ(changes[2].before_path, "");
}

TEST(Changes, DoNotTellOfExecutableBitsAndTellOfOtherKinds) {
  const Sandbox sandbox;
  sandbox.write("run", "x");
  sandbox.write("file", "target");
  sandbox.commit();
  fs::permissions(sandbox.path("run"), fs::perms::owner_all);
  fs::remove(sandbox.path("file"));
  fs::create_symlink("target", sandbox.path("file"));
  sandbox.commit();
  EXPECT_THAT(lines_of(last_change(sandbox)), ElementsAre("D file", "A file"));
}

TEST(Changes, AreSortedByPathNotByTree) {
  const Sandbox sandbox;
  sandbox.write("a/x", "1");
  sandbox.write("a.b", "2");
  sandbox.write("a-b", "3");
  sandbox.write("a0", "4");
  sandbox.git({"commit", "-q", "--allow-empty", "-m", "none"});
  sandbox.commit();
  EXPECT_THAT(lines_of(last_change(sandbox)), ElementsAre("A a-b", "A a.b", "A a/x", "A a0"));
}

TEST(Changes, FollowAFileThatMovedAndWasEdited) {
  const Sandbox sandbox;
  sandbox.write("old/name.sql", text("orders"));
  sandbox.write("old/other.sql", text("customers"));
  sandbox.commit();
  fs::create_directories(sandbox.path("new"));
  fs::rename(sandbox.path("old/name.sql"), sandbox.path("new/called.sql"));
  fs::rename(sandbox.path("old/other.sql"), sandbox.path("new/other.sql"));
  sandbox.write("new/called.sql", text("orders") + "and one line more\n");
  sandbox.commit();
  const auto changes = last_change(sandbox);
  ASSERT_THAT(lines_of(changes),
              ElementsAre("R old/name.sql -> new/called.sql", "R old/other.sql -> new/other.sql"));
  EXPECT_NE(changes[0].before_blob, changes[0].blob);
  EXPECT_EQ(changes[1].before_blob, changes[1].blob);
}

TEST(Changes, DoNotPairFilesThatHaveLittleInCommon) {
  const Sandbox sandbox;
  sandbox.write("old.sql", text("orders"));
  sandbox.write("empty", "");
  sandbox.commit();
  fs::remove(sandbox.path("old.sql"));
  fs::remove(sandbox.path("empty"));
  sandbox.write("new.sql", text("weather"));
  sandbox.write("other empty", "");
  sandbox.commit();
  EXPECT_THAT(lines_of(last_change(sandbox)),
              ElementsAre("D empty", "A new.sql", "D old.sql", "A other empty"));
}

/// Bundles hold files that are alike in all of them; those of a folder belong together.
TEST(Changes, KeepFoldersTogetherThatHoldTheSameFiles) {
  const Sandbox sandbox;
  for (const char* name : {"m/a", "m/b", "m/c"}) {
    sandbox.write(std::string(name) + "/migration.yml", "id: " + text(name, 3));
    sandbox.write(std::string(name) + "/notes.md", "the same notes in every one of them\n");
    sandbox.write(std::string(name) + "/sub/rollback.sql", text(name) + "-- rollback\n");
  }
  sandbox.commit();
  fs::rename(sandbox.path("m/a"), sandbox.path("m/z"));
  fs::rename(sandbox.path("m/b"), sandbox.path("m/y"));
  fs::rename(sandbox.path("m/c"), sandbox.path("m/x"));
  sandbox.write("m/z/sub/rollback.sql", text("m/a") + "-- rollback, edited\n");
  sandbox.commit();
  EXPECT_THAT(
      lines_of(last_change(sandbox)),
      ElementsAre("R m/c/migration.yml -> m/x/migration.yml", "R m/c/notes.md -> m/x/notes.md",
                  "R m/c/sub/rollback.sql -> m/x/sub/rollback.sql",
                  "R m/b/migration.yml -> m/y/migration.yml", "R m/b/notes.md -> m/y/notes.md",
                  "R m/b/sub/rollback.sql -> m/y/sub/rollback.sql",
                  "R m/a/migration.yml -> m/z/migration.yml", "R m/a/notes.md -> m/z/notes.md",
                  "R m/a/sub/rollback.sql -> m/z/sub/rollback.sql"));
}

TEST(Changes, FollowTwoThousandFilesThatMovedAndWereEdited) {
  const Sandbox sandbox;
  const auto name = [](const char* folder, int i) {
    return std::string(folder) + "/f" + std::to_string(i) + ".sql";
  };
  for (int i = 0; i < 2000; ++i)
    sandbox.write(name("old", i), text("table" + std::to_string(i), 6));
  sandbox.commit();
  fs::remove_all(sandbox.path("old"));
  // Another name for each, so that nothing but the bytes tells.
  for (int i = 0; i < 2000; ++i) {
    sandbox.write("new/g" + std::to_string(i * 7 % 2000) + ".sql",
                  text("table" + std::to_string(i), 6) + "-- edited\n");
  }
  sandbox.commit();
  const auto start = std::chrono::steady_clock::now();
  const auto changes = last_change(sandbox);
  const auto took = std::chrono::steady_clock::now() - start;
  ASSERT_THAT(changes, SizeIs(2000));
  std::map<std::string, std::string> found;
  for (const auto& change : changes) found[change.before_path] = change.path;
  for (int i = 0; i < 2000; ++i) {
    ASSERT_EQ(found[name("old", i)], "new/g" + std::to_string(i * 7 % 2000) + ".sql");
  }
  EXPECT_LT(std::chrono::duration<double>(took).count(), 60.0);
}

TEST(Changes, ShowRemovedAndAddedAboveTheBoundOfComparisons) {
  const Sandbox sandbox;
  for (int i = 0; i < 2010; ++i) {
    sandbox.write("old/f" + std::to_string(i), "old " + std::to_string(i) + "\n");
  }
  sandbox.write("old/kept", text("kept"));
  sandbox.write("old/same", text("same"));
  sandbox.commit();
  fs::remove_all(sandbox.path("old"));
  for (int i = 0; i < 2010; ++i) {
    sandbox.write("new/g" + std::to_string(i), "unlike " + std::to_string(i * 31) + " it\n");
  }
  sandbox.write("new/kept", text("kept") + "edited\n");
  sandbox.write("new/other", text("same"));
  sandbox.commit();
  std::vector<std::string> moved;
  for (const auto& line : lines_of(last_change(sandbox))) {
    if (line.front() == 'R') moved.push_back(line);
  }
  EXPECT_THAT(moved, ElementsAre("R old/kept -> new/kept", "R old/same -> new/other"));
}

TEST(Reading, GivesRegularFilesOnly) {
  const Sandbox sandbox;
  sandbox.write("folder/file", "bytes\n");
  fs::create_symlink("folder/file", sandbox.path("link"));
  const auto repository = sandbox.open();
  const auto tree = taken(repository.tree_of(sandbox.commit()));
  EXPECT_EQ(taken(repository.read(tree, "folder/file", kAmple)), "bytes\n");
  for (const char* path : {"", "folder", "link", "missing", "folder/missing", "folder/file/below",
                           "folder//file", "/folder/file", "../folder/file", "folder/"}) {
    EXPECT_EQ(taken(repository.read(tree, path, kAmple)), std::nullopt) << path;
  }
}

TEST(Reading, RefusesWhatIsTooLarge) {
  const Sandbox sandbox;
  sandbox.write("file", "12345");
  const auto repository = sandbox.open();
  const auto tree = taken(repository.tree_of(sandbox.commit()));
  EXPECT_EQ(taken(repository.read(tree, "file", 5)), "12345");
  expect_refused(repository.read(tree, "file", 4), "has 5 bytes, and the limit is 4", "outside");
  sandbox.write("file", "123456");
  const auto now = taken(repository.working_tree(sandbox.root(), {""}, 1));
  expect_refused(repository.read(now.tree, "file", 4), "'file' is too large", "outside");
}

TEST(Reading, RefusesWhatIsNoId) {
  const Sandbox sandbox;
  const auto commit = sandbox.commit();
  const auto repository = sandbox.open();
  for (const auto& id :
       {std::string(""), std::string("main"), std::string(40, 'z'), commit + "0"}) {
    expect_refused(repository.read_blob(id, kAmple), "is no id", "hexadecimal");
    expect_refused(repository.tree_of(id), "is no id", "hexadecimal");
    expect_refused(repository.list({id}, ""), "is no id", "hexadecimal");
    expect_refused(repository.changes({id}, {id}), "is no id", "hexadecimal");
    expect_refused(repository.blobs_since(id), "is no id", "hexadecimal");
  }
  expect_refused(repository.read_blob(commit, kAmple), "is of another type", "git fsck");
  expect_refused(repository.read_blob(std::string(40, '1'), kAmple), "cannot read the blob",
                 "git fetch --refetch");
}

TEST(Listing, IsSortedAndHoldsEverythingButFolders) {
  const Sandbox sandbox;
  sandbox.write("m/b/file", "1");
  sandbox.write("m/b-c", "2");
  sandbox.write("m/b.d", "3");
  sandbox.write("other", "4");
  fs::create_symlink("b-c", sandbox.path("m/link"));
  const auto first = sandbox.commit();
  sandbox.git({"update-index", "--add", "--cacheinfo", "160000," + first + ",m/sub"});
  sandbox.git({"commit", "-q", "-m", "submodule"});
  const auto repository = sandbox.open();
  const auto tree = taken(repository.tree_of(*taken(repository.head())));
  std::vector<std::pair<std::string, io::EntryKind>> found;
  for (const auto& entry : taken(repository.list(tree, "m")))
    found.emplace_back(entry.path, entry.kind);
  using enum io::EntryKind;
  EXPECT_THAT(found, ElementsAre(std::pair("m/b-c", regular), std::pair("m/b.d", regular),
                                 std::pair("m/b/file", regular), std::pair("m/link", symbolic_link),
                                 std::pair("m/sub", other)));
  EXPECT_THAT(taken(repository.list(tree, "")), SizeIs(6));
  EXPECT_THAT(taken(repository.list(tree, "m/b/")), SizeIs(1));
  for (const char* none : {"missing", "other", "m/link", "m/b/file"}) {
    EXPECT_THAT(taken(repository.list(tree, none)), IsEmpty()) << none;
  }
}

}  // namespace
}  // namespace mig::history
