// Who may do what, and what code may reach.
#include "catalog_testing.hpp"

namespace mig::catalog::testing {
namespace {

using K = HazardKind;

std::vector<K> access(std::string_view script) {
  const auto prediction = predict(Catalog(), script);
  EXPECT_THAT(prediction.faults, IsEmpty());
  std::vector<K> found;
  for (const auto& hazard : prediction.hazards) {
    if (hazard.on_existing && hazard.kind != K::lock_without_timeout) found.push_back(hazard.kind);
  }
  return found;
}

Hazard first(std::string_view script) {
  const auto prediction = predict(Catalog(), script);
  if (prediction.hazards.empty()) {
    ADD_FAILURE() << "no hazard: " << script;
    return {};
  }
  return prediction.hazards.front();
}

TEST(Access, Grants) {
  EXPECT_THAT(access("grant select, insert on t to r"), ElementsAre(K::grant));
  EXPECT_EQ(first("grant select, insert on t to r with grant option").detail,
            "SELECT, INSERT on public.t WITH GRANT OPTION");
  EXPECT_EQ(first("grant update (a, b), select on t to r").detail,
            "UPDATE (a, b), SELECT on public.t");
  EXPECT_EQ(first("grant all on all tables in schema s to public").detail,
            "ALL on everything in schema s");
  EXPECT_EQ(first("grant select on t to public, r").object.name, "PUBLIC, r");
  EXPECT_THAT(access("grant a to b"), ElementsAre(K::grant));
  EXPECT_EQ(first("grant a to b with admin option").detail, "membership in a WITH ADMIN OPTION");
  EXPECT_THAT(access("revoke select on t from r"), IsEmpty());
  EXPECT_THAT(access("revoke a from b"), IsEmpty());
  EXPECT_THAT(access("alter default privileges grant select on tables to r"),
              ElementsAre(K::default_privileges));
  EXPECT_THAT(access("alter default privileges revoke all on functions from public"), IsEmpty());
}

TEST(Access, RowSecurity) {
  EXPECT_THAT(access("alter table t disable row level security"), ElementsAre(K::row_security_off));
  EXPECT_THAT(access("alter table t no force row level security"),
              ElementsAre(K::row_security_off));
  EXPECT_THAT(access("alter table t enable row level security"), IsEmpty());
  EXPECT_THAT(access("alter table t force row level security"), IsEmpty());
  EXPECT_THAT(access("drop policy p on t"), ElementsAre(K::policy_loosened));
  EXPECT_THAT(access("alter policy p on t using (true)"), ElementsAre(K::policy_loosened));
  EXPECT_THAT(access("alter policy p on t to public"), ElementsAre(K::policy_loosened));
  EXPECT_THAT(access("alter policy p on t using (a = current_user)"), IsEmpty());
  EXPECT_THAT(access("create policy p on t using (true)"), ElementsAre(K::policy_loosened));
  EXPECT_THAT(access("create policy p on t to r using (true)"), IsEmpty());
  EXPECT_THAT(access("create policy p on t as restrictive using (true)"), IsEmpty());
  EXPECT_THAT(access("create policy p on t using (a = 1); drop policy p on t"), IsEmpty());
}

TEST(Access, DefinerFunctions) {
  const std::string function =
      "create function f() returns int language sql as 'select 1' security definer";
  EXPECT_THAT(access(function), ElementsAre(K::definer_search_path));
  EXPECT_THAT(access(function + " set search_path = pg_catalog"), IsEmpty());
  EXPECT_THAT(access(function + " set work_mem = '1MB'"), ElementsAre(K::definer_search_path));
  EXPECT_THAT(access("create function f() returns int language sql as 'select 1'"), IsEmpty());
  EXPECT_THAT(access("alter function f() security definer"), ElementsAre(K::definer_search_path));
  EXPECT_THAT(access("alter function f() security invoker"), IsEmpty());
  EXPECT_THAT(access("alter function f() security definer set search_path = pg_catalog"),
              IsEmpty());
}

TEST(Access, Roles) {
  EXPECT_EQ(first("alter role r superuser bypassrls createrole replication").detail,
            "SUPERUSER, BYPASSRLS, CREATEROLE, REPLICATION");
  EXPECT_THAT(access("create role r superuser"), ElementsAre(K::powerful_role));
  EXPECT_THAT(access("create role r login createdb"), IsEmpty());
  EXPECT_THAT(access("alter role r nosuperuser nobypassrls"), IsEmpty());
}

TEST(Access, Owners) {
  EXPECT_THAT(access("alter table t owner to r"), ElementsAre(K::owner_change));
  EXPECT_THAT(access("alter schema s owner to r"), ElementsAre(K::owner_change));
  EXPECT_THAT(access("alter function f() owner to r"), ElementsAre(K::owner_change));
  EXPECT_THAT(access("reassign owned by a to b"), ElementsAre(K::owner_change));
  EXPECT_THAT(access("create table t (); alter table t owner to r"), IsEmpty());
  EXPECT_THAT(access("create schema s; alter schema s owner to r"), IsEmpty());
}

TEST(Access, TriggersAndRules) {
  EXPECT_THAT(access("alter table t disable trigger all"), ElementsAre(K::trigger_disabled));
  EXPECT_EQ(first("alter table t disable trigger user").sql_part, "USER");
  EXPECT_EQ(first("alter table t disable trigger g").sql_part, "g");
  EXPECT_EQ(first("alter table t disable rule r").detail, "RULE");
  EXPECT_THAT(access("alter table t enable trigger all"), IsEmpty());
  EXPECT_THAT(access("create table t (); alter table t disable trigger all"), IsEmpty());
}

TEST(Access, Settings) {
  EXPECT_THAT(access("set session_replication_role = replica"), ElementsAre(K::setting_bypass));
  EXPECT_THAT(access("set session_replication_role = default"), IsEmpty());
  EXPECT_THAT(access("set session_replication_role = origin"), IsEmpty());
  EXPECT_THAT(access("set row_security = off"), ElementsAre(K::setting_bypass));
  EXPECT_THAT(access("set row_security = on"), IsEmpty());
  EXPECT_THAT(access("alter system set work_mem = '1MB'"), ElementsAre(K::setting_bypass));
  EXPECT_THAT(access("alter role r set session_replication_role = replica"),
              ElementsAre(K::setting_bypass));
  EXPECT_THAT(access("alter role r set search_path = a"), IsEmpty());
  EXPECT_THAT(access("set check_function_bodies = off"), IsEmpty());
}

TEST(Access, CodeOnTheServer) {
  EXPECT_THAT(access("create function f() returns int language plpython3u as 'x'"),
              ElementsAre(K::untrusted_language));
  EXPECT_THAT(access("do language plperlu 'x'"), ElementsAre(K::untrusted_language));
  EXPECT_THAT(access("create extension plpython3u"), ElementsAre(K::untrusted_language));
  EXPECT_THAT(access("create function f() returns int language c as 'a', 'b'"),
              ElementsAre(K::server_access));
  EXPECT_THAT(access("create extension file_fdw"), ElementsAre(K::server_access));
  EXPECT_THAT(access("create server s foreign data wrapper file_fdw"),
              ElementsAre(K::server_access));
  EXPECT_THAT(access("create extension postgis"), IsEmpty());
  EXPECT_THAT(access("create server s foreign data wrapper postgres_fdw"), IsEmpty());
}

}  // namespace
}  // namespace mig::catalog::testing
