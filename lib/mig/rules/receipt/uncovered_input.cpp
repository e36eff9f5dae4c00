#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/owed_files.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  const auto owed = owed_inputs(bundle);
  for (const auto& facts : records.receipts) {
    if (!facts.is_valid() || !facts.receipt.inputs_span) continue;
    for (const auto& file : owed) {
      if (names(facts.inputs, file.path)) continue;
      auto& finding = reporter.at(*facts.document->source, *facts.receipt.inputs_span,
                                  fmt::format("inputs do not name {}", file.path));
      finding.object = "file " + file.path;
      if (const auto declared = declaration_of(bundle, owed, file.path)) {
        relate(finding, *declared, "declared here");
      }
    }
  }
}

}  // namespace

const Rule uncovered_input{
    {
        .id = "receipt-uncovered-input",
        .severity = Severity::fail,
        .summary = "A receipt does not name the declaration or one of the declared scripts",
        .rationale = "What no digest binds can be exchanged after the run: a script, or the scope "
                     "in migration.yml that allowed what ran. The rollback script counts although "
                     "it did not run: it is what the run was approved with.",
        .remedy = "Have the runner name migration.yml and every forward and rollback script among "
                  "the inputs; a script that was declared after the run belongs in a new "
                  "migration, and a receipt is never edited after the run",
        .requirements = {"K-101"},
    },
    check};

}  // namespace mig::rules::receipt_rules
