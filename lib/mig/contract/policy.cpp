#include "mig/contract/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "mig/contract/change_class.hpp"
#include "mig/contract/field.hpp"
#include "mig/contract/yaml_text.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

std::optional<Tier> tier_named(std::string_view name) {
  for (const Tier tier : {Tier::dev, Tier::stage, Tier::prod}) {
    if (name_of(tier) == name) return tier;
  }
  return std::nullopt;
}

void read_list(const LocatedValue& object, std::string_view key, std::vector<std::string>& into) {
  if (member(object, key) != nullptr) into = values_of(strings_member(object, key));
}

/// "./db/migrations/" is "db/migrations".
std::string plain_folder(std::string_view folder) {
  while (folder.starts_with("./")) {
    folder.remove_prefix(2);
    while (folder.starts_with('/')) folder.remove_prefix(1);
  }
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  return std::string(folder.empty() ? "." : folder);
}

void read_bytes(const LocatedValue& object, std::string_view key, std::uint64_t& into) {
  if (const auto bytes = integer_member(object, key)) {
    into = static_cast<std::uint64_t>(bytes->value);
  }
}

void read_approvals(const LocatedValue& approvals, Policy& policy) {
  if (const auto mode = string_member(approvals, "unsigned")) {
    policy.unsigned_approvals.accept_for_review = mode->value == "review";
  }
  if (const auto* rules = member(approvals, "unsigned_rules")) {
    read_list(*rules, "accept", policy.unsigned_approvals.accept);
    read_list(*rules, "refuse", policy.unsigned_approvals.refuse);
  }
  const auto* required = member(approvals, "required_roles");
  if (required == nullptr || required->array() == nullptr) return;
  for (const auto& item : *required->array()) {
    RequiredRoles roles;
    if (const auto tier = string_member(item, "tier")) {
      roles.tier = tier_named(tier->value).value_or(Tier::prod);
    }
    if (const auto change_class = string_member(item, "change_class")) {
      roles.change_class = change_class->value;
    }
    roles.roles = values_of(strings_member(item, "roles"));
    policy.required_roles.push_back(std::move(roles));
  }
}

void read_evidence(const LocatedValue& list, std::vector<RequiredEvidence>& into) {
  if (list.array() == nullptr) return;
  into.clear();
  for (const auto& item : *list.array()) {
    RequiredEvidence required;
    if (const auto tier = string_member(item, "tier")) required.tier = tier_named(tier->value);
    if (const auto change_class = string_member(item, "change_class")) {
      required.change_class = change_class->value;
    }
    if (const auto grade = string_member(item, "grade")) {
      required.grade =
          evidence_grade_named(grade->value).value_or(EvidenceGrade::rehearsed_isolated);
    }
    into.push_back(std::move(required));
  }
}

void read_backups(const LocatedValue& backups, RequiredBackups& into) {
  if (member(backups, "tiers") != nullptr) {
    into.tiers.clear();
    for (const auto& name : strings_member(backups, "tiers")) {
      into.tiers.push_back(tier_named(name.value).value_or(Tier::prod));
    }
  }
  read_list(backups, "classes", into.classes);
}

void read_actors(const LocatedValue& actors, AllowedActors& into) {
  read_list(actors, "dev", into.dev);
  read_list(actors, "stage", into.stage);
  read_list(actors, "prod", into.prod);
}

void read_rows(const LocatedValue& object, std::string_view key, std::int64_t& into) {
  if (const auto rows = integer_member(object, key)) into = rows->value;
}

void read_table_sizes(const LocatedValue& sizes, TableSizes& into) {
  read_rows(sizes, "medium_from_rows", into.medium_from_rows);
  read_rows(sizes, "large_from_rows", into.large_from_rows);
  read_rows(sizes, "rebuild_review_above_rows", into.rebuild_review_above_rows);
  if (const auto word = string_member(sizes, "unknown"))
    into.review_unknown = word->value == "large";
}

void read_protected_domains(const LocatedValue& domains, ProtectedDomains& into) {
  read_list(domains, "schemas", into.schemas);
  read_list(domains, "tables", into.tables);
  read_list(domains, "labels", into.labels);
  read_list(domains, "namespaces", into.namespaces);
  read_list(domains, "objects", into.objects);
}

/// Writes one line after the other.
class Lines {
 public:
  explicit Lines(std::string& out) : out_(out) {}

  template <class... Args>
  void operator()(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
    out_ += '\n';
  }

 private:
  std::string& out_;
};

std::string rollback_as_yaml(const Policy& policy) {
  std::string out;
  Lines line(out);
  line("rollback:");
  if (policy.required_evidence.empty()) line("  evidence: []");
  if (!policy.required_evidence.empty()) line("  evidence:");
  for (const auto& required : policy.required_evidence) {
    line("    - change_class: {}", yaml_quoted(required.change_class));
    if (required.tier) line("      tier: {}", name_of(*required.tier));
    line("      grade: {}", name_of(required.grade));
  }
  line("  backups:");
  std::vector<std::string> tiers;
  for (const auto tier : policy.required_backups.tiers) tiers.emplace_back(name_of(tier));
  line("    tiers: {}", yaml_flow_list(tiers));
  line("    classes: {}", yaml_flow_list(policy.required_backups.classes));
  return out;
}

}  // namespace

std::string_view name_of(Tier tier) {
  switch (tier) {
    case Tier::dev:
      return "dev";
    case Tier::stage:
      return "stage";
    case Tier::prod:
      return "prod";
  }
  return "prod";
}

const std::vector<std::string>& AllowedActors::in(Tier tier) const {
  switch (tier) {
    case Tier::dev:
      return dev;
    case Tier::stage:
      return stage;
    case Tier::prod:
      return prod;
  }
  return prod;
}

std::optional<Tier> Policy::tier_of(std::string_view environment) const {
  for (const auto& [name, tier] : environments) {
    if (name == environment) return tier;
  }
  return std::nullopt;
}

bool Policy::is_governance_reviewer(std::string_view reviewer) const {
  const auto name = folded_word(reviewer);
  return std::any_of(
      governance_reviewers.begin(), governance_reviewers.end(),
      [&](const auto& glob) { return pattern::glob_matches(folded_word(glob), name); });
}

// Principals are compared letter by letter: two that differ in case only are two.
bool Policy::may_run(Tier tier, std::string_view principal) const {
  const auto& globs = actors.in(tier);
  return std::any_of(globs.begin(), globs.end(), [principal](const auto& glob) {
    return pattern::glob_matches(glob, principal);
  });
}

Policy read_policy(const LocatedValue& value) {
  Policy policy;
  read_list(value, "migrations_roots", policy.migrations_roots);
  for (auto& folder : policy.migrations_roots) folder = plain_folder(folder);
  if (const auto* names = member(value, "environments"); names != nullptr && names->object()) {
    policy.environments.clear();
    for (const auto& entry : *names->object()) {
      const auto tier = string_member(*names, entry.key);
      policy.environments.emplace_back(
          entry.key, tier ? tier_named(tier->value).value_or(Tier::prod) : Tier::prod);
    }
  }
  if (const auto* domains = member(value, "protected_domains")) {
    read_protected_domains(*domains, policy.protected_domains);
  }
  if (const auto* zones = member(value, "canonical_zones")) {
    read_list(*zones, "schemas", policy.canonical_zones.schemas);
  }
  if (const auto* sizes = member(value, "table_sizes")) {
    read_table_sizes(*sizes, policy.table_sizes);
  }
  read_list(value, "required_objects", policy.required_objects);
  if (const auto* governance = member(value, "governance")) {
    read_list(*governance, "reviewers", policy.governance_reviewers);
    read_list(*governance, "critical_classes", policy.critical_classes);
  }
  if (const auto* plans = member(value, "plans")) {
    read_list(*plans, "required_for", policy.plans_required_for);
  }
  if (const auto* approvals = member(value, "approvals")) read_approvals(*approvals, policy);
  if (const auto* rollback = member(value, "rollback")) {
    if (const auto* evidence = member(*rollback, "evidence")) {
      read_evidence(*evidence, policy.required_evidence);
    }
    if (const auto* backups = member(*rollback, "backups")) {
      read_backups(*backups, policy.required_backups);
    }
  }
  if (const auto* actors = member(value, "actors")) read_actors(*actors, policy.actors);
  if (const auto* secrets = member(value, "secrets")) read_secret_policy(*secrets, policy.secrets);
  if (const auto* coordinates = member(value, "coordinates")) {
    read_coordinate_policy(*coordinates, policy.coordinates);
  }
  if (const auto* limits = member(value, "file_limits")) {
    read_bytes(*limits, "script_bytes", policy.file_limits.script_bytes);
    read_bytes(*limits, "document_bytes", policy.file_limits.document_bytes);
    read_bytes(*limits, "inventory_bytes", policy.file_limits.inventory_bytes);
    read_bytes(*limits, "notes_bytes", policy.file_limits.notes_bytes);
    read_bytes(*limits, "scanned_bytes", policy.file_limits.scanned_bytes);
  }
  return policy;
}

std::string policy_as_yaml(const Policy& policy) {
  std::string out;
  Lines line(out);
  line("schema_version: policy.v1");
  line("migrations_roots: {}", yaml_flow_list(policy.migrations_roots));
  line("environments:");
  for (const auto& [name, tier] : policy.environments) {
    line("  {}: {}", yaml_quoted(name), name_of(tier));
  }
  line("protected_domains:");
  line("  schemas: {}", yaml_flow_list(policy.protected_domains.schemas));
  line("  tables: {}", yaml_flow_list(policy.protected_domains.tables));
  line("  labels: {}", yaml_flow_list(policy.protected_domains.labels));
  line("  namespaces: {}", yaml_flow_list(policy.protected_domains.namespaces));
  line("  objects: {}", yaml_flow_list(policy.protected_domains.objects));
  line("canonical_zones:");
  line("  schemas: {}", yaml_flow_list(policy.canonical_zones.schemas));
  line("table_sizes:");
  line("  medium_from_rows: {}", policy.table_sizes.medium_from_rows);
  line("  large_from_rows: {}", policy.table_sizes.large_from_rows);
  line("  rebuild_review_above_rows: {}", policy.table_sizes.rebuild_review_above_rows);
  line("  unknown: {}", policy.table_sizes.review_unknown ? "large" : "small");
  line("required_objects: {}", yaml_flow_list(policy.required_objects));
  line("governance:");
  line("  reviewers: {}", yaml_flow_list(policy.governance_reviewers));
  line("  critical_classes: {}", yaml_flow_list(policy.critical_classes));
  line("plans:");
  line("  required_for: {}", yaml_flow_list(policy.plans_required_for));
  line("approvals:");
  line("  unsigned: {}", policy.unsigned_approvals.accept_for_review ? "review" : "none");
  line("  unsigned_rules:");
  line("    accept: {}", yaml_flow_list(policy.unsigned_approvals.accept));
  line("    refuse: {}", yaml_flow_list(policy.unsigned_approvals.refuse));
  if (policy.required_roles.empty()) line("  required_roles: []");
  if (!policy.required_roles.empty()) line("  required_roles:");
  for (const auto& required : policy.required_roles) {
    line("    - tier: {}", name_of(required.tier));
    line("      change_class: {}", yaml_quoted(required.change_class));
    line("      roles: {}", yaml_flow_list(required.roles));
  }
  out += rollback_as_yaml(policy);
  line("actors:");
  for (const auto tier : {Tier::dev, Tier::stage, Tier::prod}) {
    line("  {}: {}", name_of(tier), yaml_flow_list(policy.actors.in(tier)));
  }
  out += secret_policy_as_yaml(policy.secrets);
  out += coordinate_policy_as_yaml(policy.coordinates);
  line("file_limits:");
  line("  script_bytes: {}", policy.file_limits.script_bytes);
  line("  document_bytes: {}", policy.file_limits.document_bytes);
  line("  inventory_bytes: {}", policy.file_limits.inventory_bytes);
  line("  notes_bytes: {}", policy.file_limits.notes_bytes);
  line("  scanned_bytes: {}", policy.file_limits.scanned_bytes);
  return out;
}

}  // namespace mig::contract
