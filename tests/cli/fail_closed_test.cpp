// Ways by which a change could be passed over, each tried on a repository that passes otherwise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;
using testing::HasSubstr;
using testing::Not;

const std::string kBundle = "migrations/postgis/PG-MIG-2026-03-01-01";

/// A copy of a shipped repository that every gate passes.
class FailClosed : public testing::Test {
 protected:
  void begin(const std::string& name) {
    fs::copy(fs::path(MIG_SOURCE_DIR) / "fixtures/valid/bundles" / name, folder_.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    fs::remove(at("expected.json"));
  }
  fs::path at(const std::string& relative) const { return fs::path(folder_.path()) / relative; }
  std::string read(const std::string& relative) const {
    return mig::test::read_file(at(relative).string());
  }
  void write(const std::string& relative, const std::string& bytes) const {
    folder_.write(relative, bytes);
  }
  void replace(const std::string& relative, const std::string& old, const std::string& now) const {
    auto text = read(relative);
    const auto where = text.find(old);
    ASSERT_NE(where, std::string::npos) << relative << " does not hold " << old;
    write(relative, text.replace(where, old.size(), now));
  }
  void break_bundle() const { replace(kBundle + "/migration.yml", "type: postgis", "type: bogus"); }
  ProcessResult gate(std::vector<std::string> arguments, const std::string& input = {}) const {
    std::vector<std::string> command{mig::test::tool_path("mig-gate"), "--now",
                                     "2026-04-01T00:00:00Z"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return mig::test::run_process(command, {folder_.path(), input, {}});
  }
  ProcessResult gate_listed(const std::string& list, bool nul_separated = false) const {
    std::vector<std::string> arguments{"--root", ".", "--files-from", "-"};
    if (nul_separated) arguments.emplace_back("-0");
    return gate(arguments, list);
  }

  mig::test::TemporaryFolder folder_;
};

TEST_F(FailClosed, ARegisteredBundleIsJudgedWhereverItLies) {
  begin("postgis-planned");
  break_bundle();
  fs::create_directories(at("store"));
  fs::rename(at(kBundle), at("store/PG-MIG-2026-03-01-01"));
  replace("migrations/registry/migrations.v1.json", "\"type\": \"postgis\"",
          "\"path\": \"store/PG-MIG-2026-03-01-01\", \"type\": \"postgis\"");
  EXPECT_EQ(gate({"--root", ".", "."}).exit_code, 1);
  EXPECT_EQ(gate({"--root", ".", "migrations"}).exit_code, 1);
}

TEST_F(FailClosed, ATreeAnswersForItsRegistryWhereverItLies) {
  begin("postgis-executed");
  fs::create_directories(at("service"));
  fs::rename(at("migrations"), at("service/migrations"));
  EXPECT_EQ(gate({"--root", ".", "service/migrations"}).exit_code, 0);
  EXPECT_EQ(gate({"--root", ".", "service"}).exit_code, 0);
  write("service/migrations/registry/migrations.v1.json", "{broken");
  EXPECT_EQ(gate({"--root", ".", "service/migrations"}).exit_code, 1);
  EXPECT_EQ(gate({"--root", ".", "service/migrations/postgis"}).exit_code, 1);
  fs::remove_all(at("service/migrations/registry"));
  EXPECT_THAT(gate({"--root", ".", "service/migrations"}).standard_output,
              HasSubstr("registry-missing"));
}

TEST_F(FailClosed, AFolderWithoutBundlesIsNoVerdictAlsoBesideARegistry) {
  begin("postgis-planned");
  fs::create_directories(at("docs"));
  fs::create_directories(at("migrations/search"));
  for (const char* folder : {"docs", "migrations/search", "migrations/registry"}) {
    EXPECT_EQ(gate({"--root", ".", folder}).exit_code, 3) << folder;
  }
}

TEST_F(FailClosed, AListOfAnotherFormIsNoVerdict) {
  begin("postgis-planned");
  break_bundle();
  const auto file = kBundle + "/migration.yml";
  const std::string nul(1, '\0');
  EXPECT_EQ(gate_listed("README.md\n" + file + "\n").exit_code, 1);
  EXPECT_EQ(gate_listed("README.md\n" + file + "\n", true).exit_code, 3);
  EXPECT_EQ(gate_listed("README.md" + nul + file + nul).exit_code, 3);
  EXPECT_EQ(gate_listed("\"" + kBundle + "/f\\303\\266.sql\"\n").exit_code, 3);
  EXPECT_EQ(gate_listed("../elsewhere/file\n").exit_code, 3);
  EXPECT_EQ(gate_listed("/etc/passwd\n").exit_code, 3);
}

TEST_F(FailClosed, APolicyCannotMakeAMigrationIrrelevant) {
  begin("postgis-planned");
  break_bundle();
  fs::create_directories(at("other"));
  write(".mig/policy.yml", "schema_version: policy.v1\nmigrations_roots: [other]\n");
  EXPECT_EQ(gate_listed(kBundle + "/migration.yml\n").exit_code, 1);
  EXPECT_EQ(gate_listed(".mig/policy.yml\n").exit_code, 3);
}

TEST_F(FailClosed, AFolderNamedRegistryHidesNothing) {
  begin("postgis-planned");
  write("migrations/postgis/registry/PG-MIG-2026-05-01-01/forward.sql", "DROP TABLE x;\n");
  EXPECT_EQ(gate({"--root", ".", "."}).exit_code, 1);
}

TEST_F(FailClosed, AFileOfANestedBundleIsJudgedWithTheOuterOne) {
  begin("postgis-planned");
  fs::copy(at(kBundle), at("copy"), fs::copy_options::recursive);
  fs::rename(at("copy"), at(kBundle + "/PG-MIG-2026-05-01-01"));
  const auto result = gate_listed(kBundle + "/PG-MIG-2026-05-01-01/notes.md\n");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.standard_output, HasSubstr("bundle-nested-bundle"));
}

TEST_F(FailClosed, APlantedReceiptDoesNotMoveTheClockOfApprovals) {
  begin("postgis-executed");
  const auto receipt = read(kBundle + "/receipts/run_receipt.json");
  begin("postgis-planned");
  fs::remove_all(at("migrations/postgis/PG-MIG-2026-03-10-01"));
  for (const char* leftover : {"/receipts", "/diffs", "/baselines/post.json"}) {
    fs::remove_all(at(kBundle + leftover));
  }
  replace(kBundle + "/migration.yml", "  change_class: performance\n", "");
  const auto digest_of = [this] {
    const auto text = gate({"--root", ".", "--output", "json", kBundle}).standard_output;
    return text;
  };
  EXPECT_THAT(digest_of(), HasSubstr("declaration-missing-change-class"));
  write(kBundle + "/approvals/late.yml",
        "rule: declaration-missing-change-class\nreason: agreed on in review\nreference: ADR-1\n"
        "approved_by: kfm-governance\nrole: governance\ndate: 2026-01-01\nexpires: 2026-01-02\n"
        "subject_digest: sha256:" +
            std::string(64, 'a') + "\n");
  write(kBundle + "/x/run_receipt.json", receipt);
  EXPECT_EQ(gate({"--root", ".", "."}).exit_code, 4);
}

TEST_F(FailClosed, TwoPolicyFoldersWithoutGitAreNoVerdict) {
  begin("postgis-planned");
  write("migrations/.mig/policy.yml", "schema_version: policy.v1\n");
  const auto result = gate({"migrations"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.standard_error, HasSubstr("--root"));
}

TEST_F(FailClosed, ReportsDoNotTouchWhatIsJudgedNorFollowLinks) {
  begin("postgis-planned");
  const auto declaration = read(kBundle + "/migration.yml");
  EXPECT_EQ(gate({"--root", ".", "--output", "json=" + kBundle + "/migration.yml", "."}).exit_code,
            2);
  EXPECT_EQ(gate({"--root", ".", "--output", "json=.mig/policy.yml", "."}).exit_code, 2);
  EXPECT_EQ(read(kBundle + "/migration.yml"), declaration);
  write("precious", "precious");
  fs::create_symlink(at("precious"), at("report.json"));
  EXPECT_EQ(gate({"--root", ".", "--output", "json=report.json", "."}).exit_code, 3);
  EXPECT_EQ(read("precious"), "precious");
  EXPECT_EQ(gate({"--root", ".", "--output", "json=r", "--output", "sarif=r", "."}).exit_code, 2);
}

TEST_F(FailClosed, NothingThatIsPrintedIsLive) {
  begin("postgis-planned");
  write(".mig/policy.yml",
        "schema_version: policy.v1\nmigrations_roots: [\"\\e[2J\\n::error::EVIL ##[error]\"]\n");
  const auto printed = gate({"--root", ".", "--print-policy"});
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_THAT(printed.standard_output, Not(HasSubstr("\x1b")));
  EXPECT_THAT(printed.standard_output, Not(HasSubstr("\n::error")));
  EXPECT_THAT(printed.standard_output, Not(HasSubstr("##[")));
  const auto refused = gate({"--root", ".", "no\x1b[2J\n::error::EVIL"});
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.standard_error, Not(HasSubstr("\x1b")));
  EXPECT_THAT(refused.standard_error, Not(HasSubstr("\n::error")));
}

TEST_F(FailClosed, AnInvalidPolicyIsJudgedWhenItIsWhatIsGiven) {
  begin("postgis-planned");
  write(".mig/policy.yml", "schema_version: policy.v1\nfoo: 1\nbar: 2\n");
  EXPECT_EQ(gate({"--root", ".", "."}).exit_code, 2);
  const auto judged = mig::test::run_process(
      {mig::test::tool_path("mig-validate"), "--root", ".", ".mig/policy.yml"},
      {folder_.path(), "", {}});
  EXPECT_EQ(judged.exit_code, 1);
  EXPECT_THAT(judged.standard_output, HasSubstr("\"foo\""));
  EXPECT_THAT(judged.standard_output, HasSubstr("\"bar\""));
}

}  // namespace
