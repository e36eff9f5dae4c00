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

/// A check of a receipt's validation.
struct ReceiptCheck {
  LocatedString name;
  LocatedString status;
  std::optional<LocatedString> message;
};

/// Something that happened during a run.
struct ReceiptEvent {
  LocatedString name;
  LocatedString at;
};

/// A run receipt: those parts of it that could be read.
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
  std::optional<Span> inputs_span;
  std::optional<Span> outputs_span;
  std::vector<FileDigest> approvals;  ///< that the run relied on
  std::optional<Located<std::int64_t>> sequence;
  std::optional<LocatedString> previous_receipt;  ///< digest of the receipt before this one
  std::optional<LocatedString> principal;         ///< of the actor
  std::optional<LocatedString> role;              ///< of the actor
  std::optional<LocatedString> git_commit;
  std::optional<LocatedString> container_digest;  ///< of the environment
  std::optional<LocatedString> params_digest;
  std::optional<LocatedString> runner_name;
  std::optional<LocatedString> runner_container_digest;
  std::vector<ReceiptCheck> checks;
  std::optional<Span> validation_span;
  std::vector<ReceiptEvent> events;

  bool is_rollback() const { return operation && operation->value == "rollback"; }
  bool has_passed() const { return status && status->value == "pass"; }
};
RunReceipt read_run_receipt(const document::LocatedValue& value);

/// A pointer to a receipt that is kept outside of git.
struct ReceiptRef {
  std::optional<LocatedString> digest;
  std::optional<LocatedString> uri;
  std::optional<LocatedString> media_type;
  std::optional<Located<std::int64_t>> size;  ///< in bytes
  std::optional<LocatedString> migration_id;
  std::optional<LocatedString> run_id;
};
ReceiptRef read_receipt_ref(const document::LocatedValue& value);

}  // namespace mig::contract
