#include <algorithm>
#include <array>

#include "mig/catalog/hazard_watch.hpp"
#include "mig/catalog/statements.hpp"

namespace mig::catalog {
namespace {

std::string value_of(Node set) {
  const auto argument = set["args"].first();
  if (argument["sval"]) return std::string(argument["sval"]["sval"].text());
  if (argument["ival"])
    return argument["ival"]["ival"] ? std::string(argument["ival"]["ival"].text()) : "0";
  if (argument["boolval"]) return argument["boolval"]["boolval"].truth() ? "on" : "off";
  return std::string(argument["fval"]["fval"].text());
}

void bound_wait(HazardWatch& watch, Node set, std::string_view name) {
  const bool all = set["kind"].text() == "VAR_RESET_ALL";
  if (!all && name != "lock_timeout" && name != "statement_timeout") return;
  const auto value = set["kind"].text() == "VAR_SET_VALUE" ? value_of(set) : std::string();
  const bool bounded = !value.empty() && value.find_first_of("123456789") != std::string::npos;
  if (set["is_local"].truth()) {
    watch.wait_bounded_here = bounded;
  } else {
    watch.wait_bounded = bounded;
    watch.wait_bounded_here.reset();
  }
}

bool is_off(std::string_view value) {
  return value == "off" || value == "false" || value == "no" || value == "0";
}

/// Settings that switch off what the server would otherwise enforce.
bool bypasses(std::string_view name, const std::string& value) {
  if (name == "session_replication_role") return value == "replica" || value == "local";
  if (name == "row_security" || name == "check_function_bodies")
    return name[0] == 'r' && is_off(value);
  return (name == "fsync" || name == "full_page_writes" || name == "zero_damaged_pages" ||
          name == "ignore_checksum_failure") &&
         (is_off(value) || name[0] == 'z' || name[0] == 'i');
}

std::string_view language_of(Node options) {
  for (const auto& option : options.items()) {
    if (option["defname"].text() == "language") return option["arg"]["sval"].text();
  }
  return {};
}

/// The trusted ones, and what is judged as access to the server's files: C and internal.
bool is_untrusted(std::string_view language) {
  return language.ends_with("u") && language.starts_with("pl");
}

struct Security {
  bool definer = false;
  bool search_path = false;
};

Security security_of(Node options) {
  Security security;
  for (const auto& option : options.items()) {
    const auto name = option["defname"].text();
    if (name == "security") security.definer = option["arg"]["boolval"].truth();
    if (name == "set" && option["arg"]["name"].text() == "search_path")
      security.search_path = option["arg"]["kind"].text() != "VAR_RESET";
  }
  return security;
}

void watch_definer(Session& session, Node statement) {
  const bool creates = statement.is("CreateFunctionStmt");
  auto security = security_of(statement[creates ? "options" : "actions"]);
  const auto name =
      creates ? shown_name(statement["funcname"]) : shown_name(statement["func"]["objname"]);
  if (!security.definer || security.search_path) return;
  if (!creates) {
    const auto before = session.catalog.size();
    const Id id =
        session.routine(statement["func"], kind_of_object_type(statement["objtype"].text()));
    if (id != 0 && id < before && session.catalog.at(id).has("option set")) return;
  }
  auto& hazard = tell(session, HazardKind::definer_search_path, {ObjectKind::function, name});
  hazard.detail = creates ? "CREATE FUNCTION" : "ALTER FUNCTION";
}

}  // namespace

void watch_setting(Session& session, Node statement) {
  const bool plain = statement.is("VariableSetStmt");
  const auto set = plain ? statement : statement["setstmt"];
  const auto name = set["name"].text();
  if (plain) bound_wait(session.watch, set, name);
  if (set["kind"].text() != "VAR_SET_VALUE") {
    if (!statement.is("AlterSystemStmt")) return;
  }
  const auto value = value_of(set);
  const bool system = statement.is("AlterSystemStmt");
  if (!system && !bypasses(name, value)) return;
  auto& hazard =
      tell(session, HazardKind::setting_bypass, {ObjectKind::setting, std::string(name)});
  hazard.detail = system ? "ALTER SYSTEM" : "SET " + std::string(name) + " = " + value;
}

void watch_function(Session& session, Node statement) {
  const bool block = statement.is("DoStmt");
  const auto language = language_of(statement[block ? "args" : "options"]);
  if (is_untrusted(language))
    tell(session, HazardKind::untrusted_language, {ObjectKind::language, std::string(language)})
        .detail = block ? "DO" : "CREATE FUNCTION";
  if (language == "c" || language == "internal")
    tell(session, HazardKind::server_access,
         {ObjectKind::function, shown_name(statement["funcname"])})
        .detail = "runs compiled code inside the server";
  if (!block) watch_definer(session, statement);
}

void watch_server_code(Session& session, Node statement) {
  const bool extension = statement.is("CreateExtensionStmt");
  const auto name = statement[extension ? "extname" : "fdwname"].text();
  const auto object = effect::ObjectName{
      extension ? ObjectKind::extension : ObjectKind::foreign_data_wrapper, std::string(name)};
  if (name == "file_fdw" || name == "adminpack" || name == "plsh") {
    tell(session, HazardKind::server_access, object).detail = "reaches files of the server";
  } else if (is_untrusted(name)) {
    tell(session, HazardKind::untrusted_language, {ObjectKind::language, std::string(name)})
        .detail = "CREATE EXTENSION";
  }
}

}  // namespace mig::catalog
