// What a capture of a real server lists, in the names of the format.
#include <gmock/gmock.h>

#include "mig/report/baseline_file.hpp"
#include "runner/capture_testing.hpp"
#include "support/process.hpp"

namespace {

using mig::contract::Attribute;
using mig::contract::Baseline;
using mig::contract::BaselineObject;
using mig::test::kEveryKind;
using mig::test::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

class CaptureTest : public mig::test::WithCapture {
 protected:
  static std::vector<std::string> labels(const Baseline& baseline) {
    std::vector<std::string> found;
    for (const auto& object : baseline.objects) found.push_back(object.label());
    return found;
  }
  static const BaselineObject& object(const Baseline& baseline, std::string_view label) {
    for (const auto& each : baseline.objects) {
      if (each.label() == label) return each;
    }
    throw std::runtime_error("not captured: " + std::string(label));
  }
};

TEST_F(CaptureTest, ListsEveryKindUnderItsName) {
  auto connection = connect_as_superuser();
  must(connection, kEveryKind);
  const auto baseline = captured(connection);
  EXPECT_THAT(labels(baseline),
              IsSupersetOf({"schema app",
                            "schema public",
                            "extension pg_trgm",
                            "enum public.mood",
                            "enum public.Mixed Case",
                            "domain app.price",
                            "constraint app.price/price_check",
                            "comptype app.point3",
                            "column app.point3.x",
                            "range app.span",
                            "table public.owners",
                            "table public.Odd.Table",
                            "column public.Odd.Table.The Column",
                            "sequence public.owners_id_seq",
                            "sequence public.parcels_id_seq",
                            "constraint public.owners/owners_pkey",
                            "index public.owners_pkey",
                            "constraint public.parcels/parcels_owner_id_fkey",
                            "constraint public.parcels/parcels_span",
                            "constraint public.owners/late",
                            "index public.parcels_lower_idx",
                            "view public.open_parcels",
                            "matview app.totals",
                            "index app.totals_owner",
                            "function public.touch()",
                            "function public.price_of(p integer, m public.mood, OUT total numeric)",
                            "function public.tidy(IN days integer)",
                            "function public.total_of(integer)",
                            "trigger public.parcels/touch",
                            "trigger public.owners/late",
                            "policy public.parcels/own",
                            "rule public.owners/keep",
                            "table public.events_2026",
                            "index public.events_2026_id_idx",
                            "statistics app.together",
                            "collation app.german",
                            "text_search app.plain",
                            "cast app.point3 as text",
                            "operator app.===(integer,integer)",
                            "publication all_owners",
                            "comment table public.parcels",
                            "comment column note of table public.parcels",
                            "comment function public.price_of(integer, public.mood)",
                            "comment constraint parcels_area_check on table public.parcels",
                            "comment constraint price_check on type app.price",
                            "comment trigger touch on table public.parcels",
                            "comment index public.parcels_note_idx",
                            "comment type app.point3",
                            "comment schema app",
                            "comment extension pg_trgm"}));
  // What is temporary, the system's, an extension's or a view's own is no object.
  for (const auto& label : labels(baseline)) {
    EXPECT_THAT(label, Not(HasSubstr("scratch")));
    EXPECT_THAT(label, Not(HasSubstr("similarity")));
    EXPECT_THAT(label, Not(HasSubstr("column public.open_parcels")));
    EXPECT_THAT(label, Not(HasSubstr("pg_catalog")));
  }
}

TEST_F(CaptureTest, SaysWhatComparingNeeds) {
  auto connection = connect_as_superuser();
  must(connection, kEveryKind);
  const auto baseline = captured(connection);
  const auto text = [&](std::string_view label, Attribute attribute) {
    const auto* found = object(baseline, label).text(attribute);
    return found == nullptr ? std::string("(none)") : *found;
  };
  EXPECT_EQ(text("column public.parcels.area", Attribute::type), "numeric(10,2)");
  EXPECT_EQ(text("column public.parcels.mixed", Attribute::type), "public.Mixed Case[]");
  EXPECT_EQ(text("column public.parcels.letter", Attribute::type), "char");
  EXPECT_EQ(text("column public.parcels.id", Attribute::identity), "always");
  EXPECT_EQ(text("column public.parcels.note", Attribute::collation), "C");
  EXPECT_EQ(text("domain app.price", Attribute::type), "numeric(10,2)");
  EXPECT_EQ(text("constraint public.parcels/parcels_owner_id_fkey", Attribute::target),
            "table public.owners");
  EXPECT_EQ(text("constraint public.parcels/parcels_owner_id_fkey", Attribute::on_delete),
            "cascade");
  EXPECT_EQ(text("constraint public.owners/late", Attribute::constraint_type), "trigger");
  EXPECT_EQ(text("index public.parcels_trgm_idx", Attribute::method), "gin");
  EXPECT_EQ(text("sequence public.owners_id_seq", Attribute::owned_by), "column public.owners.id");
  EXPECT_EQ(text("sequence app.numbers", Attribute::type), "integer");
  EXPECT_EQ(text("table public.child", Attribute::target), "table public.base");
  EXPECT_EQ(text("trigger public.parcels/touch", Attribute::function), "function public.touch()");
  EXPECT_EQ(text("policy public.parcels/own", Attribute::command), "select");
  EXPECT_EQ(text("extension pg_trgm", Attribute::version).substr(0, 2), "1.");
  EXPECT_THAT(*object(baseline, "index public.parcels_lower_idx").list(Attribute::columns),
              ElementsAre("(expression)"));
  EXPECT_THAT(*object(baseline, "table public.owners").list(Attribute::columns),
              ElementsAre("id", "name", "email"));
  EXPECT_THAT(*object(baseline, "enum public.mood").list(Attribute::labels),
              ElementsAre("sad", "ok"));
  EXPECT_THAT(*object(baseline, "trigger public.parcels/touch").list(Attribute::events),
              ElementsAre("insert", "update"));
  EXPECT_TRUE(*object(baseline, "table public.parcels").flag(Attribute::row_security));
  EXPECT_TRUE(*object(baseline, "table public.events").flag(Attribute::partitioned));
  EXPECT_FALSE(*object(baseline, "column public.owners.name").flag(Attribute::nullable));
}

TEST_F(CaptureTest, SaysWhatAnObjectCannotBeWithout) {
  auto connection = connect_as_superuser();
  must(connection, kEveryKind);
  const auto baseline = captured(connection);
  const auto needs = [&](std::string_view label) {
    const auto list = object(baseline, label).needs();
    return std::vector<std::string>(list.begin(), list.end());
  };
  EXPECT_THAT(needs("table public.owners"), ElementsAre("schema public"));
  EXPECT_THAT(needs("index public.owners_pkey"),
              ElementsAre("constraint public.owners/owners_pkey"));
  EXPECT_THAT(needs("column public.parcels.state"),
              ElementsAre("enum public.mood", "table public.parcels"));
  EXPECT_THAT(needs("column public.owners.id"),
              ElementsAre("sequence public.owners_id_seq", "table public.owners"));
  EXPECT_THAT(needs("column public.parcels.twice"),
              ElementsAre("column public.parcels.area", "table public.parcels"));
  EXPECT_THAT(needs("view public.large_parcels"),
              ElementsAre("schema public", "view public.open_parcels"));
  EXPECT_THAT(needs("view public.open_parcels"),
              ElementsAre("column public.parcels.area", "column public.parcels.id", "schema public",
                          "table public.parcels"));
  EXPECT_THAT(
      needs("trigger public.parcels/touch"),
      ElementsAre("column public.parcels.note", "function public.touch()", "table public.parcels"));
  EXPECT_THAT(needs("index public.events_2026_id_idx"), Contains("index public.events_id_idx"));
  EXPECT_THAT(needs("index public.parcels_trgm_idx"), Contains("extension pg_trgm"));
}

TEST_F(CaptureTest, IsTheSameForTheSameDatabase) {
  auto connection = connect_as_superuser();
  must(connection, kEveryKind);
  const auto first = mig::report::baseline_as_json(captured(connection));
  // Whatever the session was told about how values look, and in another copy of the database.
  must(connection,
       "SET datestyle = 'German'; SET search_path = app; SET quote_all_identifiers = on");
  EXPECT_EQ(mig::report::baseline_as_json(captured(connection)), first);
  connection.close();
  const auto copy = database + "_copy";
  ASSERT_TRUE(cluster->create_database(copy, database));
  auto other = mig::postgres::Connection::open(cluster->as_superuser(copy));
  ASSERT_TRUE(other) << other.error().message;
  EXPECT_EQ(mig::report::baseline_as_json(captured(*other)), first);
  other->close();
  EXPECT_TRUE(cluster->drop_database(copy));
}

TEST_F(CaptureTest, TheGatesAcceptTheDocument) {
  auto connection = connect_as_superuser();
  must(connection, kEveryKind);
  must(connection, "INSERT INTO owners (name) SELECT 'x' FROM generate_series(1, 70); ANALYZE");
  const mig::test::TemporaryFolder folder;
  folder.write("baselines/pre.json", mig::report::baseline_as_json(captured(connection)));
  const auto judged =
      mig::test::run_process({mig::test::tool_path("mig-validate"), "--root", folder.path(),
                              "--kind", "baseline", folder.path() + "/baselines/pre.json"});
  EXPECT_EQ(judged.exit_code, 0) << judged.standard_output << judged.standard_error;
  EXPECT_THAT(mig::test::read_file(folder.path() + "/baselines/pre.json"),
              HasSubstr("\"public.owners\": 70"));
}

TEST_F(CaptureTest, CountsTheRowsOfPartitionsForTheWhole) {
  auto connection = connect();
  must(connection,
       "CREATE TABLE e (a integer) PARTITION BY RANGE (a); CREATE TABLE e1 PARTITION OF e "
       "FOR VALUES FROM (0) TO (100); CREATE TABLE e2 PARTITION OF e FOR VALUES FROM "
       "(100) TO (200); CREATE TABLE never (a integer); "
       "INSERT INTO e SELECT generate_series(0, 149)");
  must(connection, "ANALYZE e1, e2");
  EXPECT_THAT(captured(connection).row_estimates,
              ElementsAre(std::pair("public.e", 150), std::pair("public.e1", 100),
                          std::pair("public.e2", 50)));
}

TEST_F(CaptureTest, HoldsNoDefinitions) {
  auto connection = connect();
  must(connection, "CREATE TABLE t (a text DEFAULT 'secret-default' CHECK (a <> 'secret-check'))");
  must(connection, "COMMENT ON TABLE t IS 'secret-comment'");
  must(connection, "CREATE VIEW v AS SELECT 'secret-query'::text AS a");
  must(connection, "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'secret-body' $$");
  EXPECT_THAT(mig::report::baseline_as_json(captured(connection)), Not(HasSubstr("secret-")));
}

TEST_F(CaptureTest, NeedsNoRightsOnTheTables) {
  auto connection = connect_as_superuser();
  must(connection,
       "CREATE SCHEMA hidden; CREATE TABLE hidden.t (a integer); "
       "REVOKE ALL ON SCHEMA hidden FROM PUBLIC");
  auto plain = connect();
  EXPECT_THAT(labels(captured(plain)), Contains("table hidden.t"));
}

TEST_F(CaptureTest, ChangesNothingAndEndsItsTransaction) {
  auto connection = connect();
  (void)captured(connection);
  EXPECT_FALSE(connection.in_transaction());
  auto path = connection.query("SHOW search_path");
  EXPECT_EQ(path->text(0, 0), "\"$user\", public");
}

TEST_F(CaptureTest, DoesNotBeginInsideATransaction) {
  auto connection = connect();
  must(connection, "BEGIN");
  EXPECT_FALSE(mig::postgres::capture(connection, {}));
}

TEST_F(CaptureTest, WhatCannotBeReadIsAnError) {
  auto admin = connect_as_superuser();
  must(admin, "REVOKE SELECT ON pg_catalog.pg_proc FROM PUBLIC");
  auto connection = connect();
  auto refused = mig::postgres::capture(connection, {});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("permission denied"));
  EXPECT_FALSE(connection.in_transaction());
}

TEST_F(CaptureTest, ALostServerIsAnError) {
  auto connection = connect();
  auto other = connect_as_superuser();
  must(other, "SELECT pg_terminate_backend(" + std::to_string(connection.server_process()) + ")");
  auto refused = mig::postgres::capture(connection, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, mig::ErrorKind::no_verdict);
}

}  // namespace
