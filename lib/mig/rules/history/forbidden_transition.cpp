#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto* history : readable(repository)) {
    const auto before = lines_before(history->history);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto& change = history->history.changes[i];
      // Where a migration begins is judged by itself.
      if (!change.from) continue;
      const auto& from = change.from->value;
      if (contract::is_allowed_transition(from, change.status.value)) continue;
      const auto& source = text_of(*history, repository);
      auto& finding =
          reporter.at(source, change.status.span,
                      fmt::format("{} cannot go from {} to {}", change.migration_id.value, from,
                                  change.status.value));
      const auto next = contract::statuses_after(from);
      finding.remedy = next.empty()
                           ? fmt::format("nothing follows on {}: begin a new migration", from)
                           : fmt::format("what may follow on {}: {}", from, fmt::join(next, ", "));
      if (before[i] != nullptr)
        relate(finding, quote(source, before[i]->status.span), "the status before");
    }
  }
}

}  // namespace

const Rule forbidden_transition{
    {
        .id = "history-forbidden-transition",
        .severity = Severity::fail,
        .summary = "A migration changed its status in a way that is not allowed",
        .rationale = "Statuses are reached step by step: what was never merged was never reviewed "
                     "as it ran, what was never executed cannot be rolled back, and what was "
                     "superseded stays so.",
        .remedy = "Take the steps in their order, each with a line of its own",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
