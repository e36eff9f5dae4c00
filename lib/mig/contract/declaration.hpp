#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"
#include "mig/contract/rollback_plan.hpp"

namespace mig::contract {

/// One list of `scope`, such as `allowed_tables`.
struct ScopeList {
  std::string key;      ///< "allowed_tables"
  std::string surface;  ///< "tables"
  bool is_allowed = false;
  Span key_span;
  Span span;
  LocatedStrings entries;
};

/// One cap of `limits`.
struct Limit {
  std::string key;
  Span key_span;
  Located<std::int64_t> maximum;
};

/// What `artifacts` names; paths relative to the bundle.
struct Artifacts {
  std::optional<Span> rollback_span;  ///< of the whole list, even an empty one
  LocatedStrings forward;
  LocatedStrings rollback;
  std::optional<LocatedString> pre_baseline;
  std::optional<LocatedString> post_baseline;
  std::optional<LocatedString> diff_summary;
  std::optional<LocatedString> touched;
  std::optional<LocatedString> temporal;
};

/// `approvals` of the declaration: who has to look, not who has approved.
struct ApprovalRouting {
  std::optional<Span> span;
  LocatedStrings required_reviewers;
  LocatedStrings routing_labels;
  std::optional<LocatedString> change_class;
};

/// How the migration is run.
struct RunnerReference {
  std::optional<Span> span;
  std::optional<LocatedString> tool;
  std::optional<LocatedString> command;
  std::optional<LocatedString> container_digest;  ///< of the image that it is pinned to
};

/// The fields of migration.yml that could be read.
struct Declaration {
  std::optional<LocatedString> migration_id;
  std::optional<LocatedString> type;
  std::optional<LocatedString> intent;
  std::optional<LocatedString> rebuild_plan;
  std::optional<LocatedString> risk;
  LocatedStrings owners;
  std::optional<Span> scope_span;
  std::vector<ScopeList> scope;
  std::vector<Limit> limits;
  std::optional<Located<bool>> requires_rollback;
  std::optional<Irreversible> irreversible;
  std::optional<RollbackPlan> rollback;
  std::optional<StoredState> backup;
  ApprovalRouting approvals;
  RunnerReference runner;
  Artifacts artifacts;
  LocatedStrings depends_on;

  const ScopeList* scope_list(std::string_view key) const;
  bool is_irreversible() const { return requires_rollback && !requires_rollback->value; }
};

Declaration read_declaration(const document::LocatedValue& value);

/// Id prefix of a store type: "PG" for "postgis"; empty for "other" and unknown types.
std::string_view id_prefix_of(std::string_view type);
/// Store type of an id prefix: "postgis" for "PG"; empty for unknown prefixes.
std::string_view type_of_prefix(std::string_view prefix);
/// File ending that a script of the store has: ".sql"; empty where any is allowed.
std::string_view script_ending_of(std::string_view type);
/// Whether a gate can enforce a scope surface ("tables") or a limit on a store of that type.
bool surface_fits_store(std::string_view surface, std::string_view type);
bool limit_fits_store(std::string_view limit, std::string_view type);
/// The store types for which a gate can enforce anything: all but "other".
std::vector<std::string_view> enforceable_store_types();
/// The scope surfaces and the limits of a store type; empty for "other" and unknown types.
std::vector<std::string_view> surfaces_of_store(std::string_view type);
std::vector<std::string_view> limits_of_store(std::string_view type);

}  // namespace mig::contract
