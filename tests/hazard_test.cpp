// What statements do to a database in use: each kind, and what comes close to it.
#include "baseline_testing.hpp"
#include "catalog_testing.hpp"
#include "mig/catalog/from_baseline.hpp"
#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog::testing {
namespace {

using K = HazardKind;

std::vector<K> kinds(const std::vector<Hazard>& hazards) {
  std::vector<K> found;
  for (const auto& hazard : hazards) {
    if (hazard.on_existing && hazard.kind != K::lock_without_timeout) found.push_back(hazard.kind);
  }
  return found;
}

/// In a world where `earlier` was all that happened.
std::vector<K> after(std::string_view earlier, std::string_view script) {
  const auto prediction = predict(catalog_of(earlier), script);
  EXPECT_THAT(prediction.faults, IsEmpty());
  return kinds(prediction.hazards);
}

/// Of whose surroundings nothing is known.
std::vector<K> alone(std::string_view script) {
  const auto prediction = predict(Catalog(), script);
  EXPECT_THAT(prediction.faults, IsEmpty());
  return kinds(prediction.hazards);
}

Hazard only(std::string_view script) {
  const auto prediction = predict(Catalog(), script);
  for (const auto& hazard : prediction.hazards) {
    if (hazard.kind != K::lock_without_timeout) return hazard;
  }
  ADD_FAILURE() << "no hazard: " << script;
  return {};
}

std::size_t bare_locks(std::string_view script) {
  std::size_t count = 0;
  for (const auto& hazard : predict(Catalog(), script).hazards)
    count += hazard.kind == K::lock_without_timeout && hazard.on_existing ? 1U : 0U;
  return count;
}

TEST(Hazards, IndexesOfExistingTables) {
  EXPECT_THAT(alone("create index i on t (a)"), ElementsAre(K::index_build));
  EXPECT_THAT(alone("create index concurrently i on t (a)"), IsEmpty());
  EXPECT_THAT(alone("create index i on only t (a)"), IsEmpty());
  EXPECT_THAT(alone("create table t (a int); create index i on t (a)"), IsEmpty());
  EXPECT_THAT(alone("create temp table t (a int); create index i on t (a)"), IsEmpty());
  EXPECT_THAT(after("create table t (a int); create index i on t (a)",
                    "create index if not exists i on t (a)"),
              IsEmpty());
  EXPECT_THAT(alone("do $$ begin create index i on t (a); end $$"), ElementsAre(K::index_build));
}

TEST(Hazards, TheSafeBuildIsSpelledOut) {
  EXPECT_EQ(only("CREATE  UNIQUE INDEX i\n ON public.t (a)").detail,
            "CREATE UNIQUE INDEX CONCURRENTLY i ON public.t (a)");
  EXPECT_EQ(only("create index i on t (a -- why\n)").detail, "");
  EXPECT_EQ(only("create index i on t (" + std::string(300, 'a') + ")").detail, "");
}

TEST(Hazards, DroppingAndRebuildingIndexes) {
  EXPECT_THAT(alone("drop index i"), ElementsAre(K::index_drop));
  EXPECT_THAT(alone("drop index concurrently i"), IsEmpty());
  EXPECT_THAT(alone("create table t (a int); create index i on t (a); drop index i"), IsEmpty());
  EXPECT_THAT(alone("reindex table t"), ElementsAre(K::reindex));
  EXPECT_EQ(only("reindex table t").detail, "");
  EXPECT_EQ(only("reindex index concurrently i").detail, "concurrently");
  EXPECT_THAT(alone("reindex (concurrently off) table t"), ElementsAre(K::reindex));
  EXPECT_EQ(only("reindex (concurrently off) table t").detail, "");
  EXPECT_THAT(alone("refresh materialized view v"), ElementsAre(K::matview_refresh));
  EXPECT_THAT(alone("refresh materialized view concurrently v"), IsEmpty());
  EXPECT_THAT(alone("refresh materialized view v with no data"), IsEmpty());
  EXPECT_THAT(alone("create materialized view v as select 1; refresh materialized view v"),
              IsEmpty());
}

TEST(Hazards, WhatTransactionsRefuse) {
  EXPECT_THAT(alone("begin; create index concurrently i on t (a); commit"),
              ElementsAre(K::outside_transaction));
  EXPECT_THAT(alone("begin; select 1; commit; create index concurrently i on t (a)"), IsEmpty());
  EXPECT_THAT(alone("begin; commit and chain; vacuum t"), ElementsAre(K::outside_transaction));
  EXPECT_THAT(alone("begin; rollback; vacuum t"), IsEmpty());
  EXPECT_THAT(alone("do $$ begin drop index concurrently i; end $$"),
              ElementsAre(K::outside_transaction));
  for (const auto* statement :
       {"vacuum t", "create database d", "drop tablespace s", "create tablespace s location '/x'",
        "alter system set a = 1", "reindex database d", "reindex table concurrently t", "cluster",
        "create subscription s connection 'c' publication p",
        "alter table t detach partition p concurrently"}) {
    EXPECT_THAT(alone("begin; " + std::string(statement)), Contains(K::outside_transaction))
        << statement;
    EXPECT_THAT(alone(statement), Not(Contains(K::outside_transaction))) << statement;
  }
  EXPECT_THAT(alone("begin; reindex table t; analyze t; commit"), ElementsAre(K::reindex));
}

TEST(Hazards, NewEnumValuesWaitForTheCommit) {
  EXPECT_THAT(alone("begin; alter type e add value 'x'; insert into t values ('x'); commit"),
              ElementsAre(K::enum_value_used_early));
  EXPECT_THAT(alone("begin; alter type e add value 'x'; insert into t values ('y'); commit"),
              IsEmpty());
  EXPECT_THAT(alone("alter type e add value 'x'; insert into t values ('x')"), IsEmpty());
  EXPECT_THAT(alone("begin; create type e as enum ('a'); alter type e add value 'x'; insert into t "
                    "values ('x'); commit"),
              IsEmpty());
}

TEST(Hazards, TypesThatKeepTheirBytes) {
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"varchar(10)", "varchar(20)"},
                                                        {"varchar(10)", "varchar"},
                                                        {"varchar(10)", "text"},
                                                        {"text", "varchar"},
                                                        {"numeric(5,2)", "numeric(8,2)"},
                                                        {"numeric(5,2)", "numeric"},
                                                        {"timestamp(3)", "timestamp(6)"},
                                                        {"timestamptz(3)", "timestamptz"},
                                                        {"varbit(3)", "varbit(5)"},
                                                        {"cidr", "inet"},
                                                        {"int", "int"},
                                                        {"varchar(10)[]", "varchar(20)[]"}}) {
    EXPECT_THAT(after("create table t (a " + from + ")", "alter table t alter a type " + to),
                IsEmpty())
        << from << " to " << to;
  }
}

TEST(Hazards, TypesThatRewrite) {
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"varchar(20)", "varchar(10)"},
                                                        {"text", "varchar(10)"},
                                                        {"numeric(5,2)", "numeric(8,3)"},
                                                        {"numeric(5,2)", "numeric(4,2)"},
                                                        {"timestamp(6)", "timestamp(3)"},
                                                        {"timestamp", "timestamptz"},
                                                        {"char(3)", "char(5)"},
                                                        {"char(3)", "text"},
                                                        {"int", "bigint"},
                                                        {"int", "int[]"},
                                                        {"varchar(9)[]", "text[]"},
                                                        {"json", "jsonb"}}) {
    EXPECT_THAT(after("create table t (a " + from + ")",
                      "alter table t alter a type " + to + " using a::" + to),
                ElementsAre(K::type_change))
        << from << " to " << to;
  }
  EXPECT_THAT(after("create table t (a text)", "alter table t alter a type text using lower(a)"),
              ElementsAre(K::type_change));
  EXPECT_THAT(after("create table t (a text)", "alter table t alter a type varchar using a::text"),
              ElementsAre(K::type_change));
  EXPECT_THAT(alone("alter table t alter a type text"), ElementsAre(K::type_change_unknown));
  EXPECT_THAT(alone("alter table t alter a type text using lower(a)"), ElementsAre(K::type_change));
}

TEST(Hazards, AddedColumns) {
  EXPECT_THAT(alone("alter table t add a int"), IsEmpty());
  EXPECT_THAT(alone("alter table t add a int not null default 0"), IsEmpty());
  EXPECT_THAT(alone("alter table t add a timestamptz default now()"), IsEmpty());
  EXPECT_THAT(alone("alter table t add a timestamptz default clock_timestamp()"),
              ElementsAre(K::column_rewrite));
  EXPECT_THAT(alone("alter table t add a text default own()"), ElementsAre(K::column_rewrite));
  EXPECT_THAT(alone("create function own() returns text immutable language sql as 'select 1::text';"
                    "alter table t add a text default own()"),
              IsEmpty());
  EXPECT_THAT(alone("alter table t add a serial"), ElementsAre(K::column_rewrite));
  EXPECT_THAT(alone("alter table t add a int generated always as identity"),
              ElementsAre(K::column_rewrite));
  EXPECT_THAT(alone("alter table t add a int generated always as (b + 1) stored"),
              ElementsAre(K::column_rewrite));
  EXPECT_THAT(alone("alter table t add a int not null"), ElementsAre(K::required_column));
  EXPECT_THAT(alone("alter table t add a int not null default null"),
              ElementsAre(K::required_column));
  EXPECT_THAT(alone("alter table t add a int unique"), ElementsAre(K::unique_build));
  EXPECT_THAT(alone("alter table t add a int references b"), ElementsAre(K::missing_key_index));
  EXPECT_THAT(alone("alter table t add a int default 1 references b (i); create index on t (a)"),
              ElementsAre(K::foreign_key_scan, K::index_build));
  EXPECT_THAT(alone("alter table t add a int default 1 check (a > 0)"), ElementsAre(K::check_scan));
  EXPECT_THAT(alone("alter table t add a int check (a > 0)"), IsEmpty());
  EXPECT_THAT(after("create table t (a int)", "alter table t add if not exists a int not null"),
              IsEmpty());
  EXPECT_THAT(alone("create table t (); alter table t add a serial not null"), IsEmpty());
}

TEST(Hazards, NotNullThatIsProvedReadsNothing) {
  constexpr std::string_view kTable = "create table t (a int, b int);";
  EXPECT_THAT(after(kTable, "alter table t alter a set not null"), ElementsAre(K::not_null_scan));
  EXPECT_THAT(after("create table t (a int not null)", "alter table t alter a set not null"),
              IsEmpty());
  const std::string check = "alter table t add constraint c check (a is not null)";
  EXPECT_THAT(after(std::string(kTable) + check, "alter table t alter a set not null"), IsEmpty());
  EXPECT_THAT(after(std::string(kTable) + check, "alter table t alter b set not null"),
              ElementsAre(K::not_null_scan));
  EXPECT_THAT(
      after(std::string(kTable) + check + " not valid", "alter table t alter a set not null"),
      ElementsAre(K::not_null_scan));
  EXPECT_THAT(after(std::string(kTable) + check + " not valid",
                    "alter table t validate constraint c; alter table t alter a set not null"),
              IsEmpty());
  EXPECT_THAT(alone("alter table t validate constraint c; alter table t alter a set not null"),
              IsEmpty());
}

TEST(Hazards, ConstraintsThatReadTheTable) {
  EXPECT_THAT(alone("alter table t add constraint c check (a > 0)"), ElementsAre(K::check_scan));
  EXPECT_THAT(alone("alter table t add constraint c check (a > 0) not valid"), IsEmpty());
  EXPECT_THAT(alone("alter table t add constraint c foreign key (a) references b (i)"),
              ElementsAre(K::foreign_key_scan));
  EXPECT_THAT(alone("alter table t add constraint c foreign key (a) references b (i) not valid"),
              IsEmpty());
  EXPECT_THAT(alone("alter table t add constraint c unique (a)"), ElementsAre(K::unique_build));
  EXPECT_THAT(alone("alter table t add primary key (a)"), ElementsAre(K::unique_build));
  EXPECT_THAT(alone("alter table t add exclude using gist (a with &&)"),
              ElementsAre(K::unique_build));
  EXPECT_THAT(alone("alter table t add constraint c unique using index i"), IsEmpty());
  const std::string add = "alter table t add constraint c check (a > 0) not valid;";
  EXPECT_THAT(alone("begin; " + add + "alter table t validate constraint c; commit"),
              ElementsAre(K::early_validation));
  EXPECT_THAT(alone(add + "alter table t validate constraint c"), IsEmpty());
  EXPECT_THAT(alone("begin; alter table t validate constraint c; commit"), IsEmpty());
}

TEST(Hazards, Partitions) {
  constexpr std::string_view kAttach = "alter table p attach partition c for values in (1)";
  EXPECT_THAT(alone(kAttach), ElementsAre(K::partition_scan));
  EXPECT_THAT(alone("create table c (a int); " + std::string(kAttach)), IsEmpty());
  EXPECT_THAT(after("create table p (a int) partition by list (a);"
                    "create table c (a int check (a = 1))",
                    kAttach),
              IsEmpty());
  EXPECT_THAT(alone("alter table p detach partition c"), ElementsAre(K::partition_detach));
  EXPECT_THAT(alone("alter table p detach partition c concurrently"), IsEmpty());
}

TEST(Hazards, WholeTables) {
  for (const auto* statement :
       {"vacuum full t", "vacuum (full on) t", "vacuum full", "cluster t using i", "cluster",
        "alter table t set tablespace s", "alter table t set logged", "alter table t set unlogged",
        "alter table t set access method heap", "alter table all in tablespace a set tablespace b"})
    EXPECT_THAT(alone(statement), ElementsAre(K::table_rewrite)) << statement;
  for (const auto* statement :
       {"vacuum t", "vacuum (full off) t", "analyze t", "alter table t set (fillfactor = 70)"})
    EXPECT_THAT(alone(statement), IsEmpty()) << statement;
  EXPECT_THAT(alone("lock table t"), ElementsAre(K::explicit_lock));
  EXPECT_EQ(only("lock table t in share mode").detail, "SHARE");
  EXPECT_THAT(alone("lock table t in row exclusive mode"), IsEmpty());
}

TEST(Hazards, WaitingForLocks) {
  constexpr std::string_view kAlter = "alter table t add a int;";
  const std::string alter(kAlter);
  EXPECT_EQ(bare_locks(alter), 1U);
  EXPECT_EQ(bare_locks("set lock_timeout = '5s';" + alter), 0U);
  EXPECT_EQ(bare_locks("set statement_timeout = 5000;" + alter), 0U);
  EXPECT_EQ(bare_locks("set lock_timeout = 0;" + alter), 1U);
  EXPECT_EQ(bare_locks("set lock_timeout = '5s'; reset lock_timeout;" + alter), 1U);
  EXPECT_EQ(bare_locks("set lock_timeout = '5s'; reset all;" + alter), 1U);
  EXPECT_EQ(bare_locks("begin; set local lock_timeout = '5s';" + alter + "commit"), 0U);
  EXPECT_EQ(bare_locks("begin; set local lock_timeout = '5s'; commit;" + alter), 1U);
  EXPECT_EQ(bare_locks("select set_config('lock_timeout', '5s', false);" + alter), 0U);
  EXPECT_EQ(bare_locks("begin; select set_config('lock_timeout', '5s', true); commit;" + alter),
            1U);
  EXPECT_EQ(bare_locks("create table t (); " + alter), 0U);
  EXPECT_EQ(bare_locks("alter table t validate constraint c"), 0U);
  EXPECT_EQ(bare_locks("create table n (a int references t)"), 1U);
  EXPECT_EQ(bare_locks("create table n partition of t for values in (1)"), 1U);
  EXPECT_EQ(bare_locks("create trigger g after insert on t execute function f()"), 1U);
  EXPECT_EQ(bare_locks("lock table t nowait"), 0U);
  EXPECT_EQ(bare_locks("drop table t"), 1U);
  EXPECT_EQ(bare_locks("alter view v rename to w"), 0U);
}

TEST(Hazards, WorkUnderALock) {
  const std::string alter = "alter table t add a int;";
  const std::string fill = "update t set a = b where a is null;";
  EXPECT_THAT(alone("begin;" + alter + fill + "commit"),
              ElementsAre(K::row_change, K::work_under_lock));
  EXPECT_THAT(alone("begin;" + alter + fill + fill + "commit"),
              ElementsAre(K::row_change, K::work_under_lock, K::row_change));
  EXPECT_THAT(alone("begin;" + alter + "commit;" + fill),
              ElementsAre(K::row_change, K::not_repeatable));
  EXPECT_THAT(alone(alter + fill), ElementsAre(K::row_change));
  EXPECT_THAT(alone("begin;" + alter + "insert into n values (1); commit"), IsEmpty());
  EXPECT_THAT(alone("begin;" + alter + "insert into n select * from o; commit"),
              ElementsAre(K::work_under_lock));
  EXPECT_THAT(
      alone("begin;" + alter + "insert into n with o as (select 1) select * from o; commit"),
      IsEmpty());
}

TEST(Hazards, Names) {
  EXPECT_THAT(alone("alter table t rename to u"), ElementsAre(K::rename));
  EXPECT_THAT(alone("alter table t rename a to b"), ElementsAre(K::rename));
  EXPECT_THAT(alone("alter table t set schema s"), ElementsAre(K::rename));
  EXPECT_THAT(alone("alter schema s rename to r"), ElementsAre(K::rename));
  EXPECT_THAT(alone("alter type e rename value 'a' to 'b'"), ElementsAre(K::rename));
  EXPECT_THAT(alone("alter table t rename constraint a to b"), IsEmpty());
  EXPECT_THAT(alone("alter index i rename to j"), IsEmpty());
  EXPECT_THAT(alone("create table t (a int); alter table t rename a to b"), IsEmpty());
  EXPECT_THAT(alone("alter table t add a int; alter table t rename a to b"), IsEmpty());
  EXPECT_THAT(alone("create type e as enum ('a'); alter type e rename value 'a' to 'b'"),
              IsEmpty());
}

TEST(Hazards, DataThatIsLost) {
  for (const auto* statement :
       {"drop table t", "drop table if exists t", "truncate t", "alter table t drop a",
        "drop schema s cascade", "drop database d", "drop owned by r"})
    EXPECT_THAT(alone(statement), ElementsAre(K::destroys_data)) << statement;
  for (const auto* statement :
       {"create table t (a int); drop table t", "create table t (a int); truncate t",
        "alter table t add a int; alter table t drop a", "drop schema s", "drop view v",
        "drop function f", "create temp table t (); drop table t",
        "create schema s; create table s.t (); drop schema s cascade"})
    EXPECT_THAT(alone(statement), IsEmpty()) << statement;
  EXPECT_THAT(after("", "drop table if exists t"), IsEmpty());
  EXPECT_THAT(after("create schema s; create table s.t ()", "drop schema s cascade"),
              ElementsAre(K::destroys_data));
}

TEST(Hazards, RowsWithoutACondition) {
  for (const auto* statement : {"update t set a = 1", "delete from t", "delete from t where true",
                                "update t set a = 1 where 1 = 1", "delete from t using u",
                                "with d as (delete from t returning *) select * from d"})
    EXPECT_THAT(alone(statement), ElementsAre(K::unbounded_change)) << statement;
  EXPECT_THAT(alone("update t set a = 1 where 1 = 2"), ElementsAre(K::row_change));
  EXPECT_THAT(alone("create table t (a int); update t set a = 1"), IsEmpty());
}

TEST(Hazards, ForeignKeysWithoutAnIndex) {
  const std::string child = "create table c (i int primary key, a int references p, b int);";
  EXPECT_THAT(alone(child), ElementsAre(K::missing_key_index));
  EXPECT_THAT(alone(child + "create index on c (a, b)"), IsEmpty());
  EXPECT_THAT(alone(child + "create index on c (b, a)"), ElementsAre(K::missing_key_index));
  EXPECT_THAT(alone(child + "create index on c (a) where b = 1"),
              ElementsAre(K::missing_key_index));
  EXPECT_THAT(alone("create table c (a int primary key references p)"), IsEmpty());
  EXPECT_THAT(alone("alter table c add a int references p"), ElementsAre(K::missing_key_index));
  EXPECT_THAT(alone("alter table c add constraint k foreign key (a) references p not valid"),
              IsEmpty());
  EXPECT_THAT(after("create table p (i int primary key); create table c (a int)",
                    "alter table c add constraint k foreign key (a) references p not valid"),
              ElementsAre(K::missing_key_index));
}

TEST(Hazards, SecondRuns) {
  EXPECT_THAT(alone("begin; create table a (); commit; create table b ()"),
              ElementsAre(K::not_repeatable));
  EXPECT_THAT(alone("begin; create table a (); create table b (); commit"), IsEmpty());
  EXPECT_THAT(alone("create table a (); create table b ()"), IsEmpty());
  EXPECT_THAT(alone("begin; create table if not exists a (); commit; create table b ()"),
              IsEmpty());
  EXPECT_THAT(
      alone("begin; insert into n values (1) on conflict do nothing; commit; create table b ()"),
      IsEmpty());
}

TEST(Hazards, CopiesOfAScriptsOwnTablesStayItsOwn) {
  const auto before = catalog_of("create table old (a int)");
  const auto first = predict(before, "create table mine (a int)").after;
  const auto second = predict(first, "drop table mine; drop table old", before.size());
  EXPECT_THAT(kinds(second.hazards), ElementsAre(K::destroys_data));
  EXPECT_THAT(kinds(predict(first, "drop table mine").hazards), ElementsAre(K::destroys_data));
}

TEST(Hazards, ABaselineTellsWhatTheCatalogDid) {
  const auto built = catalog_of(
      "create table p (i int primary key); create index p_i on p (i);"
      "create table t (a varchar(10), b int not null, c int, d int references p, e int);"
      "alter table t add constraint k check (c is not null);"
      "alter table t add constraint l check (e is not null) not valid;"
      "create index t_d on t (d)");
  const auto read = mig::catalog::catalog_of(mig::test::captured(built));
  for (const std::string script :
       {"alter table t alter a type text", "alter table t alter a type varchar(5)",
        "alter table t alter b set not null", "alter table t alter c set not null",
        "alter table t alter d set not null", "alter table t alter e set not null",
        "drop index p_i", "drop index if exists none", "drop table t", "drop table if exists none",
        "alter table t add constraint m foreign key (d) references p not valid",
        "alter table t add constraint m foreign key (b) references p not valid",
        "alter table t drop column if exists none", "create index on t (a)"}) {
    EXPECT_EQ(kinds(predict(read, script).hazards), kinds(predict(built, script).hazards))
        << script;
  }
}

TEST(Hazards, NamesAreQuotedWhereSqlNeedsIt) {
  EXPECT_EQ(only("alter table \"My Table\" drop \"order\"").sql_table, "public.\"My Table\"");
  EXPECT_EQ(only("alter table \"My Table\" drop \"order\"").sql_part, "\"order\"");
  EXPECT_EQ(spelled("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(spelled("1st"), "\"1st\"");
  EXPECT_EQ(spelled(""), "\"\"");
  EXPECT_EQ(spelled("plain_1"), "plain_1");
}

}  // namespace
}  // namespace mig::catalog::testing
