// What a script is predicted to do and what two captures show of it agree; whatever else happened
// is told.
#include "mig/delta/drift.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "baseline_testing.hpp"
#include "mig/catalog/from_baseline.hpp"
#include "mig/catalog/simulation.hpp"
#include "mig/delta/type_spelling.hpp"

namespace {

using mig::catalog::Catalog;
using mig::contract::Attribute;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kEarlier = R"(
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TABLE public.owners (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE public.parcels (id bigint PRIMARY KEY, owner_id bigint REFERENCES public.owners,
  area numeric CHECK (area > 0), note text DEFAULT 'x', state public.mood);
CREATE INDEX parcels_note_idx ON public.parcels (note);
CREATE VIEW public.open_parcels AS SELECT id, note FROM public.parcels;
COMMENT ON TABLE public.parcels IS 'plots';
)";

Catalog after(const char* script) {
  Catalog empty;
  empty.complete = true;
  return mig::catalog::predict(empty, script).after;
}

mig::delta::Inventory inventory_of(mig::contract::Baseline baseline) {
  for (auto& object : baseline.objects)
    object.digest = *mig::digest::sha256_digest(mig::delta::canonical_json(object));
  return *mig::delta::take_inventory(std::move(baseline));
}

using Edit = void (*)(mig::contract::Baseline&);

/// What a run of `script` shows when its post baseline was edited.
std::vector<std::string> drift_of(const char* script, Edit edit = nullptr) {
  const auto built = after(kEarlier);
  const auto pre = inventory_of(mig::test::captured(built));
  auto captured = mig::test::captured(mig::catalog::predict(built, script).after);
  if (edit != nullptr) edit(captured);
  const auto post = inventory_of(std::move(captured));
  const auto before = mig::catalog::catalog_of(pre.baseline);
  const auto expected = mig::catalog::predict(before, script).after;
  const auto predicted = mig::catalog::delta(before, expected);
  const auto observation = mig::delta::observe(pre, post, {});
  const auto report = mig::delta::find_drift(observation, predicted, before, expected);
  std::vector<std::string> lines;
  for (const auto& drift : report.drifts) {
    lines.push_back((drift.observed == nullptr ? std::string("nothing")
                                               : std::string(name_of(drift.observed->change)) +
                                                     ' ' + drift.observed->label()) +
                    " / " +
                    (drift.predicted == nullptr ? std::string("nothing")
                                                : std::string(name_of(drift.predicted->change)) +
                                                      ' ' + to_string(drift.predicted->object)));
  }
  for (const auto& each : report.deviations)
    lines.push_back(each.observed->label() + ' ' + each.attribute + ": " + each.expected + " / " +
                    each.found);
  for (const auto& each : report.omissions)
    lines.push_back(each.observed->label() + " without " + each.attributes);
  return lines;
}

class Agreeing : public testing::TestWithParam<const char*> {};

TEST_P(Agreeing, ShowsNoDrift) {
  EXPECT_THAT(drift_of(GetParam()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, Agreeing,
    testing::Values(
        "SELECT 1", "CREATE TABLE public.n (id bigserial PRIMARY KEY, t varchar(20) UNIQUE)",
        "ALTER TABLE public.parcels ADD COLUMN c integer NOT NULL",
        "ALTER TABLE public.parcels DROP COLUMN area",
        "ALTER TABLE public.parcels DROP COLUMN note CASCADE",
        "ALTER TABLE public.parcels RENAME COLUMN note TO remark",
        "ALTER TABLE public.parcels RENAME TO plots",
        "ALTER TABLE public.parcels ALTER COLUMN note TYPE varchar(10)",
        "ALTER TABLE public.parcels ALTER COLUMN note DROP DEFAULT",
        "ALTER TABLE public.parcels ALTER COLUMN area SET NOT NULL",
        "DROP TABLE public.owners CASCADE", "DROP VIEW public.open_parcels",
        "CREATE OR REPLACE VIEW public.open_parcels AS SELECT id, note, area FROM public.parcels",
        "CREATE OR REPLACE VIEW public.open_parcels AS SELECT id, note FROM public.parcels",
        "CREATE INDEX ON public.parcels (lower(note)) WHERE area > 1",
        "CREATE UNIQUE INDEX ON public.parcels USING btree (note, area)",
        "ALTER TABLE public.parcels ADD CONSTRAINT c CHECK (area < 10) NOT VALID",
        "ALTER TYPE public.mood ADD VALUE 'fine'", "ALTER TYPE public.mood RENAME TO feeling",
        "COMMENT ON TABLE public.parcels IS 'lots'", "COMMENT ON TABLE public.parcels IS NULL",
        "ALTER TABLE public.parcels ENABLE ROW LEVEL SECURITY",
        "ALTER TABLE public.parcels SET (fillfactor = 70)",
        "CREATE SCHEMA app; ALTER TABLE public.owners SET SCHEMA app",
        "ALTER TABLE public.parcels DROP COLUMN note CASCADE; "
        "ALTER TABLE public.parcels ADD COLUMN note text DEFAULT 'x'",
        "DROP INDEX public.parcels_note_idx; CREATE INDEX parcels_note_idx ON public.parcels "
        "(note)"));

mig::contract::BaselineObject& object(mig::contract::Baseline& baseline, std::string_view label) {
  for (auto& each : baseline.objects) {
    if (each.label() == label) return each;
  }
  throw std::runtime_error("no such object");
}

void set(mig::contract::Baseline& baseline, std::string_view label, Attribute attribute,
         mig::contract::AttributeValue value) {
  for (auto& [key, old] : *object(baseline, label).attributes) {
    if (key == attribute) old = value;
  }
}

constexpr const char* kAddColumn = "ALTER TABLE public.parcels ADD COLUMN c integer";

TEST(Drift, TellsWhatTheScriptsDoNotDo) {
  EXPECT_THAT(drift_of(kAddColumn,
                       [](auto& post) {
                         set(post, "column public.owners.name", Attribute::nullable, true);
                       }),
              ElementsAre("changed column public.owners.name / nothing"));
}

TEST(Drift, TellsWhatWasNotDone) {
  EXPECT_THAT(drift_of(kAddColumn,
                       [](auto& post) {
                         std::erase_if(post.objects, [](const auto& each) {
                           return each.name == "public.parcels.c";
                         });
                       }),
              ElementsAre("changed table public.parcels / nothing",
                          "nothing / added column public.parcels.c"));
}

TEST(Drift, TellsAnotherChangeThanThePredictedOne) {
  EXPECT_THAT(drift_of("DROP INDEX public.parcels_note_idx",
                       [](auto& post) {
                         auto again = mig::test::captured(after(kEarlier));
                         auto index = object(again, "index public.parcels_note_idx");
                         index.attributes->clear();
                         post.objects.push_back(index);
                       }),
              ElementsAre("changed index public.parcels_note_idx / removed index "
                          "public.parcels_note_idx"));
}

TEST(Drift, TellsAnotherDefinition) {
  EXPECT_THAT(drift_of(kAddColumn,
                       [](auto& post) {
                         set(post, "column public.parcels.c", Attribute::type, std::string("text"));
                       }),
              ElementsAre("column public.parcels.c type: integer / text"));
  EXPECT_THAT(drift_of(kAddColumn,
                       [](auto& post) {
                         object(post, "column public.parcels.c")
                             .attributes->emplace_back(Attribute::identity, std::string("always"));
                       }),
              ElementsAre("column public.parcels.c identity: none / always"));
}

TEST(Drift, TellsWhatANewObjectLeavesOut) {
  EXPECT_THAT(
      drift_of(kAddColumn,
               [](auto& post) { object(post, "column public.parcels.c").attributes->clear(); }),
      ElementsAre("column public.parcels.c without `type`, `nullable`"));
}

TEST(Drift, ColumnsInAnotherOrderNeedAScriptThatMovesThem) {
  EXPECT_THAT(drift_of("SELECT 1",
                       [](auto& post) {
                         set(post, "table public.owners", Attribute::columns,
                             std::vector<std::string>{"name", "id"});
                       }),
              ElementsAre("changed table public.owners / nothing"));
}

TEST(TypeSpelling, LeavesRoomForWhatTheStoreFillsIn) {
  using mig::delta::same_type;
  EXPECT_TRUE(same_type("public.geometry(0,4326)", "geometry(Polygon,4326)"));
  EXPECT_TRUE(same_type("numeric(10)", "numeric(10,0)"));
  EXPECT_TRUE(same_type("timestamp(3) without time zone", "timestamp(3) without time zone"));
  EXPECT_TRUE(same_type("public.mood[]", "mood[]"));
  EXPECT_FALSE(same_type("geometry(Polygon,4326)", "geometry(Polygon,3857)"));
  EXPECT_FALSE(same_type("timestamp without time zone", "timestamp with time zone"));
  EXPECT_FALSE(same_type("integer", "integer[]"));
  EXPECT_FALSE(same_type("character varying", "character varying(20)"));
  EXPECT_FALSE(same_type("integer", "bigint"));
}

}  // namespace
