#include "mig/contract/diff_summary.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

ReportedChange read_change(const LocatedValue& value) {
  const auto text = [&value](std::string_view key) {
    return string_member(value, key).value_or(LocatedString{}).value;
  };
  const auto object = string_member(value, "object").value_or(LocatedString{"", value.span()});
  return {text("kind"), object.value, text("change"), text("table"), object.span};
}

ReportedCounts read_counts(const std::string& kind, const LocatedValue& value) {
  const auto number = [&value](std::string_view key) {
    return integer_member(value, key).value_or(Located<std::int64_t>{}).value;
  };
  return {kind, {number("added"), number("removed"), number("changed")}, value.span()};
}

ReportedPair read_pair(const LocatedValue& value, std::string_view key) {
  const auto* pair = member(value, key);
  if (pair == nullptr) return {};
  return {string_member(*pair, "pre"), string_member(*pair, "post")};
}

}  // namespace

const Located<std::int64_t>* DiffSummary::total(std::string_view name) const {
  for (const auto& [key, value] : totals) {
    if (key == name) return &value;
  }
  return nullptr;
}

DiffSummary read_diff_summary(const LocatedValue& value) {
  DiffSummary summary;
  summary.store = string_member(value, "store").value_or(LocatedString{});
  summary.migration_id = string_member(value, "migration_id").value_or(LocatedString{});
  summary.digests = {string_member(value, "pre_digest"), string_member(value, "post_digest")};
  summary.schema_fingerprint = read_pair(value, "schema_fingerprint");
  summary.protected_fingerprint = read_pair(value, "protected_fingerprint");
  if (const auto* changes = member(value, "changes"); changes && changes->array() != nullptr) {
    summary.changes_span = changes->span();
    summary.changes.reserve(changes->array()->size());
    for (const auto& change : *changes->array()) summary.changes.push_back(read_change(change));
  }
  if (const auto* counts = member(value, "counts"); counts && counts->object() != nullptr) {
    summary.counts_span = counts->span();
    for (const auto& entry : *counts->object())
      summary.counts.push_back(read_counts(entry.key, entry.value));
  }
  if (const auto* totals = member(value, "totals"); totals && totals->object() != nullptr) {
    for (const auto& entry : *totals->object()) {
      if (const auto number = integer_of(entry.value))
        summary.totals.emplace_back(entry.key, *number);
    }
  }
  return summary;
}

}  // namespace mig::contract
