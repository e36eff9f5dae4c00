#include <fmt/format.h>

#include <unordered_set>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

using contract::ProvRelationKind;

std::unordered_set<std::string_view> entities_of(const contract::ProvDocument& document,
                                                 ProvRelationKind kind) {
  std::unordered_set<std::string_view> entities;
  for (const auto& relation : document.relations) {
    if (relation.kind == kind && relation.entity) entities.insert(relation.entity->value);
  }
  return entities;
}

void judge(const bundle::ReceiptFacts& receipt, Reporter& reporter) {
  const auto generated = entities_of(receipt.prov, ProvRelationKind::generation);
  const auto derived = entities_of(receipt.prov, ProvRelationKind::derivation);
  const auto nodes = nodes_by_id(receipt.prov);
  for (const auto& [id, files] : files_by_id(receipt.receipt)) {
    // One that is not described at all is told by itself.
    const auto node = nodes.find(id);
    if (!files.is_generated() || node == nodes.end()) continue;
    const auto& named = files.outputs;
    if (generated.contains(id)) {
      if (derived.contains(id)) continue;
      auto& finding =
          reporter.at(text_of(receipt), node->second->id.span,
                      fmt::format("nothing says what {} was made from", paths_of(named)));
      finding.remedy = mended(receipt, "add a Derivation of the entity from the script that ran");
      continue;
    }
    auto& finding =
        reporter.at(text_of(receipt), node->second->id.span,
                    fmt::format("nothing says that the run generated {}", paths_of(named)));
    const auto run = receipt.receipt.run_id
                         ? contract::prov_id_of_run(receipt.receipt.run_id->value)
                         : std::string("<the run>");
    finding.remedy = mended(
        receipt,
        fmt::format("add {{\"@type\": \"Generation\", \"entity\": \"{}\", \"activity\": \"{}\"}}",
                    id, run));
    relate(finding, in_receipt(receipt, named.front()->path.span), "an output of the receipt");
  }
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) judge(*receipt, reporter);
}

}  // namespace

const Rule ungenerated_output{
    {
        .id = "prov-ungenerated-output",
        .severity = Severity::fail,
        .summary = "A provenance file leaves out that the run generated an output, or from what",
        .rationale = "An output that nothing generated could come from anywhere. One whose bytes "
                     "were an input as well needs no generation.",
        .remedy = "Add a Generation of the entity by the run, and a Derivation from a script that "
                  "ran; or derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
