// Replays docs/threat-model.md: the order of runs and of statuses.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::kDev;
using mig::test::kProd;
using mig::test::kProdFolder;
using mig::test::kSignedId;
using mig::test::kStage;
using mig::test::kStageFolder;
using mig::test::leave_another_migration;
using mig::test::remembered;
using mig::test::replace;
using mig::test::rolled_back;
using mig::test::staged;
using mig::test::take_over;

void erase_below(Files& files, const std::string& folder) {
  std::erase_if(files, [&folder](const auto& file) { return file.first.starts_with(folder); });
}

TEST(AttackOnAChain, RunRemovedFromTheMiddle) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { erase_below(files, in_bundle(kStageFolder)); };
  attack.is_stopped_by("receipt-chain-gap");
}

TEST(AttackOnAChain, ChainForked) {
  Attack attack(executed);
  auto& rival = attack.repository.run("stage", 6);
  rival.folder = "runs/stage-3/";
  attack.repository.on_receipt = [&attack](std::size_t run, Json& receipt) {
    if (run != kProd + 1) return;
    receipt["sequence"] = 3;
    receipt["previous_receipt"] = attack.repository.runs[kProd].receipt["previous_receipt"];
  };
  attack.is_stopped_by("receipt-chain-fork");
}

TEST(AttackOnAChain, EarlierReceiptReplaced) {
  Attack attack(executed);
  auto other = executed().repository;
  other.runs[kDev].receipt["environment"]["git_commit"] =
      "5f0c2a917c4127d8667a4bd6c08d48e716b1d47d";
  attack.repository.on_files = [&other](Files& files) {
    take_over(files, other.build(), in_bundle("receipts/"));
  };
  attack.is_stopped_by("receipt-chain-broken");
}

TEST(AttackOnAChain, RunAddedOutsideTheChain) {
  Attack attack(executed);
  attack.repository.run("stage", 6);
  attack.repository.on_receipt = [](std::size_t run, Json& receipt) {
    if (run != kProd + 1) return;
    receipt.erase("sequence");
    receipt.erase("previous_receipt");
  };
  attack.is_stopped_by("receipt-unchained");
}

TEST(AttackOnAChain, RunReplayedIntoAnotherEnvironment) {
  Attack attack(staged);
  attack.repository.status = "executed_prod";
  attack.repository.on_files = [](Files& files) {
    const auto from = in_bundle(kStageFolder);
    for (const auto& [path, bytes] : Files(files)) {
      if (path.starts_with(from)) files[in_bundle(kProdFolder) + path.substr(from.size())] = bytes;
    }
  };
  attack.is_stopped_by("receipt-wrong-run-folder");
}

TEST(AttackOnAChain, RollbackOfNothing) {
  Attack attack(rolled_back);
  attack.repository.on_receipt = [](std::size_t run, Json& receipt) {
    if (run != 1) return;
    receipt["rolls_back"] =
        std::string("kfm://run/2026-03-02T18:30:00Z.migration.") + kSignedId + ".5f0c2a90";
  };
  attack.is_stopped_by("receipt-dangling-rollback");
}

TEST(AttackOnAChain, RollbackConcealed) {
  Attack attack(rolled_back);
  attack.repository.status = "executed_stage";
  attack.repository.history.pop_back();
  attack.is_stopped_by("receipt-status-unproved");
}

TEST(AttackOnAChain, RunAfterTheRollbackConcealed) {
  Attack attack(rolled_back);
  attack.repository.run("stage", 6);
  attack.is_stopped_by("receipt-status-unproved");
}

TEST(AttackOnAChain, ReceiptOfTheLastRunRemoved) {
  Attack attack(executed);
  attack.repository.status = "executed_stage";
  attack.repository.history.pop_back();
  attack.repository.on_files = [](Files& files) {
    erase_below(files, in_bundle(kProdFolder) + "receipts/");
  };
  attack.is_stopped_by("receipt-unlisted-file");
}

TEST(AttackOnAHistory, EarlierStateIsEmpty) {
  Attack attack(remembered);
  attack.repository.on_files = [](Files& files) { files.at("earlier.jsonl").clear(); };
  attack.is_refused();
}

TEST(AttackOnAHistory, HistoryLineRewritten) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at("migrations/registry/history.jsonl"), "person:ada", "person:bob");
  };
  attack.is_stopped_by("history-broken-chain");
}

TEST(AttackOnAHistory, HistoryWrittenAnew) {
  Attack attack(remembered);
  attack.repository.history[1]["by"] = "person:bob";
  attack.is_stopped_by("history-truncated");
}

TEST(AttackOnAHistory, TreeSetBack) {
  Attack attack(remembered);
  attack.repository.on_files = [](Files& files) {
    const auto earlier = files.at("earlier.jsonl");
    files = staged().repository.build();
    auto& history = files.at("migrations/registry/history.jsonl");
    history.resize(history.rfind('\n', history.size() - 2) + 1);
    files["earlier.jsonl"] = earlier;
  };
  attack.is_stopped_by("history-truncated");
}

TEST(AttackOnAHistory, MigrationRemoved) {
  Attack attack(remembered);
  attack.repository.on_files = [](Files& files) {
    leave_another_migration(files);
    files.erase("migrations/registry/history.jsonl");
  };
  attack.is_stopped_by("history-truncated");
}

TEST(AttackOnAHistory, StatusesSkipped) {
  Attack attack(executed);
  auto& history = attack.repository.history;
  history.erase(history.begin() + 1, history.end() - 1);
  history.back()["from"] = "draft";
  attack.is_stopped_by("history-forbidden-transition");
}

TEST(AttackOnAHistory, OriginForged) {
  Attack attack(executed);
  attack.repository.history.back()["from"] = "merged";
  attack.is_stopped_by("history-wrong-origin");
}

TEST(AttackOnAHistory, StatusBackdated) {
  Attack attack(executed);
  attack.repository.history[2]["at"] = "2026-03-01T12:00:00Z";
  attack.is_stopped_by("history-time-order");
}

TEST(AttackOnAHistory, HistoryCutShort) {
  Attack attack(executed);
  attack.repository.history.pop_back();
  attack.is_stopped_by("history-status-mismatch");
}

TEST(AttackOnAHistory, StatusProvedByAnotherRun) {
  Attack attack(executed);
  attack.repository.history.back()["receipt"] = kStage;
  attack.is_stopped_by("history-wrong-receipt");
}

TEST(AttackOnAHistory, RegistryLags) {
  Attack attack(executed);
  attack.repository.status = "executed_stage";
  attack.repository.history.pop_back();
  attack.is_stopped_by("receipt-ahead-of-status");
}

}  // namespace
