#include <fmt/format.h>

#include <unordered_set>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void judge(const bundle::ReceiptFacts& receipt, Reporter& reporter) {
  std::unordered_set<std::string_view> generated;
  for (const auto& relation : receipt.prov.relations) {
    if (relation.kind == contract::ProvRelationKind::generation && relation.entity)
      generated.insert(relation.entity->value);
  }
  const auto nodes = nodes_by_id(receipt.prov);
  for (const auto& [id, files] : files_by_id(receipt.receipt)) {
    // One that is not described at all is told by itself.
    const auto node = nodes.find(id);
    if (!files.is_generated() || generated.contains(id) || node == nodes.end()) continue;
    const auto& named = files.outputs;
    auto& finding =
        reporter.at(text_of(receipt), node->second->id.span,
                    fmt::format("nothing says that the run generated {}", paths_of(named)));
    const auto run = receipt.receipt.run_id
                         ? contract::prov_id_of_run(receipt.receipt.run_id->value)
                         : std::string("<the run>");
    finding.remedy = fmt::format(
        "add {{\"@type\": \"Generation\", \"entity\": \"{}\", \"activity\": \"{}\"}}", id, run);
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
        .summary = "A provenance file leaves out that the run generated one of its outputs",
        .rationale = "An output that nothing generated could come from anywhere. One whose bytes "
                     "were an input as well needs no generation.",
        .remedy = "Add a Generation of the entity by the run",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
