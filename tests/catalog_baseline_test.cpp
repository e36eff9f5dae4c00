// A catalog that was captured and read back predicts what the catalog itself predicts.
#include <gtest/gtest.h>

#include "baseline_testing.hpp"
#include "catalog_testing.hpp"
#include "mig/catalog/from_baseline.hpp"

namespace mig::catalog::testing {
namespace {

constexpr std::string_view kEarlier = R"(
CREATE SCHEMA app;
CREATE EXTENSION pg_trgm;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE DOMAIN app.price AS numeric(10,2) CHECK (VALUE >= 0);
CREATE TYPE app.point3 AS (x integer, y integer);
CREATE TABLE public.owners (id bigserial PRIMARY KEY, name text NOT NULL, email text UNIQUE);
CREATE TABLE public.parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id bigint REFERENCES public.owners (id) ON DELETE CASCADE,
  state public.mood DEFAULT 'sad',
  area numeric(10,2) CHECK (area > 0),
  twice numeric GENERATED ALWAYS AS (area * 2) STORED,
  note character varying(20),
  cost app.price);
CREATE INDEX parcels_note_idx ON public.parcels (note);
CREATE UNIQUE INDEX parcels_lower_idx ON public.parcels (lower(note)) WHERE area > 1;
CREATE INDEX parcels_geom ON public.parcels USING gin (note);
CREATE SEQUENCE app.numbers;
CREATE TABLE app.items (n integer DEFAULT nextval('app.numbers'), label text);
CREATE VIEW public.open_parcels AS SELECT id, area FROM public.parcels;
CREATE VIEW public.large_parcels AS SELECT id FROM public.open_parcels WHERE area > 100;
CREATE MATERIALIZED VIEW app.totals AS SELECT owner_id, count(*) AS n FROM public.parcels GROUP BY 1;
CREATE UNIQUE INDEX totals_owner ON app.totals (owner_id);
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION public.price_of(p integer, m public.mood) RETURNS numeric LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER touch BEFORE INSERT OR UPDATE ON public.parcels FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE public.parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.parcels FOR SELECT USING (owner_id = 1);
CREATE RULE keep AS ON DELETE TO public.owners DO INSTEAD NOTHING;
COMMENT ON TABLE public.parcels IS 'plots';
COMMENT ON COLUMN public.parcels.note IS 'free';
CREATE TABLE public.events (at date NOT NULL, id bigint) PARTITION BY RANGE (at);
CREATE TABLE public.events_2026 PARTITION OF public.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE public.base (a integer);
CREATE TABLE public.child (b integer) INHERITS (public.base);
)";

class RoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, PredictsTheSame) {
  const auto built = catalog_of(kEarlier);
  const auto read = mig::catalog::catalog_of(mig::test::captured(built));
  EXPECT_TRUE(read.complete);
  const auto first = predict(built, GetParam());
  const auto second = predict(read, GetParam());
  ASSERT_THAT(first.faults, IsEmpty());
  EXPECT_EQ(words(delta(read, second.after)), words(delta(built, first.after)));
  EXPECT_FALSE(words(delta(built, first.after)).empty());
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, RoundTrip,
    ::testing::Values(
        "DROP TABLE public.parcels CASCADE", "DROP TABLE public.owners CASCADE",
        "DROP SCHEMA app CASCADE", "DROP TYPE public.mood CASCADE",
        "DROP FUNCTION public.touch() CASCADE", "DROP SEQUENCE app.numbers CASCADE",
        "DROP VIEW public.open_parcels CASCADE", "DROP TABLE public.events",
        "DROP TABLE public.base CASCADE", "DROP DOMAIN app.price CASCADE",
        "ALTER DOMAIN app.price DROP CONSTRAINT price_check",
        "ALTER DOMAIN app.price SET DEFAULT 1", "ALTER DOMAIN app.price SET NOT NULL",
        "DROP EXTENSION pg_trgm", "DROP MATERIALIZED VIEW app.totals",
        "DROP INDEX public.parcels_lower_idx", "DROP FUNCTION public.price_of(integer, mood)",
        "ALTER TABLE public.parcels DROP COLUMN note",
        "ALTER TABLE public.parcels DROP COLUMN area CASCADE",
        "ALTER TABLE public.owners DROP COLUMN id CASCADE",
        "ALTER TABLE public.parcels RENAME COLUMN area TO surface",
        "ALTER TABLE public.parcels RENAME TO plots",
        "ALTER TABLE public.owners RENAME CONSTRAINT owners_pkey TO owners_pk",
        "ALTER INDEX public.parcels_note_idx RENAME TO note_idx",
        "ALTER TYPE public.mood RENAME TO feeling", "ALTER TYPE public.mood ADD VALUE 'fine'",
        "ALTER TABLE public.parcels SET SCHEMA app",
        "ALTER TABLE public.parcels ALTER COLUMN note TYPE text",
        "ALTER TABLE public.parcels ALTER COLUMN note SET NOT NULL",
        "ALTER TABLE public.owners ALTER COLUMN name DROP NOT NULL",
        "ALTER TABLE public.parcels ALTER COLUMN state DROP DEFAULT",
        "ALTER TABLE public.parcels ALTER COLUMN id DROP IDENTITY",
        "ALTER TABLE public.parcels DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE public.parcels DROP CONSTRAINT parcels_owner_id_fkey",
        "ALTER TABLE public.parcels DISABLE TRIGGER touch",
        "ALTER TABLE public.events ADD COLUMN place text",
        "ALTER TABLE public.base ADD COLUMN c text", "CREATE INDEX ON public.events (id)",
        "ALTER TABLE public.events DETACH PARTITION public.events_2026; DROP TABLE "
        "public.events_2026",
        "CREATE TABLE public.deeds (id bigserial PRIMARY KEY, parcel_id bigint REFERENCES "
        "public.parcels)",
        "CREATE INDEX ON public.parcels (note, area)",
        "CREATE OR REPLACE VIEW public.open_parcels AS SELECT id, area, note FROM public.parcels",
        "CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.note := 'x'; RETURN NEW; END $$",
        "COMMENT ON TABLE public.parcels IS NULL", "COMMENT ON COLUMN public.parcels.note IS 'new'",
        "DROP POLICY own ON public.parcels", "DROP RULE keep ON public.owners",
        "DROP TRIGGER touch ON public.parcels; DROP FUNCTION public.touch()",
        "CREATE TABLE IF NOT EXISTS public.owners (id bigint); CREATE TABLE public.n (i int)",
        "DROP TABLE IF EXISTS public.nothing; DROP TABLE app.items",
        "SET search_path = app; DROP TABLE items"));

std::vector<std::string> effects_of(const Catalog& catalog, std::string_view script) {
  std::vector<std::string> lines;
  for (const auto& each : predict(catalog, script).effects)
    lines.push_back(std::string(name_of(each.operation)) + ' ' + to_string(each.object));
  return lines;
}

TEST(FromBaseline, CascadesOfRowsFollowTheForeignKeys) {
  const auto read = mig::catalog::catalog_of(mig::test::captured(catalog_of(kEarlier)));
  EXPECT_THAT(effects_of(read, "DELETE FROM public.owners"),
              Contains("delete table public.parcels"));
}

/// The catalog as an inventory shows it that names a relation without its kind, and of foreign keys
/// says only what `edit` leaves.
template <class Edit>
Catalog without_kinds(std::string_view script, Edit edit) {
  auto baseline = mig::test::captured(catalog_of(script));
  for (auto& object : baseline.objects) {
    if (!object.attributes) continue;
    for (auto& [attribute, value] : *object.attributes) {
      if (attribute == contract::Attribute::target) {
        const auto label = std::get<std::string>(value);
        value = label.substr(label.find(' ') + 1);
      }
    }
    edit(*object.attributes);
  }
  return mig::catalog::catalog_of(baseline);
}

constexpr std::string_view kDecisions = R"(
CREATE SCHEMA governance;
CREATE TABLE public.parcels (id int PRIMARY KEY, note text);
CREATE TABLE governance.decisions (id int, parcel int CONSTRAINT fk REFERENCES public.parcels
  ON DELETE CASCADE ON UPDATE SET NULL);
CREATE TABLE public.heir () INHERITS (public.parcels);
)";

TEST(FromBaseline, ATargetMayGoWithoutItsKind) {
  const auto read = without_kinds(kDecisions, [](auto&) {});
  EXPECT_THAT(effects_of(read, "DELETE FROM public.parcels"),
              IsSupersetOf({"delete table governance.decisions", "delete table public.heir"}));
  EXPECT_THAT(effects_of(read, "UPDATE public.parcels SET note = ''"),
              IsSupersetOf({"update table governance.decisions", "update table public.heir"}));
  EXPECT_THAT(effects_of(read, "UPDATE ONLY public.parcels SET note = ''"),
              Not(Contains("update table public.heir")));
  EXPECT_THAT(effects_of(read, "TRUNCATE public.parcels CASCADE"),
              IsSupersetOf({"truncate table governance.decisions", "truncate table public.heir"}));
  EXPECT_THAT(effects_of(read, "TRUNCATE ONLY public.parcels"),
              ElementsAre("truncate table public.parcels"));
  EXPECT_THAT(effects_of(read, "DROP TABLE public.parcels CASCADE"),
              IsSupersetOf({"drop constraint governance.decisions/fk", "drop table public.heir"}));
  EXPECT_THAT(effects_of(read, "ALTER TABLE public.parcels ADD COLUMN c int"),
              IsSupersetOf({"create column public.parcels.c", "create column public.heir.c"}));
}

TEST(FromBaseline, AnActionThatIsNotSaidIsOpaque) {
  const auto read = without_kinds(kDecisions, [](auto& attributes) {
    std::erase_if(attributes,
                  [](const auto& each) { return each.first == contract::Attribute::on_delete; });
  });
  EXPECT_THAT(effects_of(read, "DELETE FROM public.parcels"),
              Contains("unknown_cascade unknown constraint governance.decisions/fk"));
}

TEST(FromBaseline, ABodyThatIsOnlyADigestIsOpaqueWhereItRuns) {
  const auto read = mig::catalog::catalog_of(mig::test::captured(catalog_of(kEarlier)));
  EXPECT_THAT(effects_of(read, "SELECT public.price_of(1, 'ok')"),
              Contains("unknown_call unknown public.price_of(p integer, m public.mood)"));
  EXPECT_THAT(effects_of(read, "INSERT INTO public.parcels (note) VALUES ('x')"),
              Contains("unknown_call unknown public.touch()"));
}

TEST(FromBaseline, WhatIsNotListedDoesNotExist) {
  contract::Baseline empty;
  const auto read = mig::catalog::catalog_of(empty);
  EXPECT_TRUE(read.complete);
  EXPECT_THAT(words(delta(read, predict(read, "DROP TABLE IF EXISTS public.t").after)), IsEmpty());
}

TEST(FromBaseline, SurvivesAnInventoryThatDanglesEverywhere) {
  contract::Baseline broken;
  for (const auto* kind : {"column", "constraint", "index", "trigger", "policy", "rule", "comment",
                           "sequence", "view", "function", "statistics", "label", "table"}) {
    contract::BaselineObject object;
    object.kind = kind;
    object.name = "no.where/x";
    object.depends_on = {"table nothing.at_all"};
    broken.objects.push_back(object);
    broken.objects.push_back(object);
  }
  const auto read = mig::catalog::catalog_of(broken);
  EXPECT_TRUE(read.complete);
  predict(read, "DROP SCHEMA no CASCADE; DROP TABLE no.x");
}

}  // namespace
}  // namespace mig::catalog::testing
