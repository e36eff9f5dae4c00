#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

/// Holds each line of one history against the line before it.
class ChainCheck {
 public:
  ChainCheck(const bundle::HistoryFacts& history, const SourceText& source, Reporter& reporter)
      : history_(history), source_(source), reporter_(reporter) {}

  void judge() {
    const auto& changes = history_.history.changes;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      const auto* before = i == 0 ? nullptr : &changes[i - 1];
      judge_number(changes[i], before);
      if (before == nullptr) {
        judge_first(changes[i]);
      } else {
        judge_link(changes[i], *before, digest_of(i - 1));
      }
    }
  }

 private:
  // A line whose digest is not known is continued by nothing.
  std::string digest_of(std::size_t line) const {
    return line < history_.line_digests.size() ? history_.line_digests[line] : std::string();
  }

  // Held against the line before, so that one gap is told once.
  void judge_number(const contract::StatusChange& change, const contract::StatusChange* before) {
    const auto due = before == nullptr ? 1 : before->seq.value + 1;
    if (change.seq.value == due) return;
    auto& finding = reporter_.at(
        source_, change.seq.span,
        before == nullptr
            ? fmt::format("the first line has the seq {} instead of 1", change.seq.value)
            : fmt::format("seq {} follows on seq {}", change.seq.value, before->seq.value));
    if (before != nullptr) relate(finding, quote(source_, before->seq.span), "the line before");
  }

  void judge_first(const contract::StatusChange& change) {
    if (!change.prev) return;
    auto& finding =
        reporter_.at(source_, change.prev->span, "the first line names a line before it");
    finding.remedy =
        "put the lines that were cut off back in front, or, in a history that begins "
        "here, leave `prev` out of its first line";
  }

  void judge_link(const contract::StatusChange& change, const contract::StatusChange& before,
                  const std::string& due) {
    if (change.prev && change.prev->value == due) return;
    auto& finding = change.prev
                        ? reporter_.at(source_, change.prev->span,
                                       fmt::format("{} names {} as the line before it, which is {}",
                                                   name_of(change), change.prev->value, due))
                        : reporter_.at(source_, change.span,
                                       fmt::format("{} does not name the line before it, {}",
                                                   name_of(change), due));
    if (!change.prev) finding.remedy = fmt::format("add \"prev\": \"{}\"", due);
    relate(finding, quote(source_, before.span), "the line before");
  }

  const bundle::HistoryFacts& history_;
  const SourceText& source_;
  Reporter& reporter_;
};

void check(const bundle::RepositoryFacts& repository, Reporter& reporter) {
  for (const auto* history : readable(repository))
    ChainCheck(*history, text_of(*history, repository), reporter).judge();
}

}  // namespace

const Rule broken_chain{
    {
        .id = "history-broken-chain",
        .severity = Severity::fail,
        .summary = "A line of the status history does not continue the line before it",
        .rationale = "Every line holds the digest of the line before it, so that none can be "
                     "changed, taken out, put in or moved without a trace.",
        .remedy = "Put the lines before it back as they were: a history is only ever added to; "
                  "`sed -n Np history.jsonl | sha256sum` shows the digest of line N",
        .requirements = {"K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
