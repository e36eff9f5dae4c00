// What the commits since a base brought, also what a later one took away again.
#include "history_room_testing.hpp"

namespace mig::history {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> lines_of_range(const Sandbox& sandbox, const std::string& base,
                                        const std::string& folder = "") {
  const auto repository = sandbox.open(folder);
  std::vector<std::string> lines;
  for (const auto& brought : taken(repository.blobs_since(base))) {
    lines.push_back(sandbox.git({"log", "-1", "--format=%s", brought.commit}) + " " + brought.path +
                    " " + taken(repository.read_blob(brought.blob, kAmple)) +
                    (brought.before_blob.empty()
                         ? ""
                         : " was " + taken(repository.read_blob(brought.before_blob, kAmple))));
  }
  return lines;
}

TEST(Range, HoldsEveryVersionOnceOldestFirst) {
  const Sandbox sandbox;
  sandbox.write("b", "b1");
  const auto base = sandbox.commit("base");
  sandbox.write("b", "b2");
  sandbox.write("a", "a1");
  sandbox.commit("one");
  sandbox.write("b", "b3");
  sandbox.write("copy", "a1");
  sandbox.commit("two");
  fs::remove(sandbox.path("a"));
  sandbox.write("b", "b2");
  sandbox.commit("three");
  EXPECT_THAT(lines_of_range(sandbox, base),
              ElementsAre("one a a1", "one b b2 was b1", "two b b3 was b2", "two copy a1"))
      << "what a file may hold depends on where it lies";
  EXPECT_THAT(lines_of_range(sandbox, *taken(sandbox.open().head())), IsEmpty());
}

TEST(Range, DoesNotTellWhatAMergeTookFromTheBase) {
  const Sandbox sandbox;
  sandbox.write("shared", "s\n1\n2\n3\n");
  sandbox.commit("base");
  sandbox.git({"checkout", "-q", "-b", "change"});
  sandbox.write("mine", "m");
  sandbox.commit("mine");
  sandbox.git({"checkout", "-q", "main"});
  sandbox.write("theirs", "t");
  const auto tip = sandbox.commit("theirs");
  sandbox.git({"checkout", "-q", "change"});
  sandbox.git({"merge", "-q", "--no-commit", "main"});
  sandbox.write("evil", "e");
  sandbox.commit("merge");
  EXPECT_THAT(lines_of_range(sandbox, tip), ElementsAre("mine mine m", "merge evil e"));
}

TEST(Range, HoldsAnotherRootWhole) {
  const Sandbox sandbox;
  sandbox.write("file", "1");
  const auto base = sandbox.commit("base");
  sandbox.git({"checkout", "-q", "--orphan", "other"});
  sandbox.write("file", "2");
  sandbox.commit("root");
  sandbox.git({"checkout", "-q", "main"});
  sandbox.git({"merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "merge", "other"});
  EXPECT_THAT(lines_of_range(sandbox, base), ElementsAre("root file 2"));
}

TEST(Range, IsThatOfTheRoot) {
  const Sandbox sandbox;
  const auto base = sandbox.commit("base");
  sandbox.write("sub/file", "1");
  sandbox.write("outside", "2");
  sandbox.commit("one");
  EXPECT_THAT(lines_of_range(sandbox, base, "sub"), ElementsAre("one file 1"));
}

}  // namespace
}  // namespace mig::history
