// Views, types, routines, triggers, rights, and what a drop takes along.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

TEST(Drop, RestrictLeavesAndCascadeTakesDependents) {
  const auto* earlier =
      "create table p (id int primary key); create table c (p int references p);"
      "create view v as select id from p; create view w as select * from v;";
  EXPECT_THAT(
      change(earlier, "drop table p cascade"),
      UnorderedElementsAre("removed table public.p", "removed column public.p.id",
                           "removed constraint public.p/p_pkey", "removed index public.p_pkey",
                           "removed constraint public.c/c_p_fkey", "removed view public.v",
                           "removed view public.w"));
  EXPECT_THAT(change(earlier, "drop view w"), ElementsAre("removed view public.w"));
}

TEST(Drop, CascadeIntoTheUnknownIsOpaque) {
  const auto prediction = predict(Catalog(), "drop table t cascade");
  EXPECT_TRUE(prediction.opaque());
  EXPECT_FALSE(predict(catalog_of("create table t ()"), "drop table t cascade").opaque());
}

TEST(Drop, OwnedSequencesGoAndDefaultsLoseTheirSequence) {
  EXPECT_THAT(change("create table t (id serial)", "drop table t"),
              Contains("removed sequence public.t_id_seq"));
  EXPECT_THAT(change("create sequence s; create table t (a int default nextval('s'::regclass))",
                     "drop sequence s cascade"),
              UnorderedElementsAre("removed sequence public.s", "changed column public.t.a"));
}

TEST(Drop, ASchemaFallsWithAllThatIsInIt) {
  EXPECT_THAT(change("create schema s; create table s.t (a int); create type s.e as enum ('x')",
                     "drop schema s cascade"),
              UnorderedElementsAre("removed schema s", "removed table s.t", "removed column s.t.a",
                                   "removed enum s.e"));
}

TEST(Drop, IfExistsOfWhatIsNotThereIsNothing) {
  EXPECT_THAT(change("create function f(int) returns int language sql as 'select 1'",
                     "drop table if exists t; drop function if exists f(); drop type if exists e; "
                     "drop trigger if exists g on t; drop schema if exists s"),
              IsEmpty());
}

TEST(Drop, AndTheSameAgainIsNoDifference) {
  EXPECT_THAT(change("create table t (a int); create view v as select a from t",
                     "drop view v; create view v as select a from t"),
              IsEmpty());
}

TEST(View, FollowsTheNamesItReads) {
  EXPECT_THAT(change("create table t (a int, b int); create view v as select x.a from t x",
                     "alter table t rename a to c"),
              UnorderedElementsAre("removed column public.t.a", "added column public.t.c",
                                   "changed view public.v"));
  EXPECT_THAT(change("create table t (a int, b int); create view v as select x.a from t x",
                     "alter table t drop b cascade"),
              ElementsAre("removed column public.t.b"));
}

TEST(View, AStarIsWhatItWasThen) {
  EXPECT_THAT(
      change("create table t (a int); create view v as select * from t; alter table t add b int",
             "create or replace view v as select * from t"),
      ElementsAre("changed view public.v"));
}

TEST(Matview, RefreshIsAnEffectAndNoDifference) {
  const auto* earlier = "create table t (a int); create materialized view m as select a from t";
  EXPECT_THAT(change(earlier, "refresh materialized view m"), IsEmpty());
  EXPECT_THAT(effects(earlier, "refresh materialized view m"),
              ElementsAre("refresh matview public.m"));
}

TEST(CreateTableAs, ColumnsComeFromTheQuery) {
  EXPECT_THAT(change("create table t (a int, b text)",
                     "create table u as with c as (select * from t) select c.*, count(*) as n, "
                     "max(a) from c group by 1, 2"),
              UnorderedElementsAre("added table public.u", "added column public.u.a",
                                   "added column public.u.b", "added column public.u.n",
                                   "added column public.u.max"));
  EXPECT_THAT(change("create table t (a int)", "select a into u from t"),
              UnorderedElementsAre("added table public.u", "added column public.u.a"));
}

TEST(Types, EnumsDomainsAndComposites) {
  EXPECT_THAT(change("",
                     "create type e as enum ('a'); create domain d as int check (value > 0); "
                     "create type c as (x int)"),
              UnorderedElementsAre("added enum public.e", "added domain public.d",
                                   "added constraint public.d/d_check", "added comptype public.c",
                                   "added column public.c.x"));
  EXPECT_THAT(change("create type e as enum ('a')", "alter type e add value 'b' before 'a'"),
              ElementsAre("changed enum public.e"));
  EXPECT_THAT(change("create type e as enum ('a')", "alter type e add value if not exists 'a'"),
              IsEmpty());
  EXPECT_THAT(
      change("create type e as enum ('a'); create table t (c e)", "alter type e rename to f"),
      UnorderedElementsAre("removed enum public.e", "added enum public.f",
                           "changed column public.t.c"));
  EXPECT_THAT(change("create type e as enum ('a'); create table t (c e)", "drop type e cascade"),
              UnorderedElementsAre("removed enum public.e", "removed column public.t.c"));
}

TEST(Functions, AreKnownByTheirArguments) {
  EXPECT_THAT(
      change("", "create function f(i int, t varchar(3)[], out o text) language sql as 'select 1'"),
      ElementsAre("added function public.f(i integer, t character varying[], OUT o text)"));
  EXPECT_THAT(change("", "create procedure p(m text, inout n int) language sql as 'select 1'"),
              ElementsAre("added function public.p(IN m text, INOUT n integer)"));
  EXPECT_THAT(change("create function f(i int) returns int language sql as 'select 1'",
                     "drop function f(int)"),
              ElementsAre("removed function public.f(i integer)"));
  EXPECT_THAT(change("create function f() returns int language sql as 'select 1'",
                     "create or replace function f() returns int language sql as 'select 2'"),
              ElementsAre("changed function public.f()"));
}

TEST(Triggers, BelongToTheirTableAndNeedTheirFunction) {
  const auto* earlier =
      "create table t (a int); create function f() returns trigger language plpgsql as 'begin "
      "return new; end';"
      "create trigger g after insert on t for each row execute function f()";
  EXPECT_THAT(change(earlier, "drop function f() cascade"),
              UnorderedElementsAre("removed function public.f()", "removed trigger public.t/g"));
  EXPECT_THAT(change(earlier, "drop table t"), Contains("removed trigger public.t/g"));
  EXPECT_THAT(
      change("create table t (a int)",
             "create constraint trigger g after insert on t for each row execute function f()"),
      UnorderedElementsAre("added trigger public.t/g", "added constraint public.t/g"));
}

TEST(RulesAndPolicies, BelongToTheirTable) {
  EXPECT_THAT(
      change(
          "create table t (a int)",
          "create rule r as on delete to t do instead nothing; create policy p on t using (a > 1)"),
      UnorderedElementsAre("added rule public.t/r", "added policy public.t/p"));
  EXPECT_THAT(change("create table t (a int); create policy p on t using (a > 1)",
                     "alter policy p on t using (a > 2)"),
              ElementsAre("changed policy public.t/p"));
}

TEST(Statistics, AndSequencesAndExtensions) {
  EXPECT_THAT(change("create table t (a int, b int)", "create statistics s on a, b from t"),
              ElementsAre("added statistics public.s"));
  EXPECT_THAT(change("create sequence s", "alter sequence s increment 5"),
              ElementsAre("changed sequence public.s"));
  EXPECT_THAT(change("", "create extension pg_trgm"),
              UnorderedElementsAre("added extension pg_trgm", "added comment extension pg_trgm"));
}

TEST(Comments, AreNamedAsPostgresDescribesThem) {
  EXPECT_THAT(
      change("create table t (a int)", "comment on column t.a is 'x'; comment on table t is 'y'"),
      UnorderedElementsAre("added comment column a of table public.t",
                           "added comment table public.t"));
  EXPECT_THAT(
      change("create table t (a int); comment on table t is 'y'", "comment on table t is null"),
      ElementsAre("removed comment table public.t"));
}

TEST(Rights, ChangeTheObjectAndWidenAccess) {
  EXPECT_THAT(change("create table t (a int)", "grant select on t to bob"),
              ElementsAre("changed table public.t"));
  EXPECT_THAT(change("create table t (a int); grant all on t to bob", "grant select on t to bob"),
              IsEmpty());
  EXPECT_THAT(change("create table t (a int)", "grant update (a) on t to bob"),
              ElementsAre("changed column public.t.a"));
  const auto prediction =
      predict(catalog_of("create table t (a int)"), "grant select on t to public");
  ASSERT_FALSE(prediction.effects.empty());
  EXPECT_EQ(prediction.effects[0].operation, effect::Operation::grant);
  EXPECT_EQ(prediction.effects[0].detail, "to PUBLIC");
  EXPECT_TRUE(prediction.effects[0].traits.widens_access);
}

TEST(SearchPath, DecidesWhereThingsAre) {
  EXPECT_THAT(change("create schema s", "set search_path to s; create table t (a int)"),
              UnorderedElementsAre("added table s.t", "added column s.t.a"));
  EXPECT_THAT(
      change("create schema s", "select set_config('search_path', 's', false); create sequence q"),
      ElementsAre("added sequence s.q"));
}

TEST(OtherStatements, AreNamedEachByItsObject) {
  EXPECT_THAT(
      effects("",
              "create role r; create publication p for all tables; alter system set a = 1; vacuum"),
      ElementsAre("create role r", "create publication p", "alter setting a", "vacuum database "));
}

}  // namespace
}  // namespace mig::catalog::testing
