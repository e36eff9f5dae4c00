#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/rule.hpp"

namespace mig::rules::prov_rules {

/// The receipts that can be held against the provenance beside them: both are valid. Of the others
/// the rules about their shape tell.
std::vector<const bundle::ReceiptFacts*> with_provenance(const bundle::RecordFacts& records);

/// The text of the provenance.
const SourceText& text_of(const bundle::ReceiptFacts& receipt);
/// A place of the receipt; the file as a whole for a field that it does not have.
Quote in_receipt(const bundle::ReceiptFacts& receipt, std::optional<Span> span);

/// A remedy: what to write by hand, or the command that derives the file anew.
std::string mended(const bundle::ReceiptFacts& receipt, std::string_view by_hand);

/// "an entity", "an activity", "an agent"
std::string_view name_of(contract::ProvNodeKind kind);
/// "the usage", "the generation", ...
std::string_view name_of(contract::ProvRelationKind kind);

/// The first node of each identifier.
using NodesById = std::unordered_map<std::string_view, const contract::ProvNode*>;
NodesById nodes_by_id(const contract::ProvDocument& prov);

/// The files of a receipt that hold the same bytes.
struct SameBytes {
  std::vector<const contract::FileDigest*> inputs;
  std::vector<const contract::FileDigest*> outputs;

  /// Came into being in the run: bytes that were there before are not generated.
  bool is_generated() const { return inputs.empty(); }
};
/// By the identifier of an entity, sorted by it.
using FilesById = std::map<std::string, SameBytes, std::less<>>;
FilesById files_by_id(const contract::RunReceipt& receipt);
/// "forward.sql, copy.sql"; of many the first ones
std::string paths_of(const std::vector<const contract::FileDigest*>& files);

/// A moment as exactly as it is written.
struct Instant {
  std::int64_t seconds = 0;
  std::string
      fraction;  ///< its digits without zeros at the end, so that bytes compare like numbers
  friend auto operator<=>(const Instant&, const Instant&) = default;
};
/// Nothing for what is no time, such as the 31st of February.
std::optional<Instant> instant_of(std::string_view text);

}  // namespace mig::rules::prov_rules
