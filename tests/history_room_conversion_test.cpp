// What git converts between repository and disk: where the two hold other bytes, and nobody edited
// the file, what is judged would not be what is merged.
#include <thread>

#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kDifferent = "has other bytes on disk than in the repository";
constexpr const char* kAfresh = "git rm --cached -r . && git reset --hard";

void let_the_clock_tick() {
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
}

Result<WorkingTree> judged(const Sandbox& sandbox, const std::string& watched = "") {
  return sandbox.open().working_tree(sandbox.root(), {watched}, 2);
}

void expect_converted(const Sandbox& sandbox, const std::string& path) {
  EXPECT_EQ(sandbox.git({"status", "--porcelain", "--untracked-files=no"}), "")
      << "to git nothing was edited";
  expect_refused(judged(sandbox), "'" + path + "' " + kDifferent, kAfresh);
  expect_refused(judged(sandbox), "git converts it", "git config core.autocrlf false");
  expect_refused(judged(sandbox), path, "git check-attr -a -- " + path);
}

/// Commits these bytes as they are, and has git write the file to disk.
void check_out(const Sandbox& sandbox, const std::string& path, const std::string& bytes) {
  sandbox.write("raw", bytes);
  const auto blob = sandbox.git({"hash-object", "-w", "--no-filters", "raw"});
  fs::remove(sandbox.path("raw"));
  sandbox.git({"add", "-A"});
  sandbox.git({"update-index", "--add", "--cacheinfo", "100644," + blob + "," + path});
  sandbox.git({"commit", "-q", "-m", "as it is"});
  sandbox.git({"checkout", "-q", "-f", "."});
}

TEST(Conversion, IsRefusedRightAfterACheckout) {
  const std::vector<std::pair<std::string, std::string>> ways{
      {"eol=crlf", "one\n"},         {"text eol=crlf", "one\n"},
      {"ident", "$Id$\n"},           {"working-tree-encoding=UTF-16LE", "one\n"},
      {"filter=large", "pointer\n"},
  };
  for (const auto& [attribute, bytes] : ways) {
    SCOPED_TRACE(attribute);
    const Sandbox sandbox;
    sandbox.git({"config", "filter.large.smudge", "cat; echo content"});
    sandbox.git({"config", "filter.large.clean", "head -n 1"});
    sandbox.write(".gitattributes", "a.sql " + attribute + "\n");
    check_out(sandbox, "a.sql", bytes);
    ASSERT_NE(mig::test::read_file(sandbox.path("a.sql")), bytes);
    expect_converted(sandbox, "a.sql");
    let_the_clock_tick();
    sandbox.git({"update-index", "--refresh", "--force-write-index"});
    expect_converted(sandbox, "a.sql");
  }
}

/// Ways to convert that leave no file among those that are watched; each with what turns it on.
TEST(Conversion, IsRefusedWhereverItIsAskedFor) {
  const std::vector<std::pair<std::string, std::vector<std::vector<std::string>>>> ways{
      {"", {{"config", "core.autocrlf", "input"}}},
      {"", {{"config", "core.autocrlf", "true"}}},
      {".git/info/attributes", {}},
      {".gitattributes", {}},
      {"elsewhere", {{"config", "core.attributesFile", "elsewhere"}}},
      {"",
       {{"config", "extensions.worktreeConfig", "true"},
        {"config", "--worktree", "core.autocrlf", "input"}}},
  };
  for (const auto& [file, commands] : ways) {
    SCOPED_TRACE(file + ::testing::PrintToString(commands));
    const Sandbox sandbox;
    for (const auto& command : commands) sandbox.git(command);
    if (!file.empty()) sandbox.write(file, "*.sql text\n");
    if (file == "elsewhere") {
      sandbox.git({"config", "core.attributesFile", sandbox.path("elsewhere")});
    }
    sandbox.write("watched/a.sql", "SELECT 1;\r\n");
    sandbox.git({"add", "watched"});
    sandbox.git({"commit", "-q", "-m", "one"});
    let_the_clock_tick();
    sandbox.git({"update-index", "--refresh", "--force-write-index"});
    expect_refused(judged(sandbox, "watched"), std::string("'watched/a.sql' ") + kDifferent,
                   kAfresh);
  }
}

TEST(Conversion, IsRefusedOfAFileThatWasWrittenAnew) {
  const std::vector<std::pair<std::string, std::string>> ways{
      {"text", "one\r\n"}, {"eol=crlf", "one\r\n"}, {"ident", "$Id: 1 $\n"}};
  for (const auto& [attribute, bytes] : ways) {
    SCOPED_TRACE(attribute);
    const Sandbox sandbox;
    sandbox.write("sub/.gitattributes", "a.sql " + attribute + "\n");
    sandbox.write("sub/a.sql", bytes);
    sandbox.commit();
    let_the_clock_tick();
    fs::remove(sandbox.path("sub/a.sql"));
    sandbox.write("sub/a.sql", bytes);
    expect_refused(judged(sandbox), std::string("'sub/a.sql' ") + kDifferent, kAfresh);
    const auto below = sandbox.open("sub");
    expect_refused(below.working_tree(sandbox.root("sub"), {""}, 2),
                   std::string("'a.sql' ") + kDifferent, kAfresh);
  }
}

TEST(Conversion, IsTakenAsTheIndexHasItWhereItWasSettledBefore) {
  const Sandbox sandbox;
  sandbox.git({"config", "filter.large.smudge", "cat; echo content"});
  sandbox.git({"config", "filter.large.clean", "head -n 1"});
  sandbox.write(".gitattributes", "*.bin filter=large\n");
  check_out(sandbox, "a.bin", "pointer\n");
  const auto repository = sandbox.open();
  const auto agreed = repository.tree_of(sandbox.git({"rev-parse", "HEAD"}));
  ASSERT_TRUE(agreed);
  const auto same = repository.working_tree(sandbox.root(), {""}, 2, &*agreed);
  ASSERT_TRUE(same) << same.error().message;
  EXPECT_EQ(same->tree.id, agreed->id);
  // Another pointer is something new, and so is a file that was not there.
  check_out(sandbox, "a.bin", "other pointer\n");
  expect_refused(repository.working_tree(sandbox.root(), {""}, 2, &*agreed),
                 std::string("'a.bin' ") + kDifferent, kAfresh);
  check_out(sandbox, "a.bin", "pointer\n");
  check_out(sandbox, "b.bin", "pointer\n");
  expect_refused(repository.working_tree(sandbox.root(), {""}, 2, &*agreed),
                 std::string("'b.bin' ") + kDifferent, kAfresh);
}

TEST(Conversion, LeavesAnEditedFileAnOrdinaryChange) {
  const Sandbox sandbox;
  sandbox.write(".gitattributes",
                "*.sql text eol=crlf ident\n*.txt working-tree-encoding=UTF-16LE\n");
  sandbox.write("staged.sql", "one\n");
  sandbox.write("unstaged.sql", "one\n");
  sandbox.commit();
  let_the_clock_tick();
  sandbox.write("staged.sql", "two, and longer\n");
  sandbox.git({"add", "staged.sql"});
  sandbox.write("unstaged.sql", "two, and longer\r\n");
  const auto repository = sandbox.open();
  EXPECT_THAT(changes_on_disk(repository, sandbox.root()),
              ElementsAre("M staged.sql", "M unstaged.sql"));
  const auto now = taken(repository.working_tree(sandbox.root(), {""}, 2));
  EXPECT_EQ(taken(repository.read(now.tree, "unstaged.sql", kAmple)), "two, and longer\r\n");
}

TEST(Conversion, ThatChangesNothingIsSilent) {
  const Sandbox sandbox;
  sandbox.git({"config", "core.autocrlf", "input"});
  sandbox.write(".gitattributes", "* text=auto eol=lf\n*.png binary\n*.sql diff=sql ident\n");
  sandbox.write("a.sql", "SELECT 1;\n");
  sandbox.write("b.png", std::string("\x89PNG\r\n\0\r\n", 9));
  fs::create_symlink("a.sql", sandbox.path("link"));
  sandbox.commit();
  fs::remove(sandbox.path("a.sql"));
  sandbox.git({"checkout", "-q", "-f", "."});
  EXPECT_THAT(changes_on_disk(sandbox.open(), sandbox.root()), IsEmpty());
}

TEST(Conversion, OfWhatIsNotWatchedIsSilent) {
  const Sandbox sandbox;
  sandbox.write(".gitattributes", "other/* eol=crlf\n");
  sandbox.write("watched/a.sql", "one\n");
  check_out(sandbox, "other/b.sql", "one\n");
  EXPECT_TRUE(judged(sandbox, "watched").has_value()) << words_of(judged(sandbox, "watched"));
  expect_refused(judged(sandbox, "other"), std::string("'other/b.sql' ") + kDifferent, kAfresh);
}

TEST(Conversion, NamesTheFirstFileWhicheverThreadWasFaster) {
  const Sandbox sandbox;
  sandbox.write(".gitattributes", "*.sql eol=crlf\n");
  for (int i = 100; i < 200; ++i) sandbox.write("f" + std::to_string(i) + ".sql", "one\r\n");
  sandbox.commit();
  for (int i = 0; i < 5; ++i) {
    expect_refused(sandbox.open().working_tree(sandbox.root(), {""}, 8), "'f100.sql'", kAfresh);
  }
}

TEST(Conversion, IsMendedByTheCommandsThatTheRefusalNames) {
  const Sandbox sandbox;
  sandbox.write(".gitattributes", "a.sql eol=crlf\n");
  check_out(sandbox, "a.sql", "one\n");
  expect_converted(sandbox, "a.sql");
  fs::remove(sandbox.path(".gitattributes"));
  sandbox.commit("what is mine");
  sandbox.git({"rm", "-q", "--cached", "-r", "."});
  sandbox.git({"reset", "-q", "--hard"});
  EXPECT_THAT(changes_on_disk(sandbox.open(), sandbox.root()), IsEmpty());
}

}  // namespace
}  // namespace mig::history
