#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/owed_files.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || !facts.receipt.outputs_span) continue;
    const auto owed = owed_outputs(bundle, facts);
    for (const auto& file : owed) {
      if (names(facts.outputs, file.path)) continue;
      auto& finding = reporter.at(
          *facts.document->source, *facts.receipt.outputs_span,
          fmt::format(
              "outputs do not name {}{}", file.path,
              bundle.entry(file.path) == nullptr ? ", which is not in the bundle either" : ""));
      finding.object = "file " + file.path;
      if (const auto declared = declaration_of(bundle, owed, file.path)) {
        relate(finding, *declared, "declared here");
      }
    }
  }
}

}  // namespace

const Rule uncovered_output{
    {
        .id = "receipt-uncovered-output",
        .severity = Severity::fail,
        .summary =
            "A receipt does not name a baseline or diff that the declaration has a run leave",
        .rationale = "What no digest binds can be exchanged after the run. The baselines and diffs "
                     "are the evidence of what a run did; a failed run owes those that it got to "
                     "write, its pre baseline among them.",
        .remedy =
            "Have the runner name every baseline and diff of the run among the outputs, those "
            "of a further run with their path beneath runs/; a receipt is never edited after "
            "the run: what it does not name has to be run and recorded again",
        .requirements = {"K-102"},
    },
    check};

}  // namespace mig::rules::receipt_rules
