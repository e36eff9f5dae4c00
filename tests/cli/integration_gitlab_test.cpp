// The script of the GitLab component, taken out of its template and run as a runner runs it.
#include "integration_gitlab_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// The job that gives the verdict.
const document::LocatedValue& job(const document::LocatedValue& jobs) {
  return below(jobs, {"$[[ inputs.job-name ]]"});
}

TEST(GitLabTemplate, InputsReachTheScriptAsVariablesAlone) {
  const auto [head, body] = gitlab_documents();
  const auto spec = as_yaml(head);
  const auto jobs = as_yaml(body);
  const auto inputs = keys_of(below(spec, {"spec", "inputs"}));
  EXPECT_EQ(groups_of(body, "\\$\\[\\[ inputs\\.([a-z-]+) \\]\\]"), inputs);
  const auto script = string_of(below(gitlab_run(jobs), {"script"}).array()->front());
  EXPECT_THAT(script, Not(HasSubstr("$[[")));
  EXPECT_EQ(groups_of(script, "(MIG_[A-Z_]+)"), groups_of(body, "\n    (MIG_[A-Z_]+): "));
  for (const auto& member : *below(gitlab_run(jobs), {"variables"}).object()) {
    if (member.key == "GIT_DEPTH") continue;
    EXPECT_FALSE(*below(member.value, {"expand"}).boolean()) << member.key;
  }
  EXPECT_EQ(string_of(below(gitlab_run(jobs), {"variables", "GIT_DEPTH"})), "0");
  EXPECT_EQ(string_of(below(job(jobs), {"artifacts", "when"})), "always");
}

TEST(GitLabTemplate, EachOptionForReviewsIsAJobToExtend) {
  const auto [head, body] = gitlab_documents();
  const auto spec = as_yaml(head);
  const auto jobs = as_yaml(body);
  EXPECT_EQ(string_of(below(job(jobs), {"extends"}).array()->back()),
            ".mig-gate-review-$[[ inputs.review ]]");
  for (const auto& option : *below(spec, {"spec", "inputs", "review", "options"}).array())
    EXPECT_NE(jobs.find(".mig-gate-review-" + string_of(option)), nullptr);
  EXPECT_EQ(string_of(below(spec, {"spec", "inputs", "review", "default"})), "fail");
  const auto& allowed = below(jobs, {".mig-gate-review-allow", "allow_failure", "exit_codes"});
  ASSERT_EQ(allowed.array()->size(), 1U);
  EXPECT_EQ(*allowed.array()->front().integer(), 4);
}

TEST_F(GitLab, KeepsExitCodeAndReportsInEveryShell) {
  for (const std::vector<std::string>& shell :
       {std::vector<std::string>{"sh", "-e"}, {"bash", "-e", "-o", "pipefail"}, {"bash"}}) {
    const auto passed = run({}, shell);
    ends(passed, 0);
    EXPECT_THAT(passed.standard_output, HasSubstr("verdict: pass (exit 0)"));
    EXPECT_THAT(report("report.json"), HasSubstr("\"exit_code\": 0"));
  }
  ask_for_review();
  ends(run({}), 4);
  ends(run({{"MIG_STRICT", "true"}}), 1);
  break_draft();
  ends(run({}), 1);
  EXPECT_THAT(report("report.json"), HasSubstr("\"exit_code\": 1"));
  EXPECT_THAT(report("report.sarif"), HasSubstr("sarif"));
  ends(run({{"MIG_PATHS", "elsewhere"}}), 3);
}

TEST_F(GitLab, HoldsAMergeRequestAgainstItsTarget) {
  git_.branch("change");
  break_draft();
  git_.commit("break");
  git_.git({"remote", "add", "origin", git_.path()});
  const auto result = run({{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}});
  ends(result, 1);
  EXPECT_THAT(result.standard_output, HasSubstr("base: origin/main ("));
  EXPECT_THAT(
      run({{"MIG_BASE", ""}, {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}}).standard_output,
      Not(HasSubstr("base: ")));
  EXPECT_THAT(run({{"MIG_BASE", "main"}}).standard_output, HasSubstr("base: main ("));
  const auto lost = run({{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "gone"}});
  ends(lost, 3);
  EXPECT_THAT(lost.standard_error, HasSubstr("the target branch could not be fetched: gone"));
}

TEST_F(GitLab, HostileInputsAreNothingButText) {
  git_.git({"remote", "add", "origin", git_.path()});
  for (const auto& text : kHostileTexts) {
    for (const std::string input :
         {"MIG_PATHS", "MIG_BASE", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "MIG_WORKING_DIRECTORY",
          "MIG_VERSION", "MIG_ARCHIVE", "MIG_CHECKSUM", "MIG_ARGUMENTS"}) {
      Variables inputs{{input, text}};
      if (input == "MIG_ARCHIVE") inputs["MIG_CHECKSUM"] = std::string(64, 'a');
      const auto result = run(inputs);
      EXPECT_THAT(result.exit_code, testing::AnyOf(2, 3)) << input << '=' << text << all_of(result);
    }
  }
  nothing_was_touched();
}

TEST_F(GitLab, PathsWithSpacesAndDashesAreFound) {
  git_.git({"mv", "--", "migrations", "-my migrations"});
  EXPECT_THAT(run({{"MIG_PATHS", "-my migrations\n"}}).standard_output,
              HasSubstr("-my migrations/postgis"));
  ends(run({{"MIG_PATHS", ""}}), 2);
  ends(run({{"MIG_WORKING_DIRECTORY", "nowhere"}}), 2);
  ends(run({{"MIG_WORKING_DIRECTORY", "-my migrations"}, {"MIG_PATHS", "nowhere"}}), 3);
}

TEST_F(GitLab, WithoutAVerdictItNeverPasses) {
  for (const std::string flag : {"--help", "--version", "--list-rules", "--print-policy"})
    ends(run({{"MIG_ARGUMENTS", flag}}), 3);
  const auto missing = run({{"PATH", path_without_tools()}});
  ends(missing, 3);
  EXPECT_THAT(missing.standard_error, HasSubstr("mig-gate: not on PATH"));
  const std::string dies = "case $1 in --help) exit 0;; esac\nkill -KILL $$\n";
  ends(run({{"PATH", stand_in("mig-gate", dies)}}), 3);
  ends(run({{"TMPDIR", kept("nowhere")}}), 3);
  ends(run({{"MIG_VERSION", "0.0.0"}}), 3);
}

// A report that lies in the repository would be taken for that of the gate.
TEST_F(GitLab, ReportsOfSomebodyElseAreRefused) {
  const auto place = git_.file("mig-gate-reports");
  for (const bool dangling : {true, false}) {
    auto command = std::vector<std::string>{"sh", "-e", "-c", script_of(kVerdictJob)};
    if (dangling) fs::create_symlink(kept("outside"), place);
    if (!dangling) fs::create_directory(place);
    const auto result = run_process(command, {git_.path(), "",
                                              as_environment({{"CI_PROJECT_DIR", git_.path()},
                                                              {"MIG_TOOL", "mig-gate"},
                                                              {"PATH", path_with_tools()}})});
    ends(result, 3);
    EXPECT_THAT(result.standard_error, HasSubstr("mig-gate-reports is in the way"));
    fs::remove(place);
  }
}

TEST_F(GitLab, AnArchiveIsHeldAgainstItsChecksum) {
  runner_.write("packed/bin/mig-gate", "#!/bin/sh\nexec '" + tool_path("mig-gate") + "' \"$@\"\n");
  fs::permissions(kept("packed/bin/mig-gate"), fs::perms::owner_all);
  run_process({"tar", "-czf", kept("suite.tar.gz"), "-C", kept("packed"), "."}, {"", "", {}});
  const auto sum = run_process({"sha256sum", kept("suite.tar.gz")}).standard_output.substr(0, 64);
  const Variables archive{{"PATH", path_without_tools()}, {"MIG_ARCHIVE", kept("suite.tar.gz")}};
  const auto with = [&](const std::string& name, const std::string& value) {
    auto inputs = archive;
    inputs[name] = value;
    return run(inputs);
  };
  ends(with("MIG_CHECKSUM", sum), 0);
  ends(with("MIG_CHECKSUM", "sha256:" + sum), 0);
  const auto other = with("MIG_CHECKSUM", std::string(64, '0'));
  ends(other, 3);
  EXPECT_THAT(other.standard_error, HasSubstr("nothing of it was run"));
  for (const std::string wrong : {"", "4abcde", "zz"}) ends(with("MIG_CHECKSUM", wrong), 2);
  ends(run({{"MIG_CHECKSUM", sum}}), 2);
  ends(run({{"MIG_ARCHIVE", "http://example.invalid/a"}, {"MIG_CHECKSUM", sum}}), 2);
}

TEST_F(GitLab, FormatsThatTheToolHasBecomeReports) {
  const std::string writes =
      "case $1 in --help) echo text, markdown, junit, gitlab-codequality, gitlab-secrets; exit 0;; "
      "esac\n"
      "for word; do case $word in json=*) printf '  \"exit_code\": 4,\\n' >\"${word#*=}\";;\n"
      "  *=*/*) echo \"${word%%=*}\" >\"${word#*=}\";; esac; done; exit 4\n";
  for (const std::string tool : {"mig-gate", "mig-validate"}) {
    ends(run({{"MIG_TOOL", tool}, {"PATH", stand_in(tool, writes)}}), 4);
    EXPECT_EQ(report("report.md"), "markdown\n");
    EXPECT_EQ(report("junit.xml"), "junit\n");
    EXPECT_EQ(report("codequality.json"), "gitlab-codequality\n");
    EXPECT_EQ(report("secret-detection.json"), tool == "mig-gate" ? "gitlab-secrets\n" : "");
  }
}

}  // namespace
}  // namespace mig::test
