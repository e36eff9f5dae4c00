// The commands of docs/shards.md are executed, and what it says of the format is the format.
#include <nlohmann/json.hpp>

#include "integration_files_testing.hpp"
#include "integration_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string page() {
  return source_text("docs/shards.md");
}

/// The first block of a language behind a heading; "" is the top of the page.
std::string block(const std::string& heading, const std::string& fence) {
  const auto text = page();
  const auto section = heading.empty() ? 0 : text.find("\n" + heading + "\n");
  EXPECT_NE(section, std::string::npos) << heading;
  const auto begin = text.find("```" + fence + "\n", section) + fence.size() + 4;
  return text.substr(begin, text.find("```", begin) - begin);
}

class ShardDocs : public Integration {
 protected:
  /// A step as a runner runs it.
  ProcessResult step(const std::string& script, Variables more = {}) const {
    Variables variables{{"PATH", path_with_tools()},
                        {"RUNNER_TEMP", kept("temporary")},
                        {"GITHUB_OUTPUT", kept("step")}};
    for (const auto& [name, value] : more) variables[name] = value;
    return run_process({"bash", "-e", "-c", script}, {git_.path(), "", as_environment(variables)});
  }
};

TEST_F(ShardDocs, TheFirstExampleGivesAVerdict) {
  const auto result = step(block("", "sh"));
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("part 2 of 2: pass (exit 0)"));
  EXPECT_THAT(result.standard_output, HasSubstr("verdict: pass (exit 0)"));
  break_draft();
  EXPECT_EQ(step(block("", "sh")).exit_code, 1);
}

/// The script of a job: the last of its steps that run something.
std::string script_of(const document::LocatedValue& jobs, const std::string& job) {
  std::string script;
  for (const auto& step : *below(jobs, {"jobs", job, "steps"}).array()) {
    if (const auto* run = step.find("run")) script = string_of(run->value);
  }
  EXPECT_FALSE(script.empty()) << job << " runs nothing";
  return script;
}

TEST_F(ShardDocs, TheMatrixOfGitHubRuns) {
  const auto text = block("## GitHub", "yaml");
  const auto jobs = as_yaml(text);
  EXPECT_EQ(string_of(below(jobs, {"jobs", "gate", "if"})), "always()");
  const auto clock = step(script_of(jobs, "time"), {{"GITHUB_OUTPUT", kept("output")}});
  EXPECT_EQ(clock.exit_code, 0) << clock.standard_error;
  const auto said = read_file(kept("output"));
  ASSERT_THAT(said, testing::MatchesRegex("now=[0-9-]+T[0-9:]+Z\n"));
  ask_for_review();
  git_.commit("leave something to review");
  const auto& matrix = below(jobs, {"jobs", "part", "strategy", "matrix", "part"});
  const auto count = matrix.array()->size();
  EXPECT_EQ(string_of(below(jobs, {"jobs", "part", "env", "PART"})),
            "${{ matrix.part }}/" + std::to_string(count));
  const Variables summary{{"GITHUB_STEP_SUMMARY", kept("summary.md")}};
  EXPECT_EQ(step(script_of(jobs, "gate"), summary).exit_code, 3) << "no part is there";
  for (std::size_t i = 1; i <= count; ++i) {
    const auto part =
        step(script_of(jobs, "part"), {{"NOW", said.substr(4, said.size() - 5)},
                                       {"PART", std::to_string(i) + "/" + std::to_string(count)},
                                       {"BASE", ""}});
    EXPECT_EQ(part.exit_code, 0) << part.standard_output << part.standard_error;
    const auto artifact = kept("temporary/parts/mig-gate-part-" + std::to_string(i));
    fs::create_directories(artifact);
    fs::rename(kept("temporary/part.json"), artifact + "/part.json");
  }
  const auto merged = step(script_of(jobs, "gate"), summary);
  EXPECT_EQ(merged.exit_code, 4) << merged.standard_output << merged.standard_error;
  EXPECT_THAT(merged.standard_output, HasSubstr("::warning"));
  EXPECT_THAT(read_file(kept("summary.md")), HasSubstr("review"));
  const auto stopped = step(script_of(jobs, "part"), {{"NOW", "now"}, {"PART", "1/4"}});
  EXPECT_EQ(stopped.exit_code, 2);
}

TEST(ShardPage, NamesEveryKeyOfTheFile) {
  const auto schema = nlohmann::json::parse(source_text("schemas/shard.v1.schema.json"));
  for (const auto& [key, value] : schema.at("properties").items()) {
    if (key == "content") continue;
    EXPECT_THAT(page(), HasSubstr("| `" + key + "` |"));
  }
  for (const auto& [key, value] : schema.at("properties").at("content").at("properties").items()) {
    EXPECT_THAT(page(), HasSubstr("`content." + key + "`"));
  }
}

}  // namespace
}  // namespace mig::test
