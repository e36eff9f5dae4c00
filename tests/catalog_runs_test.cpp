// What a statement makes the server run besides what it says: views, rules, triggers, expressions.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

TEST(Circle, OfViewsIsDroppedOnce) {
  const auto* own =
      "create view v as select 1 id; create or replace view v as select * from public.v";
  EXPECT_THAT(change(own, "drop view v cascade"), ElementsAre("removed view public.v"));
  const auto* two =
      "create view v as select 1 id; create view w as select * from v;"
      "create or replace view v as select * from w";
  EXPECT_THAT(change(two, "drop view v cascade"),
              UnorderedElementsAre("removed view public.v", "removed view public.w"));
  EXPECT_THAT(change(two, "drop schema public cascade"), Contains("removed view public.w"));
}

constexpr auto* kTables = "create table t (i int); create table l (i int);";

std::vector<std::string> effects_after(std::string_view more, std::string_view script) {
  return effects(std::string(kTables) + std::string(more), script);
}

/// The names of what cannot be known.
std::vector<std::string> unknown(std::string_view more, std::string_view script) {
  std::vector<std::string> names;
  const auto before = catalog_of(std::string(kTables) + std::string(more));
  for (const auto& each : predict(before, script).effects) {
    if (effect::is_opaque(each.operation)) names.push_back(each.object.name);
  }
  return names;
}

/// A function that deletes from l.
constexpr auto* kWriter =
    "create function f() returns int language plpgsql as $$ begin delete from l; return 1; end $$;";

TEST(View, PassesAChangeOnToItsTable) {
  const auto* views = "create view v as select * from t; create view w as select * from v;";
  EXPECT_THAT(effects_after(views, "delete from w where i = 1"), Contains("delete table public.t"));
  const std::string instead =
      std::string(kWriter) + views +
      "create function g() returns trigger language plpgsql as $$ begin perform f(); return new; "
      "end $$; create trigger r instead of delete on v for each row execute function g();";
  const auto told = effects_after(instead, "delete from v");
  EXPECT_THAT(told, Contains("delete table public.l"));
  EXPECT_THAT(told, Not(Contains("delete table public.t")));
}

TEST(View, RunsItsFunctionsWhenItIsRead) {
  const auto earlier = std::string(kWriter) +
                       "create view v as select f() from t; create view w as select * from v;";
  EXPECT_THAT(effects_after(earlier, "select * from w"), Contains("delete table public.l"));
  EXPECT_THAT(unknown("create view v as select g() from t;", "select 1 from v"), ElementsAre("g"));
}

TEST(Rule, RunsWithTheChangeOfItsTable) {
  EXPECT_THAT(effects_after("create rule r as on insert to t do also delete from l;",
                            "insert into t values (1)"),
              IsSupersetOf({"insert table public.t", "delete table public.l"}));
  EXPECT_THAT(
      effects_after("create rule r as on insert to t do also delete from l;", "update t set i = 1"),
      Not(Contains("delete table public.l")));
}

TEST(Heir, ChangesItsParentAsWell) {
  for (const auto* script :
       {"create table c () inherits (t)", "create table c (i int); alter table c inherit t"})
    EXPECT_THAT(effects_after("", script), Contains("alter table public.t")) << script;
  EXPECT_THAT(effects_after("create table p (i int) partition by list (i);",
                            "create table c partition of p for values in (1)"),
              Contains("alter table public.p"));
}

TEST(Body, EveryExpressionInItRuns) {
  for (const auto* body :
       {"declare x int := f(); begin end",
        "begin case f() when 1 then null; else null; end case; end",
        "begin case when f() = 1 then null; else null; end case; end",
        "begin if false then null; elsif f() = 1 then null; end if; end",
        "declare a int[]; begin a[f()] := 1; end", "declare a int[]; begin a[1] := f(); end",
        "begin for i in 1 .. f() loop null; end loop; end",
        "begin for i in 1 .. 2 by f() loop null; end loop; end",
        "begin execute 'select $1' using f(); end", "begin raise notice '%', f(); end",
        "begin assert f() = 1; end", "begin perform f(); end",
        "declare x int; begin foreach x in array array[f()] loop null; end loop; end",
        "begin while f() = 2 loop null; end loop; end", "begin call p(); end"}) {
    const auto earlier = std::string(kWriter) +
                         "create procedure p() language plpgsql as $$ begin perform f(); end $$;";
    EXPECT_THAT(effects_after(earlier, "do $$ " + std::string(body) + " $$"),
                Contains("delete table public.l"))
        << body;
  }
}

TEST(Trigger, RunsWhatItsConditionCallsAndSaysWhatIsUnknown) {
  const auto earlier =
      std::string(kWriter) +
      "create function g() returns trigger language plpgsql as $$ begin return new; end $$;"
      "create trigger r before insert on t for each row when (f() = 1) execute function g();";
  EXPECT_THAT(effects_after(earlier, "insert into t values (1)"),
              Contains("delete table public.l"));
  EXPECT_THAT(unknown("create trigger r before insert on t for each row execute function h();",
                      "insert into t values (1)"),
              ElementsAre("h"));
}

TEST(Trigger, OfAnHeirRunsWhenItsParentChanges) {
  const auto earlier =
      std::string(kWriter) + "create table c () inherits (t);" +
      "create function g() returns trigger language plpgsql as $$ begin perform f(); return new; "
      "end $$; create trigger r before update on c for each row execute function g();";
  EXPECT_THAT(effects_after(earlier, "update t set i = 2"),
              IsSupersetOf({"update table public.c", "delete table public.l"}));
}

TEST(Expression, OfATableRunsWithItsRows) {
  for (const auto* part : {"alter table t add constraint c check (f() = i) not valid;",
                           "alter table t alter i set default f();",
                           "create domain d as int check (f() = 1); alter table t add j d;"}) {
    EXPECT_THAT(effects_after(std::string(kWriter) + part, "insert into t values (1)"),
                Contains("delete table public.l"))
        << part;
  }
  for (const auto* script :
       {"alter table t add constraint c check (f() = i)", "copy t from stdin where i = f()",
        "alter table t alter i type int using f()"})
    EXPECT_THAT(effects_after(kWriter, script), Contains("delete table public.l")) << script;
  EXPECT_THAT(effects_after(std::string(kWriter) +
                                "create function h(a int default f()) returns int language sql as "
                                "'select 1';",
                            "select h()"),
              Contains("delete table public.l"));
}

TEST(Aggregate, RunsItsFunctions) {
  const auto earlier = std::string(kWriter) +
                       "create function s(a int, b int) returns int language plpgsql as $$ begin "
                       "perform f(); return "
                       "1; end $$; create aggregate total(int) (sfunc = s, stype = int);";
  EXPECT_THAT(effects_after(earlier, "select total(i) from t"), Contains("delete table public.l"));
  EXPECT_THAT(
      unknown("create aggregate total(int) (sfunc = s, stype = int);", "select total(i) from t"),
      ElementsAre("s"));
}

TEST(Index, RunsWhatAnImmutableFunctionCalls) {
  const auto earlier =
      std::string(kWriter) +
      "create function s(a int) returns int immutable language plpgsql as $$ begin perform f(); "
      "return 1; end $$;";
  EXPECT_THAT(effects_after(earlier, "create index on t (s(i))"),
              Contains("delete table public.l"));
  EXPECT_THAT(
      effects_after(earlier + "create index on t (i) where s(i) = 1;", "update t set i = 1"),
      Contains("delete table public.l"));
}

TEST(Prepared, RunsBehindCreateTableAs) {
  EXPECT_THAT(effects_after(kWriter, "prepare p as select f() as x; create table n as execute p"),
              Contains("delete table public.l"));
  EXPECT_THAT(unknown("", "create table n as execute q"), ElementsAre("q"));
}

TEST(Replaced, FunctionThatMayHaveTwoBodiesIsUnknown) {
  const auto* script =
      "do $$ begin create or replace function f() returns int language sql as 'select 2'; "
      "exception when others then null; end $$; select f()";
  EXPECT_THAT(unknown(kWriter, script), Contains("public.f()"));
}

TEST(ServerCatalog, ChangedByHandIsUnknown) {
  EXPECT_THAT(effects_after("", "delete from pg_class"),
              Contains("delete table pg_catalog.pg_class"));
  EXPECT_THAT(unknown("", "update pg_catalog.pg_enum set enumlabel = 'x'"),
              ElementsAre("pg_catalog.pg_enum"));
}

TEST(PureFunction, OfAnExtensionIsNoUnknown) {
  EXPECT_THAT(unknown("", "select st_buffer(null, 1), uuid_generate_v4(), similarity('a', 'b')"),
              IsEmpty());
  EXPECT_THAT(unknown("", "select addgeometrycolumn('t', 'g', 1, 'POINT', 2)"), Not(IsEmpty()));
}

}  // namespace
}  // namespace mig::catalog::testing
