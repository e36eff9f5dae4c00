#include <fmt/format.h>

#include <string_view>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::registry_rules {
namespace {

constexpr std::string_view kSuperseded = "superseded";

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& entry : repository.registry.entries) {
    if (!entry.superseded_by || !entry.status || entry.status->value == kSuperseded) continue;
    auto& finding =
        reporter.at(source_of(entry, repository), entry.superseded_by->span,
                    fmt::format("{} names the successor {}, but its status is {}", entry.id.value,
                                entry.superseded_by->value, entry.status->value));
    relate(finding, quote(source_of(entry, repository), entry.status->span), "the status");
  }
}

}  // namespace

const Rule unexpected_successor{
    {
        .id = "registry-unexpected-successor",
        .severity = Severity::fail,
        .summary = "A migration that is not superseded names a successor",
        .rationale = "Either the migration still stands and has no successor, or its status was "
                     "forgotten.",
        .remedy = "Set the status to superseded, or remove superseded_by",
        .requirements = {"K-31"},
    },
    check};

}  // namespace mig::rules::registry_rules
