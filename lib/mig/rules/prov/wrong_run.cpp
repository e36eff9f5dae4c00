#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void judge_activity(const bundle::ReceiptFacts& receipt, const contract::ProvNode& activity,
                    Reporter& reporter) {
  const auto& run = *receipt.receipt.run_id;
  const auto& source = text_of(receipt);
  const auto due = contract::prov_id_of_run(run.value);
  if (activity.id.value != due) {
    auto& finding = reporter.at(source, activity.id.span,
                                fmt::format("the activity is {}, but the receipt is of the run {}",
                                            activity.id.value, run.value));
    finding.remedy =
        mended(receipt, fmt::format("describe one activity with the \"@id\" \"{}\"", due));
    relate(finding, in_receipt(receipt, run.span), "the run of the receipt");
    return;
  }
  const auto& migration = receipt.receipt.migration_id;
  if (!migration) return;
  const auto& named = activity.migration_id;
  if (named && named->value == migration->value) return;
  auto message = named ? fmt::format("the activity is of the migration {}, the receipt of {}",
                                     named->value, migration->value)
                       : std::string("the activity does not say which migration it ran");
  auto& finding = reporter.at(source, named ? named->span : activity.span, std::move(message));
  finding.remedy =
      fmt::format("write \"mig:migration_id\": [{{\"@value\": \"{}\"}}]", migration->value);
  relate(finding, in_receipt(receipt, migration->span), "the migration of the receipt");
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    const auto& run = receipt->receipt.run_id;
    if (!run) continue;
    bool has_activity = false;
    for (const auto& node : receipt->prov.nodes) {
      if (node.kind != contract::ProvNodeKind::activity) continue;
      has_activity = true;
      judge_activity(*receipt, node, reporter);
    }
    if (has_activity) continue;
    auto& finding = reporter.at_path(text_of(*receipt).path(),
                                     fmt::format("no activity stands for the run {}", run->value));
    finding.remedy = mended(*receipt, fmt::format("describe one activity with the \"@id\" \"{}\"",
                                                  contract::prov_id_of_run(run->value)));
    relate(finding, in_receipt(*receipt, run->span), "the run of the receipt");
  }
}

}  // namespace

const Rule wrong_run{
    {
        .id = "prov-wrong-run",
        .severity = Severity::fail,
        .summary = "A provenance file describes another run than the receipt beside it",
        .rationale = "Provenance is of one run of one migration. That of another run, laid beside "
                     "this receipt, would lend it a history that it does not have.",
        .remedy = "Describe exactly one activity: the run of the receipt, with its migration; or "
                  "derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
