#include "mig/contract/rollback_plan.hpp"

#include <algorithm>

namespace mig::contract {
namespace {

using document::LocatedValue;

// One row per mechanism: the only place that knows what goes with what.
const std::vector<RollbackMechanism>& mechanisms() {
  static const std::vector<RollbackMechanism> rows{
      {"script", true, false, {}, "", "", ""},
      {"compensating", true, false, {}, "", "remains", ""},
      {"checkpoint", false, true, {"restore-from-backup"}, "", "checkpoint", ""},
      {"restore", false, true, {"restore-from-backup"}, "", "backup", "restore"},
      {"alias_switch",
       true,
       true,
       {"alias-flip", "blue-green", "shadow-index"},
       "search",
       "alias",
       ""},
      {"forward_fix", false, true, {"forward-fix", "dual-write"}, "", "owner", "forward fix"},
  };
  return rows;
}

}  // namespace

std::optional<Irreversible> read_irreversible(const LocatedValue& declaration) {
  const auto* found = declaration.find("irreversible");
  if (found == nullptr) return std::nullopt;
  return Irreversible{found->key_span, string_member(found->value, "reason"),
                      string_member(found->value, "reference"),
                      string_member(found->value, "strategy")};
}

std::optional<StoredState> read_stored_state(const LocatedValue& object, std::string_view key) {
  const auto* found = object.find(key);
  if (found == nullptr) return std::nullopt;
  return StoredState{found->key_span, string_member(found->value, "reference"),
                     string_member(found->value, "digest"),
                     string_member(found->value, "taken_at")};
}

std::optional<RollbackPlan> read_rollback_plan(const LocatedValue& declaration) {
  const auto* found = declaration.find("rollback");
  if (found == nullptr) return std::nullopt;
  RollbackPlan plan{found->key_span,
                    string_member(found->value, "kind"),
                    read_stored_state(found->value, "checkpoint"),
                    {},
                    string_member(found->value, "remains"),
                    string_member(found->value, "owner")};
  if (const auto* alias = found->value.find("alias")) {
    plan.alias = AliasTarget{alias->key_span, string_member(alias->value, "name"),
                             string_member(alias->value, "index")};
  }
  return plan;
}

const RollbackMechanism* rollback_mechanism(std::string_view kind) {
  const auto& rows = mechanisms();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [kind](const auto& row) { return row.kind == kind; });
  return found == rows.end() ? nullptr : &*found;
}

const RollbackMechanism* mechanism_of_strategy(std::string_view strategy) {
  if (strategy == "restore-from-backup") return rollback_mechanism("restore");
  if (strategy == "forward-fix") return rollback_mechanism("forward_fix");
  return nullptr;
}

}  // namespace mig::contract
