// The rules as a whole: every rule is explained, traceable and exercised, and every requirement is
// enforced by a rule, proved by a named test, or listed as still to come.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "mig/app/gates.hpp"
#include "mig/app/rule_help.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rule.hpp"
#include "mig/rules/secret/token_rules.hpp"
#include "mig/secrets/token/format.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::rules::all_rules;

fs::path source(const std::string& relative) {
  return fs::path(MIG_SOURCE_DIR) / relative;
}

/// A rule that is made from the row of a provider. The table of formats holds it against its
/// samples (the tests of the room of secrets do so): three hundred pairs of folders would say no
/// more.
bool is_made_from_a_format(const mig::rules::Rule* rule) {
  const auto made = mig::rules::secret_rules::token_rules();
  return std::find(made.begin(), made.end(), rule) != made.end();
}

std::set<std::string> folders_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

/// Lines "<key> <rest>"; '#' begins a comment.
std::multimap<std::string, std::string> read_table(const std::string& relative) {
  std::multimap<std::string, std::string> table;
  std::istringstream text(mig::test::read_file(source(relative).string()));
  for (std::string line; std::getline(text, line);) {
    if (line.empty() || line.front() == '#') continue;
    const auto space = line.find(' ');
    table.emplace(line.substr(0, space),
                  space == std::string::npos ? std::string() : line.substr(space + 1));
  }
  return table;
}

std::set<std::string> all_requirements() {
  std::set<std::string> ids;
  const auto text = mig::test::read_file(source("docs/requirements.md").string());
  const std::regex row("\\n\\| ([KGPCWX]-[0-9]+) \\|");
  for (auto it = std::sregex_iterator(text.begin(), text.end(), row); it != std::sregex_iterator();
       ++it) {
    ids.insert((*it)[1].str());
  }
  return ids;
}

std::set<std::string> requirements_of_rules() {
  std::set<std::string> ids;
  for (const auto* rule : all_rules()) {
    for (const auto& id : rule->info.requirements) {
      if (!id.empty()) ids.emplace(id);
    }
  }
  return ids;
}

TEST(Registry, IdsAreUniqueAndWellFormed) {
  const std::regex form("[a-z]+(-[a-z0-9]+)+");
  std::set<std::string_view> seen;
  for (const auto* rule : all_rules()) {
    EXPECT_TRUE(seen.insert(rule->info.id).second) << rule->info.id << " stands twice";
    EXPECT_TRUE(std::regex_match(std::string(rule->info.id), form)) << rule->info.id;
  }
}

TEST(Registry, EveryRuleLivesInAFileOfItsFamily) {
  for (const auto* rule : all_rules()) {
    if (is_made_from_a_format(rule)) continue;
    const std::string id(rule->info.id);
    const auto dash = id.find('-');
    auto file = id.substr(dash + 1);
    std::replace(file.begin(), file.end(), '-', '_');
    bool found = false;
    for (const auto& entry : fs::directory_iterator(source("lib/mig/rules") / id.substr(0, dash))) {
      const auto text = mig::test::read_file(entry.path().string());
      found = found || text.find('"' + id + '"') != std::string::npos;
    }
    EXPECT_TRUE(found) << id;
  }
}

TEST(Registry, EveryRuleIsExplained) {
  for (const auto* rule : all_rules()) {
    const auto& info = rule->info;
    EXPECT_GE(info.summary.size(), 15U) << info.id;
    EXPECT_FALSE(info.summary.ends_with('.')) << info.id;
    EXPECT_GE(info.rationale.size(), 40U) << info.id;
    EXPECT_TRUE(info.rationale.ends_with('.')) << info.id;
    EXPECT_GE(info.remedy.size(), 15U) << info.id;
    EXPECT_FALSE(info.remedy.ends_with('.')) << info.id;
    EXPECT_FALSE(info.requirements.front().empty()) << info.id << " enforces no requirement";
    EXPECT_FALSE(info.approvable && info.justifiable) << info.id;
  }
}

TEST(Registry, EveryRuleIsRunByAGate) {
  std::set<std::string_view> run;
  for (const auto* rule : mig::app::rules_of(*mig::app::find_tool("mig-gate"))) {
    run.insert(rule->info.id);
  }
  // Those that another gate makes needless run where their own gate stands alone.
  std::set<std::string_view> needless;
  for (const auto& gate : mig::app::all_gates()) {
    needless.insert(gate.alone.begin(), gate.alone.end());
    for (const auto* rule : mig::app::rules_of(*mig::app::find_tool(gate.name))) {
      if (needless.contains(rule->info.id)) run.insert(rule->info.id);
    }
  }
  EXPECT_EQ(needless,
            (std::set<std::string_view>{"receipt-rehearsal-mismatch"}));
  for (const auto* rule : all_rules()) EXPECT_TRUE(run.contains(rule->info.id)) << rule->info.id;
}

TEST(Registry, EveryRuleHasBothFixturesAndNoFixtureIsAnOrphan) {
  for (const std::string group : {"invalid", "valid"}) {
    auto folders = folders_in(source("fixtures/" + group));
    if (group == "valid") folders.erase("bundles");
    for (const auto* rule : all_rules()) {
      if (is_made_from_a_format(rule)) continue;
      const std::string id(rule->info.id);
      EXPECT_TRUE(folders.erase(id) == 1) << "fixtures/" << group << "/" << id << " is missing";
    }
    for (const auto& orphan : folders) {
      ADD_FAILURE() << "fixtures/" << group << "/" << orphan << " belongs to no rule";
    }
  }
}

TEST(Registry, EveryFormatOfAProviderHasARuleAndSamples) {
  const auto formats = mig::secrets::token_formats();
  EXPECT_GT(formats.size(), 0U);
  for (const auto* format : formats) {
    const auto* rule = mig::rules::find_rule(format->rule);
    ASSERT_NE(rule, nullptr) << format->rule;
    EXPECT_EQ(mig::rules::family_of(rule->info.id), "secret") << format->rule;
    EXPECT_FALSE(rule->info.approvable) << format->rule;
    EXPECT_FALSE(format->positives.empty()) << format->rule;
  }
}

// A detection under an id that no rule has would be no verdict for every file that holds one.
TEST(Registry, WhateverIsDetectedHasARule) {
  const std::regex id("\"((secret|dsn|pii|location|payload)-[a-z0-9-]+)\"");
  // How some settings are called, which only look like ids.
  const std::set<std::string> names{"secret-access-key", "secret-key"};
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(source("lib/mig/secrets"))) {
    if (!entry.is_regular_file()) continue;
    const auto text = mig::test::read_file(entry.path().string());
    for (auto it = std::sregex_iterator(text.begin(), text.end(), id); it != std::sregex_iterator();
         ++it) {
      ++count;
      if (names.contains((*it)[1].str())) continue;
      EXPECT_NE(mig::rules::find_rule((*it)[1].str()), nullptr)
          << entry.path() << ": " << (*it)[1].str();
    }
  }
  EXPECT_GT(count, 20U) << "the test reads the wrong files";
}

TEST(Registry, RequirementsOfRulesExist) {
  const auto known = all_requirements();
  EXPECT_EQ(known.size(), 228U + 24U);
  for (const auto& id : requirements_of_rules()) EXPECT_TRUE(known.contains(id)) << id;
}

TEST(Registry, EveryRequirementIsEnforcedProvedOrListed) {
  const auto by_rules = requirements_of_rules();
  const auto by_tests = read_table("tests/requirements_proved_by_tests.txt");
  const auto pending = read_table("tests/requirements_pending.txt");
  for (const auto& id : all_requirements()) {
    const bool is_done = by_rules.contains(id) || by_tests.contains(id);
    EXPECT_NE(is_done, pending.contains(id))
        << id
        << (is_done ? " is done: take it from the list of pending ones" : " is enforced nowhere");
  }
  for (const auto& [id, note] : pending) {
    EXPECT_TRUE(all_requirements().contains(id)) << id;
    EXPECT_FALSE(note.empty()) << id << " is pending without saying what for";
  }
}

TEST(Registry, NamedTestsExist) {
  std::string tests;
  for (const auto& entry : fs::recursive_directory_iterator(source("tests"))) {
    if (entry.path().extension() == ".cpp") tests += mig::test::read_file(entry.path().string());
  }
  for (const auto& [id, name] : read_table("tests/requirements_proved_by_tests.txt")) {
    const auto dot = name.find('.');
    ASSERT_NE(dot, std::string::npos) << id;
    const auto declared = "(" + name.substr(0, dot) + ", " + name.substr(dot + 1) + ")";
    EXPECT_NE(tests.find(declared), std::string::npos) << id << ": there is no test " << name;
  }
}

// The reference is generated: MIG_UPDATE_GOLDENS=1 rewrites it, and the run still fails.
TEST(Registry, RulesReferenceIsFresh) {
  const auto file = source("docs/rules.md").string();
  const auto fresh = mig::app::rules_reference();
  if (std::getenv("MIG_UPDATE_GOLDENS") != nullptr) {
    std::ofstream(file) << fresh;
    ADD_FAILURE() << "rewrote docs/rules.md: read it, then run again";
    return;
  }
  EXPECT_EQ(mig::test::read_file(file), fresh);
}

}  // namespace
