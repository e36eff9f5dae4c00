#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/moment.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::ReceiptFacts;
using contract::LocatedString;

/// A run whose own times hold together: only those are compared with each other.
struct TimedRun {
  const ReceiptFacts* facts = nullptr;
  Moment started;
  Moment finished;

  const LocatedString& start() const { return *facts->receipt.started_at; }
  const LocatedString& finish() const { return *facts->receipt.finished_at; }
  const SourceText& source() const { return *facts->document->source; }
};

void tell_impossible(const ReceiptFacts& facts, std::string_view name, const LocatedString& text,
                     Reporter& reporter) {
  reporter.at(*facts.document->source, text.span,
              fmt::format("{} is \"{}\", a moment that does not exist", name, text.value));
}

void check_event(const TimedRun& run, const contract::ReceiptEvent& event, const Moment& at,
                 Reporter& reporter) {
  const bool is_early = at < run.started;
  if (!is_early && at <= run.finished) return;
  auto& finding = reporter.at(
      run.source(), event.at.span,
      fmt::format("the event \"{}\" is dated {}, {} at {}", event.name.value, event.at.value,
                  is_early ? "before the run started" : "after the run finished",
                  is_early ? run.start().value : run.finish().value));
  relate(finding, quote(run.source(), is_early ? run.start().span : run.finish().span),
         is_early ? "started here" : "finished here");
}

void check_events(const ReceiptFacts& facts, const std::optional<TimedRun>& run,
                  Reporter& reporter) {
  const contract::ReceiptEvent* last = nullptr;
  std::optional<Moment> last_at;
  for (const auto& event : facts.receipt.events) {
    const auto at = moment_of(event.at);
    if (!at) {
      tell_impossible(facts, "`at` of an event", event.at, reporter);
      continue;
    }
    if (run) check_event(*run, event, *at, reporter);
    if (last_at && *at < *last_at) {
      auto& finding = reporter.at(
          *facts.document->source, event.at.span,
          fmt::format("the event \"{}\" is dated {}, before \"{}\", which is listed ahead of it",
                      event.name.value, event.at.value, last->name.value));
      relate(finding, quote(*facts.document->source, last->at.span), "listed ahead of it");
    }
    last = &event;
    last_at = at;
  }
}

/// Judges the times of one receipt; answers them when they hold together.
std::optional<TimedRun> check_own_times(const ReceiptFacts& facts, Reporter& reporter) {
  const auto& receipt = facts.receipt;
  const auto started = moment_of(receipt.started_at);
  const auto finished = moment_of(receipt.finished_at);
  if (receipt.started_at && !started) {
    tell_impossible(facts, "started_at", *receipt.started_at, reporter);
  }
  if (receipt.finished_at && !finished) {
    tell_impossible(facts, "finished_at", *receipt.finished_at, reporter);
  }
  if (!started || !finished) return std::nullopt;
  const TimedRun run{&facts, *started, *finished};
  if (*finished >= *started) return run;
  auto& finding = reporter.at(run.source(), run.finish().span,
                              fmt::format("the run finished at {}, before it started at {}",
                                          run.finish().value, run.start().value));
  relate(finding, quote(run.source(), run.start().span), "started here");
  return std::nullopt;
}

using Told = std::set<std::pair<const ReceiptFacts*, const ReceiptFacts*>>;

void check_rollbacks(const std::vector<TimedRun>& runs, Told& told, Reporter& reporter) {
  for (const auto& run : runs) {
    const auto& undone_id = run.facts->receipt.rolls_back;
    if (!run.facts->receipt.is_rollback() || !undone_id) continue;
    for (const auto& undone : runs) {
      const auto& id = undone.facts->receipt.run_id;
      if (&undone == &run || !id || id->value != undone_id->value) continue;
      // One that came after the rollback altogether is told as a wrong target.
      if (run.started >= undone.finished || came_before(*run.facts, *undone.facts)) continue;
      auto& finding = reporter.at(
          run.source(), run.start().span,
          fmt::format("the rollback started at {}, before the run that it undoes finished at {}",
                      run.start().value, undone.finish().value));
      relate(finding, quote(undone.source(), undone.finish().span), "finished here");
      told.insert({undone.facts, run.facts});
      told.insert({run.facts, undone.facts});
    }
  }
}

std::int64_t sequence_of(const TimedRun& run) {
  return run.facts->receipt.sequence->value;
}

void tell_pair(const TimedRun& earlier, const TimedRun& later, bool is_behind, Reporter& reporter) {
  const auto first = earlier.facts->receipt.sequence->value;
  const auto second = later.facts->receipt.sequence->value;
  const auto& place = is_behind ? later.finish() : later.start();
  auto& finding = reporter.at(
      later.source(), place.span,
      is_behind
          ? fmt::format("run {} of the sequence finished at {}, before run {} finished at {}",
                        second, place.value, first, earlier.finish().value)
          : fmt::format("run {} of the sequence started at {}, while run {} still went on in "
                        "\"{}\" until {}",
                        second, place.value, first, later.facts->receipt.environment_name->value,
                        earlier.finish().value));
  relate(finding, quote(earlier.source(), earlier.finish().span),
         fmt::format("run {} finished here", first));
}

// A receipt holds the digest of the one before it, so that one had to be finished first.
void check_sequence(std::vector<TimedRun> runs, const Told& told, Reporter& reporter) {
  std::erase_if(runs, [](const auto& run) { return !run.facts->receipt.sequence; });
  std::stable_sort(runs.begin(), runs.end(), [&](const auto& left, const auto& right) {
    return sequence_of(left) < sequence_of(right);
  });
  // Of each environment the run that went on longest: runs elsewhere may lie between two of one.
  std::map<std::string, const TimedRun*> longest;
  for (std::size_t at = 0; at < runs.size(); ++at) {
    const auto& later = runs[at];
    const auto is_comparable = [&](const TimedRun& earlier) {
      return sequence_of(earlier) != sequence_of(later) &&
             !told.contains({earlier.facts, later.facts});
    };
    const auto* before = at == 0 ? nullptr : &runs[at - 1];
    const bool is_behind =
        before != nullptr && is_comparable(*before) && later.finished < before->finished;
    if (is_behind) tell_pair(*before, later, true, reporter);
    const auto& environment = later.facts->receipt.environment_name;
    if (!environment) continue;
    auto& run = longest[environment->value];
    if (!is_behind && run != nullptr && is_comparable(*run) && later.started < run->finished) {
      tell_pair(*run, later, false, reporter);
    }
    if (run == nullptr || later.finished >= run->finished) run = &later;
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  std::vector<TimedRun> runs;
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid()) continue;
    const auto run = check_own_times(facts, reporter);
    check_events(facts, run, reporter);
    if (run) runs.push_back(*run);
  }
  Told told;
  check_rollbacks(runs, told, reporter);
  check_sequence(std::move(runs), told, reporter);
}

}  // namespace

const Rule time_order{
    {
        .id = "receipt-time-order",
        .severity = Severity::fail,
        .summary = "The times of a receipt do not exist, or contradict each other",
        .rationale = "A run starts, goes on and finishes, and only then can the next one refer to "
                     "its receipt or take it back. Times in another order were written by hand, or "
                     "by a clock that nobody may trust.",
        .remedy = "Have the runner write the moments by a clock that is set (RFC 3339, with a "
                  "zone), and each receipt when its run is over; a receipt is never edited after "
                  "the run",
        .requirements = {"K-99"},
    },
    check};

}  // namespace mig::rules::receipt_rules
