#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/location.hpp"
#include "mig/effect/object.hpp"

namespace mig::effect {

/// What is done to an object. A closed list: `allowed_operations` of a declaration speaks it.
enum class Operation : std::uint8_t {
  create,
  alter,
  drop,
  rename,
  move,
  insert,
  update,
  delete_,
  merge,
  truncate,
  copy,
  grant,
  revoke,
  comment,
  owner,
  refresh,
  reindex,
  cluster,
  vacuum,
  lock,
  set,
  notify,
  security_label,
  // Opaque ones: what they change cannot be known from the script.
  dynamic_sql,
  unknown_call,
  unknown_cascade,
  unreadable_body,
  unknown_statement,
  meta_command,
  server_access,
};

std::string_view name_of(Operation operation);
std::optional<Operation> operation(std::string_view word);
/// Whether the operation stands for changes that the script does not show.
bool is_opaque(Operation operation);

/// Ordered as PostgreSQL orders table locks: a larger value conflicts with more.
enum class LockLevel : std::uint8_t {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
};
std::string_view name_of(LockLevel level);

struct Traits {
  bool destroys_data = false;
  bool rewrites_table = false;
  bool unbounded_rows = false;     ///< UPDATE or DELETE without a condition
  bool widens_access = false;      ///< GRANT, row security off, policy dropped, ...
  bool not_transactional = false;  ///< must not or cannot run inside a transaction
  bool idempotent = false;         ///< IF [NOT] EXISTS, OR REPLACE
  bool consequence = false;        ///< not named by the statement: taken along or implied
  bool possible = false;           ///< only if there is such an object, which nobody can know here
  bool temporary = false;          ///< the object lives in the session alone
  bool on_existing = false;  ///< the owning table, or else the object, was there before the script
  LockLevel lock = LockLevel::none;
};

struct Effect {
  Operation operation = Operation::alter;
  ObjectName object;
  std::string table;   ///< the owning table, "public.parcels"; empty when there is none
  std::string detail;  ///< of an opaque effect its reason; else what else matters ("to public.b")
  Traits traits;
  /// Rows that the statement surely affects: those of VALUES and of inline COPY data. Nothing where
  /// their number depends on what is stored, or where the statement may not run at all.
  std::optional<std::uint64_t> rows;
  Span span;  ///< of the statement
};

/// Grows without moving: a script may have hundreds of thousands.
using Effects = std::deque<Effect>;

}  // namespace mig::effect
