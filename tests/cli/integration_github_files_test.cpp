// What the files of ci/github say to each other, and what the problem matcher makes of real
// reports.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "integration_files_testing.hpp"
#include "support/sample_repository.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using document::LocatedValue;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class GitHubFiles : public testing::Test {
 protected:
  const LocatedValue& step() const { return below(action_, {"runs", "steps"}).array()->front(); }

  const std::string script_ = source_text("ci/github/run.sh");
  const std::string action_text_ = source_text("ci/github/action.yml");
  const std::string workflow_text_ = source_text("ci/github/example-workflow.yml");
  const LocatedValue action_ = as_yaml(action_text_);
  const LocatedValue workflow_ = as_yaml(workflow_text_);
};

// An input inside of `run` would be a part of the script.
TEST_F(GitHubFiles, InputsReachTheScriptAsVariablesAlone) {
  ASSERT_EQ(below(action_, {"runs", "steps"}).array()->size(), 1U);
  EXPECT_EQ(string_of(below(step(), {"run"})), "bash \"$GITHUB_ACTION_PATH/run.sh\"");
  Names handed_over;
  for (const auto& member : *below(step(), {"env"}).object()) {
    const auto names = groups_of(string_of(member.value), "^\\$\\{\\{ inputs\\.([a-z-]+) \\}\\}$");
    handed_over.insert(names.begin(), names.end());
  }
  EXPECT_EQ(handed_over, keys_of(below(action_, {"inputs"})));
  EXPECT_EQ(keys_of(below(step(), {"env"})), groups_of(script_, "\\$\\{(MIG_[A-Z_]+)"));
}

TEST_F(GitHubFiles, OutputsAreThoseOfTheScript) {
  for (const auto& member : *below(action_, {"outputs"}).object()) {
    EXPECT_EQ(string_of(below(member.value, {"value"})),
              "${{ steps.gate.outputs." + member.key + " }}");
  }
  auto written = groups_of(script_, "set_output ([a-z-]+) ");
  written.merge(groups_of(script_, "[ ]([a-z]+):report\\."));
  EXPECT_EQ(keys_of(below(action_, {"outputs"})), written);
}

TEST_F(GitHubFiles, TheExampleUsesWhatTheActionOffers) {
  const auto& job = below(workflow_, {"jobs", "gate"});
  EXPECT_THAT(keys_of(below(workflow_, {"permissions"})), IsEmpty());
  EXPECT_EQ(keys_of(below(job, {"permissions"})), (Names{"contents", "security-events"}));
  Names used;
  std::string whole_history;
  for (const auto& each : *below(job, {"steps"}).array()) {
    EXPECT_EQ(each.find("run"), nullptr);
    const auto uses = string_of(below(each, {"uses"}));
    if (uses.find("/ci/github@") != std::string::npos) used = keys_of(below(each, {"with"}));
    if (uses.find("/checkout@") != std::string::npos) {
      EXPECT_EQ(*below(each, {"with", "fetch-depth"}).integer(), 0);
    }
    if (uses.find("/upload-") != std::string::npos) {
      EXPECT_THAT(string_of(below(each, {"if"})), testing::StartsWith("always() && "));
    }
  }
  EXPECT_FALSE(used.empty());
  for (const auto& name : used) EXPECT_EQ(keys_of(below(action_, {"inputs"})).count(name), 1U);
  for (const auto& name : groups_of(workflow_text_, "steps\\.gate\\.outputs\\.([a-z-]+)"))
    EXPECT_EQ(keys_of(below(action_, {"outputs"})).count(name), 1U) << name;
}

/// "owner severity code file:line" of every line of a report that a matcher takes.
std::vector<std::string> matched(const std::string& report) {
  const auto matchers = nlohmann::json::parse(source_text("ci/github/problem-matcher.json"));
  std::vector<std::string> found;
  std::istringstream lines(report);
  for (std::string line; std::getline(lines, line);) {
    std::size_t takers = 0;
    for (const auto& matcher : matchers.at("problemMatcher")) {
      const auto& pattern = matcher.at("pattern").at(0);
      std::smatch groups;
      if (!std::regex_match(line, groups, std::regex(pattern.at("regexp").get<std::string>())))
        continue;
      ++takers;
      const auto group = [&](const char* name) {
        return pattern.contains(name) ? groups[pattern.at(name).get<std::size_t>()].str() : "";
      };
      EXPECT_NE(group("message"), "");
      found.push_back(matcher.at("owner").get<std::string>() + " " +
                      matcher.at("severity").get<std::string>() + " " + group("code") + " " +
                      group("file") + ":" + group("line") + ":" + group("column"));
    }
    EXPECT_LE(takers, 1U) << line;
  }
  return found;
}

std::string concise(const SampleRepository& repository, const std::string& path) {
  return run_tool("mig-gate", {"--root", ".", "--output", "concise", path},
                  {repository.path(), "", {}})
      .standard_output;
}

TEST(ProblemMatcher, TakesEveryOpenFindingAndNothingElse) {
  const SampleRepository repository;
  repository.write(kDraftBundle + "/forward.sql", "SELECT (1;\n");
  fs::remove_all(repository.file(kDraftBundle + "/rehearsal"));
  fs::remove(repository.file(kExecutedBundle + "/rollback.sql"));
  const auto report = concise(repository, "migrations");
  const auto found = matched(report);
  EXPECT_THAT(found, testing::Contains(HasSubstr("mig-fail error no_verdict " + kDraftBundle +
                                                 "/forward.sql:1:")))
      << report;
  EXPECT_THAT(found, testing::Contains(HasSubstr("mig-fail error bundle-missing-artifact ")));
  EXPECT_THAT(found, testing::Contains(testing::StartsWith("mig-review warning rollback-")));
  EXPECT_THAT(found, testing::Contains(testing::StartsWith("mig-info notice diff-as-predicted ")));
  const std::regex of_interest("(^|\n)[^ \n]+: (fail|review|info|error)\\[");
  const auto lines = std::distance(std::sregex_iterator(report.begin(), report.end(), of_interest),
                                   std::sregex_iterator());
  EXPECT_EQ(found.size(), static_cast<std::size_t>(lines)) << report;
}

TEST(ProblemMatcher, TakesErrorsWithoutAPlace) {
  const SampleRepository repository;
  EXPECT_THAT(matched(concise(repository, "nowhere")),
              ElementsAre("mig-error error no_verdict ::"));
}

TEST(ProblemMatcher, LeavesFindingsThatNobodyHasToLookAt) {
  EXPECT_THAT(matched("a.sql:1:2: approved[sql-drop-table] dropped\n"), IsEmpty());
  EXPECT_THAT(matched("verdict: fail (exit 1): 1 fail, 0 review, 0 info, 0 approved\n"), IsEmpty());
  EXPECT_THAT(matched("a b:3.sql:1:2: fail[sql-drop-table] x: y[z] w\n"),
              ElementsAre("mig-fail error sql-drop-table a b:3.sql:1:2"));
}

}  // namespace
}  // namespace mig::test
