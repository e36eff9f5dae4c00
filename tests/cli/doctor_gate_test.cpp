// `mig-gate doctor` and the gate agree about what stops a gate.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "support/git_repository.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;

using testing::ContainsRegex;
using testing::HasSubstr;

/// Without what a pipeline that these tests may run in says of a base.
ProcessResult doctor(const std::string& folder) {
  std::vector<std::string> variables;
  for (const char* name :
       {"GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
        "CHANGE_TARGET", "BITBUCKET_PR_DESTINATION_BRANCH", "BUILDKITE_PULL_REQUEST_BASE_BRANCH"}) {
    variables.push_back(std::string(name) + "=");
  }
  return run_process({tool_path("mig-gate"), "doctor"}, {folder, "", variables});
}

/// A repository with one bundle, its registry and a policy.
class DoctorAndGate : public testing::Test {
 protected:
  DoctorAndGate() {
    fs::copy(std::string(MIG_SOURCE_DIR) + "/fixtures/valid/approval-unknown-rule/known/migrations",
             repository_.file("migrations"), fs::copy_options::recursive);
    repository_.write(".mig/policy.yml", "schema_version: policy.v1\n");
    repository_.commit("begin");
  }
  const std::string& path() const { return repository_.path(); }

  GitRepository repository_;
};

/// What a gate that is named nothing, and the doctor, end in.
std::pair<int, int> ends_of(const std::string& folder) {
  return {run_process({tool_path("mig-gate")}, {folder, "", {}}).exit_code,
          doctor(folder).exit_code};
}

// Whoever asks the doctor first is not surprised by the gate.
TEST_F(DoctorAndGate, StopsWhereAGateStops) {
  const std::pair<int, int> both_stop{3, 3};
  repository_.write(".mig/policy.yml",
                    "schema_version: policy.v1\nmigrations_roots: [migrations, later]\n");
  EXPECT_EQ(ends_of(path()), both_stop);
  fs::create_directories(repository_.file("later"));
  EXPECT_EQ(ends_of(path()), both_stop);
  repository_.remove("later");
  fs::create_symlink("migrations", repository_.file("later"));
  EXPECT_EQ(ends_of(path()), both_stop);
  EXPECT_THAT(doctor(path()).standard_output, HasSubstr("= fix: make it a folder, since links"));
  for (const std::string policy : {"schema_version: policy.v1\n", ""}) {
    repository_.clear();
    if (!policy.empty()) repository_.write(".mig/policy.yml", policy);
    EXPECT_EQ(ends_of(path()), both_stop) << "no folder";
    repository_.write("migrations", "a file\n");
    EXPECT_EQ(ends_of(path()), both_stop) << "a file";
    repository_.remove("migrations");
    fs::create_directories(repository_.file("migrations"));
    EXPECT_EQ(ends_of(path()), both_stop) << "an empty folder";
    const auto fix = "= fix: draft the first one with mig-scope-diff --init migrations/postgis/";
    EXPECT_THAT(doctor(path()).standard_output, HasSubstr(fix));
    EXPECT_THAT(run_process({tool_path("mig-gate")}, {path(), "", {}}).standard_error,
                HasSubstr(fix));
    repository_.write("migrations/V1__old.sql", "SELECT 1;\n");
    const auto strays = ends_of(path());
    EXPECT_EQ(strays, policy.empty() ? both_stop : std::pair(1, 0));
  }
}

TEST_F(DoctorAndGate, TellsWhatFailsWithoutARegistry) {
  repository_.remove("migrations/registry");
  const auto result = doctor(path());
  EXPECT_EQ(result.exit_code, 0) << result.standard_output;
  EXPECT_THAT(result.standard_output,
              ContainsRegex("note +migrations +migrations: 1 bundle, no registry: a gate fails for "
                            "it\n"));
  EXPECT_EQ(run_process({tool_path("mig-gate")}, {path(), "", {}}).exit_code, 1);
}

}  // namespace
}  // namespace mig::test
