#include <fmt/format.h>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

void judge(const bundle::HistoryFacts& history, const bundle::RepositoryFacts& repository,
           Reporter& reporter) {
  const auto& source = text_of(history, repository);
  const auto now = pattern::parse_timestamp(repository.now);
  const contract::StatusChange* before = nullptr;
  std::int64_t latest = 0;
  for (const auto& change : history.history.changes) {
    const auto at = pattern::parse_timestamp(change.at.value);
    if (!at) {
      reporter.at(source, change.at.span,
                  fmt::format("{} is a time that does not exist", change.at.value));
      continue;
    }
    if (now && *at > *now + kClockSkew) {
      auto& finding = reporter.at(source, change.at.span,
                                  fmt::format("{} is at {}, which is still to come: it is {}",
                                              name_of(change), change.at.value, repository.now));
      finding.remedy = "write when the status changed; clocks may differ by five minutes";
    }
    if (before != nullptr && *at < latest) {
      auto& finding = reporter.at(
          source, change.at.span,
          fmt::format("{} is at {}, before the line before it", name_of(change), change.at.value));
      relate(finding, quote(source, before->at.span), "the line before");
    }
    before = &change;
    latest = *at;
  }
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto* history : readable(repository)) judge(*history, repository, reporter);
}

}  // namespace

const Rule time_order{
    {
        .id = "history-time-order",
        .severity = Severity::fail,
        .summary = "The times of the status history go backwards, or are still to come",
        .rationale =
            "Lines are added as statuses change. A time before that of the line before, or "
            "in the future, was not taken from a clock when it happened.",
        .remedy = "Write when the status changed; lines stand in the order in which that happened",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
