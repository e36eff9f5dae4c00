#include "mig/contract/records.hpp"

namespace mig::contract {

using document::LocatedValue;

Approval read_approval(const LocatedValue& value, std::shared_ptr<const SourceText> source) {
  const auto text = [&value](std::string_view key) {
    return string_member(value, key).value_or(LocatedString{});
  };
  return {std::move(source),     text("rule"),      string_member(value, "object"),
          text("reason"),        text("reference"), text("approved_by"),
          text("role"),          text("date"),      string_member(value, "expires"),
          text("subject_digest")};
}

namespace {

std::vector<ReceiptCheck> read_checks(const LocatedValue& validation) {
  std::vector<ReceiptCheck> checks;
  const auto* list = member(validation, "checks");
  if (list == nullptr || list->array() == nullptr) return checks;
  for (const auto& one : *list->array()) {
    auto name = string_member(one, "name");
    auto status = string_member(one, "status");
    if (!name || !status) continue;
    checks.push_back({std::move(*name), std::move(*status), string_member(one, "message")});
  }
  return checks;
}

std::vector<ReceiptEvent> read_events(const LocatedValue& value) {
  std::vector<ReceiptEvent> events;
  const auto* list = member(value, "events");
  if (list == nullptr || list->array() == nullptr) return events;
  for (const auto& one : *list->array()) {
    auto name = string_member(one, "name");
    auto at = string_member(one, "at");
    if (name && at) events.push_back({std::move(*name), std::move(*at)});
  }
  return events;
}

std::optional<Span> span_of(const LocatedValue& value, std::string_view key) {
  const auto* found = member(value, key);
  if (found == nullptr) return std::nullopt;
  return found->span();
}

}  // namespace

RunReceipt read_run_receipt(const LocatedValue& value) {
  RunReceipt receipt;
  receipt.run_id = string_member(value, "run_id");
  receipt.migration_id = string_member(value, "migration_id");
  receipt.started_at = string_member(value, "started_at");
  receipt.finished_at = string_member(value, "finished_at");
  receipt.operation = string_member(value, "operation");
  receipt.rolls_back = string_member(value, "rolls_back");
  receipt.bundle_digest = string_member(value, "bundle_digest");
  receipt.evidence_grade = string_member(value, "evidence_grade");
  receipt.sequence = integer_member(value, "sequence");
  receipt.previous_receipt = string_member(value, "previous_receipt");
  receipt.inputs = read_file_digests(value, "inputs");
  receipt.inputs_span = span_of(value, "inputs");
  receipt.outputs = read_file_digests(value, "outputs");
  receipt.outputs_span = span_of(value, "outputs");
  receipt.approvals = read_file_digests(value, "approvals");
  receipt.validation_span = span_of(value, "validation");
  receipt.events = read_events(value);
  if (const auto* validation = member(value, "validation")) {
    receipt.status = string_member(*validation, "status");
    receipt.checks = read_checks(*validation);
  }
  if (const auto* environment = member(value, "environment")) {
    receipt.environment_name = string_member(*environment, "name");
    receipt.git_commit = string_member(*environment, "git_commit");
    receipt.container_digest = string_member(*environment, "container_digest");
    receipt.params_digest = string_member(*environment, "params_digest");
  }
  if (const auto* actor = member(value, "actor")) {
    receipt.principal = string_member(*actor, "principal");
    receipt.role = string_member(*actor, "role");
  }
  if (const auto* runner = member(value, "runner")) {
    receipt.runner_name = string_member(*runner, "name");
    receipt.runner_container_digest = string_member(*runner, "container_digest");
  }
  return receipt;
}

ReceiptRef read_receipt_ref(const LocatedValue& value) {
  return {string_member(value, "digest"),       string_member(value, "uri"),
          string_member(value, "mediaType"),    integer_member(value, "size"),
          string_member(value, "migration_id"), string_member(value, "run_id")};
}

}  // namespace mig::contract
