// Objects, refs and an index that are broken are no verdict, in every gate: exit 3, the command
// that mends it, and a report that says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/git_repository.hpp"
#include "support/history_ground.hpp"
#include "support/history_states.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::build_change;
using mig::test::expect_no_verdict;
using mig::test::expect_passes;
using mig::test::GitRepository;
using mig::test::kPolicyFile;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Matcher;

const std::vector<std::string> kBase{"--base", "main"};

Matcher<std::string> mended_by_fsck() {
  return HasSubstr("git fsck");
}

void truncate(const std::string& file) {
  fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
  fs::resize_file(file, fs::file_size(file) / 2);
}

TEST(HistoryFault, NothingIsBrokenBefore) {
  GitRepository git;
  build_change(git);
  expect_passes(git.path(), kBase);
}

TEST(HistoryFault, TruncatedPack) {
  GitRepository git;
  build_change(git);
  git.git({"repack", "-a", "-d", "-q"});
  for (const auto& entry : fs::directory_iterator(git.file(".git/objects/pack"))) {
    if (entry.path().extension() == ".pack") truncate(entry.path());
  }
  expect_no_verdict(git.path(), kBase, mended_by_fsck());
}

TEST(HistoryFault, TruncatedPackIndex) {
  GitRepository git;
  build_change(git);
  git.git({"repack", "-a", "-d", "-q"});
  for (const auto& entry : fs::directory_iterator(git.file(".git/objects/pack"))) {
    if (entry.path().extension() == ".idx") truncate(entry.path());
  }
  expect_no_verdict(git.path(), kBase, AnyOf(mended_by_fsck(), HasSubstr("git fetch")));
}

TEST(HistoryFault, MissingObjects) {
  for (const std::string what :
       {"main:.mig/policy.yml", "main:.mig/trust.yml",
        "main:migrations/registry/migrations.v1.json",
        "main:migrations/postgis/PG-MIG-2026-03-01-01/migration.yml",
        "main:migrations/postgis/PG-MIG-2026-03-01-01", "main:.mig", "main^{tree}"}) {
    SCOPED_TRACE(what);
    GitRepository git;
    build_change(git);
    // Where main and the branch hold the same bytes only the branch's tree would still know them.
    if (what == "main:.mig/trust.yml") {
      git.write(".mig/trust.yml", git.read(".mig/trust.yml") + "# the same keys\n");
      git.commit("Another trust policy");
    }
    git.remove(GitRepository::loose_object(git.id_of(what)));
    expect_no_verdict(git.path(), kBase, mended_by_fsck());
  }
}

TEST(HistoryFault, MissingCommit) {
  GitRepository git;
  build_change(git);
  git.remove(GitRepository::loose_object(git.id_of("main")));
  expect_no_verdict(git.path(), kBase, AnyOf(mended_by_fsck(), HasSubstr("git fetch")));
}

TEST(HistoryFault, CorruptObject) {
  GitRepository git;
  build_change(git);
  const auto object =
      git.file(GitRepository::loose_object(git.id_of("main:" + std::string(kPolicyFile))));
  fs::remove(object);
  git.write(fs::relative(object, git.path()), "no object at all");
  expect_no_verdict(git.path(), kBase, mended_by_fsck());
}

// The bytes can be unpacked, and are others than the name says.
TEST(HistoryFault, ExchangedObject) {
  GitRepository git;
  build_change(git);
  const auto genuine =
      git.file(GitRepository::loose_object(git.id_of("main:" + std::string(kPolicyFile))));
  const auto other = git.file(GitRepository::loose_object(git.git(
      {"hash-object", "-w", "--stdin"},
      git.read(kPolicyFile) + "approvals: {unsigned_rules: {accept: [limit-exceeded]}}\n")));
  fs::remove(genuine);
  fs::copy_file(other, genuine);
  expect_no_verdict(git.path(), kBase, mended_by_fsck());
}

TEST(HistoryFault, GarbageForARef) {
  GitRepository git;
  build_change(git);
  for (const std::string garbage :
       {"garbage\n", "", "0000000000000000000000000000000000000000\n"}) {
    git.write(".git/refs/heads/main", garbage);
    expect_no_verdict(git.path(), kBase, AnyOf(mended_by_fsck(), HasSubstr("git fetch")));
  }
}

TEST(HistoryFault, GarbageForHead) {
  GitRepository git;
  build_change(git);
  git.write(".git/refs/heads/change", "garbage\n");
  expect_no_verdict(git.path(), kBase, AnyOf(mended_by_fsck(), HasSubstr("git ")));
}

TEST(HistoryFault, TruncatedIndex) {
  GitRepository git;
  build_change(git);
  truncate(git.file(".git/index"));
  expect_no_verdict(git.path(), kBase, HasSubstr("git "));
}

}  // namespace
