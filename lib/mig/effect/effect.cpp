#include "mig/effect/effect.hpp"

#include <array>

namespace mig::effect {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 30> kOperations{"create",
                                                       "alter",
                                                       "drop",
                                                       "rename",
                                                       "move",
                                                       "insert",
                                                       "update",
                                                       "delete",
                                                       "merge",
                                                       "truncate",
                                                       "copy",
                                                       "grant",
                                                       "revoke",
                                                       "comment",
                                                       "owner",
                                                       "refresh",
                                                       "reindex",
                                                       "cluster",
                                                       "vacuum",
                                                       "lock",
                                                       "set",
                                                       "notify",
                                                       "security_label",
                                                       "dynamic_sql",
                                                       "unknown_call",
                                                       "unknown_cascade",
                                                       "unreadable_body",
                                                       "unknown_statement",
                                                       "meta_command",
                                                       "server_access"};
static_assert(kOperations.size() == static_cast<std::size_t>(Operation::server_access) + 1);

constexpr std::array<std::string_view, 9> kLocks{
    "none",  "access share",        "row share", "row exclusive",   "share update exclusive",
    "share", "share row exclusive", "exclusive", "access exclusive"};

}  // namespace

std::string_view name_of(Operation operation) {
  return kOperations.at(static_cast<std::size_t>(operation));
}

std::optional<Operation> operation(std::string_view word) {
  for (std::size_t i = 0; i < kOperations.size(); ++i) {
    if (kOperations[i] == word) return static_cast<Operation>(i);
  }
  return std::nullopt;
}

bool is_opaque(Operation operation) {
  return operation >= Operation::dynamic_sql;
}

std::string_view name_of(LockLevel level) {
  return kLocks.at(static_cast<std::size_t>(level));
}

}  // namespace mig::effect
