#include "mig/contract/baseline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mig/contract/diff_summary.hpp"
#include "mig/document/reader.hpp"

namespace {

using mig::contract::Attribute;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr std::string_view kBaseline = R"({"store": "postgis", "phase": "pre",
 "captured_at": "2026-03-01T18:30:04Z", "tool": {"name": "mig-run", "version": "1"},
 "counts": {"table": 1, "index": 2.0}, "schema_fingerprint": "sha256:a",
 "protected_domains": {"schemas": ["governance"], "tables": ["public.a*"]},
 "protected_fingerprint": "sha256:b", "row_estimates": {"public.t": 7},
 "objects": [
  {"kind": "column", "name": "public.t.c", "table": "public.t", "digest": "sha256:c",
   "depends_on": ["table public.t"],
   "attributes": {"type": "text", "nullable": false, "columns": ["x", "y"], "later": 1}},
  {"kind": "schema", "name": "public", "digest": "sha256:d"}]})";

std::string_view text_at(mig::Span span) {
  return kBaseline.substr(span.begin, span.end - span.begin);
}

TEST(Baseline, CarriesWhatItsFieldsSayAndWhereTheyStand) {
  const auto value = mig::document::read_json(kBaseline);
  ASSERT_TRUE(value);
  const auto baseline = mig::contract::read_baseline(*value);
  EXPECT_EQ(baseline.store.value, "postgis");
  EXPECT_EQ(text_at(baseline.phase.span), "\"pre\"");
  EXPECT_EQ(baseline.tool_version.value, "1");
  ASSERT_EQ(baseline.counts.size(), 2U);
  EXPECT_EQ(baseline.counts[1].second.value, 2);
  EXPECT_EQ(text_at(baseline.counts[1].second.span), "2.0");
  EXPECT_THAT(baseline.protected_domains.schemas, ElementsAre("governance"));
  EXPECT_THAT(baseline.protected_domains.tables, ElementsAre("public.a*"));
  EXPECT_THAT(baseline.row_estimates, ElementsAre(Pair("public.t", 7)));
  EXPECT_THAT(baseline.fields, ElementsAre("captured_at", "counts", "objects", "phase",
                                           "protected_domains", "protected_fingerprint",
                                           "row_estimates", "schema_fingerprint", "store", "tool"));
}

TEST(Baseline, KeepsAttributesTypedAndSortedAndLeavesOutUnknownOnes) {
  const auto value = mig::document::read_json(kBaseline);
  const auto baseline = mig::contract::read_baseline(*value);
  ASSERT_EQ(baseline.objects.size(), 2U);
  const auto& column = baseline.objects[0];
  EXPECT_EQ(column.label(), "column public.t.c");
  EXPECT_EQ(text_at(column.span), "\"public.t.c\"");
  EXPECT_EQ(text_at(column.digest_span), "\"sha256:c\"");
  ASSERT_EQ(column.attributes->size(), 3U);
  EXPECT_EQ(column.attributes->front().first, Attribute::columns);
  EXPECT_EQ(*column.text(Attribute::type), "text");
  EXPECT_FALSE(*column.flag(Attribute::nullable));
  EXPECT_THAT(*column.list(Attribute::columns), ElementsAre("x", "y"));
  EXPECT_EQ(column.flag(Attribute::type), nullptr) << "of another type";
  EXPECT_EQ(column.text(Attribute::method), nullptr);
  const auto& schema = baseline.objects[1];
  EXPECT_FALSE(schema.table.has_value());
  EXPECT_FALSE(schema.attributes.has_value());
  EXPECT_THAT(schema.needs(), IsEmpty());
  EXPECT_EQ(schema.text(Attribute::type), nullptr);
}

TEST(Baseline, OfAnythingElseIsEmpty) {
  for (const auto* text : {"null", "[]", "{}", R"({"objects": 1, "counts": [], "tool": "x"})",
                           R"({"objects": [1, {"attributes": 2, "depends_on": 3}]})"}) {
    const auto value = mig::document::read_json(text);
    ASSERT_TRUE(value) << text;
    const auto baseline = mig::contract::read_baseline(*value);
    EXPECT_EQ(baseline.store.value, "") << text;
    EXPECT_THAT(baseline.protected_domains.schemas, IsEmpty()) << "no list is not the default list";
  }
}

TEST(Baseline, AttributesAreSpeltAsInTheDocument) {
  EXPECT_EQ(mig::contract::name_of(Attribute::collation), "collation");
  EXPECT_EQ(mig::contract::name_of(Attribute::on_update), "on_update");
  EXPECT_EQ(mig::contract::name_of(Attribute::version), "version");
}

TEST(DiffSummary, CarriesWhatARunReports) {
  const auto value = mig::document::read_json(
      R"({"store":"postgis","migration_id":"M","pre_digest":"sha256:a",
      "changes":[{"kind":"index","object":"index public.i","change":"added","table":"public.t"}, 7],
      "counts":{"index":{"added":1,"removed":2,"changed":3}},
      "totals":{"row_backfill":9,"index_count_delta":-1,"odd":"x"},
      "schema_fingerprint":{"pre":"sha256:b","post":"sha256:c"}})");
  ASSERT_TRUE(value);
  const auto summary = mig::contract::read_diff_summary(*value);
  EXPECT_EQ(summary.migration_id.value, "M");
  EXPECT_EQ(summary.digests.pre->value, "sha256:a");
  EXPECT_FALSE(summary.digests.post.has_value());
  ASSERT_EQ(summary.changes.size(), 2U);
  EXPECT_EQ(summary.changes[0].table, "public.t");
  EXPECT_EQ(summary.changes[1].object, "");
  EXPECT_EQ(summary.counts[0].numbers, (std::array<std::int64_t, 3>{1, 2, 3}));
  EXPECT_EQ(summary.total("index_count_delta")->value, -1);
  EXPECT_EQ(summary.total("odd"), nullptr);
  EXPECT_EQ(summary.total("none"), nullptr);
  EXPECT_EQ(summary.schema_fingerprint.post->value, "sha256:c");
  EXPECT_FALSE(summary.protected_fingerprint.pre.has_value());
}

}  // namespace
