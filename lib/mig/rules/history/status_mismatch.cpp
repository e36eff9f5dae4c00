#include <fmt/format.h>

#include <unordered_map>

#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"
#include "mig/rules/registry/entries.hpp"

namespace mig::rules::history_rules {
namespace {

using LastLines = std::unordered_map<std::string_view, const contract::StatusChange*>;

LastLines last_lines(const contract::StatusHistory& history) {
  LastLines last;
  for (const auto& change : history.changes) last[change.migration_id.value] = &change;
  return last;
}

void judge_entry(const contract::RegistryEntry& entry, const LastLines& last,
                 const SourceText& history, const bundle::RepositoryFacts& repository,
                 Reporter& reporter) {
  const auto& status = *entry.status;
  const auto& registry = registry_rules::source_of(entry, repository);
  const auto line = last.find(entry.id.value);
  if (line == last.end()) {
    if (status.value == "draft") return;
    auto& finding = reporter.at(
        registry, status.span,
        fmt::format("{} is {}, but the history does not know it", entry.id.value, status.value));
    finding.remedy = fmt::format("add its lines to {}, from draft on", history.path());
    relate(finding, Quote{history.whole_file(), std::nullopt, {}}, "the history");
    return;
  }
  const auto& change = *line->second;
  if (change.status.value == status.value) return;
  auto& finding = reporter.at(registry, status.span,
                              fmt::format("{} is {}, but the history left it {}", entry.id.value,
                                          status.value, change.status.value));
  finding.remedy =
      fmt::format("add a line to {} that goes from {} to {}, or write {} here", history.path(),
                  change.status.value, status.value, change.status.value);
  relate(finding, quote(history, change.status.span), "the last line about it");
}

void judge(const bundle::HistoryFacts& history, std::size_t registry,
           const bundle::RepositoryFacts& repository, Reporter& reporter) {
  const auto& source = text_of(history, repository);
  auto last = last_lines(history.history);
  const auto repeated = registry_rules::repeated_ids(repository);
  for (const auto& entry : repository.registry.entries) {
    // Which entry of a repeated id counts is not known, and told by itself.
    if (entry.document == registry && entry.status && !repeated.contains(entry.id.value))
      judge_entry(entry, last, source, repository, reporter);
  }
  for (const auto& entry : repository.registry.entries) {
    if (entry.document == registry) last.erase(entry.id.value);
  }
  for (const auto& change : history.history.changes) {
    const auto line = last.find(change.migration_id.value);
    if (line == last.end() || line->second != &change) continue;
    auto& finding = reporter.at(source, change.migration_id.span,
                                fmt::format("the registry does not list {}, which is {}",
                                            change.migration_id.value, change.status.value));
    const auto& listing = *repository.registry_documents[registry].source;
    finding.remedy =
        fmt::format("put its entry back into {}: entries are never removed", listing.path());
    relate(finding, Quote{listing.whole_file(), std::nullopt, {}}, "the registry");
  }
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  if (!registry_rules::is_registry_readable(repository)) return;
  for (const auto* history : readable(repository)) {
    if (const auto registry = registry_beside(*history, repository))
      judge(*history, *registry, repository, reporter);
  }
}

}  // namespace

const Rule status_mismatch{
    {
        .id = "history-status-mismatch",
        .severity = Severity::fail,
        .summary = "The registry and the status history do not agree on a status",
        .rationale = "Gates judge by the status of the registry. The history tells how it was "
                     "reached; a status that it does not end in was never reached.",
        .remedy = "Add the line that is missing, or take the change of the registry back",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
