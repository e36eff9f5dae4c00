// Which runs are judged, what they are held against, and what happens when a part cannot be used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "loaded_change_testing.hpp"

namespace {

namespace fs = std::filesystem;
using mig::test::in_bundle;
using mig::test::kExecutedBundle;
using mig::test::SampleRepository;
using nlohmann::ordered_json;
using testing::ElementsAre;
using testing::IsEmpty;

class Loaded : public mig::test::LoadedChange {
 public:
  using LoadedChange::LoadedChange;

  std::vector<std::string> judged() const {
    std::vector<std::string> lines;
    for (const auto& run : change().runs)
      lines.push_back((run.run->folder.empty() ? "." : run.run->folder) +
                      (run.is_judged ? "" : " closed") + (run.is_rollback() ? " back" : ""));
    return lines;
  }

  std::vector<std::string> gaps() const {
    std::vector<std::string> lines;
    for (const auto& gap : change().gaps) lines.push_back(gap.location->path);
    return lines;
  }
};

class Runs : public testing::Test {
 protected:
  const SampleRepository repository{"postgis-rolled-back"};

  template <class Edit>
  void edit(const std::string& relative, Edit change) const {
    mig::test::edit(repository, relative, change);
  }
};

TEST_F(Runs, AFailedRunThatItsRollbackClosedIsNotJudged) {
  EXPECT_THAT(Loaded(repository).judged(),
              ElementsAre(". closed", "runs/dev-2 back", "runs/dev-3"));
}

TEST_F(Runs, AFailedRunThatNothingClosedIsJudged) {
  edit("runs/dev-2/receipts/run_receipt.json", [](auto& receipt) {
    receipt["rolls_back"] =
        "kfm://run/2026-02-01T18:30:00Z.migration.PG-MIG-2026-02-01-01.00000001";
  });
  EXPECT_THAT(Loaded(repository).judged(), ElementsAre(".", "runs/dev-2 back", "runs/dev-3"));
}

TEST_F(Runs, ARollbackThatFailedClosesNothing) {
  edit("runs/dev-2/receipts/run_receipt.json",
       [](auto& receipt) { receipt["validation"]["status"] = "fail"; });
  EXPECT_THAT(Loaded(repository).judged(), ElementsAre(".", "runs/dev-2 back", "runs/dev-3"));
}

TEST_F(Runs, TheNewestRunIsJudgedWhateverBecameOfIt) {
  edit("receipts/run_receipt.json", [](auto& receipt) {
    receipt["started_at"] = "2026-03-09T18:30:00Z";
    receipt["finished_at"] = "2026-03-09T18:31:00Z";
  });
  EXPECT_THAT(Loaded(repository).judged(), ElementsAre(".", "runs/dev-2 back", "runs/dev-3"));
}

TEST_F(Runs, ARunWhoseReceiptCannotBeReadIsJudged) {
  repository.write(in_bundle("receipts/run_receipt.json"), "{");
  EXPECT_THAT(Loaded(repository).judged(), ElementsAre(".", "runs/dev-2 back", "runs/dev-3"));
}

TEST_F(Runs, EachIsHeldAgainstItsOwnScriptsFromItsOwnBaseline) {
  const Loaded loaded(repository);
  const auto& runs = loaded.change().runs;
  ASSERT_EQ(runs.size(), 3U);
  for (const auto& run : runs) {
    EXPECT_TRUE(run.was_predicted);
    EXPECT_TRUE(run.drift.drifts.empty()) << run.run->folder;
    ASSERT_EQ(run.predicted.size(), 1U);
    EXPECT_EQ(run.predicted[0].change,
              run.is_rollback() ? mig::catalog::Change::removed : mig::catalog::Change::added);
  }
  EXPECT_EQ(loaded.change().row_estimates.at("public.parcels"), 48211);
  EXPECT_TRUE(loaded.change().before.complete);
  EXPECT_THAT(loaded.gaps(), IsEmpty());
}

TEST_F(Runs, ABaselineThatCannotBeUsedLeavesAGap) {
  repository.write(in_bundle("baselines/pre.json"), "{\"schema_version\": \"baseline.v1\"}\n");
  const Loaded loaded(repository);
  EXPECT_EQ(loaded.change().start, nullptr);
  EXPECT_FALSE(loaded.change().before.complete);
  EXPECT_FALSE(loaded.change().runs[0].observation.has_value());
  EXPECT_THAT(loaded.gaps(),
              ElementsAre(in_bundle("baselines/pre.json"), in_bundle("baselines/pre.json")));
}

TEST_F(Runs, ScriptsThatCannotBeReadPredictNothing) {
  repository.write(in_bundle("forward.sql"), "CREATE TABLE (;\n");
  const Loaded loaded(repository);
  ASSERT_EQ(loaded.change().faults.size(), 1U);
  for (const auto& run : loaded.change().runs) EXPECT_FALSE(run.was_predicted);
}

TEST_F(Runs, OpaqueScriptsAreKnownAsSuch) {
  repository.write(in_bundle("forward.sql"),
                   repository.read(in_bundle("forward.sql")) + "SELECT public.unknown();\n");
  const Loaded loaded(repository);
  EXPECT_TRUE(loaded.change().runs[0].is_opaque);
  EXPECT_FALSE(loaded.change().runs[1].is_opaque) << "the rollback is readable";
}

TEST_F(Runs, ATouchedListBehindALinkIsNotRead) {
  fs::create_symlink("/etc/hostname", repository.file(in_bundle("diffs/touched.csv")));
  const Loaded loaded(repository);
  const auto& touched = loaded.change().runs[0].touched;
  ASSERT_TRUE(touched.has_value());
  EXPECT_TRUE(touched->access.has_value());
  EXPECT_TRUE(touched->changes.empty());
}

TEST_F(Runs, ATouchedListIsReadOfEachRun) {
  repository.write(in_bundle("runs/dev-3/diffs/touched.csv"),
                   "kind,object,change,table\nindex,index public.parcels_geom_idx,added,\n");
  const Loaded loaded(repository);
  EXPECT_FALSE(loaded.change().runs[0].touched.has_value());
  ASSERT_TRUE(loaded.change().runs[2].touched.has_value());
  EXPECT_EQ(loaded.change().runs[2].touched->changes.size(), 1U);
}

}  // namespace
