// The tables of the threat model are whole: what they name is there, and what is there they name.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include "mig/rules/rule.hpp"
#include "support/process.hpp"
#include "support/threat_model.hpp"

namespace {

namespace fs = std::filesystem;
using mig::Severity;
using mig::test::read_threat_model;

const fs::path kSources = fs::path(MIG_SOURCE_DIR) / "tests/cli";

/// Rules of the four families that stop no attack by themselves: a document that does not fit its
/// schema is no document, whatever it says. The tests of the schemas go through it key by key.
const std::set<std::string> kShapeRules{
    "receipt-missing-field",   "receipt-unknown-key",     "receipt-invalid-value",
    "signature-missing-field", "signature-invalid-value", "prov-missing-field",
    "prov-unknown-key",        "prov-invalid-value",      "history-missing-field",
    "history-unknown-key",     "history-invalid-value"};

/// Rules about a change whose story is that of another row, told of something else. Their fixtures
/// replay them as repositories.
const std::set<std::string> kRulesOfOtherStories{
    "history-removed-entry", "history-changed-owners", "history-edited-gate-approval",
    "history-loosened-declaration", "history-untracked-file"};

std::set<std::string> rules_of_rows() {
  std::set<std::string> rules;
  for (const auto& row : read_threat_model()) {
    if (!row.rule.empty()) rules.insert(row.rule);
  }
  return rules;
}

/// A file that replays rows of the tables, and a case in it.
using Case = std::pair<std::string, std::string>;

std::set<Case> cases_of_sources() {
  const std::regex test("TEST\\(\\w+, (\\w+)\\)");
  std::set<Case> cases;
  for (const auto& entry : fs::directory_iterator(kSources)) {
    const auto file = entry.path().stem().string();
    if (!file.starts_with("attack_") && !file.starts_with("history_story_")) continue;
    const auto text = mig::test::read_file(entry.path().string());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), test);
         it != std::sregex_iterator(); ++it) {
      EXPECT_TRUE(cases.emplace(file, (*it)[1]).second) << (*it)[1] << " is there twice";
    }
  }
  return cases;
}

TEST(ThreatModel, HasItsRowsInOrder) {
  std::map<char, int> counts;
  for (const auto& row : read_threat_model()) {
    EXPECT_EQ(std::stoi(row.id.substr(2)), ++counts[row.id.front()]) << row.id;
  }
  EXPECT_GE(counts['A'], 40);
  EXPECT_GE(counts['B'], 1);
  EXPECT_GE(counts['C'], 1);
  EXPECT_GE(counts['D'], 20);
}

TEST(ThreatModel, EndsAsItsTablesSay) {
  for (const auto& row : read_threat_model()) {
    const std::map<char, std::set<int>> due{
        {'A', {1, 4}}, {'B', {2, 3}}, {'C', {0}}, {'D', {1, 4}}};
    EXPECT_TRUE(due.at(row.id.front()).contains(row.exit_code)) << row.id;
  }
}

TEST(ThreatModel, NamesRulesThatAreThere) {
  for (const auto& row : read_threat_model()) {
    if (row.rule.empty()) continue;
    const auto* rule = mig::rules::find_rule(row.rule);
    ASSERT_NE(rule, nullptr) << row.id << ": " << row.rule;
    EXPECT_EQ(rule->info.severity, row.exit_code == 1 ? Severity::fail : Severity::review)
        << row.id << ": " << row.rule;
  }
}

TEST(ThreatModel, NamesEveryCaseOnce) {
  auto cases = cases_of_sources();
  for (const auto& row : read_threat_model()) {
    EXPECT_EQ(cases.erase({row.file, row.test_case}), 1U)
        << row.id << " names " << row.file << " " << row.test_case << ", which is not there";
  }
  for (const auto& [file, name] : cases) ADD_FAILURE() << file << " has " << name << ", in no row";
}

TEST(ThreatModel, HasAnAttackForEveryRuleOfEvidence) {
  const auto attacked = rules_of_rows();
  const std::set<std::string_view> families{"receipt", "signature", "prov", "history"};
  for (const auto* rule : mig::rules::all_rules()) {
    const std::string id(rule->info.id);
    if (!families.contains(mig::rules::family_of(id)) || rule->info.severity == Severity::info)
      continue;
    const bool is_excepted = kShapeRules.contains(id) || kRulesOfOtherStories.contains(id);
    EXPECT_NE(attacked.contains(id), is_excepted) << id;
  }
  for (const auto& id : kShapeRules) EXPECT_NE(mig::rules::find_rule(id), nullptr) << id;
  for (const auto& id : kRulesOfOtherStories) EXPECT_NE(mig::rules::find_rule(id), nullptr) << id;
}

}  // namespace
