#include <algorithm>
#include <array>

#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

std::string who(Node role) {
  const auto type = role["roletype"].text();
  if (type == "ROLESPEC_PUBLIC") return "PUBLIC";
  if (type == "ROLESPEC_CURRENT_USER") return "CURRENT_USER";
  if (type == "ROLESPEC_SESSION_USER") return "SESSION_USER";
  if (type == "ROLESPEC_CURRENT_ROLE") return "CURRENT_ROLE";
  return spelled(role["rolename"].text());
}

std::string list_of(Node roles) {
  std::string names;
  for (const auto& role : roles.items()) names += (names.empty() ? "" : ", ") + who(role);
  return names;
}

std::string privileges_of(Node list) {
  std::string text;
  for (const auto& privilege : list.items()) {
    auto name = std::string(privilege["priv_name"].text());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    text += (text.empty() ? "" : ", ") + (name.empty() ? std::string("ALL") : name);
    std::string columns;
    for (const auto& column : names_of(privilege["cols"]))
      columns += (columns.empty() ? "" : ", ") + spelled(column);
    if (!columns.empty()) text += " (" + columns + ')';
  }
  return text.empty() ? "ALL" : text;
}

void grant_roles(Session& session, Node grant) {
  std::string roles;
  for (const auto& role : grant["granted_roles"].items())
    roles += (roles.empty() ? "" : ", ") + spelled(role["priv_name"].text());
  auto& hazard =
      tell(session, HazardKind::grant, {ObjectKind::role, list_of(grant["grantee_roles"])});
  hazard.detail = "membership in " + roles;
  if (grant["admin_opt"].truth()) hazard.detail += " WITH ADMIN OPTION";
}

std::string shown_objects(Session& session, Node grant) {
  if (grant["targtype"].text() == "ACL_TARGET_ALL_IN_SCHEMA")
    return "everything in schema " + shown_name(grant["objects"]);
  std::string names;
  for (const auto& object : grant["objects"].items()) {
    names += names.empty() ? "" : ", ";
    names += object["relname"] ? target_of(session, object).name : shown_name(object);
  }
  return names;
}

void grant_rights(Session& session, Node grant, HazardKind kind) {
  auto& hazard = tell(session, kind, {ObjectKind::role, list_of(grant["grantees"])});
  hazard.detail = privileges_of(grant["privileges"]);
  if (kind == HazardKind::grant) hazard.detail += " on " + shown_objects(session, grant);
  if (grant["grant_option"].truth()) hazard.detail += " WITH GRANT OPTION";
}

void change_owner(Session& session, Node statement) {
  auto object = effect::ObjectName{kind_of_object_type(statement["objectType"].text()),
                                   shown_name(statement["object"])};
  if (statement.is("ReassignOwnedStmt"))
    object = {ObjectKind::role, std::string(statement["roles"].first()["rolename"].text())};
  const auto owner = statement[statement.is("ReassignOwnedStmt") ? "newrole" : "newowner"];
  auto& hazard = tell(session, HazardKind::owner_change, std::move(object));
  hazard.detail = who(owner);
  if (statement.is("ReassignOwnedStmt")) return;
  const Id id = named_object(session, statement["objectType"].text(), statement["object"], true);
  hazard.on_existing = id == 0 || is_existing(session, id);
}

bool is_always_true(Node expression) {
  return expression.is("A_Const") && expression["boolval"]["boolval"].truth();
}

constexpr std::array<std::string_view, 4> kPowers{"superuser", "bypassrls", "createrole",
                                                  "isreplication"};

}  // namespace

void watch_access(Session& session, Node statement) {
  if (statement.is("AlterOwnerStmt") || statement.is("ReassignOwnedStmt")) {
    change_owner(session, statement);
  } else if (statement.is("AlterDefaultPrivilegesStmt")) {
    const auto action = statement["action"];
    if (action["is_grant"].truth()) grant_rights(session, action, HazardKind::default_privileges);
  } else if (!statement["is_grant"].truth()) {
    return;
  } else if (statement.is("GrantRoleStmt")) {
    grant_roles(session, statement);
  } else {
    grant_rights(session, statement, HazardKind::grant);
  }
}

void watch_role(Session& session, Node statement) {
  const auto name = statement.is("CreateRoleStmt") ? statement["role"].text()
                                                   : statement["role"]["rolename"].text();
  std::string powers;
  for (const auto& option : statement["options"].items()) {
    const auto word = option["defname"].text();
    const bool held = option["arg"]["boolval"].truth();
    if (!held || std::find(kPowers.begin(), kPowers.end(), word) == kPowers.end()) continue;
    auto shown = word == "isreplication" ? std::string("REPLICATION") : std::string(word);
    std::transform(shown.begin(), shown.end(), shown.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    powers += (powers.empty() ? "" : ", ") + shown;
  }
  if (powers.empty()) return;
  tell(session, HazardKind::powerful_role, {ObjectKind::role, std::string(name)}).detail = powers;
}

void watch_policy(Session& session, Node statement) {
  const bool creates = statement.is("CreatePolicyStmt");
  const auto table = target_of(session, statement["table"]);
  const auto name = statement["policy_name"].text();
  std::string loosened;
  const auto add = [&](std::string_view what) {
    loosened += (loosened.empty() ? "" : ", ") + std::string(what);
  };
  // A restrictive policy that is always true restricts nothing, and allows nothing either.
  if (creates && !statement["permissive"].truth()) return;
  if (is_always_true(statement["qual"])) add("USING (true)");
  if (is_always_true(statement["with_check"])) add("WITH CHECK (true)");
  bool to_public = false;
  for (const auto& role : statement["roles"].items())
    to_public = to_public || role["roletype"].text() == "ROLESPEC_PUBLIC";
  if (!creates && to_public) add("TO PUBLIC");
  // Without TO a new policy is for everybody; with a role it is meant for that role alone.
  if (creates && !to_public) return;
  if (loosened.empty()) return;
  auto& hazard = tell(session, HazardKind::policy_loosened, table, LockLevel::access_exclusive);
  hazard.object = {ObjectKind::policy, table.name + '/' + std::string(name)};
  hazard.sql_part = spelled(name);
  hazard.detail = loosened;
}

}  // namespace mig::catalog
