#include <fmt/format.h>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

using contract::ProvNodeKind;
using contract::ProvRelationKind;

constexpr std::size_t kMostCandidates = 100;

class ReferenceCheck {
 public:
  ReferenceCheck(const bundle::ReceiptFacts& receipt, Reporter& reporter)
      : receipt_(receipt), reporter_(reporter), nodes_(nodes_by_id(receipt.prov)) {}

  void judge(const contract::ProvRelation& relation) {
    if (relation.kind == ProvRelationKind::association) {
      judge(relation, relation.agent, ProvNodeKind::agent);
    } else {
      judge(relation, relation.entity, ProvNodeKind::entity);
    }
    if (relation.kind == ProvRelationKind::derivation)
      judge(relation, relation.used_entity, ProvNodeKind::entity);
    judge(relation, relation.activity, ProvNodeKind::activity);
  }

 private:
  void judge(const contract::ProvRelation& relation,
             const std::optional<contract::LocatedString>& named, ProvNodeKind kind) {
    const auto& source = text_of(receipt_);
    if (!named) {
      reporter_.at(source, relation.span,
                   fmt::format("{} does not name {}", name_of(relation.kind), name_of(kind)));
      return;
    }
    const auto found = nodes_.find(named->value);
    if (found != nodes_.end() && found->second->kind == kind) return;
    if (found != nodes_.end()) {
      auto& finding = reporter_.at(
          source, named->span,
          fmt::format("{} names {} where {} is due, but that is {}", name_of(relation.kind),
                      named->value, name_of(kind), name_of(found->second->kind)));
      relate(finding, quote(source, found->second->id.span), "described here");
      return;
    }
    auto& finding = reporter_.at(source, named->span,
                                 fmt::format("{} names {}, which the file does not describe",
                                             name_of(relation.kind), named->value));
    // Of very many names each would be compared with each.
    if (nodes_.size() > kMostCandidates) return;
    if (const auto near = pattern::nearest_name(named->value, ids_of(kind)))
      finding.remedy = fmt::format("did you mean \"{}\"? {}", *near, finding.remedy);
  }

  std::vector<std::string> ids_of(ProvNodeKind kind) const {
    std::vector<std::string> ids;
    for (const auto& node : receipt_.prov.nodes) {
      if (node.kind == kind) ids.push_back(node.id.value);
    }
    return ids;
  }

  const bundle::ReceiptFacts& receipt_;
  Reporter& reporter_;
  NodesById nodes_;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    ReferenceCheck references(*receipt, reporter);
    for (const auto& relation : receipt->prov.relations) references.judge(relation);
  }
}

}  // namespace

const Rule dangling_reference{
    {
        .id = "prov-dangling-reference",
        .severity = Severity::fail,
        .summary = "A provenance file speaks of an entity, activity or agent that it does not "
                   "describe",
        .rationale = "A link that leads nowhere, or to a thing of another kind, says nothing about "
                     "the run, and hides what was meant.",
        .remedy = "Name a node of the file that is of the kind that is due, or describe it there; "
                  "or derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
