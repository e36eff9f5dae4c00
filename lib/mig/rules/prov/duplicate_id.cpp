#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    const auto nodes = nodes_by_id(receipt->prov);
    for (const auto& node : receipt->prov.nodes) {
      const auto* first = nodes.at(node.id.value);
      if (first == &node) continue;
      auto& finding = reporter.at(text_of(*receipt), node.id.span,
                                  fmt::format("{} is described a second time", node.id.value));
      relate(finding, quote(text_of(*receipt), first->id.span),
             fmt::format("described as {} here", name_of(first->kind)));
    }
  }
}

}  // namespace

const Rule duplicate_id{
    {
        .id = "prov-duplicate-id",
        .severity = Severity::fail,
        .summary = "Two nodes of a provenance file have the same identifier",
        .rationale =
            "Whoever follows a reference would find one of two descriptions, and which one "
            "depends on the reader.",
        .remedy = "Describe it once; files with equal bytes are one entity with several paths; or "
                  "derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
