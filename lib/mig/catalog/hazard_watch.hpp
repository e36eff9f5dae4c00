#pragma once

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// Looks at statements before they are applied and records what they would do to a database in use.
/// Lives as long as one statement, so that what it runs is known to be nested.
class Watched {
 public:
  Watched(Session& session, Node statement);
  ~Watched() { --session_.watch.nested; }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  Session& session_;
};

/// BEGIN, COMMIT, ROLLBACK.
void watch_transaction(Session& session, Node statement);
/// What only the whole script shows.
void watch_end(Session& session);

/// The table that a statement names, as it stands before the statement.
struct Target {
  Id id = 0;  ///< 0: nobody spoke of it before
  ObjectKind kind = ObjectKind::table;
  std::string name;
  std::string sql;
  bool existing = true;  ///< not made by the scripts that are looked at
};
Target target_of(Session& session, Node range_var, ObjectKind kind = ObjectKind::table);
Target target_of(Session& session, Id id);
bool is_existing(const Session& session, Id id);

Hazard& tell(Session& session, HazardKind kind, const Target& table, LockLevel lock);
/// The same about something that no table holds.
Hazard& tell(Session& session, HazardKind kind, effect::ObjectName object);
/// A lock that stops writers at least: waited for without end, it stops everybody behind it.
void tell_lock(Session& session, const Target& table, LockLevel lock);

std::string spelled(std::string_view name);  ///< quoted where SQL needs it
std::string spelled(const std::vector<std::string>& path);
/// On one line; empty when that is longer than a remedy can show.
std::string on_one_line(std::string_view sql);

/// Whether an expression answers something else for every row.
bool is_volatile(const Session& session, Node expression);

/// How PostgreSQL would take ALTER COLUMN ... TYPE, by the types as format_type() shows them.
bool keeps_rows(std::string_view from, std::string_view to);

// One family of statements each.
void watch_alter_table(Session& session, Node statement);
void watch_column(Session& session, const Target& table, Node command);
void watch_type_change(Session& session, const Target& table, Node command);
void watch_index(Session& session, Node statement);
void watch_drop(Session& session, Node statement);
void watch_maintenance(Session& session, Node statement);
void watch_refresh(Session& session, Node statement);
void watch_rows(Session& session, Node statement);
void watch_truncate(Session& session, Node statement);
void watch_rename(Session& session, Node statement);
void watch_create_table(Session& session, Node statement);
void watch_create_trigger(Session& session, Node statement);
void watch_access(Session& session, Node statement);
void watch_function(Session& session, Node statement);
void watch_server_code(Session& session, Node statement);
void watch_role(Session& session, Node statement);
void watch_setting(Session& session, Node statement);
void watch_policy(Session& session, Node statement);

}  // namespace mig::catalog
