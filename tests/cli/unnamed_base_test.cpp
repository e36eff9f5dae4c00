// A change that is held against a base and names nothing: it cannot move away what it is judged in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;
using mig::test::SampleRepository;
using testing::HasSubstr;

const std::string kPolicy = ".mig/policy.yml";

ProcessResult run_in(const std::string& folder, const std::string& tool,
                     const std::vector<std::string>& arguments = {}) {
  return mig::test::run_tool(tool, arguments, {folder, "", {}});
}

/// The sample on main, without a word about roots, or with these; a change on a branch beside it.
class UnnamedTargetsOfABase : public testing::Test {
 protected:
  void begin(const std::string& roots = "") {
    fs::copy(sample_.path(), git_.path(), fs::copy_options::recursive);
    policy_ = git_.read(kPolicy);
    name(roots);
    git_.commit("begin");
    git_.branch("change");
  }
  void name(const std::string& roots) const {
    git_.write(kPolicy, policy_ + (roots.empty() ? "" : "migrations_roots: " + roots + "\n"));
  }
  /// Nothing in the change is right with it: who judges it fails.
  void add_bad_bundle(const std::string& root) const {
    git_.write(root + "/postgis/PG-MIG-2026-03-20-01/migration.yml", "no: declaration\n");
  }
  ProcessResult judged() {
    git_.commit("change");
    return run_in(git_.path(), "mig-validate", {"--base", "main"});
  }
  void expect_bad_bundle_is_seen(const std::string& root) {
    const auto result = judged();
    EXPECT_EQ(result.exit_code, 1) << result.standard_error << result.standard_output;
    EXPECT_THAT(result.standard_output, HasSubstr("--> " + root + "/postgis/PG-MIG-2026-03-20-01"));
  }

  const SampleRepository sample_;
  mig::test::GitRepository git_;
  std::string policy_;
};

TEST_F(UnnamedTargetsOfABase, AreTheRootsOfBothPolicies) {
  begin();
  add_bad_bundle("migrations");
  expect_bad_bundle_is_seen("migrations");
  EXPECT_THAT(judged().standard_output,
              HasSubstr("no path was given, so that the migrations roots of main:.mig/policy.yml "
                        "and of the judged tree's own policy are judged: migrations\n"));
}

// A change that moves the roots away judges itself by neither.
TEST_F(UnnamedTargetsOfABase, AMovedRootHidesNothingInTheOldOne) {
  begin();
  name("[decoy]");
  git_.write("decoy/README.md", "nothing\n");
  add_bad_bundle("migrations");
  expect_bad_bundle_is_seen("migrations");
}

TEST_F(UnnamedTargetsOfABase, ANarrowedListHidesNothingInWhatItLost) {
  begin("[migrations, services]");
  name("[migrations]");
  add_bad_bundle("services");
  expect_bad_bundle_is_seen("services");
}

TEST_F(UnnamedTargetsOfABase, ANewRootHidesNothingEither) {
  begin();
  name("[migrations, services]");
  add_bad_bundle("services");
  expect_bad_bundle_is_seen("services");
}

TEST_F(UnnamedTargetsOfABase, APolicyThatIsGoneOrBrokenHidesNothing) {
  begin("[migrations, services]");
  add_bad_bundle("services");
  git_.remove(kPolicy);
  expect_bad_bundle_is_seen("services");
  git_.write(kPolicy, "schema_version: policy.v9\n");
  expect_bad_bundle_is_seen("services");
}

// The tree is a bundle itself, or its root is: what lies in the roots is judged nevertheless.
TEST_F(UnnamedTargetsOfABase, ADeclarationAboveThemHidesNothing) {
  begin("[migrations, services]");
  add_bad_bundle("services");
  for (const char* above : {"migration.yml", "migrations/migration.yml"}) {
    git_.write(above, "no: declaration\n");
    expect_bad_bundle_is_seen("services");
  }
}

TEST_F(UnnamedTargetsOfABase, ARootGoesOnlyWithItsName) {
  begin();
  git_.remove("migrations");
  const auto silent = judged();
  EXPECT_EQ(silent.exit_code, 3) << silent.standard_output;
  EXPECT_THAT(silent.standard_error,
              HasSubstr("migrations, which migrations_roots of .mig/policy.yml names, does not"));
  name("[later]");
  EXPECT_EQ(judged().exit_code, 3);  // neither is there
  git_.write("later/README.md", "nothing\n");
  const auto told = judged();
  EXPECT_EQ(told.exit_code, 1) << told.standard_output;
  EXPECT_THAT(told.standard_output, HasSubstr("are judged: later; not there: migrations\n"));
  EXPECT_THAT(told.standard_output, HasSubstr("fail[history-removed-bundle]"));
  // A link is no folder, whoever names it.
  fs::create_symlink("later", git_.file("migrations"));
  EXPECT_EQ(judged().exit_code, 3);
}

// "--base $BASE migrations" where BASE is empty: a branch may be called like the folder.
TEST_F(UnnamedTargetsOfABase, AFolderIsNotTakenForTheBase) {
  begin();
  git_.git({"branch", "migrations"});
  const auto unset = run_in(git_.path(), "mig-validate", {"--base", "migrations"});
  EXPECT_EQ(unset.exit_code, 3) << unset.standard_output;
  EXPECT_THAT(unset.standard_error, HasSubstr("migrations may be the base, and is here"));
  const auto swallowed = run_in(git_.path(), "mig-validate", {"--base=", "migrations"});
  EXPECT_EQ(swallowed.exit_code, 2) << swallowed.standard_output;
  EXPECT_THAT(swallowed.standard_error, HasSubstr("--base was given no value"));
  EXPECT_EQ(run_in(git_.path(), "mig-validate", {"--base", "refs/heads/migrations"}).exit_code, 0);
}

}  // namespace
