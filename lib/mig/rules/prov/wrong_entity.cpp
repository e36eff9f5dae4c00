#include <fmt/format.h>

#include <set>
#include <utility>

#include "mig/rules/families.hpp"
#include "mig/rules/prov/provenance.hpp"

namespace mig::rules::prov_rules {
namespace {

using contract::ProvRelationKind;

/// Holds the entities of one provenance file against the inputs and outputs of its receipt.
class EntityCheck {
 public:
  EntityCheck(const bundle::ReceiptFacts& receipt, Reporter& reporter)
      : receipt_(receipt),
        reporter_(reporter),
        files_(files_by_id(receipt.receipt)),
        nodes_(nodes_by_id(receipt.prov)) {
    for (const auto& [id, files] : files_) {
      for (const auto* list : {&files.inputs, &files.outputs}) {
        for (const auto* file : *list) {
          due_.insert({id, file->path.value});
          by_path_.emplace(file->path.value, file);
        }
      }
    }
  }

  void judge() {
    for (const auto& node : receipt_.prov.nodes) {
      // A second description is told by itself.
      const bool is_entity = node.kind == contract::ProvNodeKind::entity;
      if (is_entity && nodes_.at(node.id.value) == &node) judge_entity(node);
    }
    for (const auto& [id, files] : files_) {
      for (const auto* input : files.inputs) demand(id, *input);
      for (const auto* output : files.outputs) demand(id, *output);
    }
    for (const auto& relation : receipt_.prov.relations) judge_direction(relation);
  }

 private:
  const SourceText& source() const { return text_of(receipt_); }

  /// The file that the receipt has at that path; null when it has none.
  const contract::FileDigest* named(std::string_view path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? nullptr : found->second;
  }

  void judge_entity(const contract::ProvNode& entity) {
    if (!files_.contains(entity.id.value)) {
      judge_unknown(entity);
      return;
    }
    std::set<std::string_view> seen;
    for (const auto& path : entity.paths) {
      if (!seen.insert(path.value).second) {
        reporter_.at(source(), path.span,
                     fmt::format("the entity gives the path {} a second time", path.value));
      } else if (due_.contains({entity.id.value, path.value})) {
        given_.insert({entity.id.value, path.value});
      } else {
        tell_path(entity, path);
      }
    }
  }

  void judge_unknown(const contract::ProvNode& entity) {
    for (const auto& path : entity.paths) {
      if (named(path.value) == nullptr) continue;
      tell_path(entity, path);
      return;
    }
    reporter_.at(
        source(), entity.id.span,
        fmt::format("{} is the digest of no input and no output of the receipt", entity.id.value));
  }

  void tell_path(const contract::ProvNode& entity, const contract::LocatedString& path) {
    const auto* file = named(path.value);
    if (file == nullptr) {
      reporter_.at(source(), path.span,
                   fmt::format("the receipt has no input and no output {}", path.value));
      return;
    }
    told_.insert(path.value);
    auto& finding = reporter_.at(source(), path.span,
                                 fmt::format("{} is said to be {}, but the receipt gives it {}",
                                             path.value, entity.id.value, file->digest.value));
    relate(finding, in_receipt(receipt_, file->digest.span), "the digest in the receipt");
  }

  /// A file of the receipt that no entity gives.
  void demand(const std::string& id, const contract::FileDigest& file) {
    const auto& path = file.path.value;
    if (given_.contains({id, path}) || told_.contains(path)) return;
    const auto node = nodes_.find(id);
    auto message = fmt::format("no entity stands for {}", path);
    auto& finding = node == nodes_.end()
                        ? reporter_.at_path(source().path(), std::move(message))
                        : reporter_.at(source(), node->second->id.span, std::move(message));
    finding.remedy = mended(
        receipt_, fmt::format("describe the entity \"{}\" with {{\"@value\": \"{}\"}} among its "
                              "\"mig:path\"",
                              id, path));
    relate(finding, in_receipt(receipt_, file.path.span), "named by the receipt");
  }

  void judge_direction(const contract::ProvRelation& relation) {
    const bool is_usage = relation.kind == ProvRelationKind::usage;
    if ((!is_usage && relation.kind != ProvRelationKind::generation) || !relation.entity) return;
    const auto files = files_.find(relation.entity->value);
    if (files == files_.end() || files->second.is_generated() != is_usage) return;
    const auto& named = is_usage ? files->second.outputs : files->second.inputs;
    auto& finding = reporter_.at(
        source(), relation.span,
        is_usage
            ? fmt::format("the run is said to use its own output {}", paths_of(named))
            : fmt::format("the run is said to generate {}, which it was given", paths_of(named)));
    finding.remedy =
        mended(receipt_, is_usage ? "say only that it was generated" : "say only that it was used");
    relate(finding, in_receipt(receipt_, named.front()->path.span),
           is_usage ? "an output of the receipt" : "an input of the receipt");
  }

  const bundle::ReceiptFacts& receipt_;
  Reporter& reporter_;
  FilesById files_;
  NodesById nodes_;
  std::unordered_map<std::string_view, const contract::FileDigest*> by_path_;
  using IdAndPath = std::pair<std::string_view, std::string_view>;
  std::set<IdAndPath> due_;          ///< by the receipt
  std::set<IdAndPath> given_;        ///< by the provenance, and due
  std::set<std::string_view> told_;  ///< paths that a finding names already
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto* receipt : with_provenance(records)) EntityCheck(*receipt, reporter).judge();
}

}  // namespace

const Rule wrong_entity{
    {
        .id = "prov-wrong-entity",
        .severity = Severity::fail,
        .summary =
            "The entities of a provenance file are not the inputs and outputs of the receipt",
        .rationale = "A digest that the receipt does not know, a file that is left out or two that "
                     "are swapped make the provenance tell of other bytes than those that ran.",
        .remedy =
            "Describe each input and output of the receipt by its digest, with its path, and "
            "nothing else; or derive the file anew: mig-receipt-verify prov --replace RECEIPT",
        .requirements = {"K-110"},
    },
    check};

}  // namespace mig::rules::prov_rules
