#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

/// Holds who is said to have run it against the actor of the receipt.
class AgentCheck {
 public:
  AgentCheck(const bundle::ReceiptFacts& receipt, Reporter& reporter)
      : receipt_(receipt),
        reporter_(reporter),
        principal_(*receipt.receipt.principal),
        due_(contract::prov_id_of_principal(principal_.value)) {}

  void judge() {
    bool has_agent = false;
    for (const auto& node : receipt_.prov.nodes) {
      if (node.kind != contract::ProvNodeKind::agent) continue;
      has_agent = true;
      judge_agent(node);
    }
    if (!has_agent) {
      auto& finding =
          reporter_.at_path(text_of(receipt_).path(),
                            fmt::format("no agent stands for {}, who ran it", principal_.value));
      point_at_actor(finding);
      return;
    }
    judge_associations();
  }

 private:
  void point_at_actor(Finding& finding) const {
    finding.remedy =
        mended(receipt_, fmt::format("describe one agent with the \"@id\" \"{}\"", due_));
    relate(finding, in_receipt(receipt_, principal_.span), "the actor of the receipt");
  }

  void judge_agent(const contract::ProvNode& agent) {
    const auto& source = text_of(receipt_);
    if (agent.id.value != due_) {
      point_at_actor(
          reporter_.at(source, agent.id.span,
                       fmt::format("the agent is {}, but the receipt says that {} ran it",
                                   agent.id.value, principal_.value)));
      return;
    }
    const auto& role = receipt_.receipt.role;
    if (!role || (agent.role && agent.role->value == role->value)) return;
    auto message = agent.role
                       ? fmt::format("the agent has the role {}, the actor of the receipt {}",
                                     agent.role->value, role->value)
                       : std::string("the agent has no role");
    auto& finding =
        reporter_.at(source, agent.role ? agent.role->span : agent.span, std::move(message));
    finding.remedy =
        mended(receipt_, fmt::format("write \"mig:role\": [{{\"@value\": \"{}\"}}]", role->value));
    relate(finding, in_receipt(receipt_, role->span), "the role of the actor");
  }

  // Between which two nodes it stands follows: there is one activity and one agent that are right,
  // and a reference to nothing is told by itself.
  void judge_associations() {
    const contract::ProvRelation* first = nullptr;
    for (const auto& relation : receipt_.prov.relations) {
      if (relation.kind != contract::ProvRelationKind::association) continue;
      if (first == nullptr) {
        first = &relation;
        continue;
      }
      auto& finding = reporter_.at(text_of(receipt_), relation.span,
                                   "the run is associated with an agent a second time");
      finding.remedy = mended(receipt_, "keep one association");
      relate(finding, quote(text_of(receipt_), first->span), "associated here");
    }
    if (first != nullptr) return;
    auto& finding = reporter_.at_path(text_of(receipt_).path(),
                                      fmt::format("nothing associates the run with {}", due_));
    const auto run = receipt_.receipt.run_id
                         ? contract::prov_id_of_run(receipt_.receipt.run_id->value)
                         : std::string("<the run>");
    finding.remedy = mended(
        receipt_,
        fmt::format("add {{\"@type\": \"Association\", \"activity\": \"{}\", \"agent\": \"{}\"}}",
                    run, due_));
    relate(finding, in_receipt(receipt_, principal_.span), "the actor of the receipt");
  }

  const bundle::ReceiptFacts& receipt_;
  Reporter& reporter_;
  const contract::LocatedString& principal_;
  std::string due_;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) {
    if (receipt->receipt.principal) AgentCheck(*receipt, reporter).judge();
  }
}

}  // namespace

const Rule wrong_agent{
    {
        .id = "prov-wrong-agent",
        .severity = Severity::fail,
        .summary = "A provenance file names another agent than the actor of the receipt",
        .rationale =
            "Who answers for a run is part of the proof. An agent that is not the actor of "
            "the receipt, or that nothing ties to the run, answers for nothing.",
        .remedy = "Describe exactly one agent, the actor of the receipt with its role, and "
                  "associate the run with it; or derive the file anew: mig-receipt-verify prov "
                  "--replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
