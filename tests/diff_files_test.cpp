// What is written passes the comparisons that judge it.
#include "mig/report/diff_files.hpp"

#include <gtest/gtest.h>

#include "baseline_testing.hpp"
#include "mig/bundle/load.hpp"
#include "mig/catalog/simulation.hpp"
#include "mig/contract/touched.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/document/reader.hpp"

namespace {

mig::delta::Inventory inventory_after(const char* script) {
  mig::catalog::Catalog empty;
  empty.complete = true;
  auto baseline = mig::test::captured(mig::catalog::predict(empty, script).after);
  baseline.store.value = "postgis";
  for (auto& object : baseline.objects)
    object.digest = *mig::digest::sha256_digest(mig::delta::canonical_json(object));
  auto inventory = *mig::delta::take_inventory(std::move(baseline));
  inventory.baseline.schema_fingerprint.value = inventory.schema_fingerprint;
  inventory.baseline.protected_fingerprint.value = inventory.protected_fingerprint;
  return inventory;
}

class DiffFiles : public testing::Test {
 protected:
  mig::delta::Inventory pre = inventory_after(
      "CREATE TABLE public.t (id bigint PRIMARY KEY, a text); CREATE TABLE \"we,ird \"\"one\" ();");
  mig::delta::Inventory post = inventory_after(
      "CREATE TABLE public.t (id bigint PRIMARY KEY, b integer CHECK (b > 0));"
      "CREATE INDEX ON public.t (b); CREATE VIEW public.v AS SELECT 1;");
  mig::delta::Observation observation = mig::delta::observe(pre, post, {});
};

TEST_F(DiffFiles, ASummaryFitsItsSchemaAndTheBaselines) {
  mig::report::DiffSource source;
  source.migration_id = "PG-MIG-2026-03-01-01";
  source.pre_digest = *mig::digest::sha256_digest("pre");
  source.post_digest = *mig::digest::sha256_digest("post");
  source.pre = &pre;
  source.post = &post;
  source.observation = &observation;
  source.tables_with_rows = {"public.t", "public.u"};
  source.row_backfill = 7;
  const auto document =
      mig::bundle::examine_document("summary.json", mig::report::diff_summary_json(source),
                                    mig::contract::DocumentKind::diff_summary);
  ASSERT_TRUE(document);
  EXPECT_TRUE(document->is_valid());
  const auto summary = mig::contract::read_diff_summary(document->value);
  EXPECT_EQ(summary.changes.size(), observation.changes.size());
  EXPECT_GT(summary.changes.size(), 5U);
  EXPECT_TRUE(mig::delta::compare_changes(observation, summary.changes).empty());
  EXPECT_TRUE(mig::delta::compare_numbers(observation, summary, &source.tables_with_rows).empty());
  EXPECT_EQ(summary.total("row_backfill")->value, 7);
  EXPECT_EQ(summary.total("table_count_touched")->value,
            static_cast<std::int64_t>(observation.touched_tables.size()) + 1);
}

TEST_F(DiffFiles, ATouchedListReadsBackToTheSameChanges) {
  const auto changes = mig::contract::read_touched(mig::report::touched_csv(observation));
  ASSERT_TRUE(changes) << changes.error().message;
  EXPECT_TRUE(mig::delta::compare_changes(observation, *changes).empty());
}

TEST_F(DiffFiles, NothingChangedIsAnEmptyList) {
  const auto nothing = mig::delta::observe(pre, pre, {});
  EXPECT_EQ(mig::report::touched_csv(nothing), "kind,object,change,table\n");
}

}  // namespace
