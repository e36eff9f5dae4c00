#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& receipt : records.receipts) {
    if (!receipt.is_valid() || receipt.prov_document != nullptr) continue;
    const auto path = bundle::joined(receipt.run->folder, "receipts/prov.jsonld");
    auto& finding = reporter.at_path(
        bundle.path_of(path),
        fmt::format("the run {} has no provenance file", receipt.receipt.run_id->value));
    relate(finding, in_receipt(receipt, receipt.receipt.run_id->span), "the run");
    if (receipt.is_stored) continue;
    finding.remedy =
        fmt::format("write it with `mig-receipt-verify prov {}`", receipt.document->source->path());
  }
}

}  // namespace

const Rule missing{
    {
        .id = "prov-missing",
        .severity = Severity::info,
        .summary = "A run has no provenance file",
        .rationale = "A provenance file tells tools that know nothing of receipts what a run used, "
                     "what it made and who answers for it. It may be left out.",
        .remedy = "Derive one from the receipt: mig-receipt-verify prov",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
