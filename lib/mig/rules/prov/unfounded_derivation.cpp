#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

/// Derivations lead from what the run was given to what it made. Circles are impossible then: an
/// entity of a circle would be both.
class DerivationCheck {
 public:
  DerivationCheck(const bundle::ReceiptFacts& receipt, Reporter& reporter)
      : receipt_(receipt), reporter_(reporter), files_(files_by_id(receipt.receipt)) {}

  void judge(const contract::ProvRelation& derivation) {
    const auto& made = derivation.entity;
    const auto& source = derivation.used_entity;
    if (made && source && made->value == source->value) {
      auto& finding =
          reporter_.at(text_of(receipt_), derivation.span,
                       fmt::format("{} is said to be derived from itself", made->value));
      finding.remedy =
          mended(receipt_, "name the input that it was made from, or remove the derivation");
      return;
    }
    if (made) judge_end(*made, true);
    if (source) judge_end(*source, false);
  }

 private:
  void judge_end(const contract::LocatedString& entity, bool is_made) {
    const auto files = files_.find(entity.value);
    // What the receipt does not know is told by itself.
    if (files == files_.end() || files->second.is_generated() == is_made) return;
    const auto& named = is_made ? files->second.inputs : files->second.outputs;
    auto& finding = reporter_.at(
        text_of(receipt_), entity.span,
        is_made ? fmt::format("{} is said to be derived, but the run was given it", paths_of(named))
                : fmt::format("something is said to be derived from {}, but that came into being "
                              "in the same run",
                              paths_of(named)));
    relate(finding, in_receipt(receipt_, named.front()->path.span),
           is_made ? "an input of the receipt" : "an output of the receipt");
  }

  const bundle::ReceiptFacts& receipt_;
  Reporter& reporter_;
  FilesById files_;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    DerivationCheck derivations(*receipt, reporter);
    for (const auto& relation : receipt->prov.relations) {
      if (relation.kind == contract::ProvRelationKind::derivation) derivations.judge(relation);
    }
  }
}

}  // namespace

const Rule unfounded_derivation{
    {
        .id = "prov-unfounded-derivation",
        .severity = Severity::fail,
        .summary = "A derivation of a provenance file does not lead from an input to an output",
        .rationale = "What a run made was made from what it was given. A derivation the other way "
                     "round, of a thing from itself or in a circle tells of something that cannot "
                     "have happened.",
        .remedy = "Derive outputs that the run generated from inputs that it used, or remove the "
                  "derivation; or derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
