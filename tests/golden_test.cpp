// Every fixture is a miniature repository with the verdict that its tool must give; one that needs
// a past is a history.sh that makes it. With MIG_UPDATE_GOLDENS=1 the verdicts are rewritten, and
// the run still fails: a new golden is read by a person before it counts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

struct Fixture {
  std::string group;  ///< "invalid" or "valid"
  std::string rule;
  std::string name;
  fs::path folder;
};

std::vector<Fixture> find_fixtures() {
  std::vector<Fixture> fixtures;
  for (const std::string group : {"invalid", "valid"}) {
    const fs::path top = fs::path(MIG_SOURCE_DIR) / "fixtures" / group;
    for (const auto& rule : fs::directory_iterator(top)) {
      for (const auto& entry : fs::directory_iterator(rule.path())) {
        fixtures.push_back({group, rule.path().filename(), entry.path().filename(), entry.path()});
      }
    }
  }
  std::sort(fixtures.begin(), fixtures.end(),
            [](const auto& left, const auto& right) { return left.folder < right.folder; });
  return fixtures;
}

ordered_json verdict_of(const ordered_json& report) {
  ordered_json findings = ordered_json::array();
  for (const auto& bundle : report.at("bundles")) {
    for (const auto& finding : bundle.at("findings")) {
      ordered_json row;
      row["rule"] = finding.at("rule");
      row["severity"] = finding.at("severity");
      row["status"] = finding.at("status");
      row["message"] = finding.at("message");
      if (finding.contains("object")) row["object"] = finding.at("object");
      row["location"] = finding.at("location");
      row["related"] = ordered_json::array();
      for (const auto& related : finding.at("related")) row["related"].push_back(related);
      row["remedy"] = finding.at("remedy");
      findings.push_back(row);
    }
  }
  return findings;
}

// The script makes the repository in the folder; tests/support/history.sh says how.
void make_history(const fs::path& script, const fs::path& folder) {
  const auto done = mig::test::run_process(
      {"bash", script.string()},
      {folder.string(), "", {std::string("MIG_SOURCE_DIR=") + MIG_SOURCE_DIR}});
  ASSERT_EQ(done.exit_code, 0) << script << '\n' << done.standard_output << done.standard_error;
}

void make_tree(const Fixture& fixture, const fs::path& folder) {
  const auto script = fixture.folder / "history.sh";
  if (fs::exists(script)) return make_history(script, folder);
  fs::copy(fixture.folder, folder,
           fs::copy_options::recursive | fs::copy_options::copy_symlinks |
               fs::copy_options::overwrite_existing);
}

class Golden : public testing::TestWithParam<Fixture> {};

void prepare(const fs::path& folder, const ordered_json& expected) {
  fs::remove(folder / "expected.json");
  if (!expected.contains("setup")) return;
  for (const auto& command : expected.at("setup")) {
    const auto done =
        mig::test::run_process(command.get<std::vector<std::string>>(), {folder.string(), "", {}});
    ASSERT_EQ(done.exit_code, 0) << command << done.standard_error;
  }
}

void update(const fs::path& file, ordered_json expected, int exit_code,
            const ordered_json& findings) {
  expected["exit_code"] = exit_code;
  expected["findings"] = findings;
  std::ofstream(file) << expected.dump(2) << '\n';
  ADD_FAILURE() << "rewrote " << file << ": read it, then run again without MIG_UPDATE_GOLDENS";
}

TEST_P(Golden, KeepsItsVerdict) {
  const auto& fixture = GetParam();
  const auto file = fixture.folder / "expected.json";
  ASSERT_TRUE(fs::exists(file)) << "a fixture without expected.json";
  const auto expected = ordered_json::parse(mig::test::read_file(file.string()));
  mig::test::TemporaryFolder copy;
  make_tree(fixture, copy.path());
  if (HasFatalFailure()) return;
  prepare(copy.path(), expected);
  if (HasFatalFailure()) return;

  std::vector<std::string> command{mig::test::tool_path(expected.at("tool")), "--root", ".",
                                   "--output", "json"};
  for (const auto& argument : expected.at("arguments")) command.push_back(argument);
  const auto result = mig::test::run_process(command, {copy.path(), "", {}});
  const auto report = ordered_json::parse(result.standard_output, nullptr, false);
  ASSERT_FALSE(report.is_discarded()) << result.standard_output << result.standard_error;
  const auto findings = verdict_of(report);

  if (std::getenv("MIG_UPDATE_GOLDENS") != nullptr) {
    update(file, expected, result.exit_code, findings);
    return;
  }
  EXPECT_EQ(result.exit_code, expected.at("exit_code").get<int>()) << result.standard_output;
  EXPECT_EQ(findings.dump(2), expected.at("findings").dump(2));
  EXPECT_EQ(report.at("exit_code"), result.exit_code);
}

// An invalid fixture breaks exactly its rule; a valid one keeps that rule silent and passes. What
// was approved or justified does not count: that it does not is what some valid ones show.
TEST_P(Golden, BreaksItsRuleAndNoOther) {
  const auto& fixture = GetParam();
  const auto expected =
      ordered_json::parse(mig::test::read_file((fixture.folder / "expected.json").string()));
  std::size_t hits = 0;
  bool is_told_only = true;  // a rule of severity info cannot fail a run
  for (const auto& finding : expected.at("findings")) {
    if (finding.at("status") != "open") continue;
    if (finding.at("rule") == fixture.rule) {
      ++hits;
      is_told_only = is_told_only && finding.at("severity") == "info";
      continue;
    }
    EXPECT_EQ(finding.at("severity"), "info") << finding.dump(2);
  }
  if (fixture.group == "invalid") {
    EXPECT_GE(hits, 1U) << "the fixture does not break " << fixture.rule;
    EXPECT_EQ(expected.at("exit_code") == 0, is_told_only);
  } else {
    EXPECT_EQ(hits, 0U) << "the near miss is not silent";
    EXPECT_EQ(expected.at("exit_code"), 0);
  }
}

std::string test_name(const testing::TestParamInfo<Fixture>& info) {
  std::string name = info.param.group + "_" + info.param.rule + "_" + info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char letter) { return std::isalnum(letter) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Golden, testing::ValuesIn(find_fixtures()), test_name);

}  // namespace
