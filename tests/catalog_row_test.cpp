// Effects on rows, bodies in PL/pgSQL, transactions, and what cannot be known.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

bool opaque(std::string_view earlier, std::string_view script) {
  return predict(catalog_of(earlier), script).opaque();
}

TEST(Rows, EveryChangingClauseIsAnEffect) {
  EXPECT_THAT(effects("create table a (i int); create table b (i int)",
                      "with d as (delete from a returning i) insert into b select i from d"),
              UnorderedElementsAre("insert table public.b", "delete table public.a"));
  EXPECT_THAT(effects("create table a (i int primary key)",
                      "insert into a values (1) on conflict (i) do update set i = 2"),
              ElementsAre("insert table public.a", "update table public.a"));
  EXPECT_THAT(effects("create table a (i int)",
                      "merge into a using a b on a.i = b.i when matched then delete"),
              ElementsAre("merge table public.a", "delete table public.a"));
  EXPECT_THAT(effects("create table a (i int)", "copy a from stdin"),
              ElementsAre("copy table public.a"));
}

TEST(Rows, AnUpdateWithoutConditionIsUnbounded) {
  const auto catalog = catalog_of("create table a (i int)");
  EXPECT_TRUE(predict(catalog, "update a set i = 1").effects[0].traits.unbounded_rows);
  EXPECT_FALSE(predict(catalog, "update a set i = 1 where i = 2").effects[0].traits.unbounded_rows);
}

std::string rows_of(std::string_view earlier, std::string_view script) {
  std::string found;
  for (const auto& effect : predict(catalog_of(earlier), script).effects) {
    if (effect.operation != effect::Operation::insert &&
        effect.operation != effect::Operation::copy)
      continue;
    found += (found.empty() ? "" : " ") + (effect.rows ? std::to_string(*effect.rows) : "-");
  }
  return found;
}

TEST(RowCount, IsThatOfValuesAndOfInlineData) {
  const auto* table = "create table t (a int primary key, b text)";
  EXPECT_EQ(rows_of(table, "insert into t values (1, 'a'), (2, 'b'); insert into t default values"),
            "2 1");
  EXPECT_EQ(rows_of(table, "with d as (insert into t values (1), (2) returning a) select * from d"),
            "2");
  EXPECT_EQ(rows_of(table, "copy t from stdin;\n1\ta\n2\tb\n\\.\n"), "2");
  EXPECT_EQ(rows_of(table, "copy t from stdin with (format csv, header);\na,b\n1,\"x\ny\"\n\\.\n"),
            "1");
  EXPECT_EQ(rows_of(table, "do $$ begin insert into t values (1, 'a'); end $$"), "1");
  EXPECT_EQ(rows_of(table, "insert into t values (1) on conflict (a) do update set b = 'x'"), "1");
}

TEST(RowCount, IsNothingWhereItCannotBeKnown) {
  const auto* table = "create table t (a int primary key, b text)";
  EXPECT_EQ(rows_of(table, "insert into t select 1 from t"), "-");
  EXPECT_EQ(rows_of(table, "insert into t values (1) on conflict do nothing"), "-");
  EXPECT_EQ(rows_of(table, "insert into t values (1), (2) limit 1"), "-");
  EXPECT_EQ(rows_of(table, "copy t from stdin where a > 1;\n1\ta\n\\.\n"), "-");
  EXPECT_EQ(rows_of(table, "copy t from stdin (format csv, quote '~');\n1,a\n\\.\n"), "-");
  EXPECT_EQ(rows_of(table,
                    "do $$ begin if (select count(*) from t) = 0 then insert into t values "
                    "(1); end if; end $$"),
            "-");
  EXPECT_EQ(rows_of(table,
                    "do $$ begin if (select count(*) from t) = 0 then return; end if; "
                    "insert into t values (1); end $$"),
            "-");
  EXPECT_EQ(rows_of(table,
                    "do $$ begin insert into t values (1); exception when others then null; "
                    "end $$"),
            "-");
  const auto guarded = std::string(table) +
                       "; create function g() returns trigger language plpgsql as 'begin return "
                       "null; end'; create trigger x before insert on t for each row execute "
                       "function g()";
  EXPECT_EQ(rows_of(guarded, "insert into t values (1)"), "-");
}

TEST(OnExisting, TellsWhatWasThereBeforeTheScript) {
  const auto existing = [](std::string_view earlier, std::string_view script) {
    std::string found;
    for (const auto& effect : predict(catalog_of(earlier), script).effects)
      found += effect.traits.on_existing ? 'y' : 'n';
    return found;
  };
  const auto* table = "create table t (a int)";
  EXPECT_EQ(existing(table, "create index i on t (a)"), "y");
  EXPECT_EQ(existing(table, "create table u (a int); create index i on u (a); drop table u"),
            "nnnnnn");
  EXPECT_EQ(existing(table, "insert into t values (1); drop table t"), "yyy");
  EXPECT_EQ(existing("", "update elsewhere set a = 1"), "y");
}

TEST(Rows, ForeignKeysAndTriggersExtendThem) {
  EXPECT_THAT(effects("create table p (i int primary key); create table c (i int references p on "
                      "delete cascade)",
                      "delete from p"),
              ElementsAre("delete table public.p", "delete table public.c"));
  EXPECT_THAT(effects("create table t (i int); create table log (i int);"
                      "create function f() returns trigger language plpgsql as 'begin insert into "
                      "log values (1); return new; end';"
                      "create trigger g after insert on t for each row execute function f()",
                      "insert into t values (1)"),
              ElementsAre("insert table public.t", "insert table public.log"));
}

TEST(Rows, ATriggerThatFiresItselfEnds) {
  EXPECT_THAT(effects("create table t (i int);"
                      "create function f() returns trigger language plpgsql as 'begin insert into "
                      "t values (1); return new; end';"
                      "create trigger g after insert on t for each row execute function f()",
                      "insert into t values (1)"),
              ElementsAre("insert table public.t"));
}

TEST(Rows, TruncateCascadeFollowsReferences) {
  EXPECT_THAT(effects("create table p (i int primary key); create table c (i int references p)",
                      "truncate p cascade"),
              ElementsAre("truncate table public.p", "truncate table public.c"));
  EXPECT_TRUE(predict(Catalog(), "truncate p cascade").opaque());
}

TEST(Bodies, DoBlocksAreRead) {
  EXPECT_THAT(change("", "do $$ begin if true then create table t (a int); end if; end $$"),
              UnorderedElementsAre("added table public.t", "added column public.t.a"));
}

TEST(Bodies, LoopsOverNumbersRunAsOftenAsTheySay) {
  EXPECT_THAT(change("",
                     "do $$ begin for i in 1..2 loop execute format('create table %I ()', 't' || "
                     "i); end loop; end $$"),
              UnorderedElementsAre("added table public.t1", "added table public.t2"));
  EXPECT_THAT(
      change("create function parts(n int) returns void language plpgsql as $$ declare i int; "
             "begin i := 0; "
             "while i < n loop execute 'create table p' || i || '()'; i := i + 1; end loop; end $$",
             "select parts(3)"),
      UnorderedElementsAre("added table public.p0", "added table public.p1",
                           "added table public.p2"));
}

TEST(Bodies, PartitionsAreKnownToLoopsOverPgInherits) {
  EXPECT_THAT(
      change(
          "create table t (a int) partition by range (a); create table t_0 partition of t default",
          "do $$ declare r record; begin for r in select c.relname from pg_inherits join pg_class "
          "p "
          "on inhparent = p.oid join pg_class c on inhrelid = c.oid where p.relname = 't' "
          "loop execute 'create index i' || substr(r.relname, length('t') + 1) || ' on ' || "
          "r.relname || "
          "' (a)'; end loop; end $$"),
      ElementsAre("added index public.i_0"));
}

TEST(Bodies, AnEndlessLoopEnds) {
  EXPECT_TRUE(
      opaque("", "do $$ declare i int := 0; begin while i < 1 loop null; end loop; end $$"));
}

TEST(Bodies, BothBranchesOfAnUnknownConditionCount) {
  EXPECT_THAT(change("create table s (a int)",
                     "do $$ begin if exists (select 1 from s) then create table t (); else create "
                     "table u (); end if; end $$"),
              UnorderedElementsAre("added table public.t", "added table public.u"));
}

TEST(Bodies, OfSqlFunctionsAreRunWhenCalled) {
  EXPECT_THAT(effects("create table t (a int); create function f() returns void language sql as "
                      "'delete from t'",
                      "select f()"),
              ElementsAre("delete table public.t"));
}

TEST(Opaque, WhateverCannotBeKnown) {
  EXPECT_TRUE(opaque(
      "", "do $$ declare r record; begin for r in select 1 loop execute r.x; end loop; end $$"));
  EXPECT_TRUE(opaque("", "select no_such_function()"));
  EXPECT_TRUE(opaque("", "select lo_unlink(3)"));
  EXPECT_TRUE(opaque("", "copy (select 1) to program 'x'"));
  EXPECT_TRUE(opaque("", "do language plpython3u $$ x $$"));
  EXPECT_TRUE(opaque("", "\\i other.sql\n"));
  EXPECT_TRUE(opaque("", "execute p"));
  EXPECT_TRUE(opaque("", "reassign owned by a to b"));
  EXPECT_TRUE(opaque("", "drop owned by a"));
  EXPECT_TRUE(opaque("", "import foreign schema a from server s into b"));
  EXPECT_TRUE(opaque("", "call no_such_procedure()"));
}

/// "update sequence public.s of public.t", of a script alone.
std::vector<std::string> with_tables(const Catalog& before, std::string_view script) {
  std::vector<std::string> lines;
  for (const auto& each : predict(before, script).effects)
    lines.push_back(std::string(name_of(each.operation)) + ' ' + to_string(each.object) + " of " +
                    each.table);
  return lines;
}

TEST(Sequences, OfAColumnBelongToItsTable) {
  const auto* script =
      "select setval(pg_get_serial_sequence('public.\"Parcels\"', 'id'), max(id)) from x";
  EXPECT_THAT(with_tables(Catalog(), script),
              ElementsAre("update sequence public.Parcels_id_seq of public.Parcels"));
  EXPECT_THAT(
      with_tables(catalog_of("create table \"Parcels\" (id int generated always as identity "
                             "(sequence name numbers))"),
                  script),
      ElementsAre("update sequence public.numbers of public.Parcels"));
}

TEST(Sequences, AreUpdatedByDrawingNumbers) {
  EXPECT_THAT(with_tables(Catalog(), "insert into t values (nextval('App.s'::regclass))"),
              Contains("update sequence app.s of "));
  EXPECT_THAT(with_tables(Catalog(), "select setval('app.s', 1), setval(x, 1) from y"),
              ElementsAre("update sequence app.s of ", "update sequence unknown of "));
  EXPECT_THAT(with_tables(catalog_of("create sequence s"), "select nextval('s')"),
              ElementsAre("update sequence public.s of "));
  EXPECT_THAT(with_tables(catalog_of("create sequence s"),
                          "do $$ declare n int; begin n := nextval('s'); end $$"),
              Contains("update sequence public.s of "));
  EXPECT_THAT(with_tables(catalog_of("create sequence s; create table t (a int)"),
                          "alter table t alter a set default nextval('s')"),
              Not(Contains("update sequence public.s of ")));
}

TEST(Opaque, ReadingIsNot) {
  EXPECT_FALSE(opaque("create table t (a int)",
                      "select now(), nextval('s'), count(*) from t; select uuid_generate_v4(); "
                      "select pg_catalog.version()"));
}

TEST(Prepared, StatementsRunWhenExecuted) {
  const auto* table = "create table t (a int)";
  EXPECT_THAT(effects(table, "prepare p as delete from t"), IsEmpty());
  EXPECT_THAT(effects(table, "prepare p as delete from t; execute p"),
              ElementsAre("delete table public.t"));
  EXPECT_TRUE(opaque(table, "prepare p as delete from t; deallocate p; execute p"));
}

TEST(Explain, RunsOnlyWithAnalyze) {
  const auto* table = "create table t (a int)";
  EXPECT_THAT(effects(table, "explain delete from t"), IsEmpty());
  EXPECT_THAT(effects(table, "explain (analyze off) delete from t"), IsEmpty());
  EXPECT_THAT(effects(table, "explain analyze delete from t"),
              ElementsAre("delete table public.t"));
}

TEST(SearchPath, OfAFunctionHoldsInItsBody) {
  EXPECT_THAT(effects("create schema s; create table s.t (a int); create table t (a int);"
                      "create function f() returns void language sql set search_path = s as "
                      "'delete from t'",
                      "select f(); delete from t"),
              ElementsAre("delete table s.t", "delete table public.t"));
}

TEST(SearchPath, SetLocallyEndsWithTheTransaction) {
  EXPECT_THAT(change("create schema s",
                     "begin; set local search_path = s; create sequence a; commit; create "
                     "sequence b"),
              UnorderedElementsAre("added sequence s.a", "added sequence public.b"));
}

TEST(Transactions, RollbackTakesBack) {
  EXPECT_THAT(change("", "begin; create table t (); rollback; create table u ()"),
              ElementsAre("added table public.u"));
  EXPECT_THAT(
      change("", "begin; create table t (); savepoint s; create table u (); rollback to s; commit"),
      ElementsAre("added table public.t"));
}

TEST(Faults, AreTheScriptsAndNotSkipped) {
  const auto prediction = predict(Catalog(), "create table t (a int); create tabel u ();");
  ASSERT_EQ(prediction.faults.size(), 1U);
  EXPECT_EQ(prediction.faults[0].span.begin, 31U);
  EXPECT_EQ(prediction.statements, 1U);
}

TEST(Effects, CarryTheSpanOfTheirStatement) {
  const std::string script = "select 1;\ncreate table t ();";
  const auto prediction = predict(Catalog(), script);
  ASSERT_EQ(prediction.effects.size(), 1U);
  EXPECT_EQ(script.substr(prediction.effects[0].span.begin, 12), "create table");
}

TEST(Vocabulary, WordsAreUniqueAndReadBack) {
  for (int i = 0; i <= static_cast<int>(effect::Operation::server_access); ++i) {
    const auto operation = static_cast<effect::Operation>(i);
    EXPECT_EQ(effect::operation(name_of(operation)), operation);
  }
  for (int i = 0; i <= static_cast<int>(effect::ObjectKind::unknown); ++i) {
    const auto kind = static_cast<effect::ObjectKind>(i);
    EXPECT_EQ(effect::object_kind(name_of(kind)), kind);
  }
  EXPECT_FALSE(effect::operation("explode"));
  EXPECT_FALSE(effect::object_kind("teapot"));
}

}  // namespace
}  // namespace mig::catalog::testing
