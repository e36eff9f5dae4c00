#include <fmt/format.h>

#include <string_view>

#include "mig/bundle/facts.hpp"
#include "mig/contract/declaration.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

/// Types that nobody knows are told by the schema.
bool is_known(std::string_view type) {
  return type == "other" || !contract::id_prefix_of(type).empty();
}

/// "other" goes with every id; what nobody knows contradicts nothing.
bool contradict(std::string_view type, std::string_view type_by_id) {
  return !contract::id_prefix_of(type).empty() && !type_by_id.empty() && type != type_by_id;
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto judged = judged_by_id(repository);
  for (const auto& entry : repository.registry.entries) {
    if (!entry.type || !is_known(entry.type->value)) continue;
    const auto& type = entry.type->value;
    const auto type_by_id = type_of_id(entry.id.value);
    const auto bundle = judged.find(entry.id.value);
    const bool is_judged = bundle != judged.end() && is_known(bundle->second->type);
    // A declaration whose type belongs to another id is the cause; it is told there.
    if (is_judged && contradict(bundle->second->type, type_by_id)) continue;
    const SourceText& source = source_of(entry, repository);
    if (is_judged && bundle->second->type != type) {
      auto& finding = reporter.at(source, entry.type->span,
                                  fmt::format("{} is listed as {}, but declares type {}",
                                              entry.id.value, type, bundle->second->type));
      if (bundle->second->type_place) relate(finding, *bundle->second->type_place, "declared here");
      finding.remedy = fmt::format("write \"type\": \"{}\"", bundle->second->type);
    } else if (contradict(type, type_by_id)) {
      auto& finding = reporter.at(source, entry.type->span,
                                  fmt::format("{} is the id of a {} migration, but listed as {}",
                                              entry.id.value, type_by_id, type));
      finding.remedy = fmt::format("write \"type\": \"{}\"", type_by_id);
    }
  }
}

}  // namespace

const Rule type_mismatch{
    {
        .id = "registry-type-mismatch",
        .severity = Severity::fail,
        .summary = "The type of a registry entry is not that of its migration",
        .rationale =
            "The type decides which gates judge a migration and where its bundle is looked "
            "for.",
        .remedy = "Write the type that the declaration has",
        .requirements = {"K-07", "K-26"},
    },
    check};

}  // namespace mig::rules::registry_rules
