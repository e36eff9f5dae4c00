#include "support/history_ground.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/history_states.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

const std::string kDeclaration = std::string(kSignedBundle) + "migration.yml";

const std::vector<std::string> kGates{"mig-validate",       "mig-scope-diff",
                                      "mig-rollback-check", "mig-scan-secrets",
                                      "mig-receipt-verify", "mig-gate"};

void write_tree(const GitRepository& git, const Files& files) {
  for (const auto& [path, bytes] : files) git.write(path, bytes);
}

/// Another state of every document that is read from the base.
Files changed_state() {
  auto files = approved_state();
  replacing(kDeclaration, "intent: \"Add", "intent: \"Quickly add")(files);
  replacing(kPolicyFile, "medium_from_rows: 1000", "medium_from_rows: 900")(files);
  edit_entry(files, kSignedId, [](auto& entry) { entry["owners"].push_back("kfm-platform"); });
  return files;
}

/// Every file of the repository's own folder, with its bytes.
Files bytes_of_git(const std::string& folder) {
  Files files;
  const auto own = fs::path(folder) / ".git";
  if (!fs::is_directory(own)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(own)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), own)] = read_file(entry.path());
  }
  return files;
}

struct Answer {
  int exit_code = -1;
  std::string told;             ///< messages and remedies of the errors of the report
  int reported_exit_code = -1;  ///< of the JSON report
  std::string all;
};

Answer judge(const std::string& tool, const std::string& folder,
             const std::vector<std::string>& arguments,
             const std::vector<std::string>& environment = {}) {
  const TemporaryFolder reports;
  const auto json = reports.path() + "/report.json";
  const auto sarif = reports.path() + "/report.sarif";
  std::vector<std::string> command{tool_path(tool), "--root",   ".",
                                   "--now",         kSignedNow, "--output",
                                   "json=" + json,  "--output", "sarif=" + sarif};
  command.insert(command.end(), arguments.begin(), arguments.end());
  command.push_back(".");
  const auto result = run_process(command, {folder, "", environment});
  Answer answer{result.exit_code, "", -1, result.standard_output + result.standard_error};
  const auto report = nlohmann::json::parse(read_file(json), nullptr, false);
  if (report.is_discarded()) return answer;
  answer.reported_exit_code = report["exit_code"];
  for (const auto& error : report["errors"]) {
    answer.told += error["message"].get<std::string>() + "\n" + error.value("remedy", "") + "\n";
  }
  EXPECT_NE(read_file(sarif), "") << "no SARIF report";
  return answer;
}

}  // namespace

void build_change(GitRepository& git) {
  write_tree(git, approved_state());
  git.commit("What main holds");
  git.branch("change");
  write_tree(git, changed_state());
  git.commit("What the branch does");
}

void expect_no_verdict(const std::string& folder, const std::vector<std::string>& arguments,
                       const testing::Matcher<std::string>& told) {
  const auto before = bytes_of_git(folder);
  for (const auto& tool : kGates) {
    const auto answer = judge(tool, folder, arguments);
    EXPECT_EQ(answer.exit_code, 3) << tool << ": " << answer.all;
    EXPECT_EQ(answer.reported_exit_code, 3) << tool << ": " << answer.all;
    EXPECT_THAT(answer.told, told) << tool;
    EXPECT_TRUE(bytes_of_git(folder) == before) << tool << " wrote to .git";
  }
}

void expect_passes(const std::string& folder, const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment) {
  const auto before = bytes_of_git(folder);
  for (const auto& tool : kGates) {
    const auto answer = judge(tool, folder, arguments, environment);
    EXPECT_EQ(answer.exit_code, 0) << tool << ": " << answer.all;
    EXPECT_TRUE(bytes_of_git(folder) == before) << tool << " wrote to .git";
  }
}

}  // namespace mig::test
