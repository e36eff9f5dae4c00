// mig-scan-secrets from the outside: what is searched, what allows a value, what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mig/bundle/load.hpp"
#include "mig/bundle/repository.hpp"
#include "support/process.hpp"
#include "support/sample_repository.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::ProcessResult;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kSecret = "Vq82mzTkLw41";
const std::string kRole = "ALTER ROLE app PASSWORD '" + kSecret + "';\n";
const std::string kMail = "anna.lindqvist@fernmail.net";
const std::string kInsert = "INSERT INTO users (id, email) VALUES (1, '" + kMail + "');\n";
const std::string kSalt = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

class Scan : public testing::Test {
 protected:
  ProcessResult scan(std::vector<std::string> arguments, const std::string& input = "") const {
    return mig::test::run_tool("mig-scan-secrets", arguments, {folder_.path(), input, {}});
  }
  json report(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), {"--output", "json"});
    return json::parse(scan(arguments, input).standard_output, nullptr, false);
  }
  std::vector<json> findings(std::vector<std::string> arguments) const {
    std::vector<json> all;
    const auto told = report(std::move(arguments));
    for (const auto& bundle : told.at("bundles")) {
      for (const auto& finding : bundle.at("findings")) all.push_back(finding);
    }
    return all;
  }
  std::vector<std::string> open_rules(std::vector<std::string> arguments) const {
    std::vector<std::string> rules;
    for (const auto& finding : findings(std::move(arguments))) {
      if (finding.at("status") == "open") rules.push_back(finding.at("rule"));
    }
    return rules;
  }
  void write(const std::string& relative, const std::string& bytes) const {
    folder_.write(relative, bytes);
  }
  std::string at(const std::string& relative) const { return folder_.path() + "/" + relative; }

  mig::test::TemporaryFolder folder_;
};

TEST_F(Scan, ALoneCleanFileIsAPass) {
  write("notes.txt", "nothing to see\n");
  EXPECT_EQ(scan({"notes.txt"}).exit_code, 0);
  EXPECT_THAT(scan({"notes.txt"}).standard_output, HasSubstr("1 file searched (15 bytes)"));
}

TEST_F(Scan, NothingToSearchIsNoVerdict) {
  fs::create_directory(at("empty"));
  EXPECT_EQ(scan({"empty"}).exit_code, 3);
  EXPECT_EQ(scan({"missing"}).exit_code, 3);
  EXPECT_EQ(scan({}).exit_code, 3);
}

TEST_F(Scan, FoldersAreSearchedWhole) {
  write("a/b/.hidden/up.sql", kRole);
  write("a/node_modules/x/up.sql", kRole);
  write("a/clean.sql", "SELECT 1;\n");
  EXPECT_EQ(findings({"a"}).size(), 2U);
  EXPECT_EQ(scan({"a"}).exit_code, 1);
  EXPECT_THAT(scan({"a"}).standard_output, HasSubstr("3 files searched"));
}

TEST_F(Scan, TheGitFolderIsNotEnteredAndTold) {
  write(".git/config", kRole);
  write("clean.sql", "SELECT 1;\n");
  const auto result = scan({"."});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.standard_output, HasSubstr(".git"));
}

TEST_F(Scan, StandardInputIsSearchedUnderItsName) {
  const auto told = report({"--stdin-filename", "x/up.sql", "-"}, kRole);
  EXPECT_EQ(told.at("exit_code"), 1);
  EXPECT_EQ(told.at("bundles")[0].at("findings")[0].at("location").at("path"), "x/up.sql");
  EXPECT_EQ(scan({"-"}, "SELECT 1;\n").exit_code, 0);
  EXPECT_EQ(scan({"-"}, "").exit_code, 3) << "what should have written it failed";
}

TEST_F(Scan, ListedFilesAreSearchedWhereverTheyLie) {
  write("src/up.sql", kRole);
  write("src/clean.sql", "SELECT 1;\n");
  const std::string nul(1, '\0');
  EXPECT_EQ(scan({"--root", ".", "-0", "--files-from", "-"}, "src/up.sql" + nul).exit_code, 1);
  EXPECT_EQ(scan({"--root", ".", "--files-from", "-"}, "\xEF\xBB\xBFsrc/up.sql\r\n").exit_code, 1);
  const auto gone = scan({"--root", ".", "--files-from", "-"}, "src/clean.sql\nsrc/gone.sql\n");
  EXPECT_EQ(gone.exit_code, 0) << gone.standard_output;
  EXPECT_THAT(gone.standard_output, HasSubstr("src/gone.sql"));
  const auto none = scan({"--root", ".", "--files-from", "-"}, "src/gone.sql\n");
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_THAT(none.standard_output, HasSubstr("nothing to check"));
  EXPECT_EQ(scan({"--root", ".", "--files-from", "-"}, "").exit_code, 3);
}

TEST_F(Scan, WhatCannotBeSearchedIsNeverAPass) {
  write("tree/clean.sql", "SELECT 1;\n");
  fs::create_symlink("clean.sql", at("tree/link.sql"));
  EXPECT_EQ(scan({"tree"}).exit_code, 1);
  fs::remove(at("tree/link.sql"));
  mig::test::run_process({"mkfifo", at("tree/pipe")});
  EXPECT_EQ(scan({"tree"}).exit_code, 1);
  EXPECT_EQ(scan({"tree/pipe"}).exit_code, 1);
  fs::remove(at("tree/pipe"));
  write(".mig/policy.yml", "schema_version: policy.v1\nfile_limits:\n  scanned_bytes: 5\n");
  const auto large = scan({"tree"});
  EXPECT_EQ(large.exit_code, 3);
  EXPECT_THAT(large.standard_output, HasSubstr("scanned_bytes"));
}

TEST_F(Scan, ScriptsAskForAReviewWhereEvidenceFails) {
  write("up.sql", kInsert);
  EXPECT_EQ(scan({"up.sql"}).exit_code, 4);
  EXPECT_EQ(scan({"--strict", "up.sql"}).exit_code, 1);
  write("baselines/pre.json", "{\"email\": \"" + kMail + "\"}\n");
  EXPECT_EQ(scan({"baselines"}).exit_code, 1);
}

TEST_F(Scan, ACommentAllowsPersonalDataForAWhile) {
  const std::string comment = "-- mig:allow pii-email until=2026-05-01 reason=\"made up\"\n";
  write("up.sql", comment + kInsert);
  EXPECT_EQ(scan({"up.sql"}).exit_code, 0) << scan({"up.sql"}).standard_output;
  EXPECT_EQ(findings({"up.sql"})[0].at("status"), "justified");
  write("up.sql", comment + kInsert + kInsert);
  EXPECT_EQ(scan({"up.sql"}).exit_code, 4) << "the line below the next is not allowed";
  write("up.sql", "-- mig:allow pii-email until=2026-03-01 reason=\"made up\"\n" + kInsert);
  EXPECT_THAT(open_rules({"up.sql"}),
              testing::UnorderedElementsAre("pii-email", "suppression-expired"));
  write("up.sql", comment + "SELECT 1;\n");
  EXPECT_THAT(open_rules({"up.sql"}), testing::ElementsAre("suppression-unused"));
}

TEST_F(Scan, NobodyCommentsInEvidence) {
  write("receipts/run.json",
        "{\"note\": \"// mig:allow pii-email until=2026-05-01 reason=none\", \"to\": \"" + kMail +
            "\"}\n");
  EXPECT_THAT(open_rules({"receipts"}), testing::Contains("pii-email"));
}

TEST_F(Scan, AKnownPayloadIsKnownByAllItsBytes) {
  std::string rows = "id,amount\n";
  for (int i = 0; i < 200; ++i) rows += std::to_string(i) + "," + std::to_string(i * 7) + "\n";
  write("rows.csv", rows);
  const auto known = at("known.json");
  EXPECT_EQ(scan({"--root", ".", "--write-baseline", known, "rows.csv"}).exit_code, 0);
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "rows.csv"}).exit_code, 0);
  write("rows.csv", rows + "201,1\n");
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "rows.csv"}).exit_code, 1);
}

TEST_F(Scan, AListOfFilesCannotTellThatAGlobIsOfNoUse) {
  write(".mig/policy.yml",
        "schema_version: policy.v1\nsecrets:\n  salt: \"" + kSalt +
            "\"\n  allow:\n    - rule: pii-email\n      path: \"src/*\"\n      fingerprint: \"" +
            kSalt + "\"\n      reason: a test vector\n");
  write("src/a.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--root", ".", "--files-from", "-"}, "src/a.sql\n").exit_code, 0);
  EXPECT_THAT(open_rules({"--root", ".", "src"}), testing::ElementsAre("suppression-unused"));
}

TEST_F(Scan, ACommentThatDoesNotCountIsTold) {
  for (const auto& [comment, rule] : std::vector<std::pair<std::string, std::string>>{
           {"-- mig:allow\n", "suppression-malformed"},
           {"-- mig:allow pii-email reason=\"made up\"\n", "suppression-malformed"},
           {"-- mig:allow pii-email until=2026-05-01\n", "suppression-malformed"},
           {"-- mig:allow pii-email until=2026-02-30 reason=\"x\"\n", "suppression-malformed"},
           {"-- mig:allow pii-emial until=2026-05-01 reason=\"x\"\n", "suppression-unknown-rule"},
           {"-- mig:allow secret-sql-role-password until=2026-05-01 reason=\"x\"\n",
            "suppression-not-allowed"},
           {"-- mig:allow bundle-missing-notes until=2026-05-01 reason=\"x\"\n",
            "suppression-not-allowed"}}) {
    write("up.sql", comment + "SELECT 1;\n");
    EXPECT_THAT(open_rules({"up.sql"}), testing::ElementsAre(rule)) << comment;
  }
  write("up.sql", "-- mig:allow secret-sql-role-password until=2026-05-01 reason=\"x\"\n" + kRole);
  EXPECT_THAT(open_rules({"up.sql"}), testing::Contains("secret-sql-role-password"));
}

TEST_F(Scan, ThePolicyAllowsOneValueAndNoOther) {
  write(".mig/policy.yml", "schema_version: policy.v1\nsecrets:\n  salt: \"" + kSalt + "\"\n");
  write("up.sql", kRole);
  const auto found = findings({"--fingerprints", "up.sql"});
  ASSERT_EQ(found.size(), 1U);
  const std::string fingerprint = found[0].at("value_fingerprint");
  const auto allow = [&](const std::string& more) {
    write(".mig/policy.yml", "schema_version: policy.v1\nsecrets:\n  salt: \"" + kSalt +
                                 "\"\n  allow:\n    - rule: secret-sql-role-password\n      path: "
                                 "\"*.sql\"\n      fingerprint: \"" +
                                 fingerprint + "\"\n      reason: a test vector\n" + more);
  };
  allow("");
  EXPECT_EQ(scan({"."}).exit_code, 0) << scan({"."}).standard_output;
  write("up.sql", kRole + "ALTER ROLE app PASSWORD 'Zr19kkWpQe77';\n");
  EXPECT_THAT(open_rules({"up.sql"}), testing::ElementsAre("secret-sql-role-password"));
  write("up.sql", "SELECT 1;\n");
  EXPECT_THAT(open_rules({"up.sql"}), testing::ElementsAre("suppression-unused"));
  write("up.sql", kRole);
  allow("      until: \"2026-03-01\"\n");
  EXPECT_THAT(open_rules({"up.sql"}),
              testing::UnorderedElementsAre("secret-sql-role-password", "suppression-expired"));
}

TEST_F(Scan, AFingerprintNeedsASalt) {
  write("up.sql", kRole);
  EXPECT_EQ(scan({"--fingerprints", "up.sql"}).exit_code, 2);
  write(".mig/policy.yml",
        "schema_version: policy.v1\nsecrets:\n  allow:\n    - rule: pii-email\n      path: "
        "\"*\"\n      fingerprint: \"" +
            kSalt + "\"\n      reason: a test vector\n");
  EXPECT_EQ(scan({"up.sql"}).exit_code, 2);
}

TEST_F(Scan, ABaselineKnowsWhatWasThereAndOnlyShrinks) {
  write("a.sql", kRole);
  write("b.sql", kInsert);
  const auto known = at("known.json");
  EXPECT_EQ(scan({"--root", ".", "--write-baseline", known, "a.sql", "b.sql"}).exit_code, 0);
  EXPECT_EQ(json::parse(mig::test::read_file(known)).at("entries").size(), 2U);
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "a.sql", "b.sql"}).exit_code, 0);
  write("a.sql", "\n\n" + kRole);
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "a.sql"}).exit_code, 0) << "it moved";
  write("a.sql", kRole + kRole);
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "a.sql"}).exit_code, 1) << "one more";
  const auto before = mig::test::read_file(known);
  EXPECT_EQ(scan({"--root", ".", "--write-baseline", known, "a.sql", "b.sql"}).exit_code, 1);
  EXPECT_EQ(mig::test::read_file(known), before);
  write("a.sql", "SELECT 1;\n");
  EXPECT_THAT(open_rules({"--root", ".", "--baseline", known, "a.sql", "b.sql"}),
              testing::ElementsAre("suppression-unused"));
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "b.sql"}).exit_code, 0)
      << "what was not searched is not judged";
  EXPECT_EQ(scan({"--root", ".", "--write-baseline", known, "a.sql"}).exit_code, 0);
  EXPECT_EQ(json::parse(mig::test::read_file(known)).at("entries").size(), 1U);
  EXPECT_EQ(scan({"--root", ".", "--baseline", known, "a.sql", "b.sql"}).exit_code, 0);
}

TEST_F(Scan, ABaselineThatCannotBeUsedIsAConfigurationError) {
  write("a.sql", kRole);
  write("known.json", "{\"schema_version\": \"secret_baseline.v1\", \"entries\": []}");
  EXPECT_EQ(scan({"--baseline", "known.json", "a.sql"}).exit_code, 2);
  EXPECT_EQ(scan({"--baseline", "gone.json", "a.sql"}).exit_code, 3);
  EXPECT_EQ(scan({"--baseline", "a", "--write-baseline", "b", "a.sql"}).exit_code, 2);
}

TEST_F(Scan, PlacesCountByThePolicy) {
  write("data/sites.csv", "name,latitude,longitude\nnest,38.51234,-98.61234\n");
  EXPECT_THAT(open_rules({"data"}), testing::Contains("location-coordinate"));
  const auto policy = [&](const std::string& box, int decimals) {
    write(".mig/policy.yml", "schema_version: policy.v1\ncoordinates:\n  published_decimals: " +
                                 std::to_string(decimals) +
                                 "\n  restricted_areas:\n    - name: nests\n      bbox: " + box +
                                 "\n");
  };
  policy("[-99, 38, -98, 39]", 2);
  EXPECT_THAT(open_rules({"data"}), testing::Contains("location-coordinate"));
  policy("[10, 38, 11, 39]", 2);
  EXPECT_THAT(open_rules({"data"}), Not(testing::Contains("location-coordinate")));
  policy("[-99, 38, -98, 39]", 5);
  EXPECT_THAT(open_rules({"data"}), Not(testing::Contains("location-coordinate")));
}

TEST_F(Scan, TheOrderOfThreadsDoesNotShow) {
  for (int i = 0; i < 300; ++i) write("f/" + std::to_string(i) + ".sql", i % 3 == 0 ? kRole : "");
  const auto one = scan({"--threads", "1", "f"});
  EXPECT_EQ(one.exit_code, 1);
  for (const char* threads : {"2", "7"}) {
    EXPECT_EQ(scan({"--threads", threads, "f"}).standard_output, one.standard_output);
  }
}

TEST(ScanInGate, SearchesBundlesAndWhatLiesBesideThem) {
  const mig::test::SampleRepository repository;
  const auto gate = [&] {
    return mig::test::run_tool("mig-gate", {"--root", ".", "migrations"},
                               {repository.path(), "", {}});
  };
  EXPECT_EQ(gate().exit_code, 0);
  repository.write("migrations/registry/how-to.md", "```\n" + kRole + "```\n");
  const auto beside = gate();
  EXPECT_EQ(beside.exit_code, 1);
  EXPECT_THAT(beside.standard_output, HasSubstr("secret-sql-role-password"));
  EXPECT_THAT(beside.standard_output, Not(HasSubstr(kSecret)));
  fs::remove(repository.file("migrations/registry/how-to.md"));
  repository.write(mig::test::kDraftBundle + "/extra.txt", kRole);
  EXPECT_THAT(gate().standard_output, HasSubstr("secret-sql-role-password"));
}

/// What an approval of a bundle has to be bound to.
std::string digest_of(const mig::test::SampleRepository& repository, const std::string& bundle) {
  const auto root = mig::io::Root::open(repository.path());
  mig::bundle::RepositoryFacts facts;
  facts.policy = *mig::bundle::load_policy(*root, std::nullopt);
  facts.now = mig::test::kNow;
  return mig::bundle::load_bundle(*root, bundle, facts, std::nullopt)->digest;
}

TEST(ScanInGate, AnApprovalOpensAReviewAndNeverASecret) {
  const mig::test::SampleRepository repository;
  const auto run = [&] {
    return mig::test::run_tool("mig-scan-secrets", {"--root", ".", mig::test::kDraftBundle},
                               {repository.path(), "", {}});
  };
  const auto approve = [&](const std::string& rule) {
    repository.write(mig::test::kDraftBundle + "/approvals/" + rule + ".yml",
                     "rule: " + rule +
                         "\nreason: agreed on in the review of the map team\nreference: ADR-1\n"
                         "approved_by: kfm-governance\nrole: governance\ndate: 2026-03-20\n"
                         "subject_digest: " +
                         digest_of(repository, mig::test::kDraftBundle) + "\n");
  };
  repository.write(mig::test::kDraftBundle + "/rows.sql", kInsert);
  EXPECT_EQ(run().exit_code, 4);
  approve("pii-email");
  const auto approved = run();
  EXPECT_EQ(approved.exit_code, 0) << approved.standard_output;
  EXPECT_THAT(approved.standard_output, HasSubstr("ADR-1"));
  repository.write(mig::test::kDraftBundle + "/rows.sql", kRole);
  approve("secret-sql-role-password");
  EXPECT_EQ(run().exit_code, 1);
}

// Who answers for a change is named.
TEST(ScanInGate, NamesOfThoseWhoAnswerAreExempt) {
  const mig::test::TemporaryFolder folder;
  const auto scan = [&] {
    return mig::test::run_tool("mig-scan-secrets", {"--root", ".", "."}, {folder.path(), "", {}});
  };
  const std::string name = R"({"actor": {"first_name": "Annika", "last_name": "Lindqvist"}})";
  folder.write("receipts/run_receipt.json", name);
  EXPECT_EQ(scan().exit_code, 0) << scan().standard_output;
  folder.write("diffs/summary.json", name);
  EXPECT_EQ(scan().exit_code, 1);
}

}  // namespace
