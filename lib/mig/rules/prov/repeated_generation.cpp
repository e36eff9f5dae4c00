#include <fmt/format.h>

#include <unordered_map>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    std::unordered_map<std::string_view, const contract::ProvRelation*> generations;
    for (const auto& relation : receipt->prov.relations) {
      if (relation.kind != contract::ProvRelationKind::generation || !relation.entity) continue;
      const auto [first, is_first] = generations.emplace(relation.entity->value, &relation);
      if (is_first) continue;
      auto& finding =
          reporter.at(text_of(*receipt), relation.entity->span,
                      fmt::format("{} is generated a second time", relation.entity->value));
      relate(finding, quote(text_of(*receipt), first->second->span), "generated here");
    }
  }
}

}  // namespace

const Rule repeated_generation{
    {
        .id = "prov-repeated-generation",
        .severity = Severity::fail,
        .summary = "A provenance file has an entity generated more than once",
        .rationale = "Bytes come into being once. Two generations of the same entity leave open "
                     "which of them made what the receipt names.",
        .remedy = "Keep the generation that is true and remove the other; or derive the file anew: "
                  "mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
