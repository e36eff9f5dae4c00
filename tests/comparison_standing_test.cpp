// What the base knew of a bundle: whether it was approved, merged, run.
#include "comparison_testing.hpp"

namespace {

using mig::test::approval;
using mig::test::declaration;
using mig::test::folder_of;
using mig::test::kOne;
using mig::test::kRegistryPath;
using mig::test::kTwo;
using mig::test::registry;
using mig::test::some_digest;
using testing::ElementsAre;
using testing::IsEmpty;

class Standing : public mig::test::ComparisonTest {
 protected:
  Standing() { write_base(); }

  void edit(const std::string& path) { git.write(path, git.read(path) + "-- more\n"); }
};

struct StandingCase {
  std::string status;
  bool was_merged;
  bool was_approved;
};

class Standings : public mig::test::ComparisonTest,
                  public testing::WithParamInterface<StandingCase> {};

TEST_P(Standings, FollowTheStatusAtTheBase) {
  write_base();
  git.write(kRegistryPath, registry({{kOne, GetParam().status}}));
  begin_change();
  git.write(kRegistryPath, registry({{kOne, "draft"}}));
  compare();
  const auto one = compare_bundle(folder_of(kOne));
  EXPECT_EQ(one.before_status, GetParam().status);
  EXPECT_EQ(one.was_merged, GetParam().was_merged);
  EXPECT_EQ(one.was_approved, GetParam().was_approved);
}

INSTANTIATE_TEST_SUITE_P(, Standings,
                         testing::Values(StandingCase{"draft", false, false},
                                         StandingCase{"approved", false, true},
                                         StandingCase{"merged", true, true},
                                         StandingCase{"executed_dev", true, true},
                                         StandingCase{"executed_stage", true, true},
                                         StandingCase{"executed_prod", true, true},
                                         StandingCase{"rolled_back", true, true},
                                         StandingCase{"superseded", true, true}),
                         [](const auto& one) { return one.param.status; });

class ReceiptPlaces : public mig::test::ComparisonTest,
                      public testing::WithParamInterface<const char*> {};

TEST_P(ReceiptPlaces, MakeABundleMergedWhateverTheRegistrySays) {
  const auto receipt = folder_of(kTwo) + "/" + GetParam();
  write_base();
  git.write(receipt, "{}\n");
  begin_change();
  git.remove(receipt);
  compare();
  const auto two = compare_bundle(folder_of(kTwo));
  EXPECT_TRUE(two.was_merged);
  EXPECT_EQ(two.before_status, "draft");
}

INSTANTIATE_TEST_SUITE_P(, ReceiptPlaces,
                         testing::Values("receipts/run_receipt.json", "receipts/receipt_ref.json",
                                         "runs/stage-2/receipts/run_receipt.json",
                                         "runs/x/receipts/receipt_ref.json"));

TEST_F(Standing, OtherRecordsDoNotMakeABundleMerged) {
  git.write(folder_of(kTwo) + "/receipts/backup.json", "{}\n");
  git.write(folder_of(kTwo) + "/rehearsal/run_receipt.json", "{}\n");
  begin_change();
  compare();
  EXPECT_FALSE(compare_bundle(folder_of(kTwo)).was_merged);
}

TEST_F(Standing, WithApprovalsWereApproved) {
  git.write(folder_of(kTwo) + "/approvals/a.yml", approval("limit-exceeded", some_digest()));
  begin_change();
  git.remove(folder_of(kTwo) + "/approvals");
  compare();
  const auto two = compare_bundle(folder_of(kTwo));
  EXPECT_TRUE(two.was_approved);
  EXPECT_FALSE(two.was_merged);
}

TEST_F(Standing, OfATipThatMergedSinceTheBranchBeganCounts) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kOne, "merged"}, {kTwo, "executed_stage"}}));
  git.commit("it ran");
  git.checkout("change");
  edit(folder_of(kTwo) + "/forward.sql");
  compare({"main", true});
  const auto two = compare_bundle(folder_of(kTwo));
  EXPECT_EQ(two.before_status, "executed_stage");
  EXPECT_TRUE(two.was_merged);
  EXPECT_THAT(two.rewritten, ElementsAre("forward.sql"));
}

TEST_F(Standing, OfATipThatHoldsAReceiptOrAnApprovalCounts) {
  begin_change();
  git.checkout("main");
  git.write(folder_of(kTwo) + "/approvals/a.yml", approval("limit-exceeded", some_digest()));
  git.commit("approved");
  git.checkout("change");
  git.write(folder_of(kTwo) + "/migration.yml", declaration(kTwo, "5"));
  compare({"main", true});
  EXPECT_TRUE(compare_bundle(folder_of(kTwo)).was_approved);
  EXPECT_FALSE(compare_bundle(folder_of(kTwo)).was_merged);
  EXPECT_EQ(compare_bundle(folder_of(kTwo)).shifts.size(), 1U);
  git.checkout("main");
  git.write(folder_of(kTwo) + "/receipts/run_receipt.json", "{}\n");
  git.commit("it ran");
  git.checkout("change");
  compare_uncommitted({"main", true});
  EXPECT_TRUE(compare_bundle(folder_of(kTwo)).was_merged);
}

TEST_F(Standing, OfTheAncestorIsNotTakenBackByTheTip) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kOne, "draft"}, {kTwo, "draft"}}));
  git.commit("back to the desk");
  git.checkout("change");
  edit(folder_of(kOne) + "/forward.sql");
  compare({"main", true});
  EXPECT_EQ(compare_bundle(folder_of(kOne)).before_status, "merged");
  EXPECT_TRUE(compare_bundle(folder_of(kOne)).was_merged);
}

TEST_F(Standing, OfABundleThatTheTipMovedIsFollowedByItsId) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kTwo, "merged", "migrations/moved"}}));
  rename(folder_of(kTwo), "migrations/moved");
  git.commit("moved");
  git.checkout("change");
  edit(folder_of(kTwo) + "/forward.sql");
  compare({"main", true});
  EXPECT_TRUE(compare_bundle(folder_of(kTwo)).was_merged);
}

TEST_F(Standing, OfABundleThatTheTipHasNoMoreIsThatOfTheAncestor) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kTwo, "merged"}}));
  git.remove(folder_of(kTwo));
  git.commit("gone");
  git.checkout("change");
  edit(folder_of(kTwo) + "/forward.sql");
  compare({"main", true});
  EXPECT_EQ(compare_bundle(folder_of(kTwo)).before_status, "draft");
  EXPECT_FALSE(compare_bundle(folder_of(kTwo)).was_merged);
}

TEST_F(Standing, OfTheTipProtectsWhatIsRemoved) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kOne, "merged"}, {kTwo, "merged"}}));
  git.commit("merged");
  git.checkout("change");
  git.remove(folder_of(kTwo));
  const auto& around = compare({"main", true});
  ASSERT_EQ(around.departed.size(), 1U);
  EXPECT_TRUE(around.departed[0].was_merged);
  EXPECT_EQ(around.departed[0].status, "merged");
}

TEST_F(Standing, WhatTheTipHasAsWellIsNotRewritten) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, registry({{kOne, "merged"}, {kTwo, "merged"}}));
  git.write(folder_of(kTwo) + "/migration.yml", declaration(kTwo, "5"));
  git.write(folder_of(kTwo) + "/plan.json", "{}\n");
  git.remove(folder_of(kTwo) + "/notes.md");
  git.commit("squashed");
  git.checkout("change");
  git.write(folder_of(kTwo) + "/migration.yml", declaration(kTwo, "5"));
  git.write(folder_of(kTwo) + "/plan.json", "{}\n");
  git.remove(folder_of(kTwo) + "/notes.md");
  compare({"main", true});
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).rewritten, IsEmpty());
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).shifts, IsEmpty());
  git.write(folder_of(kTwo) + "/plan.json", "{ }\n");
  git.write(folder_of(kTwo) + "/notes.md", "Others\n");
  compare({"main", true});
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).rewritten, ElementsAre("notes.md", "plan.json"));
}

TEST_F(Standing, OfATipWhoseRegistryIsBrokenIsMerged) {
  begin_change();
  git.checkout("main");
  git.write(kRegistryPath, "[]\n");
  git.commit("broken");
  git.checkout("change");
  edit(folder_of(kTwo) + "/forward.sql");
  const auto& around = compare({"main", true});
  EXPECT_THAT(around.notes, ElementsAre("main:" + kRegistryPath +
                                        " does not fit its schema: every bundle of the base "
                                        "counts as merged"));
  EXPECT_TRUE(compare_bundle(folder_of(kTwo)).was_merged);
}

TEST_F(Standing, AFileOfTheDigestThatComesIsToldOfMergedBundles) {
  begin_change();
  for (const auto& id : {kOne, kTwo}) git.write(folder_of(id) + "/plan.json", "{}\n");
  git.write(folder_of(kOne) + "/receipts/note.json", "{}\n");
  compare();
  const auto one = compare_bundle(folder_of(kOne));
  EXPECT_THAT(one.rewritten, ElementsAre("plan.json"));
  EXPECT_THAT(one.came, ElementsAre("plan.json"));
  EXPECT_THAT(compare_bundle(folder_of(kTwo)).rewritten, IsEmpty());
}

}  // namespace
