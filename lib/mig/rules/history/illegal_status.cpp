#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/history/earlier.hpp"
#include "mig/rules/history/lines.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

/// Whether the last lines about a migration lead from one status to another, each by a step that
/// is allowed.
bool leads(const contract::StatusHistory& history, std::string_view id, std::string_view from,
           std::string_view to) {
  const auto& lines = history.changes;
  auto due = to;
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (line->migration_id.value != id) continue;
    if (line->status.value != due || !line->from) return false;
    if (!contract::is_allowed_transition(line->from->value, due)) return false;
    due = line->from->value;
    if (due == from) return true;
  }
  return false;
}

bool has_chain(const bundle::RepositoryFacts& repository, std::string_view id,
               std::string_view from, std::string_view to) {
  const auto histories = readable(repository);
  return std::any_of(histories.begin(), histories.end(),
                     [&](const auto* one) { return leads(one->history, id, from, to); });
}

std::string remedy_of(std::string_view id, std::string_view before) {
  const auto next = contract::statuses_after(before);
  return next.empty() ? fmt::format(
                            "write {} again: nothing follows on it; what {} did is changed "
                            "by a new migration",
                            before, id)
                      : fmt::format(
                            "write {} again, or one that may follow on it ({}); several "
                            "steps need a line of the status history each",
                            before, fmt::join(next, ", "));
}

void check(const bundle::RepositoryFacts& repository,
           const bundle::RepositoryComparison& comparison, Reporter& reporter) {
  for (const auto& entry : comparison.entries) {
    const auto& before = entry.before;
    if (entry.now == nullptr || !before.status || !entry.now->status) continue;
    const auto& from = before.status->value;
    const auto& to = entry.now->status->value;
    const auto& id = before.id.value;
    if (from == to || contract::is_allowed_transition(from, to)) continue;
    if (has_chain(repository, id, from, to)) continue;
    auto& finding =
        reporter.at(registry_rules::source_of(*entry.now, repository), entry.now->status->span,
                    fmt::format("{} went from {} to {} since {}, which cannot follow on it", id,
                                from, to, comparison.base->name()));
    finding.object = fmt::format("migration {}: {} -> {}", id, from, to);
    finding.remedy = remedy_of(id, from);
    tell_object(finding);
    relate(finding, quote(*entry.before_source, before.status->span), "the status before");
  }
}

}  // namespace

const Rule illegal_status{
    {
        .id = "history-illegal-status",
        .severity = Severity::fail,
        .summary = "The registry gives a migration a status that cannot follow on the one before",
        .rationale = "Gates judge by the status of the registry: a migration that is set back owes "
                     "no receipt any more, and may be rewritten as if it had never been merged.",
        .remedy = "Write the status as it was, or take the allowed steps in their order, each with "
                  "a line of the status history",
        .requirements = {"K-32"},
        .approvable = true,
        .bar = ApprovalBar::signed_only,
    },
    check};

}  // namespace mig::rules::history_rules
