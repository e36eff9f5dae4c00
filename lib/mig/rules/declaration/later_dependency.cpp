#include <fmt/format.h>

#include <utility>

#include "mig/bundle/dependency_graph.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/migration_ids.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const bundle::DependencyGraph graph(repository);
  for (const auto& one : repository.bundles) {
    for (const auto& parent : one.depends_on) {
      const auto earlier = is_earlier(parent.id, one.id);
      if (!earlier || *earlier || graph.is_on_cycle(one.id, parent.id)) continue;
      auto message =
          parent.id == one.id
              ? fmt::format("\"{}\" depends on itself", one.id)
              : fmt::format("\"{}\" depends on \"{}\", which is not earlier", one.id, parent.id);
      auto& finding = reporter.at(parent.place, std::move(message));
      if (one.id_place) relate(finding, *one.id_place, "the id that orders this migration");
    }
  }
}

}  // namespace

const Rule later_dependency{
    {
        .id = "declaration-later-dependency",
        .severity = Severity::fail,
        .summary = "The migration depends on itself or on a later one",
        .rationale = "Migrations run in the order of their ids. One that needs a later one, or "
                     "itself, can never run.",
        .remedy = "Remove the dependency, or give this migration an id after the one it needs. "
                  "Ids are compared by date and number, whatever their store",
        .requirements = {"K-67", "X-12"},
    },
    check};

}  // namespace mig::rules::declaration_rules
