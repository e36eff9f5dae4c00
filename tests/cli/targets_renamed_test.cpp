// --files-from with the lists that the pages tell to make: a file that was moved out of a bundle.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "support/git_repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

/// A branch that moves the rollback of a bundle to where nobody judges it.
class RenamedFile : public testing::Test {
 protected:
  RenamedFile() {
    const SampleRepository sample;
    std::filesystem::copy(
        sample.path(), git_.path(),
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::copy_symlinks);
    git_.commit("begin");
    git_.branch("work");
    std::filesystem::create_directory(git_.file("old"));
    git_.git({"mv", kDraftBundle + "/rollback.sql", "old/"});
    git_.commit("moved");
  }

  ProcessResult shell(const std::string& line) const {
    auto environment = GitRepository::environment(0);
    environment.push_back("PATH=" + tool_folder() + ":" + std::getenv("PATH"));
    return run_process({"sh", "-c", line}, {git_.path(), "", environment});
  }

  GitRepository git_;
};

/// Lines of a page that list files of a branch for a gate, without the remark behind them.
std::vector<std::string> lists_in(const std::string& page) {
  std::istringstream lines(read_file(std::string(MIG_SOURCE_DIR) + "/" + page));
  std::vector<std::string> found;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find("git diff");
    if (begin == std::string::npos || line.find("--files-from -") == std::string::npos) continue;
    found.push_back(line.substr(begin, line.find("   #") - begin));
  }
  return found;
}

TEST_F(RenamedFile, IsMissedWhereTheReadmeTellsToListFiles) {
  const auto lines = lists_in("README.md");
  ASSERT_EQ(lines.size(), 1U);
  const auto result = shell(lines.front());
  EXPECT_EQ(result.exit_code, 1) << lines.front() << '\n' << result.standard_output;
  EXPECT_THAT(result.standard_output, HasSubstr("fail[bundle-missing-artifact]"));
}

TEST_F(RenamedFile, EveryPageListsWhereItWas) {
  for (const std::string page : {"README.md", "docs/ci.md", "docs/howto/exit-codes.md"}) {
    const auto lines = lists_in(page);
    EXPECT_FALSE(lines.empty()) << page;
    for (const auto& line : lines) EXPECT_THAT(line, HasSubstr(" --no-renames ")) << page;
  }
  EXPECT_THAT(read_file(std::string(MIG_SOURCE_DIR) + "/docs/man/mig-gate.1"),
              HasSubstr("git diff \\-\\-name\\-only \\-\\-no\\-renames \\-z main..."));
}

// What is advised where a list cannot be read.
TEST_F(RenamedFile, TheRemedyListsWhereItWas) {
  for (const std::string name : {"\"a\\303\\244.sql\"", "migrations\\postgis\\a.sql"}) {
    const auto result = run_tool("mig-gate", {"--files-from", "-"}, {git_.path(), name + "\n", {}});
    EXPECT_EQ(result.exit_code, 3) << name;
    EXPECT_THAT(result.standard_output + result.standard_error,
                HasSubstr("git diff --name-only --no-renames -z, and give -0"));
  }
}

}  // namespace
}  // namespace mig::test
