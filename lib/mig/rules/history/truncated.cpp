#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

void judge(const bundle::DocumentFacts& document, const bundle::PreviousHistory& previous,
           Reporter& reporter) {
  if (!previous.first_difference) return;
  const auto& source = *document.source;
  if (document.is_missing()) {
    auto& finding = reporter.at_path(
        source.path(),
        fmt::format("the history is gone; {} has {} bytes of it", previous.path, previous.bytes));
    finding.remedy = "put it back: a history is only ever added to";
    return;
  }
  // Why it could not be read is told by itself, and nothing is known of its bytes.
  if (document.access) return;
  const auto offset = *previous.first_difference;
  if (offset >= source.bytes().size()) {
    reporter.at_path(source.path(),
                     fmt::format("the history ends after {} bytes, where {} goes on to {}",
                                 source.bytes().size(), previous.path, previous.bytes));
    return;
  }
  const auto at = static_cast<std::uint32_t>(offset);
  const auto line = source.position(at).line;
  reporter.at(source, Span{at, at + 1},
              fmt::format("line {} is not what it was in {}: they differ from byte {} on", line,
                          previous.path, offset));
}

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto& history : repository.histories) {
    if (history.previous) judge(document_of(history, repository), *history.previous, reporter);
  }
}

}  // namespace

const Rule truncated{
    {
        .id = "history-truncated",
        .severity = Severity::fail,
        .summary = "The status history does not begin with its earlier state",
        .rationale = "A history is only ever added to. One that lost lines, or in which they read "
                     "otherwise, is another history, even where its chain holds.",
        .remedy = "Take the earlier state as it was, byte for byte, and add lines behind it",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
