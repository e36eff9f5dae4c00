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

}  // namespace
}  // namespace mig::catalog::testing
