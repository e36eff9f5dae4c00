#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto& policy = repository.policy;
  for (const auto& entry : repository.registry.entries) {
    if (!entry.status) continue;
    const auto environment = contract::executed_environment(entry.status->value);
    if (environment.empty() || policy.tier_of(environment)) continue;
    auto& finding = reporter.at(
        source_of(entry, repository), entry.status->span,
        fmt::format("{} was executed in \"{}\", an environment that the policy ({}) does not name",
                    entry.id.value, environment, policy.source));
    finding.remedy =
        fmt::format("give \"{}\" a tier under `environments` in the policy", environment);
  }
}

}  // namespace

const Rule unknown_environment{
    {
        .id = "registry-unknown-environment",
        .severity = Severity::fail,
        .summary = "A migration was executed in an environment that the policy does not name",
        .rationale = "The tier of an environment decides who must have approved a run in it. An "
                     "environment without a tier would be bound by nothing.",
        .remedy = "Give the environment a tier in the policy",
        .requirements = {"K-28", "X-02"},
    },
    check};

}  // namespace mig::rules::registry_rules
