// A script of whose surroundings nothing is known.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

std::vector<std::string> following(std::string_view earlier, std::string_view script) {
  const auto before = catalog_of(earlier);
  std::vector<Difference> found;
  for (const auto& each : delta(before, predict(before, script).after)) {
    if (each.follows) found.push_back(each);
  }
  return words(found);
}

TEST(Unknown, ObjectsComeIntoBeingWhenNamed) {
  EXPECT_THAT(change_alone("alter table t alter a set not null, drop column b; drop index i; alter "
                           "type e add value 'x'"),
              UnorderedElementsAre(
                  "changed column public.t.a", "removed column public.t.b",
                  "perhaps removed comment column b of table public.t", "removed index public.i",
                  "perhaps removed comment index public.i", "changed enum public.e"));
}

TEST(Unknown, TakingAnAttributeAwayIsAChange) {
  EXPECT_THAT(change_alone("alter table t alter a drop default"),
              ElementsAre("changed column public.t.a"));
  EXPECT_THAT(change_alone("alter table t alter a drop not null"),
              ElementsAre("changed column public.t.a"));
  EXPECT_THAT(change("create table t (a int)", "alter table t alter a drop default"), IsEmpty());
}

TEST(Unknown, AConstraintMayStandOnAnIndex) {
  EXPECT_THAT(
      change_alone("alter table t drop constraint k"),
      UnorderedElementsAre("removed constraint public.t/k", "perhaps removed index public.k",
                           "perhaps removed comment constraint k on table public.t"));
  EXPECT_THAT(change_alone("alter table t rename constraint k to l"),
              IsSupersetOf({"removed constraint public.t/k", "added constraint public.t/l",
                            "perhaps removed index public.k", "perhaps added index public.l"}));
  EXPECT_THAT(change_alone("create table t (a int constraint k check (a > 0)); alter table t drop "
                           "constraint k"),
              UnorderedElementsAre("added table public.t", "added column public.t.a"));
  EXPECT_THAT(change("create table t (a int constraint k check (a > 0))",
                     "alter table t drop constraint k"),
              ElementsAre("removed constraint public.t/k"));
}

TEST(Unknown, WhatReplacesItIsAChange) {
  EXPECT_THAT(change_alone("drop table t; create table t ()"),
              ElementsAre("perhaps changed table public.t"));
  EXPECT_THAT(change_alone("drop table if exists t; create table t ()"),
              ElementsAre("added table public.t"));
  EXPECT_THAT(change_alone("drop table if exists t"),
              ElementsAre("perhaps removed table public.t"));
}

TEST(Unknown, DoubtStandsInTheEffects) {
  const auto effects = predict(Catalog(), "drop table if exists t; drop table u").effects;
  ASSERT_EQ(effects.size(), 2U);
  EXPECT_TRUE(effects[0].traits.possible);
  EXPECT_FALSE(effects[1].traits.possible);
}

TEST(Follows, WhereOnlyANameInsideChanged) {
  const auto* earlier =
      "create table t (a int primary key); create table c (a int references t);"
      "create view v as select a from t";
  EXPECT_THAT(following(earlier, "alter table t rename to u"),
              IsSupersetOf({"changed constraint public.c/c_a_fkey", "changed view public.v"}));
  EXPECT_THAT(following(earlier, "alter table t rename to u"),
              Not(Contains("added table public.u")));
  EXPECT_THAT(following("create type e as enum ('a'); create table t (b e default 'a')",
                        "alter type e rename value 'a' to 'c'"),
              ElementsAre("changed column public.t.b"));
}

TEST(Follows, RetypedColumnsHaveTheirKeysBuiltAnew) {
  EXPECT_THAT(effects("create table t (a int primary key); create table c (a int references t)",
                      "alter table t alter a type bigint"),
              IsSupersetOf({"reindex index public.t_pkey", "alter constraint public.c/c_a_fkey"}));
}

}  // namespace
}  // namespace mig::catalog::testing
