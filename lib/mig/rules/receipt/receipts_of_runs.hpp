#pragma once

#include <optional>
#include <string>

#include "mig/bundle/record_facts.hpp"

namespace mig::rules::receipt_rules {

/// "the run in runs/stage-2", "the first run".
std::string name_of(const bundle::ReceiptFacts& facts);

/// Where a part of a receipt stands; the whole file for a part that it does not have. The receipt
/// has a document.
template <class Part>
Quote place_of(const bundle::ReceiptFacts& facts, const std::optional<Part>& part) {
  const auto& source = *facts.document->source;
  return part ? quote(source, part->span) : Quote{source.whole_file(), std::nullopt, {}};
}

/// Every run that has a receipt has one that could be read: what is not among them is not there.
bool are_all_readable(const bundle::RecordFacts& records);

/// Of two runs of a bundle: by their sequence, else by when they began, else as their folders are
/// sorted.
bool came_before(const bundle::ReceiptFacts& run, const bundle::ReceiptFacts& other);

/// The tier in which a run took place; nothing when its receipt or the policy does not tell.
std::optional<contract::Tier> tier_of(const bundle::BundleFacts& bundle,
                                      const bundle::ReceiptFacts& facts);

/// A run that went forward and ended well.
bool is_passing_forward(const bundle::ReceiptFacts& facts);
/// A run that undid another one and ended well.
bool is_passing_rollback(const bundle::ReceiptFacts& facts);

/// A later run that undid this one, and ended well.
bool undoes(const bundle::ReceiptFacts& rollback, const bundle::ReceiptFacts& run);

/// The number that a run has by its receipt, else by its folder; nothing when neither tells.
std::optional<std::int64_t> number_of(const bundle::ReceiptFacts& facts);

/// Another receipt, of an earlier run, that claims the same place in the history; null: none does.
const bundle::ReceiptFacts* rival_of(const bundle::ReceiptFacts& facts,
                                     const bundle::RecordFacts& records);

}  // namespace mig::rules::receipt_rules
