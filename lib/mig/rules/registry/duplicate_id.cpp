#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  std::unordered_map<std::string_view, const contract::RegistryEntry*> first_of;
  for (const auto& entry : repository.registry.entries) {
    const auto [first, is_new] = first_of.emplace(entry.id.value, &entry);
    if (is_new) continue;
    auto& finding = reporter.at(source_of(entry, repository), entry.id.span,
                                fmt::format("{} is listed more than once", entry.id.value));
    relate(finding, quote(source_of(*first->second, repository), first->second->id.span),
           "listed here first");
  }
}

}  // namespace

const Rule duplicate_id{
    {
        .id = "registry-duplicate-id",
        .severity = Severity::fail,
        .summary = "Two registry entries share one id",
        .rationale = "An id stands for one migration for ever. With two entries, two statuses and "
                     "two owners would be true of it.",
        .remedy = "Remove the entry that is wrong, or give the newer migration an id of its own",
        .requirements = {"K-05"},
    },
    check};

}  // namespace mig::rules::registry_rules
