// What is said of a file that no receipt names, and when nothing is.
#include "receipt_binding_testing.hpp"

namespace {

using mig::io::EntryKind;
using mig::test::BindingWorld;
using mig::test::digest_of;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(ReceiptUnlistedFile, TheRemedyFitsTheFile) {
  BindingWorld world;
  world.run(world.receipt());
  world.run(world.receipt("runs/prod-2"), "runs/prod-2");
  world.place("aside.sql", EntryKind::symbolic_link);
  world.records.unlisted = {
      "forward.sql~",        "extra.sql",       "runs/prod-2/log.txt",          "aside.sql",
      "rehearsal/more.json", "diffs/.DS_Store", "rehearsal/baselines/redo.json"};
  const auto found = world.findings();
  ASSERT_EQ(found.size(), 7U);
  for (const auto& finding : found) EXPECT_EQ(finding.rule, "receipt-unlisted-file");
  EXPECT_EQ(found[0].location.path, "m/PG-MIG-2026-03-01-01/forward.sql~");
  EXPECT_THAT(found[0].remedy, HasSubstr("an editor"));
  EXPECT_THAT(found[1].remedy,
              AllOf(HasSubstr("of m/PG-MIG-2026-03-01-01/receipts/run_receipt.json would have"),
                    HasSubstr("never edited")));
  EXPECT_THAT(found[2].remedy, HasSubstr("/runs/prod-2/receipts/run_receipt.json would have"));
  EXPECT_THAT(found[3].message, HasSubstr("symbolic link"));
  EXPECT_THAT(found[4].remedy, HasSubstr("no rehearsal writes such a file"));
  EXPECT_THAT(found[5].remedy, HasSubstr("an editor"));
  EXPECT_THAT(found[6].remedy, HasSubstr("mig-run rehearse m/PG-MIG-2026-03-01-01, and commit"));
}

/// A bundle with two runs, and a file that no receipt names beside each.
void leave_files(BindingWorld& world) {
  world.run(world.receipt());
  world.run(world.receipt("runs/prod-2"), "runs/prod-2");
  world.records.unlisted = {"diffs/more.json", "runs/prod-2/diffs/more.json", "runs/prod-2/a~",
                            "rehearsal/more.json"};
}

std::vector<std::string> unlisted_files(const BindingWorld& world) {
  std::vector<std::string> files;
  for (const auto& finding : world.findings()) {
    if (finding.rule == "receipt-unlisted-file") files.push_back(finding.object.substr(5));
  }
  return files;
}

TEST(ReceiptUnlistedFile, IsNotJudgedByAReceiptThatIsOutOfReach) {
  BindingWorld world;
  leave_files(world);
  EXPECT_EQ(unlisted_files(world).size(), 4U);
  world.spoil(world.records.receipts[1]);
  EXPECT_THAT(unlisted_files(world), ElementsAre("diffs/more.json", "rehearsal/more.json"));
  world.spoil(world.records.receipts[0]);
  EXPECT_THAT(unlisted_files(world), ElementsAre("rehearsal/more.json"));
}

TEST(ReceiptUnlistedFile, IsNotJudgedByAReceiptInNoStore) {
  BindingWorld world;
  leave_files(world);
  world.records.receipts[1].document = nullptr;
  EXPECT_THAT(unlisted_files(world), ElementsAre("diffs/more.json", "rehearsal/more.json"));
}

TEST(ReceiptUnlistedFile, IsNotJudgedByOtherBytesThanTheReferenceNames) {
  for (const bool is_that_receipt : {true, false}) {
    BindingWorld world;
    leave_files(world);
    auto& facts = world.records.receipts[1];
    world.point(facts, {{"digest", is_that_receipt ? facts.digest() : digest_of("another")}});
    EXPECT_EQ(unlisted_files(world).size(), is_that_receipt ? 4U : 2U);
  }
}

TEST(ReceiptUnlistedFile, IsKeptUntilItsReceiptIsBack) {
  for (const bool is_first : {true, false}) {
    BindingWorld world;
    leave_files(world);
    world.records.unlisted.erase(world.records.unlisted.begin() + 2);  // the editor's is removed
    auto& receipts = world.records.receipts;
    receipts.erase(is_first ? receipts.begin() : receipts.begin() + 1);
    world.records.unlisted.push_back(is_first ? "receipts/prov.jsonld"
                                              : "runs/prod-2/receipts/prov.jsonld");
    std::vector<std::string> remedies;
    for (const auto& finding : world.findings()) {
      if (finding.rule == "receipt-unlisted-file") remedies.push_back(finding.remedy);
    }
    ASSERT_EQ(remedies.size(), 4U);
    const auto is_kept =
        is_first
            ? AllOf(StartsWith("restore the receipt of the first run, "),
                    HasSubstr("01/receipts/run_receipt.json"), Not(HasSubstr("remove")))
            : AllOf(StartsWith("restore the receipt of runs/prod-2, "),
                    HasSubstr("/runs/prod-2/receipts/run_receipt.json"), Not(HasSubstr("remove")));
    EXPECT_THAT(remedies[is_first ? 0 : 1], is_kept);
    EXPECT_THAT(remedies[3], is_kept);
    // The other run has its receipt.
    EXPECT_THAT(remedies[is_first ? 1 : 0], StartsWith("remove "));
  }
}

}  // namespace
