// The library that is loaded when it is first needed: one that is not there, or is another one.
#include "history_room_testing.hpp"
#include "mig/history/libgit2.hpp"

namespace mig::history {
namespace {

constexpr const char* kInstall = "apt-get install libgit2-" LIBGIT2_SOVERSION;

TEST(Library, ThatIsNotInstalledNamesThePackage) {
  const auto found = find_libgit2("libgit2.so.absent");
  expect_refused(found, "the library libgit2.so.absent cannot be used: it is not installed",
                 kInstall);
  expect_refused(found, "git: ", "or run without --base");
}

TEST(Library, ThatIsAnotherOneIsRefused) {
  expect_refused(find_libgit2("libz.so.1"), "libz.so.1 cannot be used: it has no function git_",
                 kInstall);
}

TEST(Library, ThatIsRefusedTakesNothingFromTheOneThatIsLoaded) {
  const Sandbox sandbox;
  const auto first = sandbox.commit();
  ASSERT_TRUE(load_libgit2().has_value());
  ASSERT_FALSE(find_libgit2("libz.so.1").has_value());
  ASSERT_FALSE(find_libgit2("libgit2.so.absent").has_value());
  EXPECT_EQ(taken(sandbox.open().head()), first);
}

TEST(Library, ThatThisWasBuiltForIsFoundWhole) {
  const auto found = find_libgit2("libgit2.so." LIBGIT2_SOVERSION);
  ASSERT_TRUE(found.has_value()) << found.error().message;
#define MIG_EXPECT_FOUND(name) EXPECT_NE(found->name, nullptr) << #name;
  MIG_GIT_FUNCTIONS(MIG_EXPECT_FOUND)
#undef MIG_EXPECT_FOUND
}

}  // namespace
}  // namespace mig::history
