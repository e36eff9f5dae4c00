#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& entry : repository.registry.entries) {
    for (const auto& owner : entry.owners) {
      const auto placeholder = pattern::find_placeholder(owner.value);
      if (!placeholder) continue;
      auto& finding = reporter.at(source_of(entry, repository), owner.span,
                                  fmt::format("the owner of {} is still the placeholder \"{}\"",
                                              entry.id.value, *placeholder));
      finding.object = entry.id.value;
    }
  }
}

}  // namespace

const Rule placeholder_owner{
    {
        .id = "registry-placeholder-owner",
        .severity = Severity::fail,
        .summary = "An owner in the registry is a placeholder",
        .rationale = "The registry says who answers for a migration. A template that nobody "
                     "filled in names nobody.",
        .remedy =
            "Write the team or person who answers for the migration, such as \"kfm-platform\"",
        .requirements = {"K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
