#include "mig/rules/prov/provenance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/pattern/pattern.hpp"

namespace mig::rules::prov_rules {
namespace {
constexpr std::size_t kShownPaths = 3;
}

std::vector<const bundle::ReceiptFacts*> with_provenance(const bundle::RecordFacts& records) {
  std::vector<const bundle::ReceiptFacts*> found;
  for (const auto& receipt : records.receipts) {
    if (receipt.is_valid() && receipt.prov_document != nullptr && receipt.prov_document->is_valid())
      found.push_back(&receipt);
  }
  return found;
}

const SourceText& text_of(const bundle::ReceiptFacts& receipt) {
  return *receipt.prov_document->source;
}

Quote in_receipt(const bundle::ReceiptFacts& receipt, std::optional<Span> span) {
  const auto& source = *receipt.document->source;
  return span ? quote(source, *span) : Quote{source.whole_file(), std::nullopt, {}};
}

std::string mended(const bundle::ReceiptFacts& receipt, std::string_view by_hand) {
  const auto& path = text_of(receipt).path();
  return fmt::format(
      "{}; or derive the file anew: mig-receipt-verify prov --replace {}run_receipt.json{}",
      by_hand, path.substr(0, path.rfind('/') + 1),
      receipt.is_stored ? ", fetched there from its store" : "");
}

std::string_view name_of(contract::ProvNodeKind kind) {
  switch (kind) {
    case contract::ProvNodeKind::entity:
      return "an entity";
    case contract::ProvNodeKind::activity:
      return "an activity";
    case contract::ProvNodeKind::agent:
      return "an agent";
  }
  return "a node";
}

std::string_view name_of(contract::ProvRelationKind kind) {
  switch (kind) {
    case contract::ProvRelationKind::usage:
      return "the usage";
    case contract::ProvRelationKind::generation:
      return "the generation";
    case contract::ProvRelationKind::association:
      return "the association";
    case contract::ProvRelationKind::derivation:
      return "the derivation";
  }
  return "the relation";
}

NodesById nodes_by_id(const contract::ProvDocument& prov) {
  NodesById nodes;
  for (const auto& node : prov.nodes) nodes.emplace(node.id.value, &node);
  return nodes;
}

FilesById files_by_id(const contract::RunReceipt& receipt) {
  FilesById files;
  for (const auto& input : receipt.inputs)
    files[contract::prov_id_of_digest(input.digest.value)].inputs.push_back(&input);
  for (const auto& output : receipt.outputs)
    files[contract::prov_id_of_digest(output.digest.value)].outputs.push_back(&output);
  return files;
}

std::string paths_of(const std::vector<const contract::FileDigest*>& files) {
  std::string paths;
  const auto shown = std::min(files.size(), kShownPaths);
  for (std::size_t i = 0; i < shown; ++i) paths += (i == 0 ? "" : ", ") + files[i]->path.value;
  if (files.size() > shown) paths += fmt::format(" and {} more", files.size() - shown);
  return paths;
}

std::optional<Instant> instant_of(std::string_view text) {
  const auto seconds = pattern::parse_timestamp(text);
  if (!seconds) return std::nullopt;
  Instant instant{*seconds, {}};
  const auto point = text.find('.');
  if (point == std::string_view::npos) return instant;
  const auto end = text.find_first_not_of("0123456789", point + 1);
  instant.fraction = text.substr(point + 1, end - point - 1);
  instant.fraction.resize(instant.fraction.find_last_not_of('0') + 1);
  return instant;
}

}  // namespace mig::rules::prov_rules
