#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/moment.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// How far two clocks may differ.
constexpr std::int64_t kSkewSeconds = 5 * 60;

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  const auto& now = bundle.repository->now;
  const auto instant = pattern::parse_timestamp(now);
  if (!instant) return;
  const Moment latest{*instant + kSkewSeconds, {}};
  for (const auto& facts : records.receipts) {
    const auto finished = moment_of(facts.receipt.finished_at);
    if (!facts.is_valid() || !finished || *finished <= latest) continue;
    const auto& text = *facts.receipt.finished_at;
    reporter.at(*facts.document->source, text.span,
                fmt::format("the run finished at {}, but now it is {}", text.value, now));
  }
}

}  // namespace

const Rule future_time{
    {
        .id = "receipt-future-time",
        .severity = Severity::fail,
        .summary = "A run is said to have finished in the future",
        .rationale = "A receipt is written when the run is over. One from the future was not "
                     "written then: it would outlive the age that a receipt may have, and keys "
                     "that are valid today.",
        .remedy = "Set the clock of the runner, and that of the machine that judges: five minutes "
                  "between them are let pass",
        .requirements = {"K-99"},
    },
    check};

}  // namespace mig::rules::receipt_rules
