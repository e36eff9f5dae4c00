#include "mig/delta/observation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mig/delta/protected.hpp"
#include "mig/delta/report_check.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/document/reader.hpp"
#include "support/process.hpp"

namespace {

using mig::contract::Attribute;
using mig::contract::BaselineObject;
using mig::delta::Inventory;
using testing::ElementsAre;
using testing::IsEmpty;

BaselineObject object(std::string kind, std::string name, std::string type = {}) {
  BaselineObject made;
  made.kind = std::move(kind);
  made.name = std::move(name);
  if (!type.empty()) {
    made.attributes.emplace();
    made.attributes->emplace_back(Attribute::type, std::move(type));
  }
  return made;
}

Inventory inventory_of(std::vector<BaselineObject> objects) {
  mig::contract::Baseline baseline;
  baseline.protected_domains = {{}, {}, {}, {}, {}};
  baseline.objects = std::move(objects);
  for (auto& each : baseline.objects)
    each.digest = *mig::digest::sha256_digest(mig::delta::canonical_json(each));
  return *mig::delta::take_inventory(std::move(baseline));
}

std::vector<std::string> words(const mig::delta::Observation& observation) {
  std::vector<std::string> lines;
  for (const auto& change : observation.changes) {
    lines.push_back(std::string(mig::catalog::name_of(change.change)) + ' ' + change.label() +
                    (change.is_protected ? " !" : "") + " of " + change.table);
  }
  return lines;
}

Inventory example(const char* file) {
  const auto bytes = mig::test::read_file(
      std::string(MIG_SOURCE_DIR) +
      "/fixtures/valid/bundles/postgis-executed/migrations/postgis/PG-MIG-2026-03-01-01/" + file);
  const auto value = mig::document::read_json(bytes);
  return *mig::delta::take_inventory(mig::contract::read_baseline(*value));
}

TEST(Inventory, RecomputesWhatTheDocumentedCommandsCompute) {
  for (const auto* file : {"baselines/pre.json", "baselines/post.json"}) {
    const auto inventory = example(file);
    const auto& baseline = inventory.baseline;
    for (std::size_t at = 0; at < baseline.objects.size(); ++at)
      EXPECT_EQ(inventory.digests[at], baseline.objects[at].digest) << baseline.objects[at].name;
    EXPECT_EQ(inventory.schema_fingerprint, baseline.schema_fingerprint.value);
    EXPECT_EQ(inventory.protected_fingerprint, baseline.protected_fingerprint.value);
    for (const auto& [kind, count] : baseline.counts)
      EXPECT_EQ(inventory.counts.at(kind), count.value) << kind;
  }
}

TEST(Inventory, CanonicalJsonSortsKeysAndEscapesOnlyWhatItMust) {
  auto one = object("comment", "a\"b\\c\n\x1f\x7f\xC3\xA9/", "text");
  one.depends_on = {"table public.t"};
  one.table = "public.t";
  one.attributes->emplace_back(Attribute::unique, true);
  one.attributes->emplace(one.attributes->begin(), Attribute::columns,
                          std::vector<std::string>{"x", "y"});
  EXPECT_EQ(mig::delta::canonical_json(one),
            "{\"attributes\":{\"columns\":[\"x\",\"y\"],\"type\":\"text\",\"unique\":true},"
            "\"depends_on\":[\"table public.t\"],\"kind\":\"comment\",\"name\":"
            "\"a\\\"b\\\\c\\n\\u001f\x7f\xC3\xA9/\",\"table\":\"public.t\"}");
}

TEST(Inventory, WhatIsLeftOutStaysOut) {
  auto one = object("schema", "public");
  EXPECT_EQ(mig::delta::canonical_json(one), R"({"kind":"schema","name":"public"})");
  one.attributes.emplace();
  one.depends_on.emplace();
  EXPECT_EQ(mig::delta::canonical_json(one),
            R"({"attributes":{},"depends_on":[],"kind":"schema","name":"public"})");
}

TEST(Inventory, KnowsTheTableOfWhatBelongsToOne) {
  using mig::delta::owning_table;
  EXPECT_EQ(owning_table(object("table", "public.t")), "public.t");
  EXPECT_EQ(owning_table(object("column", "public.t.c")), "public.t");
  EXPECT_EQ(owning_table(object("constraint", "public.t/pk")), "public.t");
  EXPECT_EQ(owning_table(object("view", "public.v")), "");
  auto index = object("index", "public.i");
  EXPECT_EQ(owning_table(index), "");
  index.depends_on = {"constraint public.t/i"};
  EXPECT_EQ(owning_table(index), "public.t");
  index.depends_on = {"column public.u.c"};
  EXPECT_EQ(owning_table(index), "public.u");
  index.table = "public.w";
  EXPECT_EQ(owning_table(index), "public.w");
}

TEST(Protected, CoversWhatLiesInAndBelongsTo) {
  const mig::contract::ProtectedDomains domains{
      {"governance"}, {"public.authority_*"}, {}, {}, {"function public.decide(*"}};
  const auto guarded = [&](BaselineObject one) { return mig::delta::is_protected(one, domains); };
  EXPECT_TRUE(guarded(object("schema", "governance")));
  EXPECT_TRUE(guarded(object("table", "governance.decisions")));
  EXPECT_TRUE(guarded(object("column", "public.authority_sites.id")));
  EXPECT_TRUE(guarded(object("constraint", "public.authority_sites/pk")));
  EXPECT_TRUE(guarded(object("function", "public.decide(integer)")));
  EXPECT_FALSE(guarded(object("table", "public.governance")));
  EXPECT_FALSE(guarded(object("extension", "governance.x")));
  auto comment = object("comment", "column id of table governance.decisions");
  EXPECT_FALSE(guarded(comment));
  comment.depends_on = {"column governance.decisions.id"};
  EXPECT_TRUE(guarded(comment));
}

TEST(Observation, TellsAddedRemovedChangedByTheBytesOfTheObjects) {
  auto pre = inventory_of({object("column", "public.t.a", "integer"),
                           object("column", "public.t.b", "integer"), object("index", "public.i"),
                           object("table", "governance.d"), object("table", "public.t")});
  auto post = inventory_of({object("column", "public.t.a", "bigint"),
                            object("column", "public.t.c", "text"), object("table", "public.t"),
                            object("view", "public.v")});
  // A digest that was made to look unchanged hides nothing.
  post.baseline.objects[0].digest = pre.baseline.objects[0].digest;
  const auto observation = mig::delta::observe(pre, post, {{"governance"}, {}, {}, {}, {}});
  EXPECT_THAT(
      words(observation),
      ElementsAre("changed column public.t.a of public.t", "removed column public.t.b of public.t",
                  "added column public.t.c of public.t", "removed index public.i of ",
                  "removed table governance.d ! of governance.d", "added view public.v of "));
  EXPECT_EQ(observation.index_count_delta, -1);
  EXPECT_EQ(observation.constraint_count_delta, 0);
  EXPECT_THAT(observation.touched_tables, ElementsAre("governance.d", "public.t"));
  EXPECT_EQ(observation.counts.at("column"), (std::array<std::int64_t, 3>{1, 1, 1}));
  ASSERT_NE(observation.find("column public.t.b"), nullptr);
  EXPECT_EQ(observation.find("column public.t.b")->post, nullptr);
  EXPECT_EQ(observation.find("column public.t.bb"), nullptr);
}

TEST(Observation, ReadsUnsortedAndRepeatedInventoriesAlike) {
  const auto pre = inventory_of({object("table", "b"), object("table", "a"), object("table", "a")});
  const auto post = inventory_of({object("table", "a"), object("table", "c")});
  EXPECT_THAT(words(mig::delta::observe(pre, post, {})),
              ElementsAre("removed table b of b", "added table c of c"));
}

TEST(Observation, OfTheExampleIsItsSummary) {
  const auto pre = example("baselines/pre.json");
  const auto post = example("baselines/post.json");
  const auto observation = mig::delta::observe(pre, post, {});
  EXPECT_THAT(words(observation),
              ElementsAre("added index public.parcels_geom_idx of public.parcels"));
}

mig::contract::DiffSummary summary_of(const std::string& json) {
  const auto value = mig::document::read_json(json);
  return mig::contract::read_diff_summary(*value);
}

class Reported : public testing::Test {
 protected:
  Inventory pre = inventory_of({object("column", "public.t.a"), object("table", "public.t")});
  Inventory post = inventory_of({object("column", "public.t.a", "text"),
                                 object("index", "public.i"), object("table", "public.t")});
  mig::delta::Observation observation = mig::delta::observe(pre, post, {});

  std::vector<std::string> mismatches(const std::string& json) {
    const auto summary = summary_of(json);
    std::vector<std::string> lines;
    for (const auto& each : mig::delta::compare_changes(observation, summary.changes)) {
      lines.push_back((each.reported == nullptr ? "-" : each.reported->object) + " / " +
                      (each.observed == nullptr ? "-" : each.observed->label()) +
                      (each.is_repeated ? " twice" : ""));
    }
    return lines;
  }

  std::vector<std::string> numbers(const std::string& json, const std::vector<std::string>* rows) {
    const auto summary = summary_of(json);
    std::vector<std::string> lines;
    for (const auto& each : mig::delta::compare_numbers(observation, summary, rows)) {
      lines.push_back(each.name + ' ' + std::to_string(each.reported) +
                      " != " + std::to_string(each.observed));
    }
    return lines;
  }
};

TEST_F(Reported, ChangesAreHeldAgainstTheObservation) {
  EXPECT_THAT(mismatches(R"({"changes":[
    {"kind":"column","object":"column public.t.a","change":"changed","table":"public.t"},
    {"kind":"index","object":"index public.i","change":"added"}]})"),
              IsEmpty());
  EXPECT_THAT(mismatches(R"({"changes":[
    {"kind":"column","object":"column public.t.a","change":"added"},
    {"kind":"column","object":"column public.t.a","change":"changed"},
    {"kind":"view","object":"view public.v","change":"added"}]})"),
              ElementsAre("column public.t.a / column public.t.a",
                          "column public.t.a / column public.t.a twice", "view public.v / -",
                          "- / index public.i"));
  EXPECT_THAT(
      mismatches(R"({"changes":[
    {"kind":"column","object":"column public.t.a","change":"changed","table":"public.u"},
    {"kind":"table","object":"index public.i","change":"added"}]})"),
      ElementsAre("column public.t.a / column public.t.a", "index public.i / index public.i"));
}

TEST_F(Reported, NumbersAreHeldAgainstTheObservation) {
  const std::vector<std::string> none;
  const std::vector<std::string> rows{"public.t", "public.u"};
  EXPECT_THAT(numbers(R"({"counts":{"column":{"added":0,"removed":0,"changed":1},
    "index":{"added":1,"removed":0,"changed":0}},
    "totals":{"table_count_touched":1,"index_count_delta":1,"constraint_count_delta":0}})",
                      &none),
              IsEmpty());
  EXPECT_THAT(
      numbers(R"({"counts":{"column":{"added":2,"removed":0,"changed":1},
    "view":{"added":0,"removed":0,"changed":0}},
    "totals":{"table_count_touched":3,"index_count_delta":0,"constraint_count_delta":-1}})",
              &rows),
      ElementsAre("counts.column.added 2 != 0", "counts.index.added 0 != 1",
                  "totals.index_count_delta 0 != 1", "totals.constraint_count_delta -1 != 0",
                  "totals.table_count_touched 3 != 2"));
  EXPECT_THAT(numbers(R"({"counts":{},"totals":{"table_count_touched":0}})", nullptr),
              ElementsAre("counts.column.changed 0 != 1", "counts.index.added 0 != 1",
                          "totals.table_count_touched 0 != 1"));
}

TEST(Observation, OfAHundredThousandObjectsTakesWellUnderASecond) {
  std::vector<BaselineObject> objects;
  for (int at = 0; at < 100'000; ++at)
    objects.push_back(
        object("column", "public.t" + std::to_string(at / 10) + ".c" + std::to_string(at % 10 + 10),
               "integer"));
  auto changed = objects;
  for (std::size_t at = 0; at < changed.size(); at += 2)
    changed[at].attributes->front().second = std::string("text");
  const auto pre = inventory_of(std::move(objects));
  const auto post_baseline = inventory_of(std::move(changed)).baseline;
  const auto start = std::chrono::steady_clock::now();
  const auto post = mig::delta::take_inventory(post_baseline);
  const auto observation = mig::delta::observe(pre, *post, {{"governance", "a*"}, {}, {}, {}, {}});
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(observation.changes.size(), 50'000U);
  EXPECT_LT(spent.count(), 10.0);  // a linear walk takes a fraction of a second, also sanitized
  RecordProperty("milliseconds", static_cast<int>(spent.count() * 1000));
}

}  // namespace
