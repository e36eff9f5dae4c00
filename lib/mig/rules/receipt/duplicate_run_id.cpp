#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

// Over all bundles and within each: what was there before is what a new receipt repeats.
void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  std::unordered_map<std::string_view, const bundle::Dependency*> first_of;
  for (const auto& neighbour : repository.neighbours) {
    for (const auto& run : neighbour.run_ids) first_of.emplace(run.id, &run);
  }
  for (const auto& bundle : repository.bundles) {
    for (const auto& run : bundle.run_ids) {
      const auto [first, is_new] = first_of.emplace(run.id, &run);
      if (is_new) continue;
      const auto& place = first->second->place;
      auto& finding = reporter.at(
          run.place, fmt::format("\"{}\" is also the run_id of {}", run.id, place.source->path()));
      relate(finding, place, "used here first");
    }
  }
}

}  // namespace

const Rule duplicate_run_id{
    {
        .id = "receipt-duplicate-run-id",
        .severity = Severity::fail,
        .summary = "Two receipts share one run_id",
        .rationale = "A run_id stands for one run for ever: rollbacks, provenance and the history "
                     "of the status refer to it. The same one twice is a receipt that was copied, "
                     "or a run that hides behind another.",
        .remedy = "Remove the copy; a runner gives every run an id of its own",
        .requirements = {"K-96"},
    },
    check};

}  // namespace mig::rules::receipt_rules
