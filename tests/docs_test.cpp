// What the documentation shows is what the programs do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/contract/document_kind.hpp"
#include "mig/digest/sha256.hpp"
#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

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

/// The bundle to which the examples of the formats belong, with its registry and trust policy.
class BundleOfTheExamples : public testing::Test {
 protected:
  BundleOfTheExamples() {
    add("migration.yml", "## Declaration\n", "```yaml\n");
    add("forward.sql", "`forward.sql`\n", "```sql\n");
    add("rollback.sql", "`rollback.sql`\n", "```sql\n");
    add("notes.md", "`notes.md`\n", "```markdown\n");
    add("baselines/pre.json", "## Baseline\n", "```json\n");
    add("diffs/summary.json", "## Diff summary\n", "```json\n");
    add("receipts/run_receipt.json", "## Run receipt\n", "```json\n");
    add("receipts/receipt_ref.json", "## Receipt reference\n", "```json\n");
    add("receipts/run_receipt.dsse.json", "## Envelope\n", "```json\n");
    add("approvals/prod.yml", "### Permission for production\n", "```yaml\n");
    folder_.write(".mig/trust.yml", block_after_heading("## Trust policy\n", "```yaml\n"));
    folder_.write("migrations/registry/history.jsonl",
                  block_after_heading("## Status history\n", "```json\n"));
    auto registry = Json::parse(block_after_heading("## Registry\n", "```json\n"));
    registry["migrations"] = Json::array({registry["migrations"][1]});
    folder_.write("migrations/registry/migrations.v1.json", registry.dump());
  }

  std::string block_after_heading(const std::string& heading, const std::string& fence) const {
    const auto section = page_.find("\n" + heading);
    EXPECT_NE(section, std::string::npos) << heading;
    return block_after(page_.substr(section), fence);
  }
  Json receipt() const { return Json::parse(block_after_heading("## Run receipt\n", "```json\n")); }
  std::string digest_on_disk(const std::string& path) const {
    const auto text = mig::test::read_file(folder_.path() + "/" + kBundle + path);
    return mig::digest::sha256_digest(text).value_or("");
  }
  /// "receipt-uncovered-input: migration.yml ...": what is found with fail.
  std::vector<std::string> failures() const {
    const auto result =
        mig::test::run_process({mig::test::tool_path("mig-receipt-verify"), "--root", ".", "--now",
                                "2026-04-01T00:00:00Z", "--output", "json", "."},
                               {folder_.path(), "", {}});
    std::vector<std::string> found;
    const auto report = Json::parse(result.standard_output);
    for (const auto& bundle : report["bundles"]) {
      for (const auto& finding : bundle["findings"]) {
        if (finding["severity"] == "fail")
          found.push_back(finding["rule"].get<std::string>() + ": " +
                          finding["message"].get<std::string>());
      }
    }
    return found;
  }

  static constexpr const char* kBundle = "migrations/postgis/PG-MIG-2026-03-01-01/";
  mig::test::TemporaryFolder folder_;

 private:
  void add(const std::string& path, const std::string& heading, const std::string& fence) {
    folder_.write(kBundle + path, block_after_heading(heading, fence));
  }

  const std::string page_ = document("docs/formats.md");
};

// The page shows no baseline after the run; everything else that the receipt rests on is there.
TEST_F(BundleOfTheExamples, LacksNothingButTheBaselineAfterTheRun) {
  EXPECT_THAT(failures(),
              testing::ElementsAre(testing::StartsWith(
                  "receipt-output-mismatch: the output baselines/post.json is missing")));
}

TEST_F(BundleOfTheExamples, ReceiptNamesWhatIsRun) {
  std::map<std::string, std::string> inputs;
  const auto example = receipt();
  for (const auto& input : example["inputs"]) inputs[input["path"]] = input["digest"];
  EXPECT_EQ(inputs.size(), 3U);
  for (const std::string path : {"migration.yml", "forward.sql", "rollback.sql"}) {
    EXPECT_EQ(inputs[path], digest_on_disk(path)) << path;
  }
}

TEST_F(BundleOfTheExamples, ReceiptIsTheOneOfTheSchema) {
  const auto schema = Json::parse(document("schemas/run_receipt.v1.schema.json"));
  EXPECT_EQ(schema["examples"][0], receipt());
}

TEST_F(BundleOfTheExamples, PermissionIsNamedWithItsDigest) {
  const auto shown = block_after_heading("### Permission for production\n", "```json\n");
  const auto named = Json::parse("{" + shown + "}")["approvals"][0];
  EXPECT_EQ(named["path"], "approvals/prod.yml");
  EXPECT_EQ(named["digest"], digest_on_disk("approvals/prod.yml"));
  EXPECT_NE(mig::test::read_file(folder_.path() + "/" + kBundle + "approvals/prod.yml")
                .find("subject_digest: " + receipt()["bundle_digest"].get<std::string>() + "\n"),
            std::string::npos);
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
