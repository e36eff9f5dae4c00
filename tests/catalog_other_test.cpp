// Objects of the database and objects told apart by their types.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

TEST(Publications, KeepTheirMembers) {
  const auto* earlier =
      "create table t (a int); create table u (a int);"
      "create publication p for table t";
  EXPECT_THAT(change("", "create publication p for all tables"),
              ElementsAre("added publication p"));
  EXPECT_THAT(change(earlier, "alter publication p add table u"),
              ElementsAre("changed publication p"));
  EXPECT_THAT(change(earlier, "alter publication p drop table t"),
              ElementsAre("changed publication p"));
  EXPECT_THAT(change(earlier, "alter publication p set table t"), IsEmpty());
  EXPECT_THAT(change(earlier, "drop table t"), Contains("changed publication p"));
  EXPECT_THAT(change(earlier, "drop publication p"), ElementsAre("removed publication p"));
}

TEST(Servers, FallWithWhatStandsOnThem) {
  const auto* earlier =
      "create foreign data wrapper w; create server s foreign data wrapper w;"
      "create user mapping for bob server s options (user 'x');"
      "create foreign table f (a int) server s";
  EXPECT_THAT(change("", earlier),
              UnorderedElementsAre("added fdw w", "added server s", "added user_mapping bob on s",
                                   "added foreign_table public.f", "added column public.f.a"));
  EXPECT_THAT(change(earlier, "alter server s version '2'"), ElementsAre("changed server s"));
  EXPECT_THAT(change(earlier, "alter foreign table f options (add x 'y')"),
              ElementsAre("changed foreign_table public.f"));
  EXPECT_THAT(change(earlier, "drop user mapping for bob server s"),
              ElementsAre("removed user_mapping bob on s"));
  EXPECT_THAT(change(earlier, "drop server s cascade"),
              UnorderedElementsAre("removed server s", "removed user_mapping bob on s",
                                   "removed foreign_table public.f", "removed column public.f.a"));
  EXPECT_THAT(change("", "drop user mapping if exists for bob server s"), IsEmpty());
  EXPECT_THAT(change_alone("drop user mapping if exists for bob server s"),
              Contains("perhaps removed user_mapping bob on s"));
}

TEST(EventTriggers, ComeGoAndSleep) {
  const auto* earlier =
      "create function f() returns event_trigger language plpgsql as 'begin end';"
      "create event trigger e on ddl_command_end execute function f()";
  EXPECT_THAT(change(earlier, "alter event trigger e disable"),
              ElementsAre("changed event_trigger e"));
  EXPECT_THAT(change(earlier, "drop function f cascade"),
              UnorderedElementsAre("removed function public.f()", "removed event_trigger e"));
}

TEST(Operators, AndCastsAreKnownByTheirTypes) {
  const auto* earlier =
      "create type p as (a int); create operator === (leftarg = p, rightarg = p, "
      "function = f); create cast (p as bigint) with inout";
  EXPECT_THAT(change("", earlier), IsSupersetOf({"added operator public.===(public.p,public.p)",
                                                 "added cast public.p as bigint"}));
  EXPECT_THAT(change(earlier, "drop operator === (p, p); drop cast (p as bigint)"),
              UnorderedElementsAre("removed operator public.===(public.p,public.p)",
                                   "removed cast public.p as bigint"));
}

TEST(Domains, HaveConstraintsOfTheirOwn) {
  const auto* earlier = "create domain d as int constraint c check (value > 0) check (value < 9)";
  EXPECT_THAT(change("", earlier),
              UnorderedElementsAre("added domain public.d", "added constraint public.d/c",
                                   "added constraint public.d/d_check"));
  EXPECT_THAT(
      change(earlier,
             "alter domain d drop constraint c; alter domain d add constraint e "
             "check (value > 1); alter domain d rename constraint d_check to f"),
      UnorderedElementsAre("removed constraint public.d/c", "added constraint public.d/e",
                           "removed constraint public.d/d_check", "added constraint public.d/f"));
  EXPECT_THAT(change(earlier, "alter domain d set not null"),
              ElementsAre("changed domain public.d"));
  EXPECT_THAT(change(earlier, "alter domain d set default 3"),
              ElementsAre("changed domain public.d"));
  EXPECT_THAT(change(earlier, "alter domain d drop constraint if exists x"), IsEmpty());
}

TEST(Like, CopiesAllThatItIsToldTo) {
  EXPECT_THAT(
      change("create table t (a int generated always as identity, b text, c int);"
             "comment on column t.b is 'x'; create statistics s on b, c from t",
             "create table u (like t including all)"),
      UnorderedElementsAre("added table public.u", "added column public.u.a",
                           "added column public.u.b", "added column public.u.c",
                           "added sequence public.u_a_seq", "added statistics public.u_b_c_stat",
                           "added comment column b of table public.u"));
}

TEST(Keys, TheSameKeyTwiceIsOne) {
  EXPECT_THAT(
      change("", "create table t (a int unique primary key)"),
      UnorderedElementsAre("added table public.t", "added column public.t.a",
                           "added constraint public.t/t_pkey", "added index public.t_pkey"));
}

TEST(Keys, AForeignKeyGoesWithAnyPartitionItChecks) {
  EXPECT_THAT(change("create table p (a int primary key) partition by range (a);"
                     "create table p1 partition of p for values from (1) to (2);"
                     "create table c (x int references p)",
                     "drop table p1 cascade"),
              IsSupersetOf({"removed constraint public.c/c_x_fkey",
                            "removed constraint public.c/c_x_fkey1"}));
}

}  // namespace
}  // namespace mig::catalog::testing
