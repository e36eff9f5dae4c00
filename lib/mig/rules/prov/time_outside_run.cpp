#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

using contract::LocatedString;

/// Holds the times of one provenance file against the run of its receipt.
class TimeCheck {
 public:
  TimeCheck(const bundle::ReceiptFacts& receipt, Reporter& reporter)
      : receipt_(receipt), reporter_(reporter) {}

  // That a run does not end before it starts follows: both ends are those of the receipt, whose
  // order is judged there.
  void judge_activity(const contract::ProvNode& activity) {
    judge_end(activity, activity.start_time, "startTime", *receipt_.receipt.started_at,
              "started_at");
    judge_end(activity, activity.end_time, "endTime", *receipt_.receipt.finished_at, "finished_at");
  }

  void judge_relation(const contract::ProvRelation& relation) {
    if (!relation.time) return;
    const auto started = instant_of(receipt_.receipt.started_at->value);
    const auto finished = instant_of(receipt_.receipt.finished_at->value);
    // A run that ends before it starts holds no time; the receipt is the cause.
    if (!started || !finished || *finished < *started) return;
    const auto time = read(*relation.time);
    if (!time || (*started <= *time && *time <= *finished)) return;
    const bool is_early = *time < *started;
    const auto& bound = is_early ? *receipt_.receipt.started_at : *receipt_.receipt.finished_at;
    auto& finding =
        reporter_.at(text_of(receipt_), relation.time->span,
                     fmt::format("{} is at {}, {} the run {} at {}", name_of(relation.kind),
                                 relation.time->value, is_early ? "before" : "after",
                                 is_early ? "started" : "ended", bound.value));
    relate(finding, in_receipt(receipt_, bound.span), "as the receipt says");
  }

 private:
  std::optional<Instant> read(const LocatedString& written) {
    auto instant = instant_of(written.value);
    if (!instant) {
      reporter_.at(text_of(receipt_), written.span,
                   fmt::format("{} is a time that does not exist", written.value));
    }
    return instant;
  }

  void judge_end(const contract::ProvNode& activity, const std::optional<LocatedString>& written,
                 std::string_view key, const LocatedString& due, std::string_view field) {
    const auto expected = instant_of(due.value);
    if (!expected) return;
    if (written) {
      const auto time = read(*written);
      if (!time || *time == *expected) return;
    }
    const auto span = written ? written->span : activity.span;
    auto message = written ? fmt::format("{} is {}, but {} of the receipt is {}", key,
                                         written->value, field, due.value)
                           : fmt::format("the activity has no {}", key);
    auto& finding = reporter_.at(text_of(receipt_), span, std::move(message));
    finding.remedy = mended(receipt_, fmt::format("write \"{}\": \"{}\"", key, due.value));
    relate(finding, in_receipt(receipt_, due.span), "as the receipt says");
  }

  const bundle::ReceiptFacts& receipt_;
  Reporter& reporter_;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    if (!receipt->receipt.started_at || !receipt->receipt.finished_at) continue;
    TimeCheck times(*receipt, reporter);
    for (const auto& node : receipt->prov.nodes) {
      if (node.kind == contract::ProvNodeKind::activity) times.judge_activity(node);
    }
    for (const auto& relation : receipt->prov.relations) times.judge_relation(relation);
  }
}

}  // namespace

const Rule time_outside_run{
    {
        .id = "prov-time-outside-run",
        .severity = Severity::fail,
        .summary = "A provenance file gives times that the run of its receipt does not have",
        .rationale = "Provenance with other times is that of another run, or was made up: nothing "
                     "is used or made before a run starts or after it ends.",
        .remedy = "Write times between started_at and finished_at of the receipt, with a zone; or "
                  "derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
