// mig-scan-secrets --base: what a change adds is judged, and what was there is not told again.
#include <filesystem>

#include "scan_approval_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ScanSinceBase : public ScanHistory {
 protected:
  /// Files of the base; the change begins behind it.
  void base(const std::vector<std::pair<std::string, std::string>>& files) {
    write("readme.txt", "begin\n");
    for (const auto& [path, bytes] : files) write(path, bytes);
    git_.commit("base");
    git_.branch("change");
  }
  std::vector<std::string> since_base(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--base", "main", "."});
    return open(std::move(more));
  }
  ProcessResult scan_since_base(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--base", "main", "."});
    return scan(std::move(more));
  }
};

TEST_F(ScanSinceBase, OnlyAddedLinesAreTold) {
  base({{"up.sql", kRole}, {"old.sql", kRole}});
  commit("up.sql", "SELECT 1;\n" + kRole + kOtherRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " up.sql:3"));
  EXPECT_THAT(scan_since_base().standard_output, HasSubstr("1 file changed since main ("));
  write("up.sql", "SELECT 1;\n" + kRole);
  const auto clean = scan_since_base();
  EXPECT_EQ(clean.exit_code, 0) << clean.standard_output << "what lies on disk is judged";
  EXPECT_EQ(scan({"."}).exit_code, 1);
}

TEST_F(ScanSinceBase, FilesThatGitDoesNotKnowAreNew) {
  base({{".gitignore", "*.log\n"}});
  write("new.sql", kRole);
  write("run.log", kRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " new.sql:1", kRoleRule + " run.log:1"));
}

TEST_F(ScanSinceBase, NothingChangedIsAPassThatSaysSo) {
  base({{"up.sql", kRole}});
  const auto same = scan_since_base();
  EXPECT_EQ(same.exit_code, 0) << same.standard_output << same.standard_error;
  EXPECT_THAT(same.standard_output, HasSubstr("0 files changed since main ("));
  EXPECT_THAT(same.standard_output, HasSubstr("nothing to search"));
  git_.remove("up.sql");
  const auto gone = scan_since_base();
  EXPECT_EQ(gone.exit_code, 0) << gone.standard_output << gone.standard_error;
  EXPECT_THAT(gone.standard_output, HasSubstr("1 gone"));
  const auto named = scan({"--base", "main", "up.sql"});
  EXPECT_EQ(named.exit_code, 0) << named.standard_output << named.standard_error;
  EXPECT_THAT(named.standard_output, HasSubstr("1 gone"));
}

TEST_F(ScanSinceBase, PathsRestrict) {
  base({});
  commit("a/up.sql", kRole);
  commit("b/up.sql", kRole);
  EXPECT_THAT(open({"--base", "main", "a"}), ElementsAre(kRoleRule + " a/up.sql:1"));
  EXPECT_THAT(open({"--base", "main", "b/up.sql"}), ElementsAre(kRoleRule + " b/up.sql:1"));
  EXPECT_EQ(scan({"--base", "main", "readme.txt"}).exit_code, 0);
}

TEST_F(ScanSinceBase, AWordInFrontOfAnOldValueMakesItASecret) {
  base({{"up.sql", "SELECT\n'" + kSecret + "';\n"}});
  ASSERT_EQ(scan({"."}).exit_code, 0) << "nothing says what it is";
  commit("up.sql", "ALTER ROLE app PASSWORD\n'" + kSecret + "';\n");
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " up.sql:2"));
}

TEST_F(ScanSinceBase, WhatIsNoLongerAllowedIsNew) {
  base({{"up.sql", "SELECT 1;\n" + kAllowMail + kInsert}});
  commit("up.sql", "SELECT 1;\n" + kInsert);
  EXPECT_THAT(since_base(), ElementsAre("pii-email up.sql:2"));
  commit("up.sql", "SELECT 2;\n" + kAllowMail + kInsert);
  EXPECT_THAT(since_base(), IsEmpty());
  EXPECT_EQ(scan_since_base().exit_code, 0);
}

TEST_F(ScanSinceBase, ACommentThatLostItsValueIsTold) {
  base({{"up.sql", kAllowMail + kInsert}, {"idle.sql", kAllowMail + "SELECT 1;\n"}});
  commit("up.sql", kAllowMail + "SELECT 1;\n");
  commit("idle.sql", kAllowMail + "SELECT 1;\nSELECT 2;\n");
  EXPECT_THAT(since_base(), ElementsAre("suppression-unused up.sql:1"));
}

TEST_F(ScanSinceBase, AValueThatIsRepeatedIsNew) {
  base({{"up.sql", kRole + "SELECT 1;\n"}});
  commit("up.sql", kRole + "SELECT 1;\n" + kRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " up.sql:3"));
}

TEST_F(ScanSinceBase, RenamesAreFollowed) {
  const std::string rest = "SELECT 1;\nSELECT 2;\nSELECT 3;\nSELECT 4;\nSELECT 5;\n";
  base({{"old.sql", rest + kRole}});
  git_.git({"mv", "old.sql", "new.sql"});
  git_.commit("move");
  EXPECT_THAT(since_base(), IsEmpty());
  commit("new.sql", rest + kRole + kOtherRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " new.sql:7"));
}

TEST_F(ScanSinceBase, AFileThatBecomesEvidenceIsJudgedAsSuch) {
  base({{"db/rows.sql", kInsert}});
  fs::create_directory(git_.file("receipts"));
  git_.git({"mv", "db/rows.sql", "receipts/rows.txt"});
  git_.commit("move");
  EXPECT_THAT(since_base(), ElementsAre("pii-email receipts/rows.txt:1"));
}

TEST_F(ScanSinceBase, BinaryFilesAreHeldAgainstWhatTheyHeld) {
  const std::string nul(20, '\0');
  base({{"a.bin", nul + "\n" + kRole + nul}});
  const auto before = open({"a.bin"});
  ASSERT_THAT(before, Contains(HasSubstr(kRoleRule)));
  commit("a.bin", nul + "\n" + kRole + nul + "\nmore\n");
  EXPECT_THAT(since_base(), Not(Contains(HasSubstr(kRoleRule))));
  commit("a.bin", nul + "\n" + kRole + nul + "\n" + kOtherRole);
  EXPECT_THAT(since_base(), Contains(HasSubstr(kRoleRule)));
}

TEST_F(ScanSinceBase, ALinkThatBecomesAFileIsNew) {
  fs::create_symlink("readme.txt", git_.file("up.sql"));
  base({});
  EXPECT_EQ(scan_since_base().exit_code, 0) << "the link is as it was";
  git_.remove("up.sql");
  commit("up.sql", kRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " up.sql:1"));
  git_.remove("up.sql");
  fs::create_symlink("elsewhere", git_.file("up.sql"));
  EXPECT_THAT(since_base(), ElementsAre("bundle-irregular-tree-entry up.sql:0"));
}

TEST_F(ScanSinceBase, APathThatNeverWasIsNoVerdict) {
  base({{"a/up.sql", kRole}});
  EXPECT_EQ(scan({"--base", "main", "b"}).exit_code, 3);
}

TEST_F(ScanSinceBase, ACopyIsANewFile) {
  base({{"old.sql", kRole}});
  commit("copy.sql", kRole);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " copy.sql:1"));
}

TEST_F(ScanSinceBase, AChangeDoesNotBringThePolicyThatAllowsIt) {
  const std::string head = "schema_version: policy.v1\nsecrets:\n  salt: \"" + kSalt + "\"\n";
  base({{".mig/policy.yml", head}});
  write("up.sql", kRole);
  const auto told =
      nlohmann::json::parse(scan({"--output", "json", "--fingerprints", "up.sql"}).standard_output);
  const std::string fingerprint = told.at("bundles")[0].at("findings")[0].at("value_fingerprint");
  write(".mig/policy.yml", head + "  allow:\n    - rule: " + kRoleRule +
                               "\n      path: up.sql\n      fingerprint: \"" + fingerprint +
                               "\"\n      reason: a test vector\n");
  git_.commit("allow it");
  EXPECT_EQ(scan({"."}).exit_code, 0);
  EXPECT_THAT(since_base(), ElementsAre(kRoleRule + " up.sql:1"));
  git_.checkout("main");
  git_.git({"checkout", "-q", "change", "--", ".mig"});
  git_.commit("allowed on the base");
  git_.checkout("change");
  git_.git({"rebase", "-q", "main"});
  EXPECT_THAT(since_base(), IsEmpty());
  commit("up.sql", "SELECT 1;\n");
  EXPECT_THAT(since_base(), ElementsAre(HasSubstr("suppression-unused .mig/policy.yml:")));
  commit(".mig/policy.yml", head);
  EXPECT_THAT(since_base(), IsEmpty()) << "the change took its leftover out";
}

class KnownAtBase : public ScanSinceBase {
 protected:
  void write_list(const std::string& list, const std::string& file) const {
    ASSERT_EQ(scan({"--write-baseline", list, file}).exit_code, 0);
  }
  const std::string list_ = ".mig/known.json";
};

TEST_F(KnownAtBase, AChangeDoesNotBringTheListThatKnowsIt) {
  base({{".mig/policy.yml", "schema_version: policy.v1\n"}});
  write("up.sql", kRole);
  write_list(list_, "up.sql");
  git_.commit("known");
  EXPECT_EQ(scan({"--baseline", list_, "."}).exit_code, 0);
  EXPECT_THAT(since_base({"--baseline", list_}), ElementsAre(kRoleRule + " up.sql:1"));
  EXPECT_THAT(scan_since_base({"--baseline", list_}).standard_output,
              HasSubstr("has no .mig/known.json: no value counts as known"));
  const TemporaryFolder outside;
  fs::copy(git_.file(list_), outside.path() + "/known.json");
  EXPECT_EQ(scan_since_base({"--baseline", outside.path() + "/known.json"}).exit_code, 0)
      << "whoever runs the gate may name a list of his own";
  fs::remove_all(git_.file(".mig"));
  fs::create_symlink(outside.path(), git_.file(".mig"));
  EXPECT_EQ(scan({"--base", "main", "--baseline", list_, "up.sql"}).exit_code, 3)
      << "a link of the change leads there";
}

TEST_F(KnownAtBase, TheListOfTheBaseCounts) {
  write("up.sql", kRole);
  fs::create_directory(git_.file(".mig"));
  write_list(list_, "up.sql");
  const auto with_one = git_.read(list_);
  base({});
  commit("up.sql", "SELECT 1;\n" + kRole + kRole);
  EXPECT_EQ(since_base({"--baseline", list_}).size(), 1U);
  commit("up.sql", kRole + "SELECT 1;\n" + kRole);
  EXPECT_EQ(since_base({"--baseline", list_}).size(), 1U) << "one more, above or below the old one";
  commit("up.sql", "SELECT 1;\n");
  EXPECT_THAT(since_base({"--baseline", list_}),
              ElementsAre(HasSubstr("suppression-unused .mig/known.json:")));
  write(list_, with_one.substr(0, with_one.find("\"entries\"")) + "\"entries\": []}");
  EXPECT_THAT(since_base({"--baseline", list_}), IsEmpty()) << git_.read(list_);
  write(list_, with_one);
  write("up.sql", kRole);
  write("other.sql", "SELECT 1;\n");
  EXPECT_THAT(since_base({"--baseline", list_}), IsEmpty())
      << "up.sql is as it was: whether its entry is of use was not seen";
}

TEST_F(KnownAtBase, AListThatCannotBeUsedIsAConfigurationError) {
  base({{list_, "{}"}});
  write("up.sql", "SELECT 1;\n");
  const auto result = scan_since_base({"--baseline", list_});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.standard_output + result.standard_error,
              HasSubstr("git show main:.mig/known.json"));
}

TEST_F(ScanSinceBase, WhatContradictsItIsRefused) {
  base({});
  write("up.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--base", "main", "--write-baseline", "known.json", "."}).exit_code, 2);
  EXPECT_FALSE(fs::exists(git_.file("known.json")));
  EXPECT_EQ(scan({"--base", "main", "-"}, "SELECT 1;\n").exit_code, 2);
  EXPECT_EQ(scan({"--base", "main", "--files-from", "-"}, "up.sql\n").exit_code, 2);
  EXPECT_EQ(scan({"--base", "nowhere", "."}).exit_code, 3);
}

TEST_F(ScanSinceBase, WhatTheBaseHeldAndCannotBeReadIsNoVerdict) {
  base({{"up.sql", kRole}});
  const auto blob = git_.git({"rev-parse", "main:up.sql"});
  commit("up.sql", kRole + "SELECT 1;\n");
  EXPECT_EQ(scan_since_base().exit_code, 0);
  fs::remove(git_.file(GitRepository::loose_object(blob)));
  const auto missing = scan_since_base();
  EXPECT_EQ(missing.exit_code, 3) << missing.standard_output << missing.standard_error;
}

TEST_F(ScanSinceBase, LimitsHoldForWhatWasThere) {
  const std::string limit = "schema_version: policy.v1\nfile_limits:\n  scanned_bytes: 200\n";
  base({{".mig/policy.yml", limit}, {"up.sql", kRole + std::string(300, '\n')}});
  commit("up.sql", kRole);
  const auto large = scan_since_base();
  EXPECT_EQ(large.exit_code, 3) << large.standard_output;
  EXPECT_THAT(large.standard_output, HasSubstr("what it was before was not searched"));
  EXPECT_THAT(large.standard_output, HasSubstr("raise file_limits.scanned_bytes"));
  commit("new.sql", std::string(300, '\n'));
  EXPECT_THAT(scan_since_base().standard_output, HasSubstr("scanned_bytes"));
}

TEST_F(ScanSinceBase, TheOrderOfThreadsDoesNotShow) {
  base({{"f/0.sql", kRole}});
  for (int i = 0; i < 200; ++i) write("f/" + std::to_string(i) + ".sql", kRole + kOtherRole);
  git_.commit("many");
  const auto one = scan_since_base({"--threads", "1"});
  EXPECT_EQ(one.exit_code, 1);
  EXPECT_EQ(scan_since_base({"--threads", "5"}).standard_output, one.standard_output);
}

TEST(GateSinceBase, SearchesWhatChangedInBundlesAndBesideThem) {
  const SampleRepository sample;
  GitRepository git;
  fs::copy(sample.path(), git.path(), fs::copy_options::recursive);
  const auto extra = kDraftBundle + "/extra.txt";
  git.write(extra, kRole);
  git.write("migrations/registry/old.md", kRole);
  git.commit("base");
  git.branch("change");
  const auto gate = [&git](const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"--root", ".", "--base", "main", "migrations"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_tool("mig-gate", arguments, {git.path(), "", {}}).standard_output;
  };
  git.write(kDraftBundle + "/other.txt", "nothing to see\n");
  git.write("migrations/registry/new.md", "nothing to see\n");
  git.commit("change");
  EXPECT_THAT(gate(), Not(HasSubstr(kRoleRule)));
  git.write(".mig/known.json", "{}");
  EXPECT_THAT(gate({"--baseline", ".mig/known.json"}), HasSubstr("has no .mig/known.json"));
  git.remove(".mig/known.json");
  EXPECT_THAT(gate({"--all"}), HasSubstr(kRoleRule));
  git.write(extra, kRole + kOtherRole);
  git.commit("more in the bundle");
  EXPECT_THAT(gate(), HasSubstr(extra + ":2"));
  EXPECT_THAT(gate(), Not(HasSubstr(extra + ":1")));
  git.write(extra, kRole);
  git.write("migrations/registry/new.md", kRole);
  git.commit("beside");
  EXPECT_THAT(gate(), HasSubstr("migrations/registry/new.md:1"));
  EXPECT_THAT(gate(), Not(HasSubstr("old.md")));
}

class ApprovalSinceBase : public ApprovableScan {
 protected:
  ApprovalSinceBase() { git_.branch("change"); }
  /// Of the one script: what else lies in the bundle is not among what is searched.
  ProcessResult scan() const {
    return run_tool("mig-scan-secrets",
                    {"--root", ".", "--base", "main", kDraftBundle + "/rows.sql"},
                    {git_.path(), "", {}});
  }
};

TEST_F(ApprovalSinceBase, CountsOnceGitHasIt) {
  add("/rows.sql");
  approve();
  const auto beside = scan();
  EXPECT_EQ(beside.exit_code, 4) << "it is on disk alone";
  EXPECT_THAT(beside.standard_output,
              HasSubstr("git does not track " + kDraftBundle + "/approvals/mail.yml"));
  add("/approvals/mail.yml");
  const auto tracked = scan();
  EXPECT_EQ(tracked.exit_code, 0) << tracked.standard_output << tracked.standard_error;
  EXPECT_THAT(tracked.standard_output, HasSubstr("ADR-1"));
}

}  // namespace
}  // namespace mig::test
