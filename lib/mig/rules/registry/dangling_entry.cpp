#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

/// A draft ran nowhere, so that nothing is lost with it.
std::string of_draft(std::string_view path) {
  return fmt::format(
      "take the entry out of the registry when the draft was given up; else restore {} "
      "or correct the path of the entry",
      path);
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!repository.is_tree) return;
  const auto judged = judged_by_id(repository);
  const auto repeated = repeated_ids(repository);
  for (std::size_t i = 0; i < repository.registry.entries.size(); ++i) {
    const auto& entry = repository.registry.entries[i];
    if (!repository.entry_bundles[i].empty() || !has_reliable_path(entry)) continue;
    // Escaping paths, repeated ids and bundles that lie elsewhere are told by rules of their own.
    if (has_escaping_path(entry, repository) || repeated.contains(entry.id.value)) continue;
    if (judged.contains(entry.id.value)) continue;
    const auto path = bundle::bundle_path_of(entry, repository);
    auto& finding = reporter.at(
        source_of(entry, repository), (entry.path ? *entry.path : entry.id).span,
        fmt::format("{} leads to {}, and there is no such folder", entry.id.value, path));
    if (entry.status && entry.status->value == "draft") finding.remedy = of_draft(path);
  }
}

}  // namespace

const Rule dangling_entry{
    {
        .id = "registry-dangling-entry",
        .severity = Severity::fail,
        .summary = "A registry entry leads to no bundle",
        .rationale =
            "A migration that was merged is never deleted: its bundle is the only record of "
            "what was run.",
        .remedy = "Restore the bundle, or correct the path of the entry",
        .requirements = {"K-26", "K-27"},
    },
    check};

}  // namespace mig::rules::registry_rules
