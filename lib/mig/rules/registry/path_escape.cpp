#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& entry : repository.registry.entries) {
    if (!has_escaping_path(entry, repository)) continue;
    reporter.at(source_of(entry, repository), entry.path->span,
                fmt::format("the path \"{}\" of {} is not a plain path beneath the repository root",
                            entry.path->value, entry.id.value));
  }
}

}  // namespace

const Rule path_escape{
    {
        .id = "registry-path-escape",
        .severity = Severity::fail,
        .summary = "The path of a registry entry leaves the repository",
        .rationale =
            "An absolute path, or one with `.`, `..`, empty parts or backslashes, can lead "
            "to files that nobody reviewed.",
        .remedy = "Write the path of the bundle relative to the repository root, such as "
                  "migrations/postgis/PG-MIG-2026-03-01-01",
        .requirements = {"K-27"},
    },
    check};

}  // namespace mig::rules::registry_rules
