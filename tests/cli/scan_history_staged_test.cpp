// mig-scan-secrets --staged: what git is about to commit is judged, not what lies on disk.
#include <filesystem>

#include "scan_approval_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class ScanStaged : public ScanHistory {
 protected:
  ScanStaged() {
    write("clean.sql", "SELECT 1;\n");
    git_.commit("begin");
  }
};

TEST_F(ScanStaged, TheIndexIsJudgedAndNotTheDisk) {
  stage("up.sql", kRole);
  write("up.sql", "SELECT 2;\n");
  EXPECT_THAT(open({"--staged"}), ElementsAre(kRoleRule + " up.sql:1"));
  stage("up.sql", "SELECT 2;\n");
  write("up.sql", kRole);
  write("beside.sql", kRole);
  const auto clean = scan({"--staged"});
  EXPECT_EQ(clean.exit_code, 0) << clean.standard_output;
  EXPECT_THAT(clean.standard_output, HasSubstr("1 staged file"));
  EXPECT_THAT(clean.standard_output, HasSubstr("1 file searched (10 bytes)"));
}

TEST_F(ScanStaged, FilesThatAreCommittedAreNotSearchedAgain) {
  write("old.sql", kRole);
  git_.commit("old");
  stage("new.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--staged"}).exit_code, 0);
  stage("old.sql", kRole + "SELECT 1;\n");
  EXPECT_EQ(scan({"--staged"}).exit_code, 1) << "a staged file is searched whole";
}

TEST_F(ScanStaged, AFileThatMovesIsSearchedWhole) {
  write("old.sql", kRole);
  git_.commit("old");
  git_.git({"mv", "old.sql", "new.sql"});
  EXPECT_THAT(open({"--staged"}), ElementsAre(kRoleRule + " new.sql:1"));
}

TEST_F(ScanStaged, NothingStagedIsNoVerdict) {
  write("beside.sql", kRole);
  const auto nothing = scan({"--staged"});
  EXPECT_EQ(nothing.exit_code, 3);
  EXPECT_THAT(nothing.standard_output + nothing.standard_error, HasSubstr("nothing is staged"));
  stage("a/up.sql", kRole);
  const auto elsewhere = scan({"--staged", "b"});
  EXPECT_EQ(elsewhere.exit_code, 3);
  EXPECT_THAT(elsewhere.standard_output + elsewhere.standard_error,
              HasSubstr("nothing is staged beneath b"));
}

TEST_F(ScanStaged, RemovalsAloneAreAPassThatSaysSo) {
  git_.git({"rm", "-q", "clean.sql"});
  const auto result = scan({"--staged"});
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("1 removed"));
  EXPECT_THAT(result.standard_output, HasSubstr("clean.sql"));
}

TEST_F(ScanStaged, PathsRestrictAndNeedNotBeThere) {
  stage("a/up.sql", kRole);
  stage("b/up.sql", kOtherRole);
  fs::remove_all(git_.file("a"));
  EXPECT_THAT(open({"--staged", "a"}), ElementsAre(kRoleRule + " a/up.sql:1"));
  EXPECT_THAT(open({"--staged", "a/up.sql", "b"}),
              ElementsAre(kRoleRule + " a/up.sql:1", kRoleRule + " b/up.sql:1"));
  EXPECT_EQ(scan({"--staged", "../elsewhere"}).exit_code, 2);
}

// Without --root it is the repository around the current folder, not around what is named.
TEST_F(ScanStaged, TheRootIsFoundWhereAPathIsGone) {
  stage("a/up.sql", kRole);
  fs::remove_all(git_.file("a"));
  EXPECT_EQ(run("mig-scan-secrets", {"--staged", "a/up.sql"}).exit_code, 1);
}

TEST(ScanStagedAnew, BeforeTheFirstCommitEverythingIsNew) {
  const GitRepository git;
  const auto scan = [&git] {
    return run_tool("mig-scan-secrets", {"--root", ".", "--staged"}, {git.path(), "", {}});
  };
  EXPECT_EQ(scan().exit_code, 3);
  git.write("up.sql", kRole);
  EXPECT_EQ(scan().exit_code, 3);
  git.git({"add", "up.sql"});
  EXPECT_EQ(scan().exit_code, 1) << scan().standard_output << scan().standard_error;
}

TEST_F(ScanStaged, ThePolicyIsTheStagedOne) {
  const std::string small = "schema_version: policy.v1\nfile_limits:\n  scanned_bytes: 5\n";
  stage("up.sql", "SELECT 1;\n");
  write(".mig/policy.yml", small);
  EXPECT_EQ(scan({"--staged"}).exit_code, 0);
  write(".mig/policy.yml", "schema_version: nonsense\n");
  EXPECT_EQ(scan({"--staged"}).exit_code, 0) << scan({"--staged"}).standard_error;
  stage(".mig/policy.yml", small);
  write(".mig/policy.yml", "schema_version: policy.v1\n");
  const auto large = scan({"--staged", "up.sql"});
  EXPECT_EQ(large.exit_code, 3);
  EXPECT_THAT(large.standard_output, HasSubstr("scanned_bytes"));
  stage(".mig/policy.yml", "schema_version: nonsense\n");
  EXPECT_EQ(scan({"--staged"}).exit_code, 2);
  fs::remove(git_.file(".mig/policy.yml"));
  fs::create_symlink("../clean.sql", git_.file(".mig/policy.yml"));
  git_.git({"add", "-f", ".mig/policy.yml"});
  EXPECT_EQ(scan({"--staged"}).exit_code, 3) << "a link is no policy, and not none";
}

TEST_F(ScanStaged, APolicyThatIsGivenIsTheStagedOneToo) {
  stage("up.sql", "SELECT 1;\n");
  write("given.yml", "schema_version: policy.v1\n");
  EXPECT_EQ(scan({"--staged", "--policy", "given.yml"}).exit_code, 3) << "it is not staged";
  stage("given.yml", "schema_version: policy.v1\nfile_limits:\n  scanned_bytes: 5\n");
  write("given.yml", "schema_version: policy.v1\n");
  EXPECT_EQ(scan({"--staged", "--policy", "given.yml"}).exit_code, 3);
  const TemporaryFolder outside;
  outside.write("given.yml", "schema_version: policy.v1\n");
  EXPECT_EQ(scan({"--staged", "--policy", outside.path() + "/given.yml"}).exit_code, 0);
}

TEST_F(ScanStaged, CommentsCountAsTheyAreStaged) {
  stage("up.sql", kInsert);
  write("up.sql", kAllowMail + kInsert);
  EXPECT_EQ(scan({"--staged"}).exit_code, 4);
  stage("up.sql", kAllowMail + kInsert);
  write("up.sql", kInsert);
  EXPECT_EQ(scan({"--staged"}).exit_code, 0);
}

TEST_F(ScanStaged, KnownValuesAreThoseOfTheStagedList) {
  stage("up.sql", kRole);
  EXPECT_EQ(scan({"--write-baseline", "known.json", "up.sql"}).exit_code, 0);
  const auto list = git_.read("known.json");
  const auto unstaged = scan({"--staged", "--baseline", "known.json"});
  EXPECT_EQ(unstaged.exit_code, 3);
  EXPECT_THAT(unstaged.standard_output + unstaged.standard_error, HasSubstr("git add known.json"));
  git_.git({"add", "known.json"});
  fs::remove(git_.file("known.json"));
  EXPECT_EQ(scan({"--staged", "--baseline", "known.json"}).exit_code, 0);
  stage("known.json", "{}");
  write("known.json", list);
  EXPECT_EQ(scan({"--staged", "--baseline", "known.json"}).exit_code, 2);
}

TEST_F(ScanStaged, AnEntryThatIsOfNoUseIsToldOfStagedFilesAlone) {
  const auto policy = [](const std::string& path) {
    return "schema_version: policy.v1\nsecrets:\n  salt: \"" + kSalt +
           "\"\n  allow:\n    - rule: pii-email\n      path: \"" + path +
           "\"\n      fingerprint: \"" + kSalt + "\"\n      reason: a test vector\n";
  };
  stage(".mig/policy.yml", policy("src/*"));
  stage("src/a.sql", "SELECT 1;\n");
  EXPECT_THAT(open({"--staged"}), IsEmpty()) << "other files may hold what the glob allows";
  stage(".mig/policy.yml", policy("src/b.sql"));
  EXPECT_THAT(open({"--staged"}), IsEmpty());
  stage(".mig/policy.yml", policy("src/a.sql"));
  EXPECT_THAT(open({"--staged"}), ElementsAre(HasSubstr("suppression-unused")));
}

TEST_F(ScanStaged, LinksAreRefusedAndSubmodulesTold) {
  fs::create_symlink("clean.sql", git_.file("link.sql"));
  git_.git({"add", "link.sql"});
  EXPECT_THAT(open({"--staged"}), ElementsAre("bundle-irregular-tree-entry link.sql:0"));
  git_.git({"rm", "-q", "--cached", "link.sql"});
  git_.git({"update-index", "--add", "--cacheinfo", "160000," + git_.id_of("HEAD") + ",module"});
  const auto module = scan({"--staged"});
  EXPECT_EQ(module.exit_code, 0) << module.standard_output << module.standard_error;
  EXPECT_THAT(module.standard_output, HasSubstr("module: a submodule"));
  git_.git({"commit", "-q", "-m", "module"});
  EXPECT_EQ(scan({"--staged"}).exit_code, 3) << "it is committed";
  stage("up.sql", "SELECT 1;\n");
  EXPECT_THAT(scan({"--staged"}).standard_output, Not(HasSubstr("a submodule")));
  git_.git({"rm", "-q", "--cached", "up.sql", "module"});
  const auto gone = scan({"--staged"});
  EXPECT_EQ(gone.exit_code, 0) << gone.standard_output << gone.standard_error;
  EXPECT_THAT(gone.standard_output, HasSubstr("1 removed"));
}

TEST_F(ScanStaged, WhatContradictsItIsRefused) {
  stage("up.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--staged", "--base", "main", "."}).exit_code, 2);
  EXPECT_EQ(scan({"--staged", "--history"}).exit_code, 2);
  EXPECT_EQ(scan({"--staged", "--files-from", "-"}, "up.sql\n").exit_code, 2);
  EXPECT_EQ(scan({"--staged", "-"}, "SELECT 1;\n").exit_code, 2);
  EXPECT_EQ(scan({"--staged", "--write-baseline", "known.json"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(git_.file("known.json")));
  const TemporaryFolder plain;
  const auto nowhere =
      run_tool("mig-scan-secrets", {"--root", ".", "--staged"}, {plain.path(), "", {}});
  EXPECT_EQ(nowhere.exit_code, 3) << nowhere.standard_output << nowhere.standard_error;
}

TEST_F(ScanStaged, WhatGitCannotReadIsNoVerdict) {
  stage("up.sql", kRole);
  const auto blob = git_.git({"rev-parse", ":up.sql"});
  fs::remove(git_.file(GitRepository::loose_object(blob)));
  const auto missing = scan({"--staged"});
  EXPECT_EQ(missing.exit_code, 3) << missing.standard_output << missing.standard_error;
  write(".git/index", "nonsense");
  EXPECT_EQ(scan({"--staged"}).exit_code, 3);
}

TEST_F(ScanStaged, AnUnfinishedMergeIsNoVerdict) {
  git_.branch("side");
  commit("clean.sql", "SELECT 2;\n");
  git_.checkout("main");
  commit("clean.sql", "SELECT 3;\n");
  run_process(
      {"git", "-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", "merge", "-q", "side"},
      {git_.path(), "", {}});
  EXPECT_EQ(scan({"--staged"}).exit_code, 3);
}

// A hook sees the index of its commit, which `git commit -a` makes aside.
TEST_F(ScanStaged, AHookJudgesWhatIsCommitted) {
  write(".git/hooks/pre-commit",
        "#!/bin/sh\nexec '" + tool_path("mig-scan-secrets") + "' --staged > hook.txt 2>&1\n");
  fs::permissions(git_.file(".git/hooks/pre-commit"), fs::perms::owner_all);
  const auto commit = [this](std::vector<std::string> arguments) {
    std::vector<std::string> command{
        "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.invalid", "commit", "-q",
        "-m",  "x"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return run_process(command, {git_.path(), "", GitRepository::environment(1)}).exit_code;
  };
  stage("staged.sql", "SELECT 2;\n");
  write("clean.sql", kRole);
  EXPECT_EQ(commit({"-a"}), 1) << git_.read("hook.txt");
  EXPECT_THAT(git_.read("hook.txt"), HasSubstr(kRoleRule));
  EXPECT_EQ(commit({"clean.sql"}), 1) << git_.read("hook.txt");
  EXPECT_EQ(commit({}), 0) << git_.read("hook.txt");
  EXPECT_THAT(git_.read("hook.txt"), HasSubstr("1 staged file"));
}

TEST_F(ScanStaged, AnIndexThatIsNotThereIsNoVerdict) {
  stage("up.sql", "SELECT 1;\n");
  const auto with_index = [this](const std::string& file) {
    return run_tool("mig-scan-secrets", {"--root", ".", "--staged"},
                    {git_.path(), "", {"GIT_INDEX_FILE=" + file}});
  };
  EXPECT_EQ(with_index(".git/index").exit_code, 0);
  const auto missing = with_index(".git/elsewhere");
  EXPECT_EQ(missing.exit_code, 3) << "everything would look removed";
  EXPECT_THAT(missing.standard_output + missing.standard_error, HasSubstr("GIT_INDEX_FILE"));
}

TEST_F(ScanStaged, ARootBelowTheTopIsARepositoryOfItsOwn) {
  stage("part/up.sql", kRole);
  stage("other.sql", kOtherRole);
  const auto result =
      run_tool("mig-scan-secrets", {"--root", "part", "--staged", "--output", "concise"},
               {git_.path(), "", {}});
  EXPECT_EQ(result.exit_code, 1) << result.standard_output << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("up.sql:1"));
  EXPECT_THAT(result.standard_output, Not(HasSubstr("other.sql")));
}

class StagedApproval : public ApprovableScan {
 protected:
  ProcessResult scan() const {
    return run_tool("mig-scan-secrets", {"--root", ".", "--staged"}, {git_.path(), "", {}});
  }
};

TEST_F(StagedApproval, CountsOnceItIsStaged) {
  add("/rows.sql");
  EXPECT_EQ(scan().exit_code, 4);
  approve();
  const auto beside = scan();
  EXPECT_EQ(beside.exit_code, 4) << "it is on disk alone";
  EXPECT_THAT(beside.standard_output, HasSubstr("approvals/mail.yml is not staged"));
  add("/approvals/mail.yml");
  const auto staged = scan();
  EXPECT_EQ(staged.exit_code, 0) << staged.standard_output << staged.standard_error;
  EXPECT_THAT(staged.standard_output, HasSubstr("ADR-1"));
  git_.write(kDraftBundle + "/notes.md", "changed since\n");
  EXPECT_EQ(scan().exit_code, 4);
}

}  // namespace
}  // namespace mig::test
