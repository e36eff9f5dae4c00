#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

bool is_ordered(const contract::RegistryEntry& entry) {
  return entry.type && entry.status && broken_part_of(entry.id.value).empty();
}

bool is_planned(std::string_view status) {
  return status == "draft" || status == "approved" || status == "merged";
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  std::unordered_map<std::string_view, const contract::RegistryEntry*> latest;
  for (const auto& entry : repository.registry.entries) {
    if (!is_ordered(entry) || !contract::is_executed_status(entry.status->value)) continue;
    auto& newest = latest[entry.type->value];
    if (newest == nullptr || is_earlier(newest->id.value, entry.id.value).value_or(false)) {
      newest = &entry;
    }
  }
  for (const auto& entry : repository.registry.entries) {
    if (!is_ordered(entry) || !is_planned(entry.status->value)) continue;
    const auto executed = latest.find(entry.type->value);
    if (executed == latest.end()) continue;
    const auto& newer = *executed->second;
    if (!is_earlier(entry.id.value, newer.id.value).value_or(false)) continue;
    auto& finding = reporter.at(
        source_of(entry, repository), entry.id.span,
        fmt::format("{} ({}) would run before {}, whose status is {} already", entry.id.value,
                    entry.status->value, newer.id.value, newer.status->value));
    relate(finding, quote(source_of(newer, repository), newer.id.span), "executed before it");
  }
}

}  // namespace

const Rule out_of_order{
    {
        .id = "registry-out-of-order",
        .severity = Severity::fail,
        .summary = "A planned migration is dated before one that was executed already",
        .rationale =
            "Migrations of a store run in the order of their ids. One that is slipped in "
            "later would run on a store that it was not written for, and never in the same "
            "order elsewhere.",
        .remedy = "Give the planned migration an id after the last executed one of its store",
        .requirements = {"K-67"},
    },
    check};

}  // namespace mig::rules::registry_rules
