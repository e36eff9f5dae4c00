#include "mig/contract/rehearsal.hpp"

#include <algorithm>
#include <array>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::array<std::string_view, 11> kSteps{
    "capture_pre", "forward",          "capture_post",     "compare",
    "rollback",    "capture_rollback", "compare_restored", "compare_rows",
    "redo",        "capture_redo",     "compare_redo"};

// By level.
constexpr std::array<std::string_view, 5> kVerdicts{
    "identical", "order_only", "names_or_comments_only", "left_over", "lost_or_changed"};

Span span_of(const LocatedValue& object, std::string_view key) {
  const auto* value = member(object, key);
  return value == nullptr ? object.span() : value->span();
}

}  // namespace

std::vector<FileDigest> read_file_digests(const LocatedValue& object, std::string_view key) {
  std::vector<FileDigest> files;
  const auto* list = member(object, key);
  if (list == nullptr || list->array() == nullptr) return files;
  for (const auto& item : *list->array()) {
    auto path = string_member(item, "path");
    auto digest = string_member(item, "digest");
    if (path && digest) files.push_back({std::move(*path), std::move(*digest)});
  }
  return files;
}

const RehearsalStep* RehearsalReceipt::step(std::string_view name) const {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [name](const auto& one) { return one.name.value == name; });
  return found == steps.end() ? nullptr : &*found;
}

RehearsalReceipt read_rehearsal_receipt(const LocatedValue& value) {
  const auto text = [&value](std::string_view key) {
    return string_member(value, key).value_or(LocatedString{});
  };
  RehearsalReceipt receipt{text("migration_id"),
                           text("bundle_digest"),
                           text("started_at"),
                           text("finished_at"),
                           {},
                           span_of(value, "steps"),
                           text("verdict"),
                           integer_member(value, "level"),
                           read_file_digests(value, "inputs"),
                           span_of(value, "inputs"),
                           read_file_digests(value, "outputs"),
                           span_of(value, "outputs")};
  if (const auto* server = member(value, "server"))
    receipt.superuser = key_span(*server, "superuser");
  if (const auto* rows = member(value, "rows")) {
    const auto* changed = member(*rows, "changed");
    const bool any =
        changed != nullptr && changed->array() != nullptr && !changed->array()->empty();
    if (any) receipt.changed_rows = changed->span();
  }
  const auto* steps = member(value, "steps");
  if (steps == nullptr || steps->array() == nullptr) return receipt;
  for (const auto& item : *steps->array()) {
    auto name = string_member(item, "name");
    auto status = string_member(item, "status");
    if (name && status) receipt.steps.push_back({std::move(*name), std::move(*status)});
  }
  return receipt;
}

std::vector<std::string_view> rehearsal_steps() {
  return {kSteps.begin(), kSteps.end()};
}

std::optional<std::int64_t> level_of_verdict(std::string_view verdict) {
  const auto found = std::find(kVerdicts.begin(), kVerdicts.end(), verdict);
  if (found == kVerdicts.end()) return std::nullopt;
  return found - kVerdicts.begin();
}

}  // namespace mig::contract
