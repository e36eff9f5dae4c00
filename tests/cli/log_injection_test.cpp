// Who writes a migration writes none of the commands of the CI system that shows what is said about
// it: no format of any tool, no message and no help holds one that is alive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/live_commands.hpp"
#include "support/sample_repository.hpp"
#include "support/sampling.hpp"

namespace {

using mig::test::command_syntaxes;
using mig::test::live_commands_in;
using mig::test::ProcessResult;
using mig::test::read_file;
using mig::test::run_process;
using mig::test::Sample;
using mig::test::SampleRepository;
using mig::test::tool_path;
using testing::IsEmpty;

const std::vector<std::string> kTools{"mig-gate",         "mig-validate",
                                      "mig-scope-diff",   "mig-rollback-check",
                                      "mig-scan-secrets", "mig-receipt-verify"};
const std::vector<std::string> kFormats{
    "text",          "concise",          "json", "sarif", "github",
    "markdown",      "markdown-comment", "html", "junit", "gitlab-codequality",
    "gitlab-secrets"};
const std::string kPlanned = "migrations/postgis/PG-MIG-2026-03-01-01/";

/// What is tried with every tool: much at once, on lines of its own.
std::vector<std::string> crowded_payloads() {
  std::string all = "a";
  for (const auto& syntax : command_syntaxes()) all += "\n" + std::string(syntax.alive);
  return {all, "a\r\n::stop-commands::b\n::debug::c\n--- d\n+++ e\n~~~\n",
          "\n::error file=a,line=1::b\n##[endgroup]%0A::error::a%0D%0A",
          "@everyone [x](javascript:alert(1)) <!-- a --> | b |\n|---|---|\n]]><testcase "
          "name='a'/><script>alert(1)</script>"};
}

/// Every example alone, as the begin of a text.
std::vector<std::string> plain_payloads() {
  std::vector<std::string> all;
  for (const auto& syntax : command_syntaxes()) all.emplace_back(syntax.alive);
  return all;
}

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// A name of a file; none holds a slash.
std::string file_name(std::string text) {
  std::replace(text.begin(), text.end(), '/', '_');
  return text.substr(0, 200);
}

/// The payload wherever a report repeats what somebody wrote.
void poison(const SampleRepository& sample, const std::string& payload) {
  auto declaration = sample.read(kPlanned + "migration.yml");
  declaration = replaced(declaration, "intent: \"", "intent: " + quoted(payload) + "\n# \"");
  declaration =
      replaced(declaration, "allowed_tables: [", "allowed_tables: [" + quoted(payload) + ", ");
  declaration =
      replaced(declaration, "change_class: performance", "change_class: " + quoted(payload));
  declaration = replaced(declaration, "command: scripts/migrate.sh", "command: " + quoted(payload));
  declaration += "\ndepends_on: [" + quoted(payload) + "]\n" + quoted(payload) + ": 1\n";
  sample.write(kPlanned + "migration.yml", declaration);
  sample.write(kPlanned + "notes.md", sample.read(kPlanned + "notes.md") +
                                          "\n## Justifications\n\n- rollback-lossy: " + payload +
                                          "\n- " + payload + ": a\n");
  sample.write(kPlanned + "approvals/a.yml",
               "schema_version: approval.v1\nrule: " + quoted(payload) +
                   "\nreason: " + quoted(payload) + "\nreference: " + quoted(payload) +
                   "\napproved_by: " + quoted(payload) + "\nrole: " + quoted(payload) +
                   "\ndate: 2026-03-04\nobject: " + quoted(payload) +
                   "\nsubject_digest: sha256:" + std::string(64, 'a') + "\n");
  sample.write(kPlanned + file_name(payload) + ".sql", "SELECT 1;\n");
  sample.write(kPlanned + "baselines/" + file_name(payload) + ".json",
               "{" + quoted(payload) + ": 1,}");
}

std::string identifier(std::string text) {
  std::string out;
  for (const char byte : text) out += byte == '"' ? std::string("\"\"") : std::string(1, byte);
  return "\"" + out + "\"";
}

void expect_dead(const std::string& bytes, const std::string& where, bool is_github = false) {
  EXPECT_THAT(live_commands_in(bytes, is_github), IsEmpty()) << where;
}

/// All formats at once, and what the terminal gets beside them.
void expect_all_dead(const std::string& folder, const std::string& tool,
                     std::vector<std::string> arguments, const std::string& what) {
  const mig::test::TemporaryFolder out;
  std::vector<std::string> command{
      tool_path(tool), "--root", ".", "--color", "always", "--commit", std::string(40, 'a')};
  for (const auto& format : kFormats) {
    const bool is_written =
        format != "gitlab-secrets" || tool == "mig-gate" || tool == "mig-scan-secrets";
    if (is_written)
      command.insert(command.end(), {"--output", format + "=" + out.path() + "/" + format});
  }
  command.insert(command.end(), {"--output", "text"});
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto result = run_process(command, {folder, "", {}});
  EXPECT_LE(result.exit_code, 4) << what;
  expect_dead(result.standard_output, what + ", standard output of " + tool);
  expect_dead(result.standard_error, what + ", standard error of " + tool);
  for (const auto& format : kFormats) {
    const auto file = out.path() + "/" + format;
    if (!std::filesystem::exists(file)) continue;
    const auto bytes = read_file(file);
    expect_dead(bytes, what + ", " + format + " of " + tool, format == "github");
    if (format != "html" && format != "junit") continue;
    EXPECT_EQ(bytes.find("<script"), std::string::npos) << what << format;
    EXPECT_EQ(bytes.find("]]>"), std::string::npos) << what << format;
  }
}

TEST(LogInjection, EveryRecogniserKnowsALiveCommandFromADeadOne) {
  for (const auto& syntax : command_syntaxes()) {
    EXPECT_TRUE(syntax.is_alive_in(syntax.alive)) << syntax.name;
    EXPECT_FALSE(syntax.is_alive_in(syntax.dead)) << syntax.name;
    EXPECT_THAT(live_commands_in("a\n" + std::string(syntax.alive) + "\nb"),
                testing::Not(IsEmpty()))
        << syntax.name;
  }
  EXPECT_THAT(live_commands_in("::error file=a,title=b::c\n", true), IsEmpty());
  EXPECT_THAT(live_commands_in("::error file=a,title=b::c ##[group]\n", true),
              testing::Not(IsEmpty()));
  EXPECT_THAT(live_commands_in("::set-output name=a::b\n", true), testing::Not(IsEmpty()));
}

/// A repository that repeats the payload wherever it can, judged by one tool.
void expect_all_dead_of(const std::string& payload, const std::string& tool) {
  const SampleRepository sample("postgis-planned");
  poison(sample, payload);
  const auto forward = sample.read(kPlanned + "forward.sql");
  sample.write(kPlanned + "forward.sql", forward + "-- " + payload + "\nCREATE TABLE " +
                                             identifier(payload) + " (a int);\nDO $a$" + payload +
                                             "$a$;\n");
  expect_all_dead(sample.path(), tool, {"--now", mig::test::kNow, "."}, quoted(payload));
  if (tool != "mig-gate") return;
  // What the parser of SQL chokes on is quoted by an error of ours.
  sample.write(kPlanned + "forward.sql", forward + payload + "\n");
  expect_all_dead(sample.path(), tool, {"--now", mig::test::kNow, "."}, quoted(payload));
  // And a policy that cannot be used is told before anything is judged.
  sample.write(".mig/policy.yml", "schema_version: policy.v1\n" + quoted(payload) + ": 1\n");
  expect_all_dead(sample.path(), tool, {"--now", mig::test::kNow, "."}, quoted(payload));
}

TEST(LogInjection, NoFormatOfAnyToolHoldsALiveCommand) {
  for (const auto& payload : plain_payloads()) expect_all_dead_of(payload, "mig-gate");
  for (const auto& payload : crowded_payloads()) {
    for (const auto& tool : kTools) expect_all_dead_of(payload, tool);
  }
}

// Standard input is a document like every other, its name one that the command line gives.
TEST(LogInjection, NoReportOfStandardInputHoldsALiveCommand) {
  const SampleRepository sample("postgis-planned");
  Sample due;
  for (const auto& payload : crowded_payloads()) {
    for (const auto& format : kFormats) {
      if (!due.takes()) continue;
      if (format == "gitlab-secrets") continue;
      const auto result = run_process({tool_path("mig-validate"), "--root", ".", "--output", format,
                                       "--stdin-filename", payload, "-"},
                                      {sample.path(), quoted(payload) + ": 1\n", {}});
      expect_dead(result.standard_output, format + quoted(payload), format == "github");
      expect_dead(result.standard_error, format + quoted(payload));
    }
  }
}

void expect_message_dead(const SampleRepository& sample, const std::string& tool,
                         const std::string& payload, Sample& due) {
  const std::vector<std::vector<std::string>> all{
      {payload},
      {"--root", payload},
      {"--policy", payload},
      {"--explain", payload},
      {"--output", payload},
      {"--now", payload},
      {"--base", payload},
      {"--" + payload},
      {"--phase", payload},
      {"--store", payload},
      {"--commit", payload, "--output", "gitlab-secrets", "."},
      {"--files-from", payload},
      {"--threads", payload},
      {"--output", "json=" + payload + "/a", "."},
      {"doctor", payload},
      {"merge", payload},
      {"sign", payload}};
  for (const auto& arguments : all) {
    if (!due.takes()) continue;
    auto command = arguments;
    command.insert(command.begin(), tool_path(tool));
    const auto result = run_process(command, {sample.path(), "", {}});
    const auto where = tool + " " + quoted(arguments.front()) + quoted(payload);
    expect_dead(result.standard_output, where);
    expect_dead(result.standard_error, where);
  }
}

TEST(LogInjection, NoMessageAboutACommandLineHoldsALiveCommand) {
  const SampleRepository sample("postgis-planned");
  Sample due;
  for (const auto& payload : plain_payloads()) {
    expect_message_dead(sample, "mig-gate", payload, due);
  }
  for (const auto& tool : kTools) {
    for (const auto& payload : crowded_payloads()) expect_message_dead(sample, tool, payload, due);
  }
}

// What has a past is made by a script with git: every eighth of those.
TEST(LogInjection, NoReportOfAnInvalidFixtureHoldsALiveCommand) {
  namespace fs = std::filesystem;
  std::vector<fs::path> fixtures;
  for (const auto& rule : fs::directory_iterator(fs::path(MIG_SOURCE_DIR) / "fixtures/invalid")) {
    for (const auto& one : fs::directory_iterator(rule.path())) fixtures.push_back(one.path());
  }
  std::sort(fixtures.begin(), fixtures.end());
  std::size_t number = 0;
  std::size_t tried = 0;
  for (const auto& fixture : fixtures) {
    const auto history = fixture / "history.sh";
    const bool is_slow = mig::test::runs_other_programs() || fs::exists(history);
    if (is_slow && ++number % 8 != 0) continue;
    ++tried;
    const mig::test::TemporaryFolder folder;
    if (fs::exists(history)) {
      run_process({"bash", history.string()},
                  {folder.path(), "", {std::string("MIG_SOURCE_DIR=") + MIG_SOURCE_DIR}});
    } else {
      fs::copy(fixture, folder.path(),
               fs::copy_options::recursive | fs::copy_options::copy_symlinks);
      fs::remove(fs::path(folder.path()) / "expected.json");
    }
    const auto expected = nlohmann::json::parse(read_file((fixture / "expected.json").string()));
    if (expected.contains("setup")) {
      for (const auto& command : expected.at("setup")) {
        run_process(command.get<std::vector<std::string>>(), {folder.path(), "", {}});
      }
    }
    expect_all_dead(folder.path(), expected.at("tool"), expected.at("arguments"), fixture.string());
  }
  EXPECT_GT(tried, mig::test::runs_other_programs() ? 80U : 600U);
}

}  // namespace
