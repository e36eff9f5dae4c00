#include "mig/contract/declaration.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::string_view kAllowed = "allowed_";
constexpr std::string_view kForbidden = "forbidden_";

std::vector<ScopeList> read_scope(const LocatedValue& scope) {
  std::vector<ScopeList> lists;
  if (scope.object() == nullptr) return lists;
  for (const auto& entry : *scope.object()) {
    const bool is_allowed = entry.key.starts_with(kAllowed);
    if (!is_allowed && !entry.key.starts_with(kForbidden)) continue;
    const auto surface = entry.key.substr(is_allowed ? kAllowed.size() : kForbidden.size());
    lists.push_back({entry.key, surface, is_allowed, entry.key_span, entry.value.span(),
                     strings_member(scope, entry.key)});
  }
  return lists;
}

std::vector<Limit> read_limits(const LocatedValue& limits) {
  std::vector<Limit> caps;
  if (limits.object() == nullptr) return caps;
  for (const auto& entry : *limits.object()) {
    if (const auto maximum = integer_member(limits, entry.key)) {
      caps.push_back({entry.key, entry.key_span, *maximum});
    }
  }
  return caps;
}

Artifacts read_artifacts(const LocatedValue& value) {
  Artifacts artifacts;
  artifacts.forward = strings_member(value, "forward");
  artifacts.rollback = strings_member(value, "rollback");
  if (const auto* rollback = member(value, "rollback"); rollback != nullptr && rollback->array()) {
    artifacts.rollback_span = rollback->span();
  }
  if (const auto* baselines = member(value, "baselines")) {
    artifacts.pre_baseline = string_member(*baselines, "pre");
    artifacts.post_baseline = string_member(*baselines, "post");
  }
  if (const auto* diffs = member(value, "diffs")) {
    artifacts.diff_summary = string_member(*diffs, "summary");
    artifacts.touched = string_member(*diffs, "touched");
    artifacts.temporal = string_member(*diffs, "temporal");
  }
  return artifacts;
}

struct Store {
  std::string_view type;
  std::string_view prefix;
  std::string_view script_ending;
  std::array<std::string_view, 4> surfaces;
  std::array<std::string_view, 4> limits;
};

// One row per store: the only place that knows how a store's name, ids, scripts and scope go
// together.
constexpr std::array kStores{
    Store{"postgis",
          "PG",
          ".sql",
          {"schemas", "tables", "operations", "objects"},
          {"max_table_count_touched", "max_index_count_delta", "max_constraint_count_delta",
           "max_row_backfill"}},
    Store{"search",
          "SEARCH",
          ".json",
          {"indices", "aliases", "operations", "objects"},
          {"max_index_count_delta", "max_row_backfill", "", ""}},
    Store{
        "graph",
        "GRAPH",
        ".cypher",
        {"labels", "relationship_types", "namespaces", "operations"},
        {"max_node_delta", "max_rel_delta", "max_constraint_count_delta", "max_index_count_delta"}},
};

const Store* store_of(std::string_view type) {
  const auto found = std::find_if(kStores.begin(), kStores.end(),
                                  [type](const Store& store) { return store.type == type; });
  return found == kStores.end() ? nullptr : &*found;
}

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// Rows that need fewer names than others are filled up with empty ones.
template <class List>
std::vector<std::string_view> names_in(const List& list) {
  std::vector<std::string_view> names;
  std::copy_if(list.begin(), list.end(), std::back_inserter(names),
               [](std::string_view name) { return !name.empty(); });
  return names;
}

}  // namespace

const ScopeList* Declaration::scope_list(std::string_view key) const {
  const auto found = std::find_if(scope.begin(), scope.end(),
                                  [key](const ScopeList& list) { return list.key == key; });
  return found == scope.end() ? nullptr : &*found;
}

Declaration read_declaration(const LocatedValue& value) {
  Declaration declaration;
  declaration.migration_id = string_member(value, "migration_id");
  declaration.type = string_member(value, "type");
  declaration.intent = string_member(value, "intent");
  declaration.rebuild_plan = string_member(value, "rebuild_plan");
  declaration.risk = string_member(value, "risk");
  declaration.owners = strings_member(value, "owners");
  declaration.requires_rollback = boolean_member(value, "requires_rollback");
  declaration.irreversible = read_irreversible(value);
  declaration.rollback = read_rollback_plan(value);
  declaration.backup = read_stored_state(value, "backup");
  declaration.depends_on = strings_member(value, "depends_on");
  if (const auto* scope = member(value, "scope")) {
    declaration.scope_span = key_span(value, "scope");
    declaration.scope = read_scope(*scope);
  }
  if (const auto* limits = member(value, "limits")) declaration.limits = read_limits(*limits);
  if (const auto* approvals = member(value, "approvals")) {
    declaration.approvals = {
        key_span(value, "approvals"), strings_member(*approvals, "required_reviewers"),
        strings_member(*approvals, "routing_labels"), string_member(*approvals, "change_class")};
  }
  if (const auto* runner = member(value, "runner")) {
    declaration.runner = {key_span(value, "runner"), string_member(*runner, "tool"),
                          string_member(*runner, "command"),
                          string_member(*runner, "container_digest")};
  }
  if (const auto* artifacts = member(value, "artifacts")) {
    declaration.artifacts = read_artifacts(*artifacts);
  }
  return declaration;
}

std::string_view id_prefix_of(std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr ? std::string_view{} : store->prefix;
}

std::string_view type_of_prefix(std::string_view prefix) {
  const auto found = std::find_if(kStores.begin(), kStores.end(),
                                  [prefix](const Store& store) { return store.prefix == prefix; });
  return found == kStores.end() ? std::string_view{} : found->type;
}

std::string_view script_ending_of(std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr ? std::string_view{} : store->script_ending;
}

bool surface_fits_store(std::string_view surface, std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr || holds(store->surfaces, surface);
}

bool limit_fits_store(std::string_view limit, std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr || holds(store->limits, limit);
}

std::vector<std::string_view> enforceable_store_types() {
  std::vector<std::string_view> types;
  for (const auto& store : kStores) types.push_back(store.type);
  return types;
}

std::vector<std::string_view> surfaces_of_store(std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr ? std::vector<std::string_view>{} : names_in(store->surfaces);
}

std::vector<std::string_view> limits_of_store(std::string_view type) {
  const Store* store = store_of(type);
  return store == nullptr ? std::vector<std::string_view>{} : names_in(store->limits);
}

}  // namespace mig::contract
