#include <fmt/format.h>

#include <string>
#include <utility>

#include "mig/bundle/dependency_graph.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::declaration_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& cycle : bundle::DependencyGraph(repository).cycles()) {
    const auto& first = cycle.edges.front();
    std::string way = first.from->id;
    for (const auto& edge : cycle.edges) way += " → " + edge.to->id;
    auto message = fmt::format("the migrations depend on each other in a circle: {}", way);
    if (cycle.further > 0) {
      message += fmt::format(
          "; {} further dependencies among them lie on circles that are not named", cycle.further);
    }
    auto& finding = reporter.at(first.via->place, std::move(message));
    for (const auto& edge : cycle.edges) {
      if (edge.via == first.via) continue;
      relate(finding, edge.via->place, fmt::format("{} needs {}", edge.from->id, edge.to->id));
    }
  }
}

}  // namespace

const Rule dependency_cycle{
    {
        .id = "declaration-dependency-cycle",
        .severity = Severity::fail,
        .summary = "Migrations depend on each other in a circle",
        .rationale = "No order exists in which migrations of a circle could run.",
        .remedy = "Remove the dependency of the earlier migration on the later one",
        .requirements = {"K-67", "X-12"},
    },
    check};

}  // namespace mig::rules::declaration_rules
