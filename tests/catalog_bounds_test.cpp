// Scripts that ask for more than any server would do end, and say so.
#include <chrono>

#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

TEST(Bounds, LoopsInsideLoopsEndOpaque) {
  EXPECT_TRUE(predict(Catalog(),
                      "do $$ begin for i in 1..9999 loop for j in 1..9999 loop insert "
                      "into t values (1); end loop; end loop; end $$")
                  .opaque());
}

TEST(Bounds, RoutinesThatCallEachOtherManyTimesEnd) {
  std::string script = "create function f0() returns int language sql as 'select 1';";
  std::string calls;
  for (int i = 1; i < 8; ++i) {
    calls.clear();
    for (int j = 0; j < 20; ++j) calls += "perform f" + std::to_string(i - 1) + "(); ";
    script += "create function f" + std::to_string(i) +
              "() returns int language plpgsql as $$ begin " + calls + "end $$;";
  }
  EXPECT_TRUE(predict(Catalog(), script + "select f7();").opaque());
}

TEST(Bounds, TextsThatDoubleAreNotKnown) {
  EXPECT_TRUE(predict(Catalog(),
                      "do $$ declare s text := 'xxxxxxxxxxxxxxxx'; begin for i in 1..60 "
                      "loop s := s || s; end loop; execute s; end $$")
                  .opaque());
}

TEST(Bounds, CirclesOfHeirsAreRefused) {
  EXPECT_THAT(change("create table x (a int); create table y (a int); alter table x inherit y",
                     "alter table y inherit x; alter table y add column b int"),
              UnorderedElementsAre("added column public.x.b", "added column public.y.b"));
}

TEST(Bounds, ATableThatInheritsTwiceIsChangedOnce) {
  std::string earlier = "create table a0 (i int); create table b0 () inherits (a0);";
  for (int i = 1; i < 30; ++i) {
    const auto n = std::to_string(i);
    const auto m = std::to_string(i - 1);
    earlier += "create table a" + n + " () inherits (a" + m + ", b" + m + ");";
    earlier += "create table b" + n + " () inherits (a" + m + ", b" + m + ");";
  }
  EXPECT_EQ(change(earlier, "alter table a0 add column c int").size(), 60U);
  EXPECT_EQ(change(earlier, "alter table a0 rename i to j").size(), 120U);
}

TEST(Bounds, QueriesThatDoubleTheirColumnsEnd) {
  std::string script = "create table t (a int); create table w as with c0 as (select * from t)";
  for (int i = 1; i < 30; ++i) {
    const auto m = std::to_string(i - 1);
    script += ", c" + std::to_string(i) + " as (select x.*, y.* from c" + m + " x, c" + m + " y)";
  }
  EXPECT_THAT(change("", script + " select * from c29"), Contains("added table public.w"));
}

TEST(Bounds, AStatementTornByRowsIsOpaque) {
  EXPECT_TRUE(predict(Catalog(), "copy t from stdin; drop table\n1\n\\.\nu;").opaque());
  EXPECT_FALSE(predict(Catalog(), "copy t from stdin; drop table u;\n1\n\\.\n").opaque());
}

TEST(Bounds, TextThatMayBeReadOtherwiseIsOpaque) {
  for (const std::string script :
       {"set standard_conforming_strings = off", "set names 'sjis'", "set client_encoding = 'big5'",
        "select set_config('Standard_Conforming_Strings', 'off', false)",
        "do $$ begin perform set_config('client_encoding', 'gbk', false); end $$"})
    EXPECT_TRUE(predict(Catalog(), script).opaque()) << script;
  for (const std::string script :
       {"set standard_conforming_strings = on", "set client_encoding = 'UTF8'"})
    EXPECT_FALSE(predict(Catalog(), script).opaque()) << script;
}

TEST(Bounds, ASearchPathThatNobodyKnowsIsOpaque) {
  for (const std::string script :
       {"select set_config('search_path', current_user, false)",
        "select set_config(current_user, 'a', false)",
        "select set_config('search_path', 'a', false) where 1 = 2",
        "do $$ begin return; set search_path = a; end $$",
        "do $$ begin set search_path = a; exception when others then null; end $$",
        "do $$ begin if now() > '2000-01-01' then set search_path = a; end if; end $$"})
    EXPECT_TRUE(predict(Catalog(), script).opaque()) << script;
  EXPECT_FALSE(predict(Catalog(), "select set_config('search_path', 'a', false)").opaque());
  EXPECT_FALSE(predict(Catalog(), "do $$ begin set search_path = a; return; end $$").opaque());
}

TEST(Bounds, ALocalSearchPathOutsideATransactionIsInDoubt) {
  const std::string local = "set local search_path = a; create table t (i int)";
  EXPECT_THAT(change("create schema a", local), Contains("added table a.t"));
  EXPECT_TRUE(predict(Catalog(), local).opaque());
  EXPECT_FALSE(predict(Catalog(), "begin; " + local + "; commit").opaque());
  EXPECT_FALSE(predict(Catalog(), "set local search_path = public").opaque());
  EXPECT_THAT(
      change("create schema a", "begin; set local search_path = a; create table t (i int); commit"),
      Contains("added table a.t"));
  EXPECT_THAT(change("create schema a; create schema \"B\"",
                     "select set_config('SEARCH_PATH', '\"B\", a', false); create table t (i int)"),
              Contains("added table B.t"));
}

TEST(Bounds, SomeEffectsOutliveARollback) {
  EXPECT_THAT(effects("create sequence s; create table t (a int)",
                      "begin; select setval('s', 9); copy t to program 'x'; drop table t; "
                      "select nobody_knows(); rollback"),
              ElementsAre("update sequence public.s", "server_access program x",
                          "unknown_call unknown nobody_knows"));
}

TEST(Bounds, TemporaryTablesEndWithTheirTransactionOrSession) {
  const std::string earlier = "create table t (a int);";
  const std::string hides = "create temp table t (a int)";
  EXPECT_THAT(effects(earlier, hides + "; drop table t"), Not(Contains("drop table public.t")));
  EXPECT_TRUE(predict(Catalog(), earlier + hides + " on commit drop; drop table t").opaque());
  EXPECT_FALSE(predict(Catalog(), hides + " on commit drop; insert into t values (1)").opaque());
  EXPECT_THAT(change(earlier, "begin; " + hides + " on commit drop; commit; drop table t"),
              Contains("removed table public.t"));
  EXPECT_THAT(change(earlier, "begin; " + hides + " on commit drop; drop table t; commit"),
              IsEmpty());
  EXPECT_TRUE(
      predict(Catalog(), earlier + "create temp table t on commit drop as select 1").opaque());
  EXPECT_THAT(change(earlier, hides + "; discard temp; drop table t"),
              Contains("removed table public.t"));
  EXPECT_THAT(change(earlier, hides + "; discard all; drop table t"),
              Contains("removed table public.t"));
  EXPECT_THAT(change(earlier + hides, "drop table t"), Contains("removed table public.t"));
}

TEST(Bounds, ResetsGoBackToTheDefaultPath) {
  for (const std::string reset : {"reset all", "discard all"})
    EXPECT_THAT(change("create schema a", "set search_path = a; " + reset + "; create table t ()"),
                Contains("added table public.t"));
}

TEST(Bounds, APathThatAFunctionBringsAlongIsOpaque) {
  const std::string body = " language plpgsql as $$ begin insert into t values (1); end $$;";
  const std::string plain = "create function f() returns void" + body;
  EXPECT_FALSE(predict(catalog_of("create table t (a int)"), plain + "select f()").opaque());
  for (const auto& script :
       {plain + "alter function f() set search_path = a; select f()",
        "create function f() returns void set search_path from current" + body + "select f()",
        std::string("create function f() returns void language sql as 'set search_path = a';"
                    "select f(); create table u ()")})
    EXPECT_TRUE(predict(catalog_of("create table t (a int)"), script).opaque()) << script;
}

TEST(Bounds, TransactionsNestAsOnTheServer) {
  EXPECT_THAT(change("", "begin; create table t (); begin; create table u (); rollback"),
              IsEmpty());
  EXPECT_THAT(change("", "begin; commit and chain; create table t (); rollback"), IsEmpty());
  EXPECT_THAT(change("",
                     "begin; savepoint s; create table t (); savepoint s; release s; "
                     "rollback to s; commit"),
              IsEmpty());
  EXPECT_THAT(change("create schema a",
                     "begin; set local search_path = public; "
                     "set search_path = a; commit; create table t ()"),
              Contains("added table a.t"));
}

TEST(Bounds, ARollbackOfWhatBeganElsewhereIsOpaque) {
  EXPECT_TRUE(predict(Catalog(), "savepoint s; create table t (); rollback").opaque());
}

TEST(Bounds, WhatIsPreparedStays) {
  EXPECT_THAT(change("", "begin; create table t (a int); prepare transaction 'x'; rollback"),
              Contains("added table public.t"));
}

TEST(Bounds, TooManySavepointsAreOpaqueWhenGoneBackTo) {
  std::string script = "begin;";
  for (int i = 0; i < 2100; ++i) {
    const auto n = std::to_string(i);
    script += "create table t" + n + " (a int); savepoint s" + n + ";";
  }
  EXPECT_TRUE(predict(Catalog(), script + "rollback to s2099").opaque());
  EXPECT_FALSE(predict(Catalog(), script + "rollback to s3").opaque());
}

/// The time for `count` tables that refer to one.
std::chrono::duration<double> time_of_references(int count) {
  std::string script = "create table t (id int primary key);";
  for (int i = 0; i < count; ++i)
    script += "create table t" + std::to_string(i) + " (b int references t (id));";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(predict(Catalog(), script).opaque());
  return std::chrono::steady_clock::now() - start;
}

TEST(Bounds, TablesThatReferToOneCostTheSameEach) {
  time_of_references(500);
  // Eight times as many: walking all earlier ones for each would take sixty times as long.
  EXPECT_LT(time_of_references(16000) / time_of_references(2000), 20.0);
}

TEST(Bounds, HeirsAreThoseThatAreLeft) {
  EXPECT_THAT(change("create table a (i int); create table b () inherits (a); create table c () "
                     "inherits (a); create table d () inherits (a); alter table b no inherit a; "
                     "drop table c; alter table b inherit a; alter table d no inherit a",
                     "alter table a add column j int"),
              UnorderedElementsAre("added column public.a.j", "added column public.b.j"));
}

}  // namespace
}  // namespace mig::catalog::testing
