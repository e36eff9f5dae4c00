#include <fmt/format.h>

#include <limits>

#include "mig/bundle/change_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::rollback_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& run : change.runs) {
    if (!run.receipt || !run.receipt->evidence_grade) continue;
    const auto& word = *run.receipt->evidence_grade;
    const auto claimed = contract::evidence_grade_named(word.value);
    const auto& finished = run.receipt->finished_at;
    const auto end = finished ? pattern::parse_timestamp(finished->value) : std::nullopt;
    const auto shown =
        change.evidence.grade_at(end.value_or(std::numeric_limits<std::int64_t>::max()));
    if (!claimed || *claimed <= shown) continue;
    const auto* receipt = bundle.document_at(run.run->inline_receipt);
    reporter.at(*receipt->source, word.span,
                fmt::format("the receipt claims \"{}\", but what can be recomputed of the rollback "
                            "is \"{}\"",
                            words_of(*claimed), words_of(shown)));
  }
}

}  // namespace

const Rule overstated_evidence{
    {
        .id = "rollback-overstated-evidence",
        .severity = Severity::fail,
        .summary = "A receipt claims stronger evidence of the rollback than there is",
        .rationale = "Grades are computed from receipts and digests. A claim that they do not "
                     "bear out would let a rollback pass that nobody ran.",
        .remedy = "Write the grade that the receipts show, or leave evidence_grade out; and add "
                  "what is missing: the rehearsal, or the receipt and the baselines of the "
                  "rollback",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
