// Replays docs/threat-model.md: what is not defended passes, as the page says. A limit that is gone
// is taken off the page.
#include <gtest/gtest.h>

#include "support/attack.hpp"

namespace {

using mig::test::Attack;
using mig::test::digest_of;
using mig::test::executed;
using mig::test::Files;
using mig::test::in_bundle;
using mig::test::Json;
using mig::test::kProd;
using mig::test::leave_another_migration;
using mig::test::rehearsed;
using mig::test::replace;
using mig::test::staged;

TEST(LimitOfTheDefence, RunnerLies) {
  Attack attack(executed);
  auto& outputs = attack.repository.runs[kProd].outputs;
  outputs.at("baselines/post.json") = outputs.at("baselines/pre.json");
  attack.passes();
}

TEST(LimitOfTheDefence, StolenKeysChooseTheTime) {
  Attack attack(executed);
  attack.repository.on_receipt = [](std::size_t run, Json& receipt) {
    if (run != kProd) return;
    receipt["started_at"] = "2026-03-04T23:00:00Z";
    receipt["finished_at"] = "2026-03-05T19:59:00Z";
  };
  attack.passes();
}

TEST(LimitOfTheDefence, RehearsalMadeUp) {
  Attack attack(rehearsed);
  attack.repository.on_files = [](Files& files) {
    auto& baseline = files.at(in_bundle("rehearsal/baselines/restored.json"));
    const auto genuine = digest_of(baseline);
    baseline = files.at(in_bundle("rehearsal/baselines/pre.json"));
    replace(files.at(in_bundle("rehearsal/rehearsal_receipt.json")), genuine, digest_of(baseline));
  };
  attack.passes();
}

TEST(LimitOfTheDefence, TreeOfYesterday) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) { files = staged().repository.build(); };
  attack.passes();
}

TEST(LimitOfTheDefence, MigrationRemovedUnseen) {
  Attack attack(executed);
  attack.repository.on_files = [](Files& files) {
    leave_another_migration(files);
    files.erase("migrations/registry/history.jsonl");
  };
  attack.passes();
}

TEST(LimitOfTheDefence, LastLineRewrittenUnseen) {
  Attack attack(executed);
  attack.repository.history.back()["by"] = "person:bob";
  attack.passes();
}

TEST(LimitOfTheDefence, TrustGivenAway) {
  Attack attack(executed);
  attack.repository.keys[0].key = "stranger";
  for (auto& run : attack.repository.runs) run.signers.front() = "stranger";
  attack.passes();
}

}  // namespace
