#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/app/review/evidence_of.hpp"
#include "mig/contract/field.hpp"

namespace mig::app {

/// Rows of one list that a reviewer is shown; the facts may hold hundreds of thousands.
inline constexpr std::size_t kMaxEvidenceRows = 200;
/// And of such lists in one bundle: its runs, scripts, approvals.
inline constexpr std::size_t kMaxEvidenceItems = 100;

/// Adds a row as long as there is room, else counts it.
template <class List, class Row>
void add_row(List& list, Row row) {
  if (list.rows.size() < kMaxEvidenceRows) {
    list.rows.push_back(std::move(row));
  } else {
    ++list.left_out;
  }
}

/// A value that is empty is none.
void add_value(std::vector<report::EvidenceValue>& values, std::string title, std::string text);

/// The value of a field; empty when it could not be read.
std::string text_of(const std::optional<contract::LocatedString>& field);

/// "none", "verifies: person:ada with key sha256:...", or that no trusted key made it.
std::string signature_line(const bundle::BundleFacts& facts,
                           const std::optional<bundle::SignedFile>& signature);

/// The scripts, what they do, and what becomes of the catalog.
void add_change(const ReviewedBundle& reviewed, report::Evidence& evidence);
/// What was run, with what, what came out; what was rehearsed.
void add_runs(const ReviewedBundle& reviewed, report::Evidence& evidence);
void add_rollback(const ReviewedBundle& reviewed, report::Evidence& evidence);

/// Frees every text of it of values that no report may hold.
void mask(const ReviewedBundle& reviewed, report::Evidence& evidence);

}  // namespace mig::app
