// The repository around the bundles, held against its base.
#include <filesystem>

#include "comparison_testing.hpp"

namespace mig::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Repositories : public ComparisonTest {
 protected:
  Repositories() { write_base(); }

  /// "id: before -> now" of every entry that changed.
  std::vector<std::string> entries() const {
    std::vector<std::string> lines;
    for (const auto& change : repository.comparison->entries) {
      lines.push_back(fmt::format("{}: {} -> {}", change.before.id.value,
                                  change.before.status->value,
                                  change.now == nullptr ? "gone" : change.now->status->value));
    }
    return lines;
  }

  /// "path (id, status): where it went (id now)", "!" before merged ones.
  std::vector<std::string> departed() const {
    std::vector<std::string> lines;
    for (const auto& one : repository.comparison->departed) {
      lines.push_back(fmt::format("{}{} ({}, {}): {} ({})", one.was_merged ? "!" : "", one.path,
                                  one.id, one.status, one.moved_to, one.id_now));
    }
    return lines;
  }

  bool is_changed(const std::string& path) const { return repository.comparison->is_changed(path); }
};

TEST_F(Repositories, ThatDidNotChangeSayNothing) {
  begin_change();
  const auto& around = compare();
  EXPECT_THAT(around.changes, IsEmpty());
  EXPECT_THAT(entries(), IsEmpty());
  EXPECT_THAT(departed(), IsEmpty());
  EXPECT_THAT(repository.comparison->reused_ids, IsEmpty());
  EXPECT_THAT(around.notes, IsEmpty());
  EXPECT_EQ(around.base_registry.entries.size(), 2U);
  EXPECT_THAT(around.base_entry_bundles, ElementsAre(folder_of(kOne), folder_of(kTwo)));
  EXPECT_FALSE(is_changed(folder_of(kOne)));
  EXPECT_FALSE(is_changed(""));
}

TEST_F(Repositories, ChangesOfABundleAreThoseBeneathIt) {
  write_bundle("migrations/a", kThree);
  write_bundle("migrations/a-b", "PG-MIG-2026-03-21-01");
  write_bundle("migrations/a/b", "PG-MIG-2026-03-22-01");
  begin_change();
  git.write("migrations/a-b/notes.md", "New\n");
  compare();
  EXPECT_TRUE(is_changed("migrations/a-b"));
  EXPECT_TRUE(is_changed("migrations"));
  EXPECT_TRUE(is_changed(""));
  EXPECT_FALSE(is_changed("migrations/a"));
  EXPECT_FALSE(is_changed("migrations/a/b"));
  EXPECT_FALSE(is_changed("migrations/a-"));
}

TEST_F(Repositories, BundlesThatLoseAFileOrBecomeOneChange) {
  begin_change();
  git.remove(folder_of(kTwo) + "/notes.md");
  rename(folder_of(kOne) + "/notes.md", "notes.md");
  compare();
  EXPECT_TRUE(is_changed(folder_of(kTwo)));
  EXPECT_TRUE(is_changed(folder_of(kOne)));
}

TEST_F(Repositories, EntriesChangeWithWhatCounts) {
  const std::string four = "PG-MIG-2026-03-25-01";
  git.write(kRegistryPath, registry({{kOne, "merged"},
                                     {kTwo, "draft"},
                                     {kThree, "superseded", "", kOne},
                                     {four, "merged", "elsewhere/x"}}));
  begin_change();
  git.write(kRegistryPath, registry({{four, "merged", "elsewhere/y"},
                                     {kTwo, "approved"},
                                     {kThree, "superseded", "", kTwo},
                                     {"PG-MIG-2026-03-26-01", "draft"}}));
  const auto& around = compare();
  EXPECT_THAT(entries(),
              ElementsAre(kOne + ": merged -> gone", kTwo + ": draft -> approved",
                          kThree + ": superseded -> superseded", four + ": merged -> merged"));
  EXPECT_EQ(around.entries[0].before_source->path(), "main:" + kRegistryPath);
  EXPECT_TRUE(is_changed(folder_of(kOne)));
  EXPECT_TRUE(is_changed(folder_of(kTwo)));
  EXPECT_TRUE(is_changed("elsewhere/x"));
  EXPECT_TRUE(is_changed("elsewhere/y"));
  EXPECT_TRUE(is_changed(folder_of("PG-MIG-2026-03-26-01")));
  EXPECT_FALSE(is_changed(folder_of("PG-MIG-2026-03-27-01")));
}

TEST_F(Repositories, WhatIsNotListedAnyMoreIsKnown) {
  git.write("legacy/a/forward.sql", "SELECT 1;\n");
  git.write("legacy/a/receipts/run_receipt.json", "{}\n");
  git.write("legacy/b/approvals/x.yml", "a: 1\n");
  git.write(
      kRegistryPath,
      registry({{kOne, "draft", "legacy/a"}, {kTwo, "draft", "legacy/b"}, {kThree, "draft"}}));
  begin_change();
  git.write(kRegistryPath, registry({}));
  git.remove("legacy/b");
  const auto& gone = compare().entries;
  ASSERT_EQ(gone.size(), 3U);
  EXPECT_TRUE(gone[0].was_merged && gone[0].was_approved && gone[0].is_bundle_there);
  EXPECT_TRUE(!gone[1].was_merged && gone[1].was_approved && !gone[1].is_bundle_there);
  EXPECT_FALSE(gone[2].was_merged || gone[2].was_approved || gone[2].is_bundle_there);
  EXPECT_TRUE(repository.comparison->touched_bundles.contains("legacy/a"));
}

TEST_F(Repositories, LayoutOfTheRegistryDoesNotCount) {
  begin_change();
  git.write(kRegistryPath, registry({{kTwo, "draft"}, {kOne, "merged"}}) + "\n");
  compare();
  EXPECT_THAT(entries(), IsEmpty());
  EXPECT_FALSE(is_changed(folder_of(kOne)));
}

TEST_F(Repositories, ARegistryThatIsGoneTakesItsEntriesAlong) {
  begin_change();
  git.remove("migrations/registry");
  compare();
  EXPECT_THAT(entries(), ElementsAre(kOne + ": merged -> gone", kTwo + ": draft -> gone"));
  EXPECT_TRUE(compare_bundle(folder_of(kOne)).was_merged);
}

TEST_F(Repositories, AMigrationsRootThatIsGoneIsStillKnown) {
  begin_change();
  git.remove("migrations");
  git.write("README.md", "Nothing is left\n");
  compare();
  EXPECT_THAT(entries(), ElementsAre(kOne + ": merged -> gone", kTwo + ": draft -> gone"));
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne + ", merged):  ()",
                                      folder_of(kTwo) + " (" + kTwo + ", draft):  ()"));
}

TEST_F(Repositories, ANewRegistryHadNoEntries) {
  git.remove(kRegistryPath);
  begin_change();
  git.write(kRegistryPath, registry({{kOne, "draft"}}));
  const auto& around = compare();
  EXPECT_THAT(entries(), IsEmpty());
  EXPECT_THAT(around.base_registry.entries, IsEmpty());
  EXPECT_TRUE(is_changed(folder_of(kOne)));
  EXPECT_FALSE(is_changed(folder_of(kTwo)));
}

TEST_F(Repositories, RemovedBundlesDepart) {
  begin_change();
  git.remove(folder_of(kOne));
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne + ", merged):  ()"));
}

TEST_F(Repositories, WhatIsLeftOfABundleWithAFreeNameIsNone) {
  write_bundle("migrations/postgis/parcels", kThree);
  git.write(kRegistryPath, registry({{kThree, "merged", "migrations/postgis/parcels"}}));
  begin_change();
  git.write(kRegistryPath, registry({}));
  git.remove("migrations/postgis/parcels/migration.yml");
  compare();
  EXPECT_THAT(departed(), ElementsAre("!migrations/postgis/parcels (" + kThree + ", merged):  ()"));
}

TEST_F(Repositories, ABundleThatLostFilesIsStillThere) {
  begin_change();
  git.remove(folder_of(kOne) + "/migration.yml");
  git.remove(folder_of(kOne) + "/forward.sql");
  compare();
  EXPECT_THAT(departed(), IsEmpty());
  EXPECT_THAT(compare_bundle(folder_of(kOne)).rewritten,
              ElementsAre("forward.sql", "migration.yml"));
}

TEST_F(Repositories, RenamesAreFollowed) {
  begin_change();
  rename(folder_of(kOne), "migrations/old/parcels");
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne +
                                      ", merged): migrations/old/parcels (" + kOne + ")"));
  EXPECT_THAT(repository.comparison->reused_ids, IsEmpty());
}

TEST_F(Repositories, RenamesOutOfReachAreFollowed) {
  begin_change();
  rename(folder_of(kOne), "attic/parcels");
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne +
                                      ", merged): attic/parcels (" + kOne + ")"));
}

TEST_F(Repositories, RewrittenBundlesAreFollowedByTheirId) {
  begin_change();
  git.remove(folder_of(kOne));
  git.write("migrations/b/migration.yml", "# " + std::string(4000, 'x') + "\n" + declaration(kOne));
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne +
                                      ", merged): migrations/b (" + kOne + ")"));
  EXPECT_THAT(repository.comparison->reused_ids, IsEmpty());
}

TEST_F(Repositories, AnotherIdInTheSameFolderIsAnotherMigration) {
  begin_change();
  git.write(folder_of(kOne) + "/migration.yml", declaration(kThree));
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne +
                                      ", merged): " + folder_of(kOne) + " (" + kThree + ")"));
}

TEST_F(Repositories, ADeclarationThatIsEditedKeepsItsPlace) {
  begin_change();
  git.write(folder_of(kOne) + "/migration.yml", declaration(kOne, "7"));
  compare();
  EXPECT_THAT(departed(), IsEmpty());
}

TEST_F(Repositories, ExamplesAndStrangersAreNoBundles) {
  for (const std::string folder :
       {"migrations/registry/fixtures/x/", "migrations/registry/schemas/", "tests/data/"}) {
    write_bundle(folder + kOne, kOne);
  }
  begin_change();
  git.remove("migrations/registry/fixtures");
  git.remove("migrations/registry/schemas");
  git.remove("tests");
  write_bundle("tests/other/" + kOne, kOne);
  compare();
  EXPECT_THAT(departed(), IsEmpty());
  EXPECT_THAT(repository.comparison->reused_ids, IsEmpty());
}

TEST_F(Repositories, WhatTheRegistryOrTheCommandLineNamesIsInReach) {
  write_bundle("graph/named", kThree);
  write_bundle("other/tree/x", "PG-MIG-2026-03-21-01");
  git.write(kRegistryPath, registry({{kThree, "merged", "graph/named/"}}));
  begin_change();
  git.write(kRegistryPath, registry({}));
  git.remove("graph");
  git.remove("other/tree/x");
  git.write("other/tree/README.md", "Read me\n");
  judged = {"other/tree"};
  compare();
  EXPECT_THAT(departed(), ElementsAre("!graph/named (" + kThree + ", merged):  ()",
                                      "other/tree/x (PG-MIG-2026-03-21-01, draft):  ()"));
}

TEST_F(Repositories, ABrokenRegistryProtectsEveryBundle) {
  git.write(kRegistryPath, "[]\n");
  begin_change();
  git.write(kRegistryPath, registry({{kOne, "merged"}}));
  git.remove(folder_of(kTwo));
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kTwo) + " (" + kTwo + ", draft):  ()"));
}

TEST_F(Repositories, TwoBundlesThatChangePlacesDoNotLieWhereTheyLay) {
  begin_change();
  rename(folder_of(kOne), "migrations/x");
  rename(folder_of(kTwo), folder_of(kOne));
  rename("migrations/x", folder_of(kTwo));
  compare();
  EXPECT_THAT(departed(), ElementsAre("!" + folder_of(kOne) + " (" + kOne +
                                          ", merged): " + folder_of(kOne) + " (" + kTwo + ")",
                                      folder_of(kTwo) + " (" + kTwo +
                                          ", draft): " + folder_of(kTwo) + " (" + kOne + ")"));
}

}  // namespace
}  // namespace mig::test
