#pragma once

#include "mig/delta/drift.hpp"
#include "mig/postgres/capture.hpp"
#include "runner/cluster_testing.hpp"

namespace mig::test {

/// One of every kind of object, and of what connects them.
inline constexpr std::string_view kEveryKind = R"(
CREATE SCHEMA app;
CREATE EXTENSION pg_trgm;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE "Mixed Case" AS ENUM ('a');
CREATE DOMAIN app.price AS numeric(10,2) NOT NULL DEFAULT 1 CHECK (VALUE >= 0);
CREATE TYPE app.point3 AS (x integer, y integer);
CREATE TYPE app.span AS RANGE (subtype = float8);
CREATE TABLE owners (id bigserial PRIMARY KEY, name text NOT NULL, email text UNIQUE);
CREATE TABLE parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id bigint REFERENCES owners (id) ON DELETE CASCADE,
  state mood DEFAULT 'sad',
  mixed "Mixed Case"[],
  area numeric(10,2) CHECK (area > 0),
  twice numeric GENERATED ALWAYS AS (area * 2) STORED,
  note character varying(20) COLLATE "C",
  letter "char",
  cost app.price,
  at app.point3,
  CONSTRAINT parcels_span EXCLUDE USING btree (area WITH =));
CREATE TABLE "Odd.Table" ("The Column" integer);
CREATE INDEX parcels_note_idx ON parcels (note);
CREATE UNIQUE INDEX parcels_lower_idx ON parcels (lower(note)) INCLUDE (id) WHERE area > 1;
CREATE INDEX parcels_trgm_idx ON parcels USING gin (note gin_trgm_ops);
CREATE SEQUENCE app.numbers AS integer INCREMENT 2;
CREATE TABLE app.items (n integer DEFAULT nextval('app.numbers'), label text);
CREATE VIEW open_parcels AS SELECT id, area FROM parcels;
CREATE VIEW large_parcels AS SELECT id FROM open_parcels WHERE area > 100;
CREATE MATERIALIZED VIEW app.totals AS SELECT owner_id, count(*) AS n FROM parcels GROUP BY 1;
CREATE UNIQUE INDEX totals_owner ON app.totals (owner_id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION price_of(p integer, m mood DEFAULT 'ok', OUT total numeric) LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE tidy(IN days integer) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total_of(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF note ON parcels FOR EACH ROW EXECUTE FUNCTION touch();
CREATE CONSTRAINT TRIGGER late AFTER DELETE ON owners FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON parcels FOR SELECT USING (owner_id = 1);
CREATE RULE keep AS ON DELETE TO owners DO INSTEAD NOTHING;
CREATE TABLE events (at date NOT NULL, id bigint) PARTITION BY RANGE (at);
CREATE INDEX events_id_idx ON events (id);
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE base (a integer);
CREATE TABLE child (b integer) INHERITS (base);
CREATE STATISTICS app.together ON owner_id, note FROM parcels;
CREATE COLLATION app.german (provider = icu, locale = 'de');
CREATE TEXT SEARCH CONFIGURATION app.plain (COPY = simple);
CREATE CAST (app.point3 AS text) WITH INOUT;
CREATE OPERATOR app.=== (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq);
CREATE PUBLICATION all_owners FOR TABLE owners;
COMMENT ON TABLE parcels IS 'plots';
COMMENT ON COLUMN parcels.note IS 'free';
COMMENT ON FUNCTION price_of(integer, mood) IS 'a price';
COMMENT ON CONSTRAINT parcels_area_check ON parcels IS 'no empty plots';
COMMENT ON CONSTRAINT price_check ON DOMAIN app.price IS 'no gifts';
COMMENT ON TRIGGER touch ON parcels IS 'stamps';
COMMENT ON INDEX parcels_note_idx IS 'by note';
COMMENT ON TYPE app.point3 IS 'a place';
COMMENT ON SCHEMA app IS 'of the application';
GRANT SELECT ON parcels TO PUBLIC;
CREATE TEMPORARY TABLE scratch (id integer);
)";

class WithCapture : public WithCluster {
 protected:
  void TearDown() override {
    if (cluster && !database.empty()) (void)cluster->drop_database(database);
  }

  static contract::Baseline captured(postgres::Connection& connection) {
    postgres::CaptureOptions options;
    options.captured_at = "2026-03-01T18:30:04Z";
    auto baseline = postgres::capture(connection, options);
    if (!baseline) throw std::runtime_error(baseline.error().message);
    return std::move(*baseline);
  }

  static delta::Inventory inventory(postgres::Connection& connection) {
    return *delta::take_inventory(captured(connection));
  }
};

}  // namespace mig::test
