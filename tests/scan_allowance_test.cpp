#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "mig/rules/judge_scan.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules {
namespace {

constexpr const char* kNow = "2026-04-01T00:00:00Z";
const std::string kSalt = "8d1f0a6b9c2e47d3b5a80f6e1c3d2b4a";
const std::string kRole = "ALTER ROLE app PASSWORD 'Qx7fRt2mLp90';\n";
const std::string kMail =
    "INSERT INTO users (id, email) VALUES (1, 'anna.lindqvist@fernmail.net');\n";

std::vector<std::string> open_rules(const std::vector<Finding>& findings) {
  std::vector<std::string> rules;
  for (const auto& finding : findings) {
    if (finding.status == Status::open) rules.emplace_back(finding.rule);
  }
  return rules;
}

bundle::ScannedFile searched(const contract::Policy& policy, const std::string& bytes) {
  return bundle::scan_bytes("up.sql", bytes, policy, kNow);
}

/// What is left of a list of known values once a file with `bytes` was judged.
std::vector<Finding> left_of_known(std::int64_t count, const std::string& bytes) {
  const contract::Policy policy;
  KnownValues known;
  known.list.salt = kSalt;
  known.source = std::make_shared<const SourceText>("known.json", "{}");
  const auto fingerprint =
      value_fingerprint(kSalt, "secret-sql-role-password", "up.sql", "Qx7fRt2mLp90");
  known.list.entries.push_back(
      {"up.sql", "secret-sql-role-password", fingerprint.value(), count, {0, 2}});
  ScanSettings settings;
  settings.now = kNow;
  settings.policy = &policy;
  settings.known = &known;
  const ScanJudge judge(all_rules(), settings);
  auto file = searched(policy, bytes);
  const auto verdict = judge.judge(file);
  ScanUse use;
  use.add(verdict.use);
  return judge.leftovers(
      use, [](std::string_view) { return true; }, [](std::string_view) { return true; });
}

TEST(ScanAllowance, AKnownValueThatBecameFewerIsTold) {
  EXPECT_TRUE(left_of_known(2, kRole + kRole).empty());
  EXPECT_TRUE(left_of_known(1, kRole + kRole).empty());
  const auto findings = left_of_known(3, kRole + kRole);
  ASSERT_THAT(open_rules(findings), testing::ElementsAre("suppression-unused"));
  EXPECT_EQ(findings[0].object, "1 of 3 values");
  EXPECT_EQ(findings[0].location.path, "known.json");
  EXPECT_THAT(open_rules(left_of_known(1, "SELECT 1;\n")),
              testing::ElementsAre("suppression-unused"));
}

std::vector<std::string> judged_with_comment(const std::string& until) {
  const contract::Policy policy;
  ScanSettings settings;
  settings.now = kNow;
  settings.policy = &policy;
  auto file =
      searched(policy, "-- mig:allow pii-email until=" + until + " reason=\"a team\"\n" + kMail);
  return open_rules(ScanJudge(all_rules(), settings).judge(file).findings);
}

TEST(ScanAllowance, ACommentLastsAYearAtMost) {
  EXPECT_THAT(judged_with_comment("2027-04-02"), testing::IsEmpty());
  EXPECT_THAT(judged_with_comment("2027-04-03"),
              testing::UnorderedElementsAre("pii-email", "suppression-malformed"));
  EXPECT_THAT(judged_with_comment("9999-12-31"),
              testing::UnorderedElementsAre("pii-email", "suppression-malformed"));
}

TEST(ScanAllowance, AnEntryOfThePolicyIsToldAtItsPlace) {
  const std::string fingerprint(32, 'a');
  contract::Policy policy;
  policy.source = ".mig/policy.yml";
  policy.secrets.salt = kSalt;
  policy.secrets.allow = {{"pii-email", "*", fingerprint, "one", ""},
                          {"pii-phone", "*", fingerprint, "two", ""}};
  policy.text = std::make_shared<const SourceText>(
      policy.source, "secrets:\n  # fingerprint: " + fingerprint + "\n  note: " + fingerprint +
                         "\n  allow:\n    - rule: pii-email\n      fingerprint: " + fingerprint +
                         "\n    - {rule: pii-phone, fingerprint: \"" + fingerprint + "\"}\n");
  ScanSettings settings;
  settings.now = kNow;
  settings.policy = &policy;
  const auto findings =
      ScanJudge(all_rules(), settings)
          .leftovers(
              {}, [](std::string_view) { return true; }, [](std::string_view) { return true; });
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].location.region->begin, (Position{6, 20}));
  EXPECT_EQ(findings[1].location.region->begin, (Position{7, 39}));
}

}  // namespace
}  // namespace mig::rules
