// mig-scan-secrets --history: what a commit brought stays readable when a later one takes it out.
#include <filesystem>

#include "mig/app/scan/new_findings.hpp"
#include "scan_history_testing.hpp"

namespace mig::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kPassword = " password of a database role in clear text: password of a role";

class ScanCommits : public ScanHistory {
 protected:
  ScanCommits() { write("readme.txt", "begin\n"); }
  void begin_change() {
    git_.commit("base");
    git_.branch("change");
  }
  ProcessResult scan_history(const std::string& path = ".") const {
    return scan({"--base", "main", "--history", path});
  }
  /// "path:line message" of every finding.
  std::vector<std::string> told(const std::string& path = ".") const {
    const auto result =
        scan({"--base", "main", "--history", "--output", "json", "--threads", "3", path});
    std::vector<std::string> told;
    const auto report = nlohmann::json::parse(result.standard_output, nullptr, false);
    if (report.is_discarded()) {
      ADD_FAILURE() << result.standard_output << result.standard_error;
      return told;
    }
    for (const auto& bundle : report.at("bundles")) {
      for (const auto& finding : bundle.at("findings")) {
        const auto& place = finding.at("location");
        told.push_back(place.at("path").get<std::string>() + ":" + place.at("line").dump() + " " +
                       finding.at("message").get<std::string>());
      }
    }
    return told;
  }
  static std::string in_commit(const std::string& id) { return " in commit " + id.substr(0, 12); }
};

TEST_F(ScanCommits, WhatWasTakenOutAgainIsTold) {
  begin_change();
  const auto id = commit("up.sql", "SELECT 1;\n" + kRole);
  commit("up.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--base", "main", "."}).exit_code, 0);
  EXPECT_THAT(told(), ElementsAre("up.sql:2" + kPassword + in_commit(id)));
  const auto result = scan_history();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.standard_output, HasSubstr("Revoke it and issue a new one, then rewrite"));
  EXPECT_THAT(result.standard_output, HasSubstr("git rebase -i " + id.substr(0, 12) + "~1"));
  EXPECT_THAT(result.standard_output, HasSubstr("2 versions of files in 2 commits since main ("));
}

TEST_F(ScanCommits, FilesThatAreGoneAgainAreSearched) {
  begin_change();
  const auto id = commit("gone/up.sql", kRole);
  git_.remove("gone");
  git_.commit("take it out");
  EXPECT_THAT(told(), ElementsAre("gone/up.sql:1" + kPassword + in_commit(id)));
}

TEST_F(ScanCommits, EachCommitAnswersForWhatItAdded) {
  write("up.sql", kRole);
  begin_change();
  const auto first = commit("up.sql", kRole + kOtherRole);
  commit("up.sql", kRole + kOtherRole + "SELECT 1;\n");
  commit("up.sql", kRole);
  EXPECT_THAT(told(), ElementsAre("up.sql:2" + kPassword + in_commit(first)));
}

TEST_F(ScanCommits, OldestCommitsComeFirst) {
  begin_change();
  const auto first = commit("up.sql", kRole);
  const auto second = commit("up.sql", kOtherRole);
  commit("up.sql", "SELECT 1;\n");
  const auto all = told();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all, testing::UnorderedElementsAre(HasSubstr(first.substr(0, 12)),
                                                 HasSubstr(second.substr(0, 12))));
  EXPECT_EQ(told(), all);
}

TEST_F(ScanCommits, WhatIsStillThereIsToldOfTheTreeAsWell) {
  begin_change();
  const auto id = commit("up.sql", kRole);
  EXPECT_THAT(told(), ElementsAre("up.sql:1" + kPassword, "up.sql:1" + kPassword + in_commit(id)));
}

TEST_F(ScanCommits, AFileThatMovedIsNotNew) {
  const std::string rest = "SELECT 1;\nSELECT 2;\nSELECT 3;\nSELECT 4;\nSELECT 5;\n";
  write("old.sql", rest + kRole);
  begin_change();
  git_.git({"mv", "old.sql", "new.sql"});
  git_.commit("move");
  EXPECT_THAT(told(), IsEmpty());
  EXPECT_EQ(scan_history().exit_code, 0);
  git_.git({"mv", "new.sql", "newer.sql"});
  git_.commit("move on");
  EXPECT_THAT(told(), IsEmpty());
  const auto id = commit("newer.sql", rest + kRole + kOtherRole);
  EXPECT_THAT(told(),
              ElementsAre("newer.sql:7" + kPassword, "newer.sql:7" + kPassword + in_commit(id)));
}

TEST_F(ScanCommits, WhatBecameEvidenceForAWhileIsJudgedAsSuch) {
  write("db/rows.sql", kInsert);
  begin_change();
  fs::create_directory(git_.file("receipts"));
  git_.git({"mv", "db/rows.sql", "receipts/rows.txt"});
  git_.commit("move");
  git_.git({"mv", "receipts/rows.txt", "db.sql"});
  git_.commit("move on");
  EXPECT_EQ(scan({"--base", "main", "."}).exit_code, 0);
  EXPECT_THAT(told(), ElementsAre(HasSubstr("receipts/rows.txt:1")));
}

TEST_F(ScanCommits, PersonalDataIsNotRevoked) {
  begin_change();
  commit("up.sql", kInsert);
  commit("up.sql", "SELECT 1;\n");
  const auto result = scan_history();
  EXPECT_EQ(result.exit_code, 4);
  EXPECT_THAT(result.standard_output, HasSubstr("Before it is merged rewrite the history"));
  EXPECT_THAT(result.standard_output, Not(HasSubstr("Revoke")));
}

TEST_F(ScanCommits, CommentsOfAVersionAllowInItAndAreNotJudged) {
  begin_change();
  commit("up.sql", kAllowMail + kInsert);
  commit("up.sql", kAllowMail + "SELECT 1;\n");
  commit("up.sql", "SELECT 1;\n");
  EXPECT_EQ(scan_history().exit_code, 0) << scan_history().standard_output;
}

TEST_F(ScanCommits, PathsRestrict) {
  begin_change();
  commit("a/up.sql", kRole);
  git_.remove("a/up.sql");
  write("a/keep.txt", "\n");
  commit("b/up.sql", kRole);
  commit("b/up.sql", "SELECT 1;\n");
  EXPECT_THAT(told("a"), ElementsAre(HasSubstr("a/up.sql:1")));
  EXPECT_THAT(told("b/up.sql"), ElementsAre(HasSubstr("b/up.sql:1")));
  EXPECT_THAT(told("readme.txt"), IsEmpty());
}

TEST_F(ScanCommits, LimitsHoldForEveryVersion) {
  write(".mig/policy.yml", "schema_version: policy.v1\nfile_limits:\n  scanned_bytes: 100\n");
  begin_change();
  const auto id = commit("up.sql", std::string(200, '\n'));
  commit("up.sql", "SELECT 1;\n");
  EXPECT_EQ(scan({"--base", "main", "."}).exit_code, 0);
  const auto large = scan_history();
  EXPECT_EQ(large.exit_code, 3);
  EXPECT_THAT(large.standard_output, HasSubstr("in commit " + id.substr(0, 12)));
  EXPECT_THAT(large.standard_output, HasSubstr("raise file_limits.scanned_bytes"));
}

TEST_F(ScanCommits, AVersionThatCannotBeReadIsNoVerdict) {
  begin_change();
  commit("up.sql", "SELECT 2;\n");
  const auto blob = git_.git({"rev-parse", "HEAD:up.sql"});
  commit("up.sql", "SELECT 1;\n");
  ASSERT_EQ(scan_history().exit_code, 0) << scan_history().standard_output;
  fs::remove(git_.file(GitRepository::loose_object(blob)));
  EXPECT_EQ(scan_history().exit_code, 3) << scan_history().standard_output;
}

TEST_F(ScanCommits, HistoryNeedsABase) {
  begin_change();
  EXPECT_EQ(scan({"--history", "."}).exit_code, 2);
}

TEST_F(ScanCommits, ARangeWithoutCommitsIsSearched) {
  begin_change();
  const auto result = scan_history();
  EXPECT_EQ(result.exit_code, 0) << result.standard_output << result.standard_error;
  EXPECT_THAT(result.standard_output, HasSubstr("0 versions of files in 0 commits"));
}

/// A verdict of findings "identity line status".
rules::FileVerdict verdict_of(
    const std::vector<std::tuple<std::string, std::uint32_t, Status>>& all) {
  rules::FileVerdict verdict;
  for (const auto& [identity, line, status] : all) {
    Finding finding;
    finding.status = status;
    finding.location.region = Region{{line, 1}, {line, 5}};
    verdict.findings.push_back(finding);
    verdict.identities.push_back(identity);
  }
  return verdict;
}

std::vector<std::string> kept(rules::FileVerdict now, const rules::FileVerdict& before,
                              const std::vector<history::LineRange>& added) {
  app::keep_new_findings(now, before, added);
  EXPECT_EQ(now.findings.size(), now.identities.size());
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < now.findings.size(); ++i) {
    lines.push_back(now.identities[i] +
                    std::to_string(now.findings[i].location.region->begin.line));
  }
  return lines;
}

TEST(NewFindings, AnOldOneAccountsForOne) {
  const auto now = verdict_of({{"a", 1, Status::open}, {"a", 5, Status::open}});
  const auto one = verdict_of({{"a", 9, Status::open}});
  EXPECT_THAT(kept(now, one, {}), ElementsAre("a5"));
  EXPECT_THAT(kept(now, one, {{1, 1}}), ElementsAre("a1")) << "line 5 is the old one";
  EXPECT_THAT(kept(now, one, {{2, 7}}), ElementsAre("a5"));
  EXPECT_THAT(kept(now, {}, {}), ElementsAre("a1", "a5"));
}

TEST(NewFindings, LinesAreMetAtBothEnds) {
  auto now = verdict_of({{"a", 4, Status::open},
                         {"b", 5, Status::open},
                         {"c", 7, Status::open},
                         {"d", 8, Status::open}});
  now.findings[3].location.region->end.line = 10;
  const auto before = now;
  EXPECT_THAT(kept(now, before, {{1, 2}, {5, 7}, {10, 10}}), ElementsAre("b5", "c7", "d8"));
  EXPECT_THAT(kept(now, before, {{11, 20}}), IsEmpty());
}

TEST(NewFindings, WhatWasAllowedAccountsForNothingThatIsTold) {
  const auto now = verdict_of({{"a", 1, Status::open}});
  EXPECT_THAT(kept(now, verdict_of({{"a", 1, Status::justified}}), {}), ElementsAre("a1"));
  EXPECT_THAT(kept(now, verdict_of({{"a", 1, Status::baselined}}), {}), IsEmpty());
  const auto allowed = verdict_of({{"a", 1, Status::justified}});
  EXPECT_THAT(kept(allowed, verdict_of({{"a", 1, Status::open}}), {}), IsEmpty());
}

TEST(NewFindings, WhatTheListKnowsIsTheOldOne) {
  auto now = verdict_of({{"a", 1, Status::baselined}, {"a", 5, Status::open}});
  const auto before = verdict_of({{"a", 1, Status::baselined}});
  app::keep_new_findings(now, before, {{1, 1}});
  ASSERT_EQ(now.findings.size(), 1U);
  EXPECT_EQ(now.findings[0].location.region->begin.line, 1U);
  EXPECT_EQ(now.findings[0].status, Status::open);
  auto moved = verdict_of({{"a", 1, Status::baselined}});
  app::keep_new_findings(moved, before, {{1, 1}});
  ASSERT_EQ(moved.findings.size(), 1U);
  EXPECT_EQ(moved.findings[0].status, Status::baselined);
}

TEST(NewFindings, WhatCannotBeToldApartStays) {
  const auto now = verdict_of({{"", 1, Status::open}});
  EXPECT_THAT(kept(now, now, {}), ElementsAre("1"));
}

TEST(NewFindings, AFindingOfTheWholeFileMeetsNoLine) {
  auto now = verdict_of({{"a", 1, Status::open}});
  now.findings[0].location.region.reset();
  const auto before = now;
  app::keep_new_findings(now, before, {{1, 100}});
  EXPECT_THAT(now.findings, IsEmpty());
}

TEST(NewFindings, BinaryIsWhatGitTakesForIt) {
  EXPECT_FALSE(app::is_binary("text\n"));
  EXPECT_TRUE(app::is_binary(std::string("te\0xt", 5)));
  EXPECT_FALSE(app::is_binary(std::string(8000, 'x') + std::string(1, '\0')));
}

}  // namespace
}  // namespace mig::test
