#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"
#include "mig/catalog/object.hpp"
#include "mig/effect/effect.hpp"
#include "mig/sql/tree.hpp"

namespace mig::catalog {

/// What a statement does to the people and programs that use the database while it runs, and to the
/// rights in it. Whether that matters is for rules to say.
enum class HazardKind : std::uint8_t {
  // Locks that are held while rows are read or written.
  index_build,           ///< CREATE INDEX without CONCURRENTLY
  index_drop,            ///< DROP INDEX without CONCURRENTLY
  reindex,               ///< `detail` says "concurrently" where it is
  matview_refresh,       ///< REFRESH without CONCURRENTLY
  type_change,           ///< rewrites the table; `detail`: from which type to which
  type_change_unknown,   ///< the present type is not known
  column_rewrite,        ///< ADD COLUMN whose value is computed for each row
  table_rewrite,         ///< VACUUM FULL, CLUSTER, SET TABLESPACE, SET LOGGED, ...
  not_null_scan,         ///< SET NOT NULL that no CHECK constraint proves
  check_scan,            ///< ADD CHECK without NOT VALID
  foreign_key_scan,      ///< ADD FOREIGN KEY without NOT VALID
  unique_build,          ///< ADD UNIQUE, PRIMARY KEY or EXCLUDE that builds its index
  early_validation,      ///< VALIDATE in the transaction that added the constraint
  partition_scan,        ///< ATTACH PARTITION that no CHECK constraint proves
  partition_detach,      ///< DETACH without CONCURRENTLY
  explicit_lock,         ///< LOCK TABLE
  lock_without_timeout,  ///< any strong lock for which nothing bounds the wait
  work_under_lock,       ///< rows are changed while an ACCESS EXCLUSIVE lock is held
  // What running programs, or the next run, trip over.
  outside_transaction,    ///< cannot run where it stands: inside a transaction block
  enum_value_used_early,  ///< a new enum value is used in the transaction that added it
  rename,                 ///< programs know the old name
  required_column,        ///< NOT NULL without a default
  destroys_data,          ///< DROP of what holds data, TRUNCATE
  unbounded_change,       ///< UPDATE or DELETE without a condition
  row_change,             ///< any other UPDATE, DELETE or MERGE
  not_repeatable,         ///< may end half-way, and nothing in it stands a second run
  missing_key_index,      ///< a foreign key whose columns no index leads with
  // Who may do what.
  grant,
  default_privileges,
  row_security_off,
  policy_loosened,
  definer_search_path,
  powerful_role,
  owner_change,
  trigger_disabled,
  setting_bypass,
  untrusted_language,
  server_access,  ///< code or wrappers that reach the server's files and programs
};

struct Hazard {
  HazardKind kind = HazardKind::index_build;
  effect::ObjectName object;  ///< what a report names
  std::string table;          ///< "public.parcels": whose rows matter; empty when none does
  std::string sql_table;      ///< as SQL spells it
  std::string sql_part;       ///< the column, constraint or index of it, as SQL spells it
  std::string detail;         ///< by kind: types, privileges, the rest of a definition
  effect::LockLevel lock = effect::LockLevel::none;  ///< that is held on `table`
  bool on_existing = true;  ///< the table was not made by this script or one before it
  Span span;                ///< of the statement
};

/// What PostgreSQL refuses inside a transaction block, in the words of a report; empty for the
/// rest.
std::string_view needs_no_block(sql::Node statement);

/// What of the statements so far decides how later ones are to be taken.
struct HazardWatch {
  std::vector<Hazard> hazards;
  Id first_new = 0;           ///< objects from here on were made by the scripts that are looked at
  Id first_own = 0;           ///< and from here on by this script
  int nested = 0;             ///< statements inside bodies of functions and DO blocks
  bool in_block = false;      ///< after BEGIN
  bool wait_bounded = false;  ///< lock_timeout or statement_timeout of the session
  std::optional<bool> wait_bounded_here;  ///< SET LOCAL: until the transaction ends
  std::string locked_table;               ///< ACCESS EXCLUSIVE, held by an earlier statement
  Span locked_by;
  bool told_work = false;
  std::set<std::string> unvalidated;  ///< "table/constraint" of the transaction
  std::optional<Span> first_change;   ///< of the first statement that changes anything
  std::size_t transactions = 0;       ///< that change anything
  bool own_control = false;           ///< no runner can make one transaction of the script
  bool told_block = false;            ///< the open one is counted
  bool guarded = false;               ///< IF NOT EXISTS, OR REPLACE, ON CONFLICT, MERGE, DO
  std::map<std::string, std::string> new_values;  ///< of enums, and of which, by the transaction
};

}  // namespace mig::catalog
