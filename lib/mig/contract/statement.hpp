#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/contract/field.hpp"

namespace mig::contract {

/// in-toto Statement v1.
inline constexpr std::string_view kStatementType = "https://in-toto.io/Statement/v1";
inline constexpr std::string_view kRunPredicateType = "urn:mig-gates:predicate:run:v1";
inline constexpr std::string_view kApprovalPredicateType = "urn:mig-gates:predicate:approval:v1";

/// A file that a statement is about. Spans are offsets into the payload.
struct Subject {
  LocatedString name;    ///< path relative to the bundle
  LocatedString sha256;  ///< 64 lowercase hexadecimal digits
};

/// What a statement repeats of the receipt that it signs; every field is compared with it.
struct RunPredicate {
  LocatedString migration_id;
  LocatedString run_id;
  LocatedString environment;
  LocatedString git_commit;
  std::optional<LocatedString> bundle_digest;
  std::optional<Located<std::int64_t>> sequence;
  std::optional<LocatedString> previous_receipt;
};

/// What a statement repeats of the approval that it signs.
struct ApprovalPredicate {
  std::optional<LocatedString> migration_id;  ///< none: it is about the repository
  LocatedString rule;
  std::optional<LocatedString> object;
  LocatedString approved_by;
  LocatedString role;
  LocatedString subject_digest;
};

/// The payload of an envelope.
struct Statement {
  LocatedString type;
  LocatedString predicate_type;
  std::vector<Subject> subjects;
  std::optional<RunPredicate> run;            ///< of kRunPredicateType
  std::optional<ApprovalPredicate> approval;  ///< of kApprovalPredicateType
};

/// Reads a document that fits statement.v1.
Statement read_statement(const document::LocatedValue& value);

}  // namespace mig::contract
