// ci/github/run.sh as a runner of GitHub runs it: inputs in variables, outputs and summary in
// files.

#include "integration_github_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(GitHub, PassesWithReportsOutputsAndSummary) {
  const auto result = step({});
  ends(result, 0, "pass");
  EXPECT_THAT(result.standard_output, HasSubstr("::notice title=mig-gate::verdict: pass"));
  EXPECT_THAT(read_file(output("json")), HasSubstr("\"exit_code\": 0"));
  EXPECT_THAT(read_file(output("sarif")), HasSubstr("sarif"));
  EXPECT_THAT(output("json"), StartsWith(kept("temporary")));
  EXPECT_THAT(summary(), HasSubstr("pass"));
  EXPECT_EQ(outputs().size(), 5U);
}

TEST_F(GitHub, KeepsTheExitCodeOfAFailure) {
  break_draft();
  const auto result = step({});
  ends(result, 1, "fail");
  EXPECT_THAT(result.standard_output, HasSubstr("::error file=" + kDraftBundle));
  EXPECT_THAT(summary(), HasSubstr("rollback.sql"));
  EXPECT_THAT(read_file(output("json")), HasSubstr("\"exit_code\": 1"));
}

TEST_F(GitHub, KeepsTheExitCodeOfAReviewWhichFailsWhenStrict) {
  ask_for_review();
  ends(step({}), 4, "review");
  ends(step({{"MIG_STRICT", "true"}}), 1, "fail");
  ends(step({{"MIG_STRICT", "false"}}), 4, "review");
}

TEST_F(GitHub, WithoutAVerdictTheSummarySaysWhy) {
  ends(step({{"MIG_PATHS", "elsewhere"}}), 3, "no-verdict");
  EXPECT_THAT(summary(), HasSubstr("elsewhere"));
}

TEST_F(GitHub, JudgesAPullRequestByItsBase) {
  git_.git({"update-ref", "refs/remotes/origin/main", "main"});
  git_.branch("change");
  break_draft();
  git_.commit("break");
  const auto result = step({{"GITHUB_BASE_REF", "main"}});
  ends(result, 1, "fail");
  EXPECT_THAT(result.standard_output, HasSubstr("$ mig-gate --base=origin/main "));
  EXPECT_THAT(result.standard_output, HasSubstr("base: origin/main ("));
  EXPECT_THAT(step({{"MIG_MERGE_GROUP_BASE", "main"}}).standard_output, HasSubstr("--base=main "));
  EXPECT_THAT(step({{"MIG_BASE", ""}, {"GITHUB_BASE_REF", "main"}}).standard_output,
              Not(HasSubstr("--base=")));
  EXPECT_THAT(step({{"MIG_BASE", "main"}, {"MIG_MERGE_BASE", "true"}}).standard_output,
              HasSubstr("--base=main --merge-base "));
}

TEST_F(GitHub, ABaseThatWasNotFetchedIsNoVerdict) {
  git_.git({"remote", "add", "origin", "https://git.example.invalid/app.git"});
  ends(step({{"GITHUB_BASE_REF", "main"}}), 3, "no-verdict");
  EXPECT_THAT(summary(), HasSubstr("fetch-depth: 0"));
}

TEST_F(GitHub, HostileInputsAreNothingButText) {
  for (const auto& text : kHostileTexts) {
    for (const std::string input :
         {"MIG_PATHS", "MIG_BASE", "GITHUB_BASE_REF", "MIG_TOOL", "MIG_WORKING_DIRECTORY",
          "MIG_VERSION", "MIG_STRICT", "MIG_MERGE_BASE", "MIG_ARCHIVE", "MIG_CHECKSUM",
          "MIG_ARGUMENTS"}) {
      Variables inputs{{input, text}};
      if (input == "MIG_ARCHIVE") inputs["MIG_CHECKSUM"] = std::string(64, 'a');
      if (input == "MIG_MERGE_BASE") inputs["MIG_BASE"] = "main";
      const auto result = step(inputs);
      EXPECT_THAT(result.exit_code, testing::AnyOf(2, 3)) << input << '=' << text << '\n'
                                                          << result.standard_output;
      EXPECT_THAT(result.standard_output, Not(HasSubstr("\n::set-output"))) << input;
      EXPECT_THAT(result.standard_output + result.standard_error, Not(HasSubstr("##[")));
      EXPECT_THAT(output("verdict"), testing::AnyOf("usage", "no-verdict"));
    }
  }
  nothing_was_touched();
}

TEST_F(GitHub, PathsWithSpacesAndDashesAreFound) {
  git_.git({"mv", "--", "migrations", "-my migrations"});
  EXPECT_THAT(step({{"MIG_PATHS", "-my migrations\n\n"}}).standard_output,
              HasSubstr("-my migrations/postgis"));
  ends(step({{"MIG_PATHS", ""}}), 2, "usage");
  ends(step({{"MIG_PATHS", "\n\n"}}), 2, "usage");
}

TEST_F(GitHub, WorksInAFolderOfTheWorkspace) {
  ends(step({{"MIG_WORKING_DIRECTORY", "migrations"}, {"MIG_PATHS", "postgis"}}), 0, "pass");
  ends(step({{"MIG_WORKING_DIRECTORY", "nowhere"}}), 2, "usage");
}

// Whatever ends in 0 without having judged is no pass.
TEST_F(GitHub, AFlagThatJudgesNothingIsNoVerdict) {
  for (const std::string flag :
       {"--help", "--version", "--list-rules", "--print-policy", "--explain\nhistory-truncated"}) {
    ends(step({{"MIG_ARGUMENTS", flag}}), 3, "no-verdict");
  }
  ends(step({{"MIG_TOOL", "mig-scope-diff"}, {"MIG_ARGUMENTS", "--show\ndelta"}}), 2, "usage");
}

// Who reads the pull request sees no log: what the program refused is annotated, too.
TEST_F(GitHub, ARefusedCommandLineIsAnnotatedOnce) {
  for (const auto& [argument, told] : std::vector<std::pair<std::string, std::string>>{
           {"--alll", "unknown flag --alll%0A  = fix: did you mean --all?"},
           {"--phase\nplannd%\n", "--phase cannot be plannd%25%0A  = fix: "},
           {"--output\njson=.git/x",
            "the report .git/x would lie among the files of git itself"}}) {
    const auto result = step({{"MIG_ARGUMENTS", argument}});
    ends(result, 2, "usage");
    const auto& log = result.standard_output;
    EXPECT_THAT(log, HasSubstr("\n::error title=mig-gate::mig-gate: " + told));
    EXPECT_EQ(log.find("::error"), log.rfind("::error")) << log;
    EXPECT_THAT(result.standard_error, HasSubstr("mig-gate: "));
    EXPECT_THAT(summary(), HasSubstr("= fix: "));
  }
  // Where there is a report it holds the annotation.
  const auto told_by_report = step({{"MIG_PATHS", "elsewhere"}});
  const auto& log = told_by_report.standard_output;
  EXPECT_EQ(log.find("::error"), log.rfind("::error")) << log;
}

TEST_F(GitHub, AMissingProgramIsNoVerdictAndSaysSo) {
  const auto result = step({{"PATH", path_without_tools()}});
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("mig-gate is not on PATH"));
  EXPECT_THAT(summary(), HasSubstr("mig-gate is not on PATH"));
  EXPECT_EQ(output("json"), "");
}

TEST_F(GitHub, AProgramThatIsStoppedIsNoVerdict) {
  const std::string dies = "case $1 in --help) echo options; exit 0;; esac\nkill -KILL $$\n";
  const auto result = step({{"PATH", stand_in("mig-gate", dies)}});
  ends(result, 3, "no-verdict");
  EXPECT_THAT(result.standard_output, HasSubstr("was stopped (exit 137)"));
}

TEST_F(GitHub, AResultThatCannotBeHandedOverIsNoVerdict) {
  for (const std::string file : {"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"}) {
    const auto result = step({{file, kept("no/such/folder")}});
    EXPECT_EQ(result.exit_code, 3) << file;
    EXPECT_THAT(result.standard_output, HasSubstr("stopped before there was a verdict"));
  }
  EXPECT_EQ(step({{"RUNNER_TEMP", kept("nowhere")}}).exit_code, 3);
}

// Text of a contributor that is longer than a fence, and as long as GitHub takes no summary.
TEST_F(GitHub, TheSummaryIsOneBlockOfLimitedSize) {
  const std::string writes =
      "case $1 in --help) echo options; exit 0;; esac\n"
      "for word; do case $word in json=*) printf '  \"exit_code\": 0,\\n' >\"${word#json=}\";;\n"
      "  text=*) { echo '```'; echo '<b>'; yes 0123456789abcdef | head -n 90000; } "
      ">\"${word#text=}\";; esac; done\n";
  const auto result = step({{"PATH", stand_in("mig-gate", writes)}});
  ends(result, 0, "pass");
  EXPECT_THAT(summary(), HasSubstr("````text\n```\n<b>\n"));
  EXPECT_THAT(summary(), testing::EndsWith("names the whole report]\n````\n"));
  EXPECT_LT(summary().size(), 1U << 20U);
  ends(step({{"PATH", kept("programs") + ":" + path_without_tools()}, {"GITHUB_STEP_SUMMARY", ""}}),
       0, "pass");
}

TEST_F(GitHub, AMarkdownReportIsTheSummaryWhereTheToolHasOne) {
  const std::string writes =
      "case $1 in --help) echo formats: text, markdown; exit 0;; esac\n"
      "for word; do case $word in json=*) printf '  \"exit_code\": 4,\\n' >\"${word#json=}\";;\n"
      "  markdown=*) echo '**review**' >\"${word#markdown=}\";; esac; done; exit 4\n";
  ends(step({{"PATH", stand_in("mig-gate", writes)}}), 4, "review");
  EXPECT_EQ(summary(), "**review**\n");
  EXPECT_THAT(output("markdown"), testing::EndsWith("/report.md"));
}

}  // namespace
}  // namespace mig::test
