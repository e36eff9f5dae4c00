#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  std::unordered_map<std::string_view, const bundle::BundleSummary*> first_of;
  for (const auto& one : repository.bundles) {
    if (one.id.empty() || !one.id_place) continue;
    const auto [first, is_new] = first_of.emplace(one.id, &one);
    if (is_new) continue;
    auto& finding = reporter.at(
        *one.id_place, fmt::format("\"{}\" is also the id of {}", one.id, first->second->path));
    relate(finding, *first->second->id_place, "declared here too");
  }
  for (std::size_t i = 0; i < repository.registry.entries.size(); ++i) {
    const auto& entry = repository.registry.entries[i];
    const auto& folder = repository.entry_bundles[i];
    const auto judged = first_of.find(entry.id.value);
    if (judged == first_of.end() || folder.empty()) continue;
    // What a judged folder declares is known: the same id is reported above, another one is a
    // registry entry that leads astray.
    if (registry_rules::judged_in(folder, repository) != nullptr) continue;
    auto& finding =
        reporter.at(*judged->second->id_place,
                    fmt::format("\"{}\" is already the id of {}", entry.id.value, folder));
    const SourceText& source = *repository.registry_documents[entry.document].source;
    relate(finding, quote(source, entry.path ? entry.path->span : entry.id.span),
           "the registry gives the id to that folder");
  }
}

}  // namespace

const Rule duplicate_id{
    {
        .id = "declaration-duplicate-id",
        .severity = Severity::fail,
        .summary = "Two migrations share one id",
        .rationale =
            "An id stands for one migration for ever: receipts, approvals and the registry "
            "refer to it. A second owner makes all of them ambiguous.",
        .remedy = "Give the newer migration the next free sequence number of its day, and rename "
                  "its folder",
        .requirements = {"K-05"},
    },
    check};

}  // namespace mig::rules::declaration_rules
