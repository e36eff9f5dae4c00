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

RunReceipt read_run_receipt(const LocatedValue& value) {
  RunReceipt receipt{string_member(value, "run_id"),
                     string_member(value, "migration_id"),
                     {},
                     string_member(value, "started_at"),
                     {},
                     string_member(value, "operation"),
                     string_member(value, "rolls_back"),
                     string_member(value, "finished_at"),
                     string_member(value, "bundle_digest"),
                     string_member(value, "evidence_grade"),
                     read_file_digests(value, "inputs"),
                     read_file_digests(value, "outputs")};
  if (const auto* validation = member(value, "validation")) {
    receipt.status = string_member(*validation, "status");
  }
  if (const auto* environment = member(value, "environment")) {
    receipt.environment_name = string_member(*environment, "name");
  }
  return receipt;
}

ReceiptRef read_receipt_ref(const LocatedValue& value) {
  return {string_member(value, "digest")};
}

}  // namespace mig::contract
