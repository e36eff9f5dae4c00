#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"
#include "mig/rules/receipt/run_folder_name.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    const auto folder = parse_run_folder(facts.run->folder);
    if (!facts.is_valid() || !folder) continue;
    const auto& environment = facts.receipt.environment_name;
    if (environment && environment->value != folder->environment) {
      reporter.at(place_of(facts, environment),
                  fmt::format("{} took place in \"{}\", by its receipt; the folder says \"{}\"",
                              name_of(facts), environment->value, folder->environment));
    }
    const auto& sequence = facts.receipt.sequence;
    if (sequence && sequence->value != folder->sequence) {
      reporter.at(place_of(facts, sequence),
                  fmt::format("{} has the sequence {}, by its receipt; the folder says {}",
                              name_of(facts), sequence->value, folder->sequence));
    }
  }
}

}  // namespace

const Rule wrong_run_folder{
    {
        .id = "receipt-wrong-run-folder",
        .severity = Severity::fail,
        .summary = "A receipt lies in the folder of another run",
        .rationale = "The folder of a run is named after its environment and its number. A receipt "
                     "that was copied into another one would prove a run that never took place.",
        .remedy = "Put the receipt back into the folder of its run, runs/<environment>-<sequence>",
        .requirements = {"K-29", "K-100"},
    },
    check};

}  // namespace mig::rules::receipt_rules
