// What shifts of a trust policy and of a declaration mean, case by case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
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

std::vector<std::string> shifts(DocumentKind kind, std::string_view before,
                                std::string_view after) {
  std::vector<std::string> lines;
  for (const auto& shift : shifts_between(kind, read(before), read(after))) {
    lines.push_back(shift.key + " " + std::string(name_of(shift.lean)) + ": " + shift.before +
                    " -> " + shift.after);
  }
  return lines;
}

std::vector<std::string> declared(std::string_view before, std::string_view after) {
  return shifts(DocumentKind::declaration, before, after);
}

std::vector<std::string> trusted(std::string_view before, std::string_view after) {
  return shifts(DocumentKind::trust, before, after);
}

TEST(DirectionTest, OnlyThreeKindsHaveATable) {
  EXPECT_THAT(directions_of(DocumentKind::approval), IsEmpty());
  EXPECT_EQ(direction_of(DocumentKind::trust, "keys"), nullptr);
  ASSERT_NE(direction_of(DocumentKind::trust, "keys[]"), nullptr);
  EXPECT_EQ(direction_of(DocumentKind::trust, "keys[]")->concern, Concern::trust);
  EXPECT_THAT(shifts(DocumentKind::approval, "a: 1\n", "a: 2\n"), IsEmpty());
}

TEST(DirectionTest, ConcernsOfADeclaration) {
  const auto concern = [](std::string_view key) {
    const auto* direction = direction_of(DocumentKind::declaration, key);
    return direction == nullptr ? Concern::policy : direction->concern;
  };
  EXPECT_EQ(concern("limits.max_row_backfill"), Concern::limit);
  EXPECT_EQ(concern("scope.forbidden_tables"), Concern::forbidden);
  EXPECT_EQ(concern("scope.allowed_operations"), Concern::allowed);
  EXPECT_EQ(concern("requires_rollback"), Concern::rollback);
  EXPECT_EQ(concern("artifacts.rollback"), Concern::rollback);
  EXPECT_EQ(concern("approvals.required_reviewers"), Concern::reviewers);
  EXPECT_EQ(concern("approvals.change_class"), Concern::reviewers);
  EXPECT_EQ(concern("runner.container_digest"), Concern::declaration);
  EXPECT_EQ(concern("intent"), Concern::none);
}

constexpr std::string_view kKey =
    "  - {id: 'sha256:aa', public_key: SECRET, principal: 'svc:a', roles: [runner], environments: "
    "[dev]";

std::string trust(std::string_view rest, std::string_view rules = "[]") {
  return "keys:\n" + std::string(kKey) + std::string(rest) + "}\nrules: " + std::string(rules) +
         "\n";
}

TEST(TrustShiftsTest, ARevocationCounts) {
  const auto revoked = trust(", revoked: {at: '2026-04-01T00:00:00Z', reason: lost}");
  EXPECT_THAT(trusted(revoked, trust("")),
              ElementsAre(HasSubstr("keys[sha256:aa].revoked looser: {at: ")));
  EXPECT_THAT(trusted(trust(""), revoked),
              ElementsAre(HasSubstr("keys[sha256:aa].revoked tighter")));
  EXPECT_THAT(
      trusted(revoked, trust(", revoked: {at: '2036-04-01T00:00:00Z', reason: stolen}")),
      ElementsAre(HasSubstr("revoked.at neither"), HasSubstr("revoked.reason neither: lost")));
}

TEST(TrustShiftsTest, KeysComeAndGoWithoutTheirBytes) {
  const auto lines = trusted("keys: []\n", trust(""));
  EXPECT_THAT(lines, ElementsAre(AllOf(HasSubstr("keys[sha256:aa] looser"),
                                       HasSubstr("principal: svc:a"), Not(HasSubstr("SECRET")))));
  EXPECT_THAT(trusted(trust(""), "keys: []\n"), ElementsAre(HasSubstr("[sha256:aa] tighter")));
}

TEST(TrustShiftsTest, MomentsAreComparedAsMoments) {
  const auto until = [](std::string_view moment) {
    return trust(", valid_until: '" + std::string(moment) + "'");
  };
  EXPECT_THAT(trusted(until("2026-01-01T00:00:00Z"), until("2026-01-01T02:00:00+02:00")),
              IsEmpty());
  EXPECT_THAT(trusted(until("2026-01-01T00:00:00Z"), until("2026-01-01T00:00:00-01:00")),
              ElementsAre(HasSubstr("valid_until looser")));
  EXPECT_THAT(trusted(trust(", valid_from: '2026-01-02T00:00:00Z'"),
                      trust(", valid_from: '2026-01-01T00:00:00Z'")),
              ElementsAre(HasSubstr("valid_from looser")));
  EXPECT_THAT(trusted(until("2026-02-30T00:00:00Z"), until("2026-02-31T00:00:00Z")),
              ElementsAre(HasSubstr("valid_until looser")));
}

TEST(TrustShiftsTest, ARoleLessIsNoLess) {
  EXPECT_THAT(trusted("keys: [{id: a, roles: [runner, governance]}]\n",
                      "keys: [{id: a, roles: [governance]}]\n"),
              ElementsAre("keys[a].roles looser: [runner] -> "));
  EXPECT_THAT(trusted("keys: [{id: a, roles: [runner, governance]}]\n",
                      "keys: [{id: a, roles: [governance, runner]}]\n"),
              IsEmpty());
}

TEST(TrustShiftsTest, RulesHaveDefaultsAndAnEnvironmentWithoutIsDenied) {
  const std::string none = "keys: []\nrules: []\n";
  const std::string plain = "keys: []\nrules: [{environment: prod}]\n";
  const std::string spelled =
      "keys: []\nrules: [{environment: prod, threshold: 1, distinct_principals: true, roles: "
      "[runner]}]\n";
  const std::string tight =
      "keys: []\nrules: [{environment: prod, threshold: 2, roles: [witness], max_age_days: 3}]\n";
  EXPECT_THAT(trusted(none, plain), ElementsAre(HasSubstr("rules[prod] looser")));
  EXPECT_THAT(trusted(plain, none), ElementsAre(HasSubstr("rules[prod] tighter")));
  EXPECT_THAT(trusted(plain, spelled), IsEmpty());
  EXPECT_THAT(trusted(tight, plain), ElementsAre("rules[prod].threshold looser: 2 -> ",
                                                 "rules[prod].roles looser:  -> [runner]",
                                                 "rules[prod].roles tighter: [witness] -> ",
                                                 "rules[prod].max_age_days looser: 3 -> "));
  EXPECT_THAT(
      trusted(plain, "keys: []\nrules: [{environment: prod, distinct_principals: false}]\n"),
      ElementsAre("rules[prod].distinct_principals looser:  -> false"));
}

TEST(TrustShiftsTest, TheFirstRuleOfAnEnvironmentCounts) {
  EXPECT_THAT(
      trusted("rules: [{environment: prod, threshold: 2}]\n",
              "rules: [{environment: prod, threshold: 1}, {environment: prod, threshold: "
              "2}]\n"),
      ElementsAre(HasSubstr("rules[prod #2] looser"), "rules[prod].threshold looser: 2 -> 1"));
}

TEST(DeclarationShiftsTest, ALimitThatGoesUpOrIsGone) {
  EXPECT_THAT(declared("limits: {max_row_backfill: 5, max_index_count_delta: 2}\n",
                       "limits: {max_row_backfill: 6, max_table_count_touched: 3}\n"),
              ElementsAre("limits.max_table_count_touched tighter:  -> 3",
                          "limits.max_index_count_delta looser: 2 -> ",
                          "limits.max_row_backfill looser: 5 -> 6"));
  EXPECT_THAT(declared("limits: {max_row_backfill: 5}\n", "intent: x\n"),
              ElementsAre("intent neither:  -> x", "limits.max_row_backfill looser: 5 -> "));
}

TEST(DeclarationShiftsTest, NamesOfTablesAreReadAsTheScopeReadsThem) {
  const auto tables = [](std::string_view before, std::string_view after) {
    return declared("scope: {forbidden_tables: [" + std::string(before) + "]}\n",
                    "scope: {forbidden_tables: [" + std::string(after) + "]}\n");
  };
  EXPECT_THAT(tables("Parcels, a", "parcels, A"), IsEmpty());
  EXPECT_THAT(tables("public.parcels, a", "parcels, A"),
              ElementsAre("scope.forbidden_tables tighter:  -> [parcels]"));
  EXPECT_THAT(tables("public.parcels", "public.*"), ElementsAre(HasSubstr("tighter")));
  EXPECT_THAT(tables("parcels", "public.parcels"),
              ElementsAre("scope.forbidden_tables looser: [parcels] -> "));
  // A bare glob does not run over the dot.
  EXPECT_THAT(tables("public.orders", "'p*'"),
              ElementsAre(HasSubstr("looser: [public.orders]"), HasSubstr("tighter:  -> [p*]")));
  EXPECT_THAT(tables("'\"a.b\"'", "'?a.b?'").front(), HasSubstr("looser"));
}

TEST(DeclarationShiftsTest, NamesOfObjectsAreReadAsTheScopeReadsThem) {
  const auto objects = [](std::string_view before, std::string_view after) {
    return declared("scope: {forbidden_objects: ['" + std::string(before) + "']}\n",
                    "scope: {forbidden_objects: ['" + std::string(after) + "']}\n");
  };
  EXPECT_THAT(objects("function public.f(integer)", "function f"),
              ElementsAre("scope.forbidden_objects tighter:  -> [function f]"));
  EXPECT_THAT(objects("function public.f", "function public.*"), ElementsAre(HasSubstr("tighter")));
  EXPECT_THAT(objects("function Public.F", "function public.f"), IsEmpty());
  EXPECT_THAT(objects("function f", "view f").size(), 2U);
  EXPECT_THAT(objects("function f", "function f(integer)").front(), HasSubstr("looser"));
  EXPECT_THAT(objects("function f(integer)", "function f(int*)").front(), HasSubstr("looser"));
}

TEST(DeclarationShiftsTest, WithoutAListOfOperationsThePlainOnesAreAllowed) {
  const auto operations = [](std::string_view list) {
    return "scope: {allowed_operations: [" + std::string(list) + "]}\n";
  };
  EXPECT_THAT(declared("scope: {}\n", operations("create, drop")),
              ElementsAre(HasSubstr("allowed_operations tighter: [every operation but")));
  EXPECT_THAT(declared(operations("create, drop"), "scope: {}\n"),
              ElementsAre(HasSubstr("allowed_operations looser:  -> [every operation but")));
  EXPECT_THAT(declared("scope: {}\n", operations("create, dynamic_sql, grant")),
              ElementsAre(HasSubstr("looser:  -> [dynamic_sql, grant]"), HasSubstr("tighter")));
  EXPECT_THAT(declared(operations("create"), operations("'*'")),
              ElementsAre(HasSubstr("looser:  -> [*]"), HasSubstr("tighter: [create]")));
}

TEST(DeclarationShiftsTest, ListsOfTheAllowedSideThatAreLeftOutAllowNothing) {
  EXPECT_THAT(declared("scope: {}\n", "scope: {allowed_tables: [parcels]}\n"),
              ElementsAre("scope.allowed_tables looser:  -> [parcels]"));
  EXPECT_THAT(declared("scope: {forbidden_tables: [a]}\n", "scope: {}\n"),
              ElementsAre("scope.forbidden_tables looser: [a] -> "));
}

TEST(DeclarationShiftsTest, ARollbackThatIsTurnedOff) {
  EXPECT_THAT(declared("requires_rollback: true\nartifacts: {rollback: [a.sql, b.sql]}\n",
                       "requires_rollback: false\nartifacts: {rollback: [b.sql]}\nirreversible: "
                       "{reason: r, reference: s, strategy: forward-fix}\n"),
              ElementsAre("requires_rollback looser: true -> false",
                          HasSubstr("irreversible looser:  -> {reason: r"),
                          "artifacts.rollback looser: [a.sql] -> "));
}

TEST(DeclarationShiftsTest, ReviewersAndClasses) {
  EXPECT_THAT(declared("approvals: {required_reviewers: [Ada, bob], change_class: 'Low Risk'}\n",
                       "approvals: {required_reviewers: [ada, '*'], change_class: low_risk}\n"),
              ElementsAre("approvals.required_reviewers looser: [bob] -> ",
                          "approvals.required_reviewers tighter:  -> [*]"));
  EXPECT_THAT(declared("approvals: {change_class: a}\n", "approvals: {change_class: b}\n"),
              ElementsAre("approvals.change_class looser: a -> b"));
  EXPECT_THAT(declared("approvals: {}\n", "approvals: {change_class: b}\n"),
              ElementsAre("approvals.change_class tighter:  -> b"));
}

TEST(DeclarationShiftsTest, TheOrderOfScriptsCounts) {
  EXPECT_THAT(
      declared("artifacts: {forward: [a.sql, b.sql]}\n", "artifacts: {forward: [b.sql, a.sql]}\n"),
      ElementsAre("artifacts.forward looser: [a.sql, b.sql] -> [b.sql, a.sql]"));
}

TEST(DeclarationShiftsTest, ABackupTellsForItsKeys) {
  const std::string with = "backup: {reference: r, digest: d}\n";
  EXPECT_THAT(declared(with, "risk: low\n"),
              ElementsAre("risk tighter:  -> low", HasSubstr("backup looser: {reference: r")));
  EXPECT_THAT(declared(with, "backup: {reference: r}\n"),
              ElementsAre("backup.digest looser: d -> "));
}

TEST(DeclarationShiftsTest, KeysOfYourOwnDecideNothing) {
  EXPECT_THAT(
      declared("x-a: {b: [1]}\nx-c: 1\n", "x-a: {b: [2]}\nx-d: 1\n"),
      ElementsAre("x-a neither: {b: [1]} -> {b: [2]}", "x-c neither: 1 -> ", "x-d neither:  -> 1"));
  EXPECT_THAT(declared("x-a: [1, 2]\n", "x-a: [2, 1]\n"),
              ElementsAre("x-a neither: [1, 2] -> [2, 1]"));
}

TEST(DeclarationShiftsTest, SpansPointAtWhatShifted) {
  const std::string before = "limits: {max_row_backfill: 5}\nscope: {allowed_tables: [a]}\n";
  const std::string after = "limits: {}\nscope: {allowed_tables: [a, bcd]}\n";
  const auto found = shifts_between(DocumentKind::declaration, read(before), read(after));
  const auto text = [](const std::string& bytes, const std::optional<Span>& span) {
    return span ? bytes.substr(span->begin, span->end - span->begin) : std::string("nothing");
  };
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(text(before, found[0].before_span), "[a]");
  EXPECT_EQ(text(after, found[0].after_span), "bcd");
  EXPECT_EQ(text(before, found[1].before_span), "5");
  EXPECT_EQ(text(after, found[1].after_span), "limits");
  const std::string rules = "rules: [{environment: a}]\n";
  const auto came = shifts_between(DocumentKind::trust, read("rules: []\n"), read(rules));
  ASSERT_EQ(came.size(), 1U);
  EXPECT_EQ(text(rules, came[0].after_span), "{environment: a}");
  const auto went = shifts_between(DocumentKind::trust, read(rules), read("rules: []\n"));
  ASSERT_EQ(went.size(), 1U);
  EXPECT_EQ(text(rules, went[0].before_span), "{environment: a}");
  EXPECT_EQ(text("rules: []\n", went[0].after_span), "[]");
}

TEST(DeclarationShiftsTest, WhatDoesNotFitItsSchemaIsNoTighter) {
  EXPECT_THAT(declared("limits: {max_row_backfill: 5}\n", "limits: {max_row_backfill: none}\n"),
              ElementsAre("limits.max_row_backfill looser: 5 -> none"));
  EXPECT_THAT(declared("risk: high\n", "risk: zz\n"), ElementsAre("risk looser: high -> zz"));
  EXPECT_THAT(declared("requires_rollback: true\n", "requires_rollback: maybe\n"),
              ElementsAre("requires_rollback looser: true -> maybe"));
  EXPECT_THAT(declared("risk: high\n", "[]\n"), ElementsAre("risk looser: high -> "));
}

TEST(DeclarationShiftsTest, HostileListsTakeNoLongerThanTheirSize) {
  constexpr int kMany = 20'000;
  std::string before = "scope:\n  allowed_tables: [";
  std::string after = before;
  for (int i = 0; i < kMany; ++i) {
    before += "'a*" + std::to_string(i) + "*b', ";
    after += "'a*" + std::to_string(i) + "*c', ";
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(declared(before + "]\n", after + "]\n").size(), 2U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

}  // namespace
}  // namespace mig::contract
