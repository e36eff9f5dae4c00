// Replays docs/threat-model.md: runs that the registry and its history do not own up to.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::executed;
using mig::test::Files;
using mig::test::Json;
using mig::test::kDev;
using mig::test::kProd;
using mig::test::kStage;
using mig::test::rolled_back;
using mig::test::staged;

TEST(AttackOnAStatus, ProductionKeptQuiet) {
  Attack attack(executed);
  attack.repository.status = "executed_stage";
  attack.repository.history.pop_back();
  attack.is_stopped_by("receipt-ahead-of-status");
}

TEST(AttackOnAStatus, RunThatSettlesNothing) {
  Attack attack(executed);
  attack.repository.status = "executed_stage";
  attack.repository.history.pop_back();
  attack.repository.on_receipt = [](std::size_t run, Json& receipt) {
    if (run != kProd) return;
    receipt["validation"]["status"] = "warn";
    receipt["validation"]["checks"][0]["status"] = "warn";
  };
  attack.is_stopped_by("receipt-inconclusive");
}

TEST(AttackOnAStatus, RunBeforeTheMerge) {
  Attack attack(staged);
  attack.repository.history[2]["at"] = "2026-03-03T19:00:00Z";
  attack.is_stopped_by("history-wrong-receipt");
}

TEST(AttackOnAStatus, ExecutedAgainByAnEarlierRun) {
  Attack attack(rolled_back);
  auto& repository = attack.repository;
  repository.runs.pop_back();
  repository.run("stage", 4).receipt["started_at"] = "2026-03-04T18:31:12Z";
  repository.runs.back().receipt["finished_at"] = "2026-03-04T18:32:12Z";
  repository.roll_back(mig::test::SignedRun(repository.runs.front()), 5);
  repository.run("stage", 6);
  repository.status = "executed_stage";
  repository.history.back()["receipt"] = 2;
  repository.change_status("executed_stage", 6, 1);
  attack.is_stopped_by("history-wrong-receipt");
}

TEST(AttackOnAChain, EarlierRunsDropped) {
  Attack attack(staged);
  auto& repository = attack.repository;
  repository.runs.erase(repository.runs.begin());
  repository.history.erase(repository.history.begin() + 3);
  repository.history.back()["from"] = "merged";
  repository.history.back()["receipt"] = 0;
  repository.on_receipt = [](std::size_t, Json& receipt) {
    receipt.erase("sequence");
    receipt.erase("previous_receipt");
  };
  attack.is_stopped_by("receipt-unchained");
}

TEST(AttackOnAReceipt, OverlapHiddenByARunElsewhere) {
  Attack attack(executed);
  attack.repository.run("stage", 6).receipt["started_at"] = "2026-03-04T18:31:00Z";
  attack.is_stopped_by("receipt-time-order");
}

}  // namespace
