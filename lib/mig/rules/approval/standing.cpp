#include "mig/rules/approval/standing.hpp"

#include <fmt/format.h>

#include <chrono>

#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::approval_rules {
namespace {

std::chrono::sys_days day_of(std::int64_t instant) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(instant)));
}

// What was found out about a run was approved before it ran. What a change does to what is there is
// approved when it is judged, however long ago the migration ran.
std::int64_t instant_of(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  const Rule* rule = find_rule(approval.rule.value);
  if (rule == nullptr || rule->info.bar == ApprovalBar::policy) return bundle.approval_instant;
  return pattern::parse_timestamp(bundle.repository->now).value_or(bundle.approval_instant);
}

// The statuses of the registry name tiers, whatever the policy calls its environments.
std::optional<contract::Tier> tier_named(const contract::Policy& policy, std::string_view name) {
  if (const auto tier = policy.tier_of(name)) return tier;
  for (const auto tier : {contract::Tier::dev, contract::Tier::stage, contract::Tier::prod}) {
    if (contract::name_of(tier) == name) return tier;
  }
  return std::nullopt;
}

}  // namespace

Standing standing_of(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  if (bundle.digest.empty()) return Standing::digest_unknown;
  if (approval.subject_digest.value != bundle.digest) return Standing::unbound;
  const auto given = pattern::parse_date(approval.date.value);
  if (!given) return Standing::impossible_date;
  const auto last = approval.expires ? pattern::parse_date(approval.expires->value) : std::nullopt;
  if (approval.expires && !last) return Standing::impossible_date;
  const auto today = day_of(instant_of(approval, bundle)).time_since_epoch().count();
  if (*given > today) return Standing::not_yet;
  if (last && *last < today) return Standing::expired;
  return Standing::in_force;
}

std::string day_of_judgement(const contract::Approval& approval,
                             const bundle::BundleFacts& bundle) {
  const std::chrono::year_month_day day(day_of(instant_of(approval, bundle)));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::vector<ExecutedTier> executed_tiers(const bundle::BundleFacts& bundle) {
  std::vector<ExecutedTier> tiers;
  const auto& repository = *bundle.repository;
  const auto environment = contract::executed_environment(bundle.status);
  if (const auto tier = tier_named(repository.policy, environment)) {
    if (const auto* entry = bundle.registry_entry()) {
      const auto& registry = *repository.registry_documents[entry->document].source;
      tiers.push_back({*tier, std::string(environment), quote(registry, entry->status->span)});
    }
  }
  for (const auto& document : bundle.documents) {
    if (document.kind != contract::DocumentKind::run_receipt) continue;
    const auto name = contract::read_run_receipt(document.value).environment_name;
    const auto tier = name ? repository.policy.tier_of(name->value) : std::nullopt;
    if (tier) tiers.push_back({*tier, name->value, quote(*document.source, name->span)});
  }
  return tiers;
}

std::set<std::string> required_roles(const bundle::BundleFacts& bundle, contract::Tier tier) {
  const auto& change_class = bundle.declaration.approvals.change_class;
  std::set<std::string> roles;
  for (const auto& required : bundle.repository->policy.required_roles) {
    const bool applies =
        required.tier == tier &&
        pattern::glob_matches(contract::folded_class(required.change_class),
                              contract::folded_class(change_class ? change_class->value : ""));
    if (applies) roles.insert(required.roles.begin(), required.roles.end());
  }
  return roles;
}

std::string object_of_role(std::string_view role) {
  return fmt::format("role {}", role);
}

}  // namespace mig::rules::approval_rules
