// Entries of the registry that are gone, and who answers for those that stay.
#include "history_base_testing.hpp"

namespace {

using mig::Severity;
using mig::test::ComparisonWorld;
using mig::test::expect_only;
using mig::test::kBundle;
using mig::test::kBundleId;
using mig::test::kRegistryPath;
using mig::test::place_of;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kOwner = R"("map-team")";
const std::string kMigration = fmt::format("migration {}", kBundleId);

std::string entry(const std::string& status, const std::string& owners) {
  return fmt::format(R"({{"id": "{}", "type": "postgis", "owners": [{}]{}}})", kBundleId, owners,
                     status.empty() ? "" : fmt::format(R"(, "status": "{}")", status));
}

/// The only entry that changed.
mig::bundle::EntryChange& change_of(ComparisonWorld& world) {
  return world.around.entries.at(0);
}

TEST(HistoryBaseEntries, AnApprovedMigrationThatStaysIsListed) {
  ComparisonWorld world;
  world.list(entry("approved", kOwner), "");
  change_of(world).was_approved = true;
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty()) << "it was withdrawn";
  change_of(world).is_bundle_there = true;
  expect_only(
      world.judge("history-removed-entry"),
      {Severity::fail, kRegistryPath, kMigration,
       "PG-MIG-2026-03-01-01 is not listed any more; at main (0123456789ab) it was approved",
       "put its entry back"});
  change_of(world).is_bundle_there = false;
  world.around.departed = {{kBundle, kBundleId, "approved", false, "migrations/other", kBundleId}};
  EXPECT_EQ(world.judge("history-removed-entry").size(), 1U) << "it lies elsewhere";
  world.list(entry("draft", kOwner), "");
  change_of(world).is_bundle_there = true;
  EXPECT_THAT(world.judge("history-removed-entry"), IsEmpty()) << "a draft may go";
}

TEST(HistoryBaseEntries, AStatusIsNotTheOnlyThingThatKeepsAnEntry) {
  ComparisonWorld world;
  world.list(entry("draft", kOwner), "");
  change_of(world).was_approved = change_of(world).is_bundle_there = true;
  const auto approved = world.judge("history-removed-entry");
  ASSERT_EQ(approved.size(), 1U);
  EXPECT_THAT(approved[0].message, HasSubstr("it was draft, with approvals"));
  change_of(world).was_merged = true;
  change_of(world).is_bundle_there = false;
  const auto run = world.judge("history-removed-entry");
  ASSERT_EQ(run.size(), 1U);
  EXPECT_THAT(run[0].message, HasSubstr("it was draft, with a run receipt"));
}

TEST(HistoryBaseOwners, OfAnApprovedMigrationStay) {
  ComparisonWorld world;
  world.list(entry("approved", R"("map-team", "dba")"), "\n" + entry("approved", R"("map-team")"));
  const auto findings = world.judge("history-changed-owners");
  expect_only(
      findings,
      {Severity::review, fmt::format("{}:3", kRegistryPath), kMigration + ": owners map-team",
       "dba answers for PG-MIG-2026-03-01-01 no more; at main (0123456789ab) it "
       "was approved",
       "name dba among its owners again; or have it approved: add an approval of "
       "history-changed-owners for the object \"migration PG-MIG-2026-03-01-01: owners map-team\" "
       "with subject_digest sha256:9a7e to .mig/approvals/"});
  ASSERT_EQ(findings[0].related.size(), 1U);
  EXPECT_EQ(place_of(findings[0].related[0].location), fmt::format("main:{}:2", kRegistryPath));
}

TEST(HistoryBaseOwners, AreNotExchanged) {
  for (const std::string status :
       {"approved", "merged", "executed_dev", "executed_prod", "rolled_back", "superseded"}) {
    ComparisonWorld world;
    world.list(entry(status, R"("map-team")"), entry(status, R"("eve")"));
    const auto findings = world.judge("history-changed-owners");
    ASSERT_EQ(findings.size(), 1U) << status;
    EXPECT_THAT(findings[0].message, HasSubstr("map-team answers for PG-MIG-2026-03-01-01 no "
                                               "more, eve does; at"));
  }
}

TEST(HistoryBaseOwners, MayBeAddedAndSorted) {
  ComparisonWorld world;
  world.list(entry("merged", R"("a", "b")"), entry("merged", R"("b", "c", "a")"));
  EXPECT_THAT(world.judge("history-changed-owners"), IsEmpty());
}

TEST(HistoryBaseOwners, OfADraftMayChange) {
  ComparisonWorld world;
  for (const std::string status : {"draft", ""}) {
    world.list(entry(status, R"("a")"), entry("approved", R"("b")"));
    EXPECT_THAT(world.judge("history-changed-owners"), IsEmpty()) << status;
  }
  world.list(entry("merged", R"("a")"), "");
  EXPECT_THAT(world.judge("history-changed-owners"), IsEmpty()) << "that is another rule's";
}

}  // namespace
