#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "mig/base/source_text.hpp"
#include "mig/contract/field.hpp"
#include "mig/contract/rehearsal.hpp"

namespace mig::contract {

/// `approvals/*.yml`: a person opens one finding of one bundle.
struct Approval {
  std::shared_ptr<const SourceText> source;
  LocatedString rule;
  std::optional<LocatedString> object;
  LocatedString reason;
  LocatedString reference;
  LocatedString approved_by;
  LocatedString role;
  LocatedString date;
  std::optional<LocatedString> expires;
  LocatedString subject_digest;
};

/// Reads a document that fits approval.v1.
Approval read_approval(const document::LocatedValue& value,
                       std::shared_ptr<const SourceText> source);

/// The parts of a run receipt that bundle checks need.
struct RunReceipt {
  std::optional<LocatedString> run_id;
  std::optional<LocatedString> migration_id;
  std::optional<LocatedString> environment_name;
  std::optional<LocatedString> started_at;
  std::optional<LocatedString> status;      ///< of its validation: "pass", "fail", ...
  std::optional<LocatedString> operation;   ///< "forward" when left out
  std::optional<LocatedString> rolls_back;  ///< run_id of the run that this one undoes
  std::optional<LocatedString> finished_at;
  std::optional<LocatedString> bundle_digest;
  std::optional<LocatedString> evidence_grade;  ///< as claimed
  std::vector<FileDigest> inputs;
  std::vector<FileDigest> outputs;

  bool is_rollback() const { return operation && operation->value == "rollback"; }
};
RunReceipt read_run_receipt(const document::LocatedValue& value);

/// The parts of a receipt pointer that bundle checks need.
struct ReceiptRef {
  std::optional<LocatedString> digest;
};
ReceiptRef read_receipt_ref(const document::LocatedValue& value);

}  // namespace mig::contract
