#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto judged = judged_by_id(repository);
  for (const auto& entry : repository.registry.entries) {
    const auto& id = entry.id.value;
    // A bundle that declares the same id is the cause; it is told there.
    if (id.empty() || judged.contains(id)) continue;
    const auto broken = broken_part_of(id);
    const auto date = impossible_date_of(id);
    if (!broken.empty()) {
      reporter.at(source_of(entry, repository), entry.id.span,
                  fmt::format("\"{}\" is no migration id: {}", id, broken));
    } else if (!date.empty()) {
      reporter.at(source_of(entry, repository), entry.id.span,
                  fmt::format("the date {} in \"{}\" is in no calendar", date, id));
    }
  }
}

}  // namespace

const Rule malformed_id{
    {
        .id = "registry-malformed-id",
        .severity = Severity::fail,
        .summary = "The id of a registry entry does not follow the grammar, or its date does not "
                   "exist",
        .rationale = "Migrations are found and ordered by their id; an entry under another name "
                     "stands for none.",
        .remedy = "Write the id as the declaration has it: <PG|SEARCH|GRAPH>-MIG-YYYY-MM-DD-NN",
        .requirements = {"K-06"},
    },
    check};

}  // namespace mig::rules::registry_rules
