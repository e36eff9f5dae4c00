// One version: that of the build, of every program, of its reports, of the changelog and of the
// names on the page about packages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "integration_files_testing.hpp"
#include "support/process.hpp"

namespace mig::test {
namespace {

using testing::HasSubstr;

/// The first group of the first match; nothing otherwise.
std::string first_match(const std::string& text, const std::string& expression) {
  std::smatch found;
  return std::regex_search(text, found, std::regex(expression)) ? found[1].str() : std::string();
}

std::string built_version() {
  return first_match(source_text("CMakeLists.txt"), R"(project\(mig_gates VERSION ([0-9.]+) )");
}

TEST(Version, EveryProgramTellsThatOfTheBuild) {
  ASSERT_NE(built_version(), "");
  for (const std::string tool : {"mig-validate", "mig-scope-diff", "mig-rollback-check",
                                 "mig-scan-secrets", "mig-receipt-verify", "mig-gate", "mig-run"}) {
    EXPECT_EQ(run_process({tool_path(tool), "--version"}).standard_output,
              tool + " " + built_version() + "\n");
  }
}

TEST(Version, ReportsNameIt) {
  const auto folder =
      std::string(MIG_SOURCE_DIR) + "/fixtures/invalid/declaration-invalid-value/unknown-type";
  const auto report =
      run_process({tool_path("mig-gate"), "--output", "json", "--root", folder, folder});
  EXPECT_EQ(report.exit_code, 1);
  EXPECT_THAT(report.standard_output, HasSubstr("\"version\": \"" + built_version() + "\""));
}

// What was released since has a version of its own, and what was not says so.
TEST(Version, TheChangelogBeginsWithIt) {
  const auto newest = first_match(source_text("CHANGELOG.md"), "\n## ([^\n]*)\n");
  const std::regex heading(R"((([0-9]+\.[0-9]+\.[0-9]+), )?(unreleased|Unreleased|[0-9-]{10}))");
  std::smatch parts;
  ASSERT_TRUE(std::regex_match(newest, parts, heading)) << newest;
  if (parts[2].matched)
    EXPECT_EQ(parts[2].str(), built_version());
  else
    EXPECT_THAT(parts[3].str(), testing::EndsWith("nreleased")) << "a release has a version";
}

TEST(Version, PackagesOnThePageBearIt) {
  const auto page = source_text("docs/install.md");
  EXPECT_THAT(page, HasSubstr("mig-gates_" + built_version() + "_amd64.deb"));
  EXPECT_THAT(page, HasSubstr("mig-gates-" + built_version() + "-linux-x86_64.tar.gz"));
}

}  // namespace
}  // namespace mig::test
