// What shifts of a policy mean, case by case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/direction.hpp"
#include "mig/document/reader.hpp"

namespace mig::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

document::LocatedValue read(std::string_view yaml) {
  auto value = document::read_yaml(yaml);
  EXPECT_TRUE(value) << yaml;
  return value ? std::move(*value) : document::LocatedValue();
}

/// "environments.ci looser: dev -> stage", in order.
std::vector<std::string> told(const std::vector<Shift>& shifts) {
  std::vector<std::string> lines;
  for (const auto& shift : shifts) {
    lines.push_back(shift.key + " " + std::string(name_of(shift.lean)) + ": " + shift.before +
                    " -> " + shift.after);
  }
  return lines;
}

Policy policy(std::string_view yaml) {
  return read_policy(read("schema_version: policy.v1\n" + std::string(yaml)));
}

std::vector<std::string> shifts(std::string_view before, std::string_view after) {
  return told(policy_shifts(policy(before), policy(after), nullptr));
}

TEST(PolicyShiftsTest, DefaultsSpelledOutAreNoChange) {
  const auto spelled_out = read(policy_as_yaml(Policy()));
  EXPECT_THAT(policy_shifts(Policy(), read_policy(spelled_out), &spelled_out), IsEmpty());
  const auto empty = read("schema_version: policy.v1\n");
  EXPECT_THAT(told(shifts_between(DocumentKind::policy, empty, spelled_out)),
              ElementsAre(HasSubstr("environments.dev looser"), HasSubstr("environments.local"),
                          HasSubstr("environments.ci"), HasSubstr("environments.stage"),
                          HasSubstr("environments.staging"), HasSubstr("environments.autorisen"),
                          HasSubstr("environments.prod neither"),
                          HasSubstr("environments.production neither"),
                          HasSubstr("environments.capecraft neither"),
                          HasSubstr("rollback.evidence[*] tighter")));
}

TEST(PolicyShiftsTest, ATierThatGoesDownIsLooser) {
  const std::string before = "environments: {a: prod, b: stage, c: dev, gone: stage}\n";
  EXPECT_THAT(
      shifts(before, "environments: {a: stage, b: prod, c: stage, new: dev, x: prod}\n"),
      ElementsAre("environments.a looser: prod -> stage", "environments.b tighter: stage -> prod",
                  "environments.c looser: dev -> stage", "environments.gone tighter: stage -> ",
                  "environments.new looser:  -> dev", "environments.x neither:  -> prod"));
}

TEST(PolicyShiftsTest, AnEntryExchangedIsBoth) {
  EXPECT_THAT(shifts("actors: {prod: ['svc:a']}\n", "actors: {prod: ['svc:b']}\n"),
              ElementsAre("actors.prod looser:  -> [svc:b]", "actors.prod tighter: [svc:a] -> "));
  EXPECT_THAT(shifts("protected_domains: {schemas: [a]}\n", "protected_domains: {schemas: [b]}\n"),
              ElementsAre("protected_domains.schemas looser: [a] -> ",
                          "protected_domains.schemas tighter:  -> [b]"));
}

TEST(PolicyShiftsTest, WhatIsCoveredIsNoChange) {
  EXPECT_THAT(shifts("actors: {prod: ['svc:*']}\n", "actors: {prod: ['svc:a', 'svc:*']}\n"),
              IsEmpty());
  EXPECT_THAT(shifts("protected_domains: {schemas: [audit, Gov, gov*]}\n",
                     "protected_domains: {schemas: [GOV*, audit]}\n"),
              IsEmpty());
  EXPECT_THAT(shifts("plans: {required_for: ['governance-*', 'Governance Critical']}\n",
                     "plans: {required_for: ['governance_*']}\n"),
              IsEmpty());
}

TEST(PolicyShiftsTest, AStarAmongPlainNamesCoversNothing) {
  EXPECT_THAT(
      shifts("required_objects: [index a.b]\n", "required_objects: ['*']\n"),
      ElementsAre("required_objects looser: [index a.b] -> ", "required_objects tighter:  -> [*]"));
  EXPECT_THAT(shifts("approvals: {unsigned_rules: {refuse: [plan-stale]}}\n",
                     "approvals: {unsigned_rules: {refuse: ['*']}}\n")
                  .front(),
              HasSubstr("refuse looser: [plan-stale]"));
  EXPECT_THAT(
      shifts("governance: {critical_classes: [a-b]}\n", "governance: {critical_classes: ['*']}\n")
          .front(),
      HasSubstr("critical_classes looser: [a-b]"));
}

TEST(PolicyShiftsTest, LimitsAndSizes) {
  EXPECT_THAT(shifts("table_sizes: {medium_from_rows: 10, unknown: large}\n",
                     "table_sizes: {medium_from_rows: 11}\nfile_limits: {notes_bytes: 1}\n"),
              ElementsAre("table_sizes.medium_from_rows looser: 10 -> 11",
                          "table_sizes.unknown looser: large -> small",
                          "file_limits.notes_bytes tighter: 1048576 -> 1"));
}

TEST(PolicyShiftsTest, RequiredRolesAndEvidenceArePairedByTierAndClass) {
  const std::string before =
      "approvals:\n  unsigned: none\n  required_roles:\n"
      "    - {tier: prod, roles: [a, b]}\n"
      "    - {tier: stage, change_class: x, roles: [c]}\n"
      "rollback: {evidence: [{grade: executed}, {tier: prod, grade: verified}]}\n";
  const std::string after =
      "approvals:\n  required_roles:\n"
      "    - {tier: stage, change_class: X, roles: [c, d]}\n"
      "    - {tier: prod, change_class: '*', roles: [b]}\n"
      "rollback: {evidence: [{grade: documented}]}\n";
  EXPECT_THAT(shifts(before, after),
              ElementsAre("approvals.unsigned looser: none -> review",
                          "approvals.required_roles[prod, *].roles looser: [a] -> ",
                          "approvals.required_roles[stage, x].roles tighter:  -> [d]",
                          HasSubstr("rollback.evidence[prod, *] looser: {"),
                          "rollback.evidence[*].grade looser: executed -> documented"));
}

TEST(PolicyShiftsTest, ARepeatedItemStandsForNoOther) {
  const std::string two =
      "approvals: {required_roles: [{tier: prod, roles: [a]}, {tier: prod, roles: [b]}]}\n";
  EXPECT_THAT(shifts(two, "approvals: {required_roles: [{tier: prod, roles: [b]}]}\n"),
              ElementsAre(HasSubstr("approvals.required_roles[prod, * #2] looser"),
                          "approvals.required_roles[prod, *].roles looser: [a] -> ",
                          "approvals.required_roles[prod, *].roles tighter:  -> [b]"));
}

std::string allowed(std::string_view until) {
  return "secrets:\n  salt: 3f1c9a07d2b84e65a0c7f19e6b2d8354\n  allow:\n"
         "    - {rule: secret-generic-key, path: docs/*, reason: a test vector,\n"
         "       fingerprint: 5f4c9ba2d0e3741185a6b3c2d1e0f9a8" +
         std::string(until) + "}\n";
}

TEST(PolicyShiftsTest, AnAllowedValueMayStayLonger) {
  constexpr std::string_view kKey =
      "secrets.allow[secret-generic-key, docs/*, 5f4c9ba2d0e3741185a6b3c2d1e0f9a8].until ";
  const auto change = [&](std::string_view before, std::string_view after) {
    const auto lines = shifts(allowed(before), allowed(after));
    if (lines.size() != 1 || !lines.front().starts_with(kKey)) return told({});
    return std::vector<std::string>{lines.front().substr(kKey.size())};
  };
  const std::string day = ", until: '2027-03-31'";
  EXPECT_THAT(change(day, ""), ElementsAre("looser: 2027-03-31 -> "));
  EXPECT_THAT(change("", day), ElementsAre("tighter:  -> 2027-03-31"));
  EXPECT_THAT(change(day, ", until: '2027-04-01'"),
              ElementsAre("looser: 2027-03-31 -> 2027-04-01"));
  // A day that does not exist cannot be ordered.
  EXPECT_THAT(change(day, ", until: '2027-02-31'"),
              ElementsAre("looser: 2027-03-31 -> 2027-02-31"));
}

TEST(PolicyShiftsTest, TheSaltIsNeverShown) {
  const auto lines = shifts("secrets: {salt: 00112233445566778899aabbccddeeff}\n",
                            "secrets: {salt: ffeeddccbbaa99887766554433221100}\n");
  EXPECT_THAT(lines, ElementsAre("secrets.salt looser:  -> changed"));
}

TEST(PolicyShiftsTest, TheFirstRestrictedAreaNarrows) {
  const std::string none = "coordinates: {restricted_areas: []}\n";
  const std::string one = "coordinates: {restricted_areas: [{name: a, bbox: [1, 2, 3, 4]}]}\n";
  const std::string two =
      "coordinates: {restricted_areas: [{name: a, bbox: [1, 2, 3, 4]}, "
      "{name: b, bbox: [5, 6, 7, 8]}]}\n";
  constexpr auto kKey = "coordinates.restricted_areas";
  EXPECT_THAT(shifts(none, one), ElementsAre(HasSubstr("[a] looser:  -> {name: a")));
  EXPECT_THAT(shifts(one, none), ElementsAre(HasSubstr("[a] tighter")));
  EXPECT_THAT(shifts(one, two), ElementsAre(HasSubstr("[b] tighter")));
  EXPECT_THAT(shifts(two, one), ElementsAre(HasSubstr(std::string(kKey) + "[b] looser")));
}

TEST(PolicyShiftsTest, AnAreaWithoutDecimalsHasThoseOfAll) {
  const auto area = [](std::string_view rest) {
    return "coordinates:\n  published_decimals: 3\n  restricted_areas:\n    - {name: a, bbox: [1, "
           "2, 3, 4]" +
           std::string(rest) + "}\n";
  };
  EXPECT_THAT(shifts(area(""), area(", published_decimals: 3")), IsEmpty());
  EXPECT_THAT(shifts(area(", published_decimals: 1"), area("")),
              ElementsAre("coordinates.restricted_areas[a].published_decimals looser: 1 -> "));
  EXPECT_THAT(shifts(area(""), area(", published_decimals: 4")),
              ElementsAre("coordinates.restricted_areas[a].published_decimals looser:  -> 4"));
}

TEST(PolicyShiftsTest, AnAreaWithoutDecimalsHasTheBuiltInOnes) {
  const auto area = [](std::string_view rest) {
    return read("coordinates: {restricted_areas: [{name: a, bbox: [1, 2, 3, 4]" +
                std::string(rest) + "}]}\n");
  };
  const auto kind = DocumentKind::policy;
  EXPECT_THAT(shifts_between(kind, area(""), area(", published_decimals: 2")), IsEmpty());
  EXPECT_THAT(told(shifts_between(kind, area(", published_decimals: 3"), area(""))),
              ElementsAre(HasSubstr("published_decimals tighter: 3 -> ")));
}

TEST(PolicyShiftsTest, ADocumentThatIsNotThatOfThePolicyHasNoPlace) {
  const auto before = policy("approvals: {required_roles: [{tier: prod, roles: [a, b]}]}\n");
  const auto after =
      policy("approvals: {required_roles: [{tier: dev, roles: [x]}, {tier: prod, roles: [a]}]}\n");
  const auto other = read("approvals: {required_roles: [{tier: dev, roles: [x]}]}\n");
  for (const auto& shift : policy_shifts(before, after, &other)) {
    EXPECT_EQ(shift.after_span.has_value(), shift.lean == Lean::tighter) << shift.key;
  }
}

TEST(PolicyShiftsTest, SpansAreThoseOfTheDocument) {
  const std::string text =
      "schema_version: policy.v1\n"
      "actors: {prod: ['*']}\n"
      "approvals: {required_roles: [{tier: prod, roles: [b]}]}\n"
      "environments: {prod: stage}\n";
  const auto document = read(text);
  const auto before = policy(
      "approvals: {required_roles: [{tier: dev, roles: [x]}, {tier: prod, roles: [a, b]}]}\n"
      "environments: {prod: prod, dev: prod}\n"
      "table_sizes: {medium_from_rows: 5}\n");
  std::vector<std::string> seen;
  for (const auto& shift : policy_shifts(before, read_policy(document), &document)) {
    EXPECT_FALSE(shift.before_span);
    seen.push_back(shift.key + " at " +
                   (shift.after_span ? text.substr(shift.after_span->begin,
                                                   shift.after_span->end - shift.after_span->begin)
                                     : "nothing"));
  }
  EXPECT_THAT(
      seen, ElementsAre("environments.prod at stage", "environments.dev at nothing",
                        "table_sizes.medium_from_rows at nothing",
                        "approvals.required_roles[dev, *] at [{tier: prod, roles: [b]}]",
                        "approvals.required_roles[prod, *].roles at [b]", "actors.prod at ['*']"));
}

TEST(PolicyShiftsTest, LongValuesAreCutBetweenCharacters) {
  // Wherever the cut falls: the names begin one byte later each time.
  for (std::size_t shift = 0; shift < 6; ++shift) {
    std::string names = "'" + std::string(shift, 'x') + "', ";
    for (int i = 10; i < 60; ++i) names += "'\u00e4\u20ac\u00fc" + std::to_string(i) + "', ";
    const auto lines = shifts("", "actors: {dev: ['*'], stage: [" + names + "'svc:*']}\n");
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_LT(lines.front().size(), 160U);
    EXPECT_THAT(lines.front(), ::testing::EndsWith("..."));
    EXPECT_TRUE(document::read_json("\"" + lines.front() + "\"")) << lines.front();
    EXPECT_THAT(lines.front(), Not(HasSubstr("svc:*")));
  }
}

}  // namespace
}  // namespace mig::contract
