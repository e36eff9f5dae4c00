// A status history holds together line by line and ends where the registry stands.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "history_testing.hpp"

namespace {

using mig::Finding;
using mig::Severity;
using mig::contract::DocumentKind;
using mig::test::digest_like;
using mig::test::HistoryWorld;
using mig::test::kHistoryPath;
using mig::test::kId;
using mig::test::kMerged;
using mig::test::Line;
using mig::test::merged_and;
using mig::test::receipt_text;
using mig::test::rules_of;
using mig::test::valid_document;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Finding> judge(const std::vector<Line>& lines) {
  return HistoryWorld(lines).judge();
}

MATCHER_P2(IsOnly, rule, words, "") {
  if (arg.size() != 1) {
    *result_listener << testing::PrintToString(rules_of(arg));
    return false;
  }
  *result_listener << arg[0].rule << ": " << arg[0].message;
  return arg[0].rule == rule && arg[0].message.find(words) != std::string::npos &&
         !arg[0].remedy.empty() && arg[0].severity == Severity::fail;
}

TEST(HistoryRules, AHistoryThatHoldsIsSilent) {
  HistoryWorld world(merged_and({{"merged", "executed_stage", digest_like('5')}}));
  world.list({{kId, "executed_stage"}, {"PG-MIG-2026-03-02-01", "draft"}});
  world.prove('5');
  EXPECT_THAT(rules_of(world.judge()), IsEmpty());
}

TEST(HistoryRules, WhatDoesNotFitItsSchemaIsNotJudged) {
  HistoryWorld world({{"draft", "executed_prod", "", "2027-01-01T00:00:00Z", kId, 7}});
  world.list({{kId, "merged"}});
  EXPECT_EQ(world.judge().size(), 6U);
  world.repository.history_documents[0].violations.emplace_back();
  EXPECT_THAT(world.judge(), IsEmpty());
}

TEST(HistoryRules, NumbersFollowEachOther) {
  const auto rule = "history-broken-chain";
  auto lines = kMerged;
  lines[1].seq = 3;
  lines[2].seq = 4;
  EXPECT_THAT(judge(lines), IsOnly(rule, "seq 3 follows on seq 1"));
  lines = kMerged;
  lines[2].seq = 2;
  EXPECT_THAT(judge(lines), IsOnly(rule, "seq 2 follows on seq 2"));
  for (std::size_t i = 0; i < 3; ++i) lines[i].seq = static_cast<int>(i);
  EXPECT_THAT(judge(lines), IsOnly(rule, "the first line has the seq 0"));
}

TEST(HistoryRules, LinesNameTheLineBefore) {
  const auto rule = "history-broken-chain";
  auto lines = kMerged;
  lines[1].prev = digest_like('9');
  HistoryWorld world(lines);
  const auto& due = world.repository.histories[0].line_digests[0];
  EXPECT_THAT(world.judge(), IsOnly(rule, "which is " + due));
  lines[1].prev = "";
  const auto findings = judge(lines);
  EXPECT_THAT(findings, IsOnly(rule, "does not name the line before it, " + due));
  EXPECT_EQ(findings[0].remedy, fmt::format("add \"prev\": \"{}\"", due));
  lines = kMerged;
  lines[0].prev = digest_like('9');
  EXPECT_THAT(judge(lines), IsOnly(rule, "the first line names a line before it"));
}

TEST(HistoryRules, ALineWhoseDigestIsUnknownIsContinuedByNothing) {
  HistoryWorld world(kMerged);
  world.repository.histories[0].line_digests.pop_back();
  EXPECT_THAT(world.judge(), IsEmpty()) << "nothing names the last line";
  world.repository.histories[0].line_digests.pop_back();
  EXPECT_THAT(world.judge(), IsOnly("history-broken-chain", "seq 3 names"));
}

TEST(HistoryRules, LinesOfSeveralMigrationsAreOneChain) {
  const std::string other = "PG-MIG-2026-03-02-01";
  EXPECT_THAT(judge({{"", "draft"},
                     {"", "draft", "", "2026-03-01T20:00:00Z", other},
                     {"draft", "approved"},
                     {"draft", "superseded", "", "2026-03-01T20:00:00Z", other}}),
              IsEmpty());
}

// The table of the contract, written down a second time.
const std::map<std::string, std::set<std::string>> kAllowed{
    {"draft", {"approved", "superseded"}},
    {"approved", {"draft", "merged", "superseded"}},
    {"merged", {"executed_dev", "executed_stage", "executed_prod", "superseded"}},
    {"executed_dev", {"executed_stage", "executed_prod", "rolled_back", "superseded"}},
    {"executed_stage", {"executed_prod", "rolled_back", "superseded"}},
    {"executed_prod", {"rolled_back", "superseded"}},
    {"rolled_back", {"executed_dev", "executed_stage", "executed_prod", "superseded"}},
    {"superseded", {}}};

/// A shortest way of allowed steps from a draft to a status.
std::vector<std::string> way_to(const std::string& status) {
  std::deque<std::vector<std::string>> ways{{"draft"}};
  while (ways.front().back() != status) {
    for (const auto& next : kAllowed.at(ways.front().back())) {
      ways.push_back(ways.front());
      ways.back().push_back(next);
    }
    ways.pop_front();
  }
  return ways.front();
}

TEST(HistoryRules, EveryPairOfStatusesIsAllowedOrForbidden) {
  int allowed = 0;
  for (const auto& [from, after] : kAllowed) {
    for (const auto& [to, ignored] : kAllowed) {
      auto way = way_to(from);
      way.push_back(to);
      std::vector<Line> lines{{"", "draft"}};
      for (std::size_t i = 1; i < way.size(); ++i) lines.push_back({way[i - 1], way[i]});
      HistoryWorld world(lines);
      world.bundle.declaration.migration_id.reset();  // receipts are another matter
      const auto findings = world.judge();
      if (after.contains(to)) {
        EXPECT_THAT(findings, IsEmpty()) << from << " to " << to;
        ++allowed;
        continue;
      }
      EXPECT_THAT(findings, IsOnly("history-forbidden-transition",
                                   fmt::format("cannot go from {} to {}", from, to)));
      for (const auto& next : after) EXPECT_THAT(findings[0].remedy, HasSubstr(next));
    }
  }
  EXPECT_EQ(allowed, 22);
}

TEST(HistoryRules, NothingFollowsOnSuperseded) {
  const auto findings = judge({{"", "draft"}, {"draft", "superseded"}, {"superseded", "draft"}});
  EXPECT_THAT(findings, IsOnly("history-forbidden-transition", "superseded to draft"));
  EXPECT_THAT(findings[0].remedy, HasSubstr("begin a new migration"));
}

TEST(HistoryRules, AMigrationBeginsAsADraft) {
  const auto rule = "history-wrong-origin";
  EXPECT_THAT(judge({{"", "approved"}}), IsOnly(rule, kId + " begins as approved"));
  EXPECT_THAT(judge({{"draft", "approved"}}), IsOnly(rule, "no line before tells"));
}

TEST(HistoryRules, StepsJoin) {
  const auto rule = "history-wrong-origin";
  auto lines = kMerged;
  lines[2] = {"draft", "superseded"};
  const auto findings = judge(lines);
  EXPECT_THAT(findings, IsOnly(rule, "comes from draft, but seq 2 left it approved"));
  EXPECT_EQ(findings[0].remedy, "write \"from\": \"approved\"");
  lines[2] = {"", "draft"};
  EXPECT_THAT(judge(lines), IsOnly(rule, "begins anew, but seq 2 left it approved"));
}

TEST(HistoryRules, TimesGoForward) {
  const auto rule = "history-time-order";
  auto lines = kMerged;
  lines[1].at = "2026-03-01T21:00:00+01:00";
  EXPECT_THAT(judge(lines), IsEmpty()) << "the same instant in another zone";
  lines[1].at = "2026-03-01T20:59:59+01:00";
  EXPECT_THAT(judge(lines), IsOnly(rule, "seq 2 is at"));
  lines[1].at = "2026-02-30T20:00:00Z";
  EXPECT_THAT(judge(lines), IsOnly(rule, "does not exist"));
}

TEST(HistoryRules, TimesAreNotStillToCome) {
  auto lines = kMerged;
  lines[2].at = "2026-04-01T00:05:00Z";
  EXPECT_THAT(judge(lines), IsEmpty());
  lines[2].at = "2026-04-01T00:05:01Z";
  EXPECT_THAT(judge(lines), IsOnly("history-time-order", "still to come"));
}

TEST(HistoryRules, TheRegistryStandsWhereTheHistoryEnds) {
  const auto rule = "history-status-mismatch";
  HistoryWorld world(kMerged);
  world.list({{kId, "approved"}});
  const auto findings = world.judge();
  EXPECT_THAT(findings, IsOnly(rule, kId + " is approved, but the history left it merged"));
  EXPECT_EQ(findings[0].location.path, "migrations/registry/migrations.v1.json");
  EXPECT_EQ(findings[0].related.at(0).location.path, kHistoryPath);
}

TEST(HistoryRules, OnlyDraftsMayBeMissingInTheHistory) {
  HistoryWorld world(kMerged);
  world.list({{kId, "merged"}, {"PG-MIG-2026-03-02-01", "approved"}});
  EXPECT_THAT(world.judge(), IsOnly("history-status-mismatch", "the history does not know it"));
}

TEST(HistoryRules, WhatTheHistoryKnowsIsListed) {
  HistoryWorld world(kMerged);
  world.list({});
  const auto findings = world.judge();
  EXPECT_THAT(findings, IsOnly("history-status-mismatch", "the registry does not list " + kId));
  EXPECT_EQ(findings[0].location.path, kHistoryPath);
  EXPECT_EQ(findings[0].location.region->begin.line, 3U);
}

TEST(HistoryRules, OnlyTheRegistryBesideItCounts) {
  HistoryWorld world(kMerged);
  world.list({{"PG-MIG-2026-03-02-01", "approved"}}, "stores/registry");
  EXPECT_THAT(world.judge(), IsEmpty()) << "no registry lies beside the history";
  world.list({{kId, "merged"}});
  EXPECT_THAT(world.judge(), IsEmpty());
}

TEST(HistoryRules, ARegistryThatIsNotKnownToItsLastEntryIsNotCompared) {
  HistoryWorld world(kMerged);
  auto document = valid_document("migrations/registry/migrations.v1.json", DocumentKind::registry,
                                 R"({"migrations":[{"status":"approved"}]})");
  world.repository.registry_documents.push_back(std::move(*document));
  EXPECT_THAT(world.judge(), IsEmpty());
}

TEST(HistoryRules, AnIdThatIsListedTwiceIsNotCompared) {
  HistoryWorld world(kMerged);
  world.list({{kId, "approved"}});
  world.list({{kId, "merged"}}, "stores/registry");
  EXPECT_THAT(world.judge(), IsEmpty());
}

TEST(HistoryRules, AHistoryBeginsWithItsEarlierState) {
  HistoryWorld world(kMerged);
  auto& previous = world.repository.histories[0].previous.emplace();
  previous = {"/base/history.jsonl", 100, std::nullopt};
  EXPECT_THAT(world.judge(), IsEmpty());
  previous.first_difference = world.repository.history_documents[0].source->line_start(2) + 4;
  const auto findings = world.judge();
  EXPECT_THAT(findings,
              IsOnly("history-truncated", "line 2 is not what it was in /base/history.jsonl"));
  EXPECT_EQ(findings[0].location.region->begin.column, 5U);
}

TEST(HistoryRules, AHistoryThatLostLines) {
  HistoryWorld world(kMerged);
  const auto size = world.repository.history_documents[0].source->bytes().size();
  world.repository.histories[0].previous = {"old.jsonl", size + 50, size};
  EXPECT_THAT(
      world.judge(),
      IsOnly("history-truncated",
             fmt::format("ends after {} bytes, where old.jsonl goes on to {}", size, size + 50)));
  // Lost lines are told too when what is left does not fit its schema.
  world.repository.history_documents[0].violations.emplace_back();
  EXPECT_THAT(world.judge(), IsOnly("history-truncated", "ends after"));
}

TEST(HistoryRules, AHistoryThatIsGone) {
  HistoryWorld world({});
  auto& document = world.repository.history_documents[0];
  document.access = mig::io::AccessError{mig::io::AccessFault::not_found, kHistoryPath, "gone"};
  world.repository.histories[0].previous = {"old.jsonl", 50, 0};
  EXPECT_THAT(world.judge(), IsOnly("history-truncated", "the history is gone"));
  world.repository.histories[0].previous = {"old.jsonl", 0, std::nullopt};
  EXPECT_THAT(world.judge(), IsEmpty()) << "there was nothing to lose";
  document.access->fault = mig::io::AccessFault::symbolic_link;
  world.repository.histories[0].previous = {"old.jsonl", 50, 0};
  EXPECT_THAT(world.judge(), IsEmpty()) << "what it is instead is told by itself";
}

}  // namespace
