// The same script in the jobs that judge parts, and in the one that merges them.
#include "integration_gitlab_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const Variables kMerge{
    {"MIG_SHARDS", "2"}, {"MIG_ARGUMENTS", ""}, {"CI_PIPELINE_CREATED_AT", kNow}};

class GitLabShards : public GitLab {
 protected:
  /// One of two jobs; `more` may say otherwise.
  ProcessResult part(unsigned index, const Variables& more = {}) const {
    Variables inputs = kMerge;
    inputs["CI_NODE_INDEX"] = std::to_string(index);
    inputs["CI_NODE_TOTAL"] = "2";
    for (const auto& [name, value] : more) inputs[name] = value;
    return run(inputs, {"sh", "-e"}, kPartJob);
  }
  ProcessResult merge(const Variables& more = {}) const {
    Variables inputs = kMerge;
    for (const auto& [name, value] : more) inputs[name] = value;
    return run(inputs);
  }
  std::string place() const { return git_.file("mig-gate-parts"); }
  /// Every job has a checkout of its own, and artifacts are handed on.
  void parts(const Variables& more = {}) const {
    for (unsigned i = 1; i <= 2; ++i) {
      const auto judged = part(i, more);
      const auto file = place() + "/part-" + std::to_string(i) + ".json";
      ASSERT_TRUE(fs::exists(file)) << all_of(judged);
      fs::create_directories(kept("artifacts"));
      fs::rename(file, kept("artifacts/part-" + std::to_string(i) + ".json"));
      fs::remove_all(place());
    }
    fs::rename(kept("artifacts"), place());
  }
};

TEST(GitLabShardsTemplate, PartsRunBeforeTheVerdictAndOnlyWhereThereAreSome) {
  const auto [head, body] = gitlab_documents();
  const auto spec = as_yaml(head);
  const auto jobs = as_yaml(body);
  EXPECT_EQ(*below(spec, {"spec", "inputs", "shards", "default"}).integer(), 1);
  EXPECT_EQ(string_of(below(spec, {"spec", "inputs", "shards", "type"})), "number");
  EXPECT_EQ(string_of(below(spec, {"spec", "inputs", "part-stage", "default"})), ".pre");
  const auto& part = below(jobs, {"$[[ inputs.job-name ]]-part"});
  EXPECT_EQ(string_of(below(part, {"extends"})), ".$[[ inputs.job-name ]]-run");
  EXPECT_EQ(string_of(below(part, {"parallel"})), "$[[ inputs.shards ]]");
  const auto& never = below(part, {"rules"}).array()->front();
  EXPECT_EQ(string_of(below(never, {"if"})), "$MIG_SHARDS == \"1\"");
  EXPECT_EQ(string_of(below(never, {"when"})), "never");
  EXPECT_EQ(string_of(below(part, {"artifacts", "when"})), "always");
  const auto& whole = below(jobs, {"$[[ inputs.job-name ]]"});
  EXPECT_EQ(string_of(below(whole, {"extends"}).array()->front()), ".$[[ inputs.job-name ]]-run");
  // A part that was stopped fails the pipeline; what it found is for the merge to say.
  std::vector<std::int64_t> allowed;
  for (const auto& code : *below(part, {"allow_failure", "exit_codes"}).array())
    allowed.push_back(*code.integer());
  EXPECT_THAT(allowed, testing::ElementsAre(1, 3, 4));
}

TEST_F(GitLabShards, MergedReportsAreThoseOfOneJob) {
  ask_for_review();
  git_.write("migrations/stray.sql", "SELECT 1;\n");
  git_.commit("leave something to find");
  const auto whole = run({});
  ends(whole, 1);
  std::map<std::string, std::string> reports;
  for (const auto& file : fs::directory_iterator(git_.file("mig-gate-reports")))
    reports[file.path().filename()] = read_file(file.path());
  ASSERT_GE(reports.size(), 6U);
  fs::remove_all(git_.file("mig-gate-reports"));
  EXPECT_EQ(part(1).exit_code, 0);
  fs::remove_all(place());
  EXPECT_EQ(part(2).exit_code, 4);
  fs::remove_all(place());
  parts();
  const auto merged = merge();
  ends(merged, 1);
  EXPECT_EQ(merged.standard_output, whole.standard_output);
  for (const auto& [name, bytes] : reports) EXPECT_EQ(report(name), bytes) << name;
}

TEST_F(GitLabShards, AMergeRequestIsHeldAgainstItsTarget) {
  git_.branch("change");
  break_draft();
  git_.commit("break");
  git_.git({"remote", "add", "origin", git_.path()});
  const Variables target{{"CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"}};
  parts(target);
  const auto merged = merge(target);
  ends(merged, 1);
  EXPECT_THAT(merged.standard_output, HasSubstr("base: origin/main ("));
}

TEST_F(GitLabShards, WithoutEveryPartThereIsNoVerdict) {
  ends(merge(), 3);
  EXPECT_THAT(merge().standard_error, HasSubstr("there is no part"));
  fs::create_directory(place());
  ends(merge(), 3);
  fs::remove_all(place());
  parts();
  fs::remove(place() + "/part-2.json");
  const auto one = merge();
  ends(one, 3);
  EXPECT_THAT(one.standard_error, HasSubstr("part 2 of 2 is missing"));
  EXPECT_THAT(report("report.json"), HasSubstr("\"exit_code\": 3"));
}

TEST_F(GitLabShards, NoVariableMakesTheVerdictOneOfAPart) {
  break_draft();
  git_.commit("break");
  const Variables hostile{{"MIG_IS_PART", "true"},  {"is_part", "true"},
                          {"mode", "part"},         {"CI_NODE_INDEX", "256"},
                          {"CI_NODE_TOTAL", "256"}, {"CI_PIPELINE_CREATED_AT", kNow}};
  ends(run(hostile), 1);
  ends(merge(hostile), 3);
  part(1, {{"is_part", "false"}});
  EXPECT_TRUE(fs::exists(place() + "/part-1.json"));
}

TEST_F(GitLabShards, AJobThatDoesNotSayWhatItIsHasNoVerdict) {
  const auto script = string_of(below(gitlab_run(jobs_), {"script"}).array()->front());
  const auto result = run_process(
      {"sh", "-e", "-c", script},
      {git_.path(), "", {"MIG_SHARDS=1", "MIG_TOOL=mig-gate", "CI_PROJECT_DIR=" + git_.path()}});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.standard_error, HasSubstr("the before_script of the job was replaced"));
}

TEST_F(GitLabShards, PartsOfSomebodyElseAreRefused) {
  git_.write("mig-gate-parts/part-1.json", "{}");
  ends(part(1), 3);
  EXPECT_THAT(part(1).standard_error, HasSubstr("mig-gate-parts is in the way"));
  git_.commit("bring parts along");
  ends(merge(), 3);
  EXPECT_THAT(merge().standard_error, HasSubstr("mig-gate-parts is in the way"));
}

TEST_F(GitLabShards, WithoutAPartItNeverPasses) {
  for (const std::string flag : {"--help", "--version", "--list-rules", "--print-policy"}) {
    ends(part(1, {{"MIG_ARGUMENTS", flag}}), 3);
    EXPECT_FALSE(fs::exists(place())) << flag;
  }
  ends(part(3), 2);
  ends(part(1, {{"CI_PIPELINE_CREATED_AT", ""}}), 2);
  ends(part(1, {{"MIG_TOOL", "mig-validate"}}), 2);
  ends(merge({{"MIG_TOOL", "mig-scan-secrets"}}), 2);
  ends(part(1, {{"MIG_PATHS", "elsewhere"}}), 3);
  EXPECT_FALSE(fs::exists(place()));
}

TEST_F(GitLabShards, HostileInputsAreNothingButText) {
  for (const auto& text : kHostileTexts) {
    for (const std::string input : {"CI_NODE_INDEX", "CI_NODE_TOTAL", "CI_PIPELINE_CREATED_AT"}) {
      const auto result = part(1, {{input, text}});
      EXPECT_THAT(result.exit_code, testing::AnyOf(2, 3)) << input << '=' << text << all_of(result);
    }
    const auto result = merge({{"MIG_SHARDS", text}});
    EXPECT_THAT(result.exit_code, testing::AnyOf(2, 3)) << text << all_of(result);
  }
  nothing_was_touched();
}

}  // namespace
}  // namespace mig::test
