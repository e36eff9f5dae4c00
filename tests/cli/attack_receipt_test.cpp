// Replays docs/threat-model.md: receipts that are signed by the right keys and say what is not so.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::digest_of;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::in_production;
using mig::test::Json;
using mig::test::kProd;
using mig::test::kStage;
using mig::test::pinned;
using mig::test::replace;
using mig::test::staged;
using mig::test::take_over;

/// Changes the receipt of production before it is signed.
template <class Change>
void forge(Attack& attack, Change change) {
  attack.repository.on_receipt = in_production(change);
}

TEST(AttackOnAReceipt, PlaceholderDigest) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) {
    receipt["environment"]["params_digest"] = "sha256:" + std::string(64, '0');
  });
  attack.is_stopped_by("receipt-placeholder-digest");
}

TEST(AttackOnAReceipt, PathNamedTwice) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) {
    receipt["inputs"].push_back({{"path", "forward.sql"}, {"digest", digest_of("what ran")}});
  });
  attack.is_stopped_by("receipt-repeated-path");
}

TEST(AttackOnAReceipt, FailedCheckPassedOff) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["validation"]["checks"][0]["status"] = "fail"; });
  attack.is_stopped_by("receipt-status-contradiction");
}

TEST(AttackOnAReceipt, CheckDropped) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["validation"]["checks"].erase(1); });
  attack.is_stopped_by("receipt-missing-check");
}

TEST(AttackOnAReceipt, ReceiptOfAnotherMigration) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["migration_id"] = "PG-MIG-2026-03-01-02"; });
  attack.is_stopped_by("receipt-wrong-migration");
}

TEST(AttackOnAReceipt, RunIdReused) {
  Attack attack(executed);
  const auto first = attack.repository.runs[kStage].receipt["run_id"];
  forge(attack, [first](Json& receipt) { receipt["run_id"] = first; });
  attack.is_stopped_by("receipt-duplicate-run-id");
}

TEST(AttackOnAReceipt, TimesReversed) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { std::swap(receipt["started_at"], receipt["finished_at"]); });
  attack.is_stopped_by("receipt-time-order");
}

TEST(AttackOnAReceipt, ReceiptFromTheFuture) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) {
    receipt["started_at"] = "2026-04-02T18:30:00Z";
    receipt["finished_at"] = "2026-04-02T18:31:12Z";
  });
  attack.is_stopped_by("receipt-future-time");
}

TEST(AttackOnAReceipt, RunBeforeItsApproval) {
  Attack attack(executed);
  attack.repository.approvals.at("go").fields["date"] = "2026-03-06";
  attack.is_stopped_by("receipt-before-approval");
}

TEST(AttackOnAReceipt, BundleDigestOfAnotherState) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["bundle_digest"] = digest_of("another state"); });
  attack.is_stopped_by("receipt-bundle-digest-mismatch");
}

TEST(AttackOnAReceipt, ApprovalRewrittenAfterTheRun) {
  Attack attack(executed);
  auto rewritten = executed().repository;
  rewritten.approvals.at("go").fields["reason"] = "Whatever was asked for";
  attack.repository.on_files = [&rewritten](Files& files) {
    take_over(files, rewritten.build(), in_bundle("approvals/"));
  };
  attack.is_stopped_by("receipt-wrong-approval");
}

TEST(AttackOnAReceipt, ReceiptInAnotherDialect) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) {
    receipt.erase("kfm_run_receipt_version");
    receipt["kind"] = "run_receipt";
    receipt["timestamps"] = {{"started_at", receipt["started_at"]},
                             {"ended_at", receipt["finished_at"]}};
  });
  attack.is_stopped_by("receipt-foreign-dialect");
}

TEST(AttackOnAReceipt, SecretInAReceipt) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) {
    receipt["validation"]["checks"][0]["message"] =
        "read as " + (std::string("AKIA") + "Q3EGWJ5ZUK7TXN2M");
  });
  attack.is_stopped_by("receipt-unsafe-text");
}

TEST(AttackOnAReceipt, StatusGivenTwice) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    replace(files.at(in_bundle("runs/prod-3/receipts/run_receipt.json")), "\"status\": \"pass\"",
            "\"status\": \"fail\", \"status\": \"pass\"");
  };
  attack.is_stopped_by("document-duplicate-key");
}

TEST(AttackOnAReceipt, StageRunPassedOffAsProduction) {
  Attack attack(staged);
  attack.repository.status = "executed_prod";
  attack.is_stopped_by("receipt-status-unproved");
}

TEST(AttackOnAReceipt, FailedRunPassedOffAsExecuted) {
  Attack attack(staged);
  attack.repository.on_receipt = [](std::size_t run, Json& receipt) {
    if (run != kStage) return;
    receipt["validation"]["status"] = "fail";
    receipt["validation"]["checks"][0]["status"] = "fail";
  };
  attack.is_stopped_by("receipt-status-unproved");
}

TEST(AttackOnAReceipt, FailureLeftAsItWas) {
  Attack attack(staged);
  attack.repository.run("stage", 6, "fail");
  attack.is_stopped_by("receipt-failure-not-rolled-back");
}

TEST(AttackOnAReceipt, PersonRanProduction) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["actor"]["principal"] = "person:ada"; });
  attack.is_stopped_by("receipt-actor-not-allowed");
}

TEST(AttackOnAReceipt, ProductionByAnotherTool) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["runner"]["name"] = "pgcli"; });
  attack.is_stopped_by("receipt-wrong-runner");
}

TEST(AttackOnAReceipt, ProductionWithoutAPerson) {
  Attack attack(executed);
  attack.repository.runs[kProd].approvals.clear();
  attack.is_stopped_by("receipt-unapproved-production");
}

TEST(AttackOnAReceipt, ApprovalWrittenInTheNameOfAPerson) {
  Attack attack(executed);
  attack.repository.approvals.at("go").signers.clear();
  attack.is_stopped_by("receipt-unapproved-production");
}

TEST(AttackOnAReceipt, RunnerImageSwapped) {
  Attack attack(pinned);
  forge(attack, [](Json& receipt) {
    receipt["environment"]["container_digest"] = digest_of("another image");
  });
  attack.is_stopped_by("receipt-wrong-container");
}

TEST(AttackOnAReceipt, EnvironmentRenamed) {
  Attack attack(executed);
  forge(attack, [](Json& receipt) { receipt["environment"]["name"] = "production-eu"; });
  attack.is_stopped_by("receipt-unknown-environment");
}

TEST(AttackOnAReceipt, ReceiptRemoved) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    std::erase_if(
        files, [](const auto& file) { return file.first.find("/receipts/") != file.first.npos; });
  };
  attack.is_stopped_by("bundle-missing-receipt");
}

TEST(AttackOnPermission, ProductionThatOnlyWarned) {
  Attack attack(executed);
  auto& run = attack.repository.runs[kProd];
  run.approvals.clear();
  run.receipt["validation"]["status"] = "warn";
  run.receipt["validation"]["checks"][0]["status"] = "warn";
  attack.is_stopped_by("receipt-unapproved-production");
}

TEST(AttackOnPermission, PermissionForSomethingElse) {
  Attack attack(executed);
  attack.repository.approvals.begin()->second.fields["rule"] = "pii-email";
  attack.is_stopped_by("receipt-unapproved-production");
}

TEST(AttackOnPermission, PermissionByAWitness) {
  Attack attack(executed);
  auto& approval = attack.repository.approvals.begin()->second;
  approval.fields["approved_by"] = "release-bot";
  for (auto& key : attack.repository.keys) {
    if (key.key == "approver") {
      key.principal = "release-bot";
      key.roles += ", witness";
    }
  }
  attack.is_stopped_by("receipt-unapproved-production");
}

}  // namespace
