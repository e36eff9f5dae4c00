// A checkout that cannot be held against its base is no verdict, in every gate, and says how to get
// one that can. One that can is only read, whoever owns it, and nothing that it names is run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/git_repository.hpp"
#include "support/history_ground.hpp"
#include "support/history_states.hpp"
#include "support/process.hpp"
#include "support/signing_keys.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::build_change;
using mig::test::expect_no_verdict;
using mig::test::expect_passes;
using mig::test::GitRepository;
using mig::test::kPolicyFile;
using mig::test::TemporaryFolder;
using testing::HasSubstr;

const std::vector<std::string> kBase{"--base", "main"};

TEST(HistoryCheckout, MissingRevision) {
  GitRepository git;
  build_change(git);
  expect_no_verdict(git.path(), {"--base", "origin/main"}, HasSubstr("`--base main`"));
  git.git({"remote", "add", "origin", "."});
  expect_no_verdict(git.path(), {"--base", "origin/main"}, HasSubstr("git fetch origin main"));
  expect_no_verdict(git.path(), {"--base", "0123456789012345678901234567890123456789"},
                    HasSubstr("git fetch"));
}

TEST(HistoryCheckout, NoCommitAtAll) {
  GitRepository git;
  for (const auto& [path, bytes] : mig::test::approved_state()) git.write(path, bytes);
  expect_no_verdict(git.path(), kBase, HasSubstr("Commit first"));
}

/// A clone of a repository into a folder of its own.
class Clone {
 public:
  Clone(const GitRepository& origin, std::vector<std::string> options) {
    std::vector<std::string> command{"clone", "-q", "-b", "change"};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(), {"file://" + origin.path(), folder_.path() + "/clone"});
    origin.git(command);
  }
  std::string path() const { return folder_.path() + "/clone"; }

 private:
  TemporaryFolder folder_;
};

TEST(HistoryCheckout, ShallowClone) {
  GitRepository origin;
  build_change(origin);
  const Clone clone(origin, {"--depth", "1", "--no-single-branch"});
  const std::vector<std::string> base{"--base", "origin/main"};
  expect_no_verdict(clone.path(), base, HasSubstr("git fetch --unshallow"));
  expect_no_verdict(clone.path(), base, HasSubstr("fetch-depth: 0"));
  const Clone whole(origin, {});
  expect_passes(whole.path(), base);
}

TEST(HistoryCheckout, PartialClone) {
  GitRepository origin;
  build_change(origin);
  origin.git({"config", "uploadpack.allowFilter", "true"});
  const Clone clone(origin, {"--filter=blob:none"});
  expect_no_verdict(clone.path(), {"--base", "origin/main"}, HasSubstr("git fetch --refetch"));
}

TEST(HistoryCheckout, RepositoryWithSha256) {
  GitRepository git("sha256");
  build_change(git);
  expect_no_verdict(git.path(), kBase, HasSubstr("sha1"));
}

TEST(HistoryCheckout, NoRepository) {
  const TemporaryFolder folder;
  for (const auto& [path, bytes] : mig::test::approved_state()) folder.write(path, bytes);
  expect_no_verdict(folder.path(), kBase, HasSubstr("git"));
}

TEST(HistoryCheckout, BaseIsNoAncestor) {
  GitRepository git;
  build_change(git);
  git.checkout("main");
  git.write("README.md", "Main went on.\n");
  git.commit("Main went on");
  git.checkout("change");
  expect_no_verdict(git.path(), kBase, HasSubstr("--merge-base"));
  expect_passes(git.path(), {"--base", "main", "--merge-base"});
}

// A branch that was begun before a key was revoked, or a bound was lowered, does not escape it.
TEST(HistoryCheckout, WhatDecidesIsThatOfTheTip) {
  GitRepository git;
  build_change(git);
  git.checkout("main");
  git.write(kPolicyFile, git.read(kPolicyFile) + "plans: {required_for: [governance-*]}\n");
  git.write(".mig/trust.yml", git.read(".mig/trust.yml") + "# Looked at again\n");
  git.commit("Main went on");
  const auto policy = mig::test::digest_of(git.read(kPolicyFile));
  const auto trust = mig::test::digest_of(git.read(".mig/trust.yml"));
  git.checkout("change");
  const auto result = mig::test::run_process(
      {mig::test::tool_path("mig-gate"), "--root", ".", "--now", mig::test::kSignedNow, "--output",
       "json", "--base", "main", "--merge-base", "."},
      {git.path(), "", {}});
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
  const auto report = nlohmann::json::parse(result.standard_output);
  EXPECT_EQ(report["policy"]["digest"], policy);
  EXPECT_EQ(report["trust"]["digest"], trust);
  EXPECT_EQ(report["policy"]["source"], "main:.mig/policy.yml");
}

// What no base says is what the program says, and the report tells.
TEST(HistoryCheckout, WithoutAPolicyTheDefaultsHold) {
  GitRepository git;
  for (const auto& [path, bytes] : mig::test::approved_state()) git.write(path, bytes);
  git.remove(kPolicyFile);
  git.commit("No policy");
  git.branch("change");
  git.write(kPolicyFile,
            "schema_version: policy.v1\napprovals: {unsigned_rules: {accept: "
            "[limit-exceeded]}}\n");
  git.commit("A policy of its own");
  const auto result =
      mig::test::run_process({mig::test::tool_path("mig-validate"), "--root", ".", "--now",
                              mig::test::kSignedNow, "--output", "json", "--base", "main", "."},
                             {git.path(), "", {}});
  EXPECT_EQ(result.exit_code, 4) << result.standard_output << result.standard_error;
  const auto report = nlohmann::json::parse(result.standard_output);
  EXPECT_EQ(report["policy"]["source"], "built-in defaults (main has no .mig/policy.yml)");
}

TEST(HistoryCheckout, NoCommonAncestor) {
  GitRepository git;
  build_change(git);
  git.git({"checkout", "-q", "--orphan", "elsewhere"});
  git.commit("A history of its own");
  expect_no_verdict(git.path(), {"--base", "main", "--merge-base"},
                    HasSubstr("no commit in common"));
}

TEST(HistoryCheckout, UnfinishedMerge) {
  GitRepository git;
  build_change(git);
  git.git({"checkout", "-q", "-b", "other", "main"});
  mig::test::Files policy{{kPolicyFile, git.read(kPolicyFile)}};
  mig::test::replacing(kPolicyFile, "medium_from_rows: 1000", "medium_from_rows: 800")(policy);
  git.write(kPolicyFile, policy.at(kPolicyFile));
  git.commit("Another word about the same");
  git.checkout("change");
  EXPECT_THROW(git.git({"merge", "-q", "other"}), std::runtime_error);
  expect_no_verdict(git.path(), kBase, HasSubstr("git merge --abort"));
}

TEST(HistoryCheckout, SparseCheckout) {
  GitRepository git;
  build_change(git);
  git.git({"sparse-checkout", "set", "--no-cone", "/.mig/", "/migrations/registry/"});
  expect_no_verdict(git.path(), kBase, HasSubstr("git sparse-checkout disable"));
}

TEST(HistoryCheckout, CheckoutOfSomebodyElse) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
  GitRepository git;
  build_change(git);
  ASSERT_EQ(::chown(git.path().c_str(), 12345, 12345), 0);
  for (const auto& entry : fs::recursive_directory_iterator(git.path())) {
    ASSERT_EQ(::lchown(entry.path().c_str(), 12345, 12345), 0);
  }
  expect_passes(git.path(), kBase);
}

TEST(HistoryCheckout, LinkedWorktree) {
  GitRepository git;
  build_change(git);
  const TemporaryFolder folder;
  git.checkout("main");
  git.git({"worktree", "add", "-q", folder.path() + "/tree", "change"});
  expect_passes(folder.path() + "/tree", kBase);
}

TEST(HistoryCheckout, PackedObjectsAndRefs) {
  GitRepository git;
  build_change(git);
  git.git({"gc", "-q", "--prune=now"});
  expect_passes(git.path(), kBase);
}

TEST(HistoryCheckout, NothingOfTheRepositoryIsRun) {
  GitRepository git;
  build_change(git);
  git.write(".gitattributes", "* filter=own diff=own text eol=crlf\n");
  git.commit("Attributes that name programs");
  const auto trace = git.file(".git/was-run");
  const auto program = "touch '" + trace + "'; cat";
  for (const auto* key :
       {"filter.own.clean", "filter.own.smudge", "filter.own.process", "diff.own.textconv",
        "diff.own.command", "core.fsmonitor", "core.hooksPath", "core.sshCommand", "diff.external"})
    git.git({"config", key, program});
  expect_passes(git.path(), kBase);
  EXPECT_FALSE(fs::exists(trace));
}

// What surrounds the process does not lead to another repository.
TEST(HistoryCheckout, TheEnvironmentDecidesNothing) {
  GitRepository git;
  build_change(git);
  const TemporaryFolder other;
  expect_passes(
      git.path(), kBase,
      {"GIT_DIR=" + other.path(), "GIT_WORK_TREE=" + other.path(),
       "GIT_INDEX_FILE=" + other.path() + "/index", "GIT_OBJECT_DIRECTORY=" + other.path(),
       "GIT_CEILING_DIRECTORIES=/", "HOME=" + other.path(), "XDG_CONFIG_HOME=" + other.path()});
}

}  // namespace
