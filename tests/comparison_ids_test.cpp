// Ids that belonged to another migration at the base.
#include "comparison_testing.hpp"

namespace mig::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Ids : public ComparisonTest {
 protected:
  Ids() { write_base(); }

  std::vector<std::string> reused() const {
    std::vector<std::string> lines;
    for (const auto& one : repository.comparison->reused_ids) {
      lines.push_back(fmt::format("{} at {} of {}", one.id, one.path, one.owner));
    }
    return lines;
  }
};

TEST_F(Ids, ACopyReusesAnId) {
  begin_change();
  write_bundle("migrations/postgis/copy", kOne);
  compare();
  EXPECT_THAT(reused(), ElementsAre(kOne + " at migrations/postgis/copy of " + folder_of(kOne)));
  EXPECT_TRUE(compare_bundle("migrations/postgis/copy").is_new());
}

TEST_F(Ids, AnIdOfAnUnregisteredBundleThatBecameAnotherIsReused) {
  git.remove(kRegistryPath);
  begin_change();
  git.write(folder_of(kOne) + "/migration.yml", declaration(kThree));
  write_bundle("migrations/postgis/next", kOne);
  compare();
  EXPECT_THAT(reused(), ElementsAre(kOne + " at migrations/postgis/next of " + folder_of(kOne)));
}

TEST_F(Ids, AnIdThatWasListedForTheBundleIsItsOwn) {
  git.write(kRegistryPath, registry({{kThree, "draft"}, {kTwo, "draft", "migrations/later"}}));
  git.remove(folder_of(kTwo));
  begin_change();
  write_bundle(folder_of(kThree), kThree);
  write_bundle("migrations/elsewhere", kTwo);
  compare();
  EXPECT_THAT(reused(), IsEmpty()) << "a draft whose bundle was not there belonged to nobody";
}

TEST_F(Ids, AMergedIdBelongsToItsMigrationEvenWithoutABundle) {
  git.write(kRegistryPath, registry({{kThree, "merged"}}));
  begin_change();
  write_bundle("migrations/elsewhere", kThree);
  compare();
  EXPECT_THAT(reused(), ElementsAre(kThree + " at migrations/elsewhere of " + folder_of(kThree)));
}

TEST_F(Ids, AnIdOfTheHistoryAloneIsReused) {
  git.write(kHistoryPath, history_line(kThree, "draft"));
  begin_change();
  git.write(kHistoryPath,
            history_line(kThree, "draft") + history_line("PG-MIG-2026-03-28-01", "draft", 2));
  write_bundle(folder_of(kThree), kThree);
  write_bundle(folder_of("PG-MIG-2026-03-28-01"), "PG-MIG-2026-03-28-01");
  compare();
  EXPECT_THAT(reused(), ElementsAre(kThree + " at " + folder_of(kThree) + " of "));
}

TEST_F(Ids, AHistoryThatCannotBeReadIsNoted) {
  git.write(kHistoryPath, "{\n");
  begin_change();
  write_bundle(folder_of(kThree), kThree);
  const auto& around = compare();
  EXPECT_THAT(reused(), IsEmpty());
  EXPECT_THAT(around.notes, ElementsAre("main:" + kHistoryPath +
                                        " does not fit its schema: ids were not looked up in it"));
}

}  // namespace
}  // namespace mig::test
