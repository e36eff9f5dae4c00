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
    if (!entry.status || entry.status->value != kSuperseded || entry.has_successor_key) continue;
    reporter.at(source_of(entry, repository), entry.status->span,
                fmt::format("{} is superseded, but the entry does not say by which migration",
                            entry.id.value));
  }
}

}  // namespace

const Rule missing_successor{
    {
        .id = "registry-missing-successor",
        .severity = Severity::fail,
        .summary = "A superseded migration names no successor",
        .rationale = "Whoever meets a superseded migration has to find what took its place.",
        .remedy = "Add superseded_by with the id of the later migration",
        .requirements = {"K-31"},
    },
    check};

}  // namespace mig::rules::registry_rules
