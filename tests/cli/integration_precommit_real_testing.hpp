#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "integration_precommit_testing.hpp"

namespace mig::test {

/// Hooks of this source under pre-commit itself, where it is installed.
class RealPreCommit : public PreCommit {
 protected:
  /// What a configuration tells of each hook, in YAML; `tool` is the program that it runs.
  virtual std::string hook_of(const std::string& tool) const {
    return "      - id: " + tool + "\n        args: [--now, '" + kNow + "']\n";
  }
  virtual std::string path() const { return path_with_tools(); }

  void SetUp() override {
    if (run_process({"pre-commit", "--version"}, {runner_.path(), "", {}}).exit_code != 0)
      GTEST_SKIP() << "pre-commit is not installed";
    std::filesystem::create_directories(hooks_.file("ci"));
    std::filesystem::copy(source("ci/pre-commit"), hooks_.file("ci/pre-commit"));
    for (const std::string file : {".pre-commit-hooks.yaml", "Dockerfile"})
      std::filesystem::copy(source(file), hooks_.file(file));
    std::string config = "repos:\n  - repo: " + hooks_.path() +
                         "\n    rev: " + hooks_.commit("hooks") + "\n    hooks:\n";
    for (const std::string tool : {"mig-gate", "mig-validate", "mig-scope-diff",
                                   "mig-rollback-check", "mig-scan-secrets", "mig-receipt-verify"})
      config += hook_of(tool);
    git_.write(".pre-commit-config.yaml", config);
    git_.commit("hooks");
    ASSERT_EQ(run({"pre-commit", "install"}).exit_code, 0);
  }

  ProcessResult run(const std::vector<std::string>& command) const {
    return run_process(command, {git_.path(), "",
                                 as_environment({{"PATH", path()},
                                                 {"HOME", kept("home")},
                                                 {"XDG_CACHE_HOME", kept("cache")},
                                                 {"PRE_COMMIT_HOME", kept("pre-commit")},
                                                 {"GIT_AUTHOR_NAME", "Ada"},
                                                 {"GIT_AUTHOR_EMAIL", "ada@example.invalid"},
                                                 {"GIT_COMMITTER_NAME", "Ada"},
                                                 {"GIT_COMMITTER_EMAIL", "ada@example.invalid"}})});
  }
  /// Whether git made the commit, and what was said.
  std::pair<bool, std::string> commit(const std::vector<std::string>& arguments = {}) const {
    const auto before = git_.id_of("HEAD");
    std::vector<std::string> command{"git", "commit", "-m", "work " + std::to_string(++count_)};
    command.insert(command.end(), arguments.begin(), arguments.end());
    const auto result = run(command);
    const bool made = git_.id_of("HEAD") != before;
    EXPECT_EQ(made, result.exit_code == 0);
    return {made, all_of(result)};
  }
  void refused(const std::string& words, const std::vector<std::string>& arguments = {}) const {
    const auto [made, said] = commit(arguments);
    EXPECT_FALSE(made) << said;
    EXPECT_THAT(said, testing::HasSubstr(words));
    git_.git({"reset", "-q", "--hard"});
  }
  /// Of the bundles as they lie, and of a script that holds a password.
  void what_does_not_pass_is_refused() const {
    git_.git({"rm", "-q", kDraftBundle + "/rollback.sql"});
    refused("fail[bundle-missing-artifact]");
    git_.git({"rm", "-q", "-r", kDraftBundle});
    refused("fail[registry-dangling-entry]");
    git_.git({"mv", kDraftBundle, "migrations/postgis/PG-MIG-2026-03-12-01"});
    refused("fail[bundle-id-mismatch]");
    break_draft();
    refused("fail[bundle-missing-artifact]", {"-a"});
    stage("x.sql", kPassword);
    git_.write("x.sql", "SELECT 1;\n");
    refused("fail[secret-sql-role-password]");
  }
  void accepted(const std::vector<std::string>& arguments = {}) const {
    const auto [made, said] = commit(arguments);
    EXPECT_TRUE(made) << said;
  }

  GitRepository hooks_;
  mutable int count_ = 0;  ///< no two commits have the same message, so that none is like another
};

}  // namespace mig::test
