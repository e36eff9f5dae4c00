#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

void judge_first(const contract::StatusChange& change, const SourceText& source,
                 Reporter& reporter) {
  if (change.from) {
    auto& finding =
        reporter.at(source, change.from->span,
                    fmt::format("{} comes from {}, but no line before tells how it got there",
                                change.migration_id.value, change.from->value));
    finding.remedy = "begin with a line that has no `from` and the status draft";
    return;
  }
  if (contract::is_allowed_transition({}, change.status.value)) return;
  auto& finding =
      reporter.at(source, change.status.span,
                  fmt::format("{} begins as {}", change.migration_id.value, change.status.value));
  finding.remedy = "begin with a line of the status draft";
}

void judge_later(const contract::StatusChange& change, const contract::StatusChange& before,
                 const SourceText& source, Reporter& reporter) {
  const auto& due = before.status.value;
  if (change.from && change.from->value == due) return;
  auto& finding = change.from
                      ? reporter.at(source, change.from->span,
                                    fmt::format("{} comes from {}, but {} left it {}",
                                                change.migration_id.value, change.from->value,
                                                name_of(before), due))
                      : reporter.at(source, change.span,
                                    fmt::format("{} begins anew, but {} left it {}",
                                                change.migration_id.value, name_of(before), due));
  finding.remedy = fmt::format("write \"from\": \"{}\"", due);
  relate(finding, quote(source, before.status.span), "the status before");
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto* history : readable(repository)) {
    const auto& source = text_of(*history, repository);
    const auto before = lines_before(history->history);
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto& change = history->history.changes[i];
      if (before[i] == nullptr) {
        judge_first(change, source, reporter);
      } else {
        judge_later(change, *before[i], source, reporter);
      }
    }
  }
}

}  // namespace

const Rule wrong_origin{
    {
        .id = "history-wrong-origin",
        .severity = Severity::fail,
        .summary = "A line of the status history starts from a status that the migration did not "
                   "have",
        .rationale = "Only steps that join tell how a migration came to its status; a line that "
                     "starts elsewhere skips what has to be proved in between.",
        .remedy = "Start from the status that the line before of the same migration left",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
