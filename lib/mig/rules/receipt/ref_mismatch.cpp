#include <fmt/format.h>

#include <utility>

#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::ReceiptFacts;

Quote place_in_pointer(const ReceiptFacts& facts, Span span) {
  return quote(*facts.reference->source, span);
}

bool is_json(std::string_view media_type) {
  const auto folded = contract::folded_word(media_type);
  return folded == "application/json" || pattern::glob_matches("application/vnd.?*+json", folded);
}

void check_media_type(const ReceiptFacts& facts, Reporter& reporter) {
  const auto& type = facts.pointer.media_type;
  if (!type || is_json(type->value)) return;
  auto& finding = reporter.at(
      place_in_pointer(facts, type->span),
      fmt::format("the pointer says that the receipt is \"{}\"; a receipt is JSON", type->value));
  finding.remedy = "write application/json, or the application/vnd....+json type of the store";
}

/// Whether the bytes of the receipt are those that the pointer names.
bool are_those_bytes(const ReceiptFacts& facts, Reporter& reporter) {
  const auto digest = facts.digest();
  const auto& named = facts.pointer.digest;
  if (digest.empty() || !named) return false;
  if (digest == named->value) return true;
  // A copy beside the pointer has a rule of its own.
  if (!facts.is_stored) return false;
  auto& finding = reporter.at(place_in_pointer(facts, named->span),
                              fmt::format("the store holds other bytes under that name: {} is {}",
                                          facts.document->source->path(), digest));
  finding.remedy =
      "restore the receipt in the store as it was written; a store never changes what "
      "it holds under a digest";
  relate(finding, Quote{facts.document->source->whole_file(), std::nullopt, {}},
         "the receipt itself");
  return false;
}

void check_size(const ReceiptFacts& facts, Reporter& reporter) {
  const auto& size = facts.pointer.size;
  const auto actual = facts.document->source->bytes().size();
  if (!size || std::cmp_equal(size->value, actual)) return;
  auto& finding = reporter.at(
      place_in_pointer(facts, size->span),
      fmt::format("the pointer says {} bytes, but the receipt has {}", size->value, actual));
  finding.remedy = fmt::format("write \"size\": {}", actual);
  relate(finding, Quote{facts.document->source->whole_file(), std::nullopt, {}},
         "the receipt itself");
}

void check_identity(const ReceiptFacts& facts, std::string_view key,
                    const std::optional<contract::LocatedString>& named,
                    const std::optional<contract::LocatedString>& actual, Reporter& reporter) {
  if (!named || !actual || named->value == actual->value) return;
  auto& finding = reporter.at(place_in_pointer(facts, named->span),
                              fmt::format("the pointer says {} \"{}\", but the receipt \"{}\"", key,
                                          named->value, actual->value));
  relate(finding, place_of(facts, actual), "the receipt says so here");
}

void check_pointer(const bundle::RecordFacts& records, const ReceiptFacts& facts,
                   Reporter& reporter) {
  check_media_type(facts, reporter);
  const auto& digest = facts.pointer.digest;
  if (facts.document == nullptr) {
    // A digest that is none leads nowhere, and is told as such.
    if (!records.has_store || !digest || !pattern::is_sha256_digest(digest->value)) return;
    auto& finding = reporter.at(place_in_pointer(facts, digest->span),
                                fmt::format("the store holds no receipt {}", digest->value));
    finding.remedy = fmt::format(
        "restore it in the store as blobs/sha256/{}, or give the store in "
        "which it lies with --store",
        digest->value.substr(digest->value.find(':') + 1));
    return;
  }
  if (are_those_bytes(facts, reporter)) check_size(facts, reporter);
  if (!facts.is_valid()) return;
  // Beside a copy, the pointer is held against the declaration like the copy itself.
  if (facts.is_stored) {
    check_identity(facts, "migration_id", facts.pointer.migration_id, facts.receipt.migration_id,
                   reporter);
  }
  check_identity(facts, "run_id", facts.pointer.run_id, facts.receipt.run_id, reporter);
}

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.reference == nullptr || !facts.reference->is_valid()) continue;
    check_pointer(records, facts, reporter);
  }
}

}  // namespace

const Rule ref_mismatch{
    {
        .id = "receipt-ref-mismatch",
        .severity = Severity::fail,
        .summary = "A pointer to a receipt says something else than the receipt that it leads to",
        .rationale = "A pointer stands for its receipt only while digest, size and names all fit; "
                     "one that leads to other bytes or to nothing proves nothing.",
        .remedy = "Write the pointer anew from the receipt in the store: digest, size, mediaType, "
                  "migration_id and run_id",
        .requirements = {"K-108"},
    },
    check};

}  // namespace mig::rules::receipt_rules
