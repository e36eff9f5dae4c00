#include <fmt/format.h>

#include <unordered_set>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void judge(const bundle::ReceiptFacts& receipt, Reporter& reporter) {
  std::unordered_set<std::string_view> used;
  for (const auto& relation : receipt.prov.relations) {
    if (relation.kind == contract::ProvRelationKind::usage && relation.entity)
      used.insert(relation.entity->value);
  }
  const auto nodes = nodes_by_id(receipt.prov);
  for (const auto& [id, files] : files_by_id(receipt.receipt)) {
    // One that is not described at all is told by itself.
    const auto node = nodes.find(id);
    if (files.inputs.empty() || used.contains(id) || node == nodes.end()) continue;
    const auto& named = files.inputs;
    auto& finding =
        reporter.at(text_of(receipt), node->second->id.span,
                    fmt::format("the run does not say that it used {}", paths_of(named)));
    const auto run = receipt.receipt.run_id
                         ? contract::prov_id_of_run(receipt.receipt.run_id->value)
                         : std::string("<the run>");
    finding.remedy =
        mended(receipt,
               fmt::format("add {{\"@type\": \"Usage\", \"activity\": \"{}\", \"entity\": \"{}\"}}",
                           run, id));
    relate(finding, in_receipt(receipt, named.front()->path.span), "an input of the receipt");
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) judge(*receipt, reporter);
}

}  // namespace

const Rule unused_input{
    {
        .id = "prov-unused-input",
        .severity = Severity::fail,
        .summary = "A provenance file leaves out that the run used one of its inputs",
        .rationale = "What a run used is what its outcome depends on. An input that is described "
                     "and never used hides a cause.",
        .remedy = "Add a Usage of the entity by the run; or derive the file anew: "
                  "mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
