#include <algorithm>
#include <array>

#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool same_word(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

/// Takes the next word off the text where it is `lower`; a comment or another word stays.
bool take(std::string_view& text, std::string_view lower) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end])) ++end;
  if (!same_word(text.substr(0, end), lower)) return false;
  text.remove_prefix(end);
  return true;
}

/// The statement with CONCURRENTLY in its place; empty where its text is not that simple.
std::string concurrent_build(std::string_view source) {
  std::string built = "CREATE ";
  if (!take(source, "create")) return {};
  if (take(source, "unique")) built += "UNIQUE ";
  if (!take(source, "index")) return {};
  const auto rest = on_one_line(source);
  // A comment would swallow what stands behind it.
  if (rest.empty() || rest.find("--") != std::string::npos) return {};
  return built + "INDEX CONCURRENTLY" + (rest.front() == ' ' ? "" : " ") + rest;
}

std::string_view option_value(Node options, std::string_view name) {
  for (const auto& option : options.items()) {
    if (option["defname"].text() == name)
      return option["arg"] ? option["arg"]["sval"].text() : "on";
  }
  return {};
}

bool is_on(Node options, std::string_view name) {
  const auto value = option_value(options, name);
  return !value.empty() && !same_word(value, "off") && !same_word(value, "false");
}

void reindex(Session& session, Node statement) {
  const bool concurrently = is_on(statement["params"], "concurrently");
  const auto kind = statement["kind"].text();
  const bool index = kind == "REINDEX_OBJECT_INDEX";
  if (!statement["relation"]) {
    auto& hazard = tell(session, HazardKind::reindex,
                        {ObjectKind::database, std::string(statement["name"].text())});
    hazard.detail = concurrently ? "concurrently" : "";
    hazard.sql_part = kind == "REINDEX_OBJECT_SCHEMA" ? "SCHEMA" : "DATABASE";
    return;
  }
  auto target =
      target_of(session, statement["relation"], index ? ObjectKind::index : ObjectKind::table);
  const auto sql = (index ? "INDEX CONCURRENTLY " : "TABLE CONCURRENTLY ") + target.sql;
  const auto shown = effect::ObjectName{target.kind, target.name};
  if (index && target.id != 0 && session.catalog.at(target.id).parent != 0)
    target = target_of(session, session.catalog.at(target.id).parent);
  auto& hazard =
      tell(session, HazardKind::reindex, target,
           concurrently ? LockLevel::share_update_exclusive : LockLevel::access_exclusive);
  hazard.object = shown;
  // Whose rows they are is not known.
  if (index && target.kind == ObjectKind::index) hazard.table.clear();
  hazard.sql_part = sql;
  hazard.detail = concurrently ? "concurrently" : "";
  if (!concurrently) tell_lock(session, target, LockLevel::access_exclusive);
}

constexpr std::array<std::string_view, 9> kLockModes{
    "",      "ACCESS SHARE",        "ROW SHARE", "ROW EXCLUSIVE",   "SHARE UPDATE EXCLUSIVE",
    "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"};

void lock_tables(Session& session, Node statement) {
  const auto mode = static_cast<std::size_t>(std::clamp<std::int64_t>(
      statement["mode"].number(8), 0, static_cast<std::int64_t>(kLockModes.size()) - 1));
  const auto level = static_cast<LockLevel>(mode);
  if (level < LockLevel::share) return;
  for (const auto& each : statement["relations"].items()) {
    const auto table = target_of(session, each);
    tell(session, HazardKind::explicit_lock, table, level).detail = kLockModes[mode];
    if (!statement["nowait"].truth()) tell_lock(session, table, level);
  }
}

void rewrite(Session& session, Node relation, std::string_view how) {
  const auto table = target_of(session, relation);
  tell(session, HazardKind::table_rewrite, table, LockLevel::access_exclusive).detail = how;
  tell_lock(session, table, LockLevel::access_exclusive);
}

}  // namespace

void watch_index(Session& session, Node statement) {
  const auto table = target_of(session, statement["relation"]);
  if (statement["concurrent"].truth()) return;
  // ON ONLY the parent of partitions reads no rows.
  if (!statement["relation"]["inh"].truth()) return;
  const auto name = statement["idxname"].text();
  if (!name.empty() && statement["if_not_exists"].truth() && table.id != 0) {
    const auto schema = session.catalog.at(table.id).schema;
    if (session.catalog.find('r', schema, name) != 0) return;
  }
  auto& hazard = tell(session, HazardKind::index_build, table, LockLevel::share);
  if (!name.empty()) hazard.object = {ObjectKind::index, std::string(name)};
  hazard.sql_part = name.empty() ? "" : spelled(name);
  hazard.detail = concurrent_build(session.source);
  tell_lock(session, table, LockLevel::share);
}

void watch_maintenance(Session& session, Node statement) {
  if (statement.is("ReindexStmt")) {
    reindex(session, statement);
  } else if (statement.is("LockStmt")) {
    lock_tables(session, statement);
  } else if (statement.is("AlterTableMoveAllStmt")) {
    auto& hazard =
        tell(session, HazardKind::table_rewrite,
             {ObjectKind::tablespace, std::string(statement["orig_tablespacename"].text())});
    hazard.detail = "SET TABLESPACE of all tables";
  } else if (statement.is("ClusterStmt")) {
    if (statement["relation"]) rewrite(session, statement["relation"], "CLUSTER");
    if (!statement["relation"])
      tell(session, HazardKind::table_rewrite, {ObjectKind::database, ""}).detail =
          "CLUSTER of all tables";
  } else if (is_on(statement["options"], "full")) {
    for (const auto& each : statement["rels"].items())
      rewrite(session, each["relation"], "VACUUM FULL");
    if (statement["rels"].count() == 0)
      tell(session, HazardKind::table_rewrite, {ObjectKind::database, ""}).detail =
          "VACUUM FULL of all tables";
  }
}

void watch_refresh(Session& session, Node statement) {
  if (statement["concurrent"].truth() || statement["skipData"].truth()) return;
  const auto view = target_of(session, statement["relation"], ObjectKind::matview);
  tell(session, HazardKind::matview_refresh, view, LockLevel::access_exclusive);
  tell_lock(session, view, LockLevel::access_exclusive);
}

}  // namespace mig::catalog
