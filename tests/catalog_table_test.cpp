// Tables, columns, constraints and the names that PostgreSQL chooses for what has none.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

TEST(CreateTable, ImplicitObjectsHaveTheirNames) {
  EXPECT_THAT(
      change("",
             "create table t (id serial primary key, a int unique check (a > 0), b text not null)"),
      UnorderedElementsAre("added table public.t", "added column public.t.id",
                           "added column public.t.a", "added column public.t.b",
                           "added sequence public.t_id_seq", "added constraint public.t/t_pkey",
                           "added index public.t_pkey", "added constraint public.t/t_a_key",
                           "added index public.t_a_key", "added constraint public.t/t_a_check"));
}

TEST(CreateTable, ForeignKeysAreNamedByTheirColumns) {
  EXPECT_THAT(change("create table p (a int, b int, primary key (a, b))",
                     "create table c (x int, y int, foreign key (x, y) references p)"),
              Contains("added constraint public.c/c_x_y_fkey"));
}

TEST(CreateTable, ChecksOverSeveralColumnsAreNamedByTheTable) {
  EXPECT_THAT(
      change("", "create table t (a int, b int, check (a < b), check (b > a))"),
      IsSupersetOf({"added constraint public.t/t_check", "added constraint public.t/t_check1"}));
}

TEST(CreateTable, LongNamesAreCutAsPostgresCutsThem) {
  const std::string table(50, 't');
  const std::string column(50, 'c');
  EXPECT_THAT(
      change("", "create table " + table + " (" + column + " int unique)"),
      Contains("added index public." + std::string(29, 't') + '_' + std::string(29, 'c') + "_key"));
}

TEST(CreateTable, IfNotExistsChangesNothingThatIsThere) {
  EXPECT_THAT(change("create table t (a int)", "create table if not exists t (a int, b int)"),
              IsEmpty());
}

TEST(CreateTable, LikeAndInheritsBringColumns) {
  EXPECT_THAT(
      change("create table t (a int primary key)", "create table l (like t including all, b int)"),
      UnorderedElementsAre("added table public.l", "added column public.l.a",
                           "added column public.l.b", "added constraint public.l/l_pkey",
                           "added index public.l_pkey"));
  EXPECT_THAT(change("create table t (a int check (a > 0))", "create table h () inherits (t)"),
              UnorderedElementsAre("added table public.h", "added column public.h.a",
                                   "added constraint public.h/t_a_check"));
}

TEST(CreateTable, PartitionsTakeIndexesTriggersAndForeignKeys) {
  const auto* earlier =
      "create table r (id int primary key);"
      "create table t (a int primary key, b int references r) partition by range (a);"
      "create index on t (b)";
  EXPECT_THAT(change(earlier, "create table t1 partition of t for values from (1) to (2)"),
              UnorderedElementsAre("added table public.t1", "added column public.t1.a",
                                   "added column public.t1.b", "added constraint public.t1/t1_pkey",
                                   "added index public.t1_pkey", "added index public.t1_b_idx",
                                   "added constraint public.t1/t_b_fkey"));
}

TEST(CreateTable, AReferencedPartitionIsAConstraintOfItsOwn) {
  EXPECT_THAT(
      change("create table p (a int primary key) partition by range (a);"
             "create table p1 partition of p for values from (1) to (2)",
             "create table c (x int references p)"),
      IsSupersetOf({"added constraint public.c/c_x_fkey", "added constraint public.c/c_x_fkey1"}));
  EXPECT_THAT(change("create table p (a int primary key) partition by range (a); create table c (x "
                     "int references p)",
                     "create table p1 partition of p for values from (1) to (2)"),
              Contains("added constraint public.c/c_x_fkey1"));
}

TEST(CreateTable, TemporaryTablesAreNoDifference) {
  EXPECT_THAT(change("", "create temp table t (id serial primary key); drop table t"), IsEmpty());
  EXPECT_THAT(effects("", "create temp table t (a int)"), Contains("create table pg_temp.t"));
}

TEST(AlterTable, ColumnsComeGoAndChange) {
  EXPECT_THAT(change("create table t (a int, b int)",
                     "alter table t add c int, drop b, alter a type bigint, alter a set default 3"),
              UnorderedElementsAre("added column public.t.c", "removed column public.t.b",
                                   "changed column public.t.a"));
}

TEST(AlterTable, AColumnTakesItsIndexesAndConstraintsAlong) {
  EXPECT_THAT(
      change("create table t (a int unique, b int, check (a < b)); create index i on t (b, a);"
             "create index w on t (b) where a > 1",
             "alter table t drop column a"),
      UnorderedElementsAre("removed column public.t.a", "removed constraint public.t/t_a_key",
                           "removed index public.t_a_key", "removed constraint public.t/t_check",
                           "removed index public.i", "removed index public.w"));
}

TEST(AlterTable, APrimaryKeyMakesColumnsNotNull) {
  EXPECT_THAT(change("create table t (a int)", "alter table t add primary key (a)"),
              UnorderedElementsAre("changed column public.t.a", "added constraint public.t/t_pkey",
                                   "added index public.t_pkey"));
}

TEST(AlterTable, PartitionsFollow) {
  EXPECT_THAT(
      change(
          "create table t (a int) partition by range (a); create table t1 partition of t default",
          "alter table t add column b int check (b > 0)"),
      UnorderedElementsAre("added column public.t.b", "added column public.t1.b",
                           "added constraint public.t/t_b_check",
                           "added constraint public.t1/t_b_check"));
}

TEST(AlterTable, IfExistsIsSilentOnlyWhereTheCatalogIsKnown) {
  EXPECT_THAT(change("create table t (a int)",
                     "alter table t drop column if exists b, drop constraint if exists c"),
              IsEmpty());
  EXPECT_THAT(change_alone("alter table t drop column if exists b"),
              UnorderedElementsAre("perhaps removed column public.t.b",
                                   "perhaps removed comment column b of table public.t"));
}

TEST(AlterTable, RowSecurityAndOptionsChangeTheTable) {
  EXPECT_THAT(change("create table t (a int)", "alter table t enable row level security"),
              ElementsAre("changed table public.t"));
  EXPECT_THAT(change("create table t (a int)", "alter table t set (fillfactor = 70)"),
              ElementsAre("changed table public.t"));
}

TEST(AlterTable, IdentityBringsAndTakesItsSequence) {
  EXPECT_THAT(
      change("create table t (a int)", "alter table t alter a add generated always as identity"),
      UnorderedElementsAre("changed column public.t.a", "added sequence public.t_a_seq"));
  EXPECT_THAT(change("create table t (a int generated always as identity)",
                     "alter table t alter a drop identity"),
              UnorderedElementsAre("changed column public.t.a", "removed sequence public.t_a_seq"));
}

TEST(CreateIndex, NamesAreChosenFromColumnsAndExpressions) {
  EXPECT_THAT(
      change("create table t (a int, b text)",
             "create index on t (a, b); create index on t (a, b); create index on t (lower(b)); "
             "create index on t ((a + 1)); create index on t (a) include (b)"),
      UnorderedElementsAre("added index public.t_a_b_idx", "added index public.t_a_b_idx1",
                           "added index public.t_lower_idx", "added index public.t_expr_idx",
                           "added index public.t_a_b_idx2"));
}

TEST(CreateIndex, ConcurrentlyIsNotTransactional) {
  const auto prediction =
      predict(catalog_of("create table t (a int)"), "create index concurrently i on t (a)");
  ASSERT_FALSE(prediction.effects.empty());
  EXPECT_TRUE(prediction.effects.front().traits.not_transactional);
  EXPECT_EQ(prediction.effects.front().traits.lock, effect::LockLevel::share_update_exclusive);
}

TEST(Rename, IsRemovalAndAdditionToAnObserver) {
  EXPECT_THAT(
      change("create table t (a int); create index i on t (a)", "alter table t rename to u"),
      UnorderedElementsAre("removed table public.t", "added table public.u",
                           "removed column public.t.a", "added column public.u.a",
                           "changed index public.i"));
  EXPECT_THAT(effects("create table t (a int)", "alter table t rename a to b"),
              ElementsAre("rename column public.t.a", "rename column public.t.b"));
}

TEST(Rename, KeysAndTheirIndexesKeepOneName) {
  EXPECT_THAT(
      change("create table t (a int primary key)", "alter table t rename constraint t_pkey to k"),
      IsSupersetOf({"added constraint public.t/k", "added index public.k"}));
  EXPECT_THAT(change("create table t (a int primary key)", "alter index t_pkey rename to k"),
              IsSupersetOf({"added constraint public.t/k", "added index public.k"}));
}

TEST(Move, IndexesAndSequencesFollowTheTable) {
  EXPECT_THAT(
      change("create schema s; create table t (id serial primary key)",
             "alter table t set schema s"),
      IsSupersetOf({"added table s.t", "added index s.t_pkey", "added sequence s.t_id_seq"}));
}

}  // namespace
}  // namespace mig::catalog::testing
