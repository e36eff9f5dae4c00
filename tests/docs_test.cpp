// What the documentation shows is what the programs do.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>

#include "mig/contract/document_kind.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;

std::string document(const std::string& relative) {
  return mig::test::read_file((fs::path(MIG_SOURCE_DIR) / relative).string());
}

std::string report_of_the_example() {
  const auto folder =
      fs::path(MIG_SOURCE_DIR) / "fixtures/invalid/declaration-invalid-value/unknown-type";
  const auto result = mig::test::run_process(
      {mig::test::tool_path("mig-gate"), "--root", ".", "migrations"}, {folder.string(), "", {}});
  EXPECT_EQ(result.exit_code, 1);
  return result.standard_output;
}

/// What a code block of a page shows after its opening; empty when there is no such block.
std::string block_after(const std::string& page, const std::string& opening) {
  const auto begin = page.find(opening);
  if (begin == std::string::npos) return {};
  const auto end = page.find("```", begin + opening.size());
  return page.substr(begin + opening.size(), end - begin - opening.size());
}

TEST(Docs, TheExampleOfTheReadmeIsReal) {
  const auto shown = block_after(document("README.md"), "```console\n$ mig-gate migrations\n");
  EXPECT_EQ(report_of_the_example().substr(0, shown.size()), shown);
  EXPECT_GT(shown.size(), 200U);
}

TEST(Docs, TheExamplesOfTheReportFormatsAreReal) {
  const auto page = document("docs/report-formats.md");
  const auto report = report_of_the_example();
  const auto finding = block_after(page, "how to learn more:\n\n```\n");
  EXPECT_GT(finding.size(), 200U);
  EXPECT_NE(report.find(finding), std::string::npos) << report;
  const auto verdict = block_after(page, "the verdict:\n\n```\n");
  EXPECT_GT(verdict.size(), 20U);
  EXPECT_TRUE(report.ends_with(verdict)) << report;
}

TEST(Docs, LinksLeadSomewhere) {
  const std::regex link("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  std::size_t links = 0;
  for (const std::string name : {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"}) {
    const auto text = document(name);
    for (auto it = std::sregex_iterator(text.begin(), text.end(), link);
         it != std::sregex_iterator(); ++it) {
      ++links;
      EXPECT_TRUE(fs::exists(fs::path(MIG_SOURCE_DIR) / (*it)[1].str()))
          << name << " links to " << (*it)[1].str();
    }
  }
  EXPECT_GT(links, 5U);
}

// Every example document of the formats page fits the schema that the page names above it.
TEST(Docs, TheExamplesOfTheFormatsFit) {
  const auto page = document("docs/formats.md");
  std::size_t judged = 0;
  for (const auto& info : mig::contract::all_kinds()) {
    const auto named = page.find("Schema: [`" + std::string(info.schema_file) + "`]");
    ASSERT_NE(named, std::string::npos) << info.schema_file;
    const std::string fence =
        info.syntax == mig::contract::Syntax::yaml ? "```yaml\n" : "```json\n";
    const auto begin = page.find(fence, named) + fence.size();
    const auto example = page.substr(begin, page.find("```", begin) - begin);
    const auto result =
        mig::test::run_process({mig::test::tool_path("mig-validate"), "--kind",
                                std::string(info.name), "--now", "2026-04-01T00:00:00Z", "-"},
                               {"", example, {}});
    EXPECT_EQ(result.exit_code, 0) << info.name << result.standard_output << result.standard_error;
    ++judged;
  }
  EXPECT_EQ(judged, mig::contract::all_kinds().size());
}

// Exit codes are stated once in prose and once in the help: they must agree.
TEST(Docs, TheHelpNamesTheExitCodes) {
  const auto help = mig::test::run_process({mig::test::tool_path("mig-gate"), "--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const std::string text : {"0 pass", "1 fail", "2 usage", "3 no verdict", "4 review"}) {
    EXPECT_NE(help.standard_output.find(text), std::string::npos) << text;
  }
}

}  // namespace
