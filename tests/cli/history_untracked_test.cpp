// Held against a base: what bundles are judged by is what git tracks.
#include "integration_testing.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

class HistoryUntracked : public Integration {
 protected:
  HistoryUntracked() { git_.branch("change"); }
  ProcessResult held_against_main(const std::string& tool = "mig-gate") const {
    return run_process({tool_path(tool), "--base", "main", "--now", kNow, "migrations"},
                       {git_.path(), "", as_environment({})});
  }
  void expect_untracked(const std::string& path) const {
    for (const std::string tool : {"mig-gate", "mig-validate"}) {
      const auto result = held_against_main(tool);
      EXPECT_EQ(result.exit_code, 3) << path << result.standard_output;
      EXPECT_THAT(result.standard_error, HasSubstr("git does not track " + path));
      EXPECT_THAT(result.standard_error, HasSubstr("= fix: add it: git add -f -- " + path));
    }
  }
};

TEST_F(HistoryUntracked, FileThatTheChangeTakesOutOfGitAndLeavesHereIsNoVerdict) {
  for (const std::string path :
       {"migrations/registry/migrations.v1.json", ".mig/policy.yml", ".mig/trust.yml"}) {
    git_.git({"rm", "-q", "--cached", path});
    git_.git({"commit", "-q", "-m", "take out"});
    expect_untracked(path);
    git_.git({"reset", "-q", "--hard", "main"});
  }
}

TEST_F(HistoryUntracked, FileThatWasNeverAddedIsNoVerdictWhereItWouldCount) {
  for (const std::string path : {".mig/approvals/new.yml", "CODEOWNERS", ".github/CODEOWNERS",
                                 "migrations/registry/history.jsonl"}) {
    git_.write(".git/info/exclude", path + "\n");
    git_.write(path, "");
    expect_untracked(path);
    git_.remove(path);
  }
}

TEST_F(HistoryUntracked, OtherFilesAreNoMatter) {
  for (const std::string path : {".mig/notes.txt", "todo.txt", "elsewhere/CODEOWNERS"}) {
    git_.write(path, "mine\n");
  }
  const auto result = held_against_main();
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
}

}  // namespace
}  // namespace mig::test
