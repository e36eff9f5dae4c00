#include "mig/contract/statement.hpp"

namespace mig::contract {
namespace {

using document::LocatedValue;

LocatedString text(const LocatedValue& object, std::string_view key) {
  return string_member(object, key).value_or(LocatedString{});
}

RunPredicate read_run(const LocatedValue& predicate) {
  return {text(predicate, "migration_id"),
          text(predicate, "run_id"),
          text(predicate, "environment"),
          text(predicate, "git_commit"),
          string_member(predicate, "bundle_digest"),
          integer_member(predicate, "sequence"),
          string_member(predicate, "previous_receipt")};
}

ApprovalPredicate read_approval_predicate(const LocatedValue& predicate) {
  return {string_member(predicate, "migration_id"),
          text(predicate, "rule"),
          string_member(predicate, "object"),
          text(predicate, "approved_by"),
          text(predicate, "role"),
          text(predicate, "subject_digest")};
}

}  // namespace

Statement read_statement(const LocatedValue& value) {
  Statement statement;
  statement.type = text(value, "_type");
  statement.predicate_type = text(value, "predicateType");
  const auto* subjects = member(value, "subject");
  if (subjects != nullptr && subjects->array() != nullptr) {
    for (const auto& subject : *subjects->array()) {
      const auto* digest = member(subject, "digest");
      statement.subjects.push_back(
          {text(subject, "name"), digest == nullptr ? LocatedString{} : text(*digest, "sha256")});
    }
  }
  const auto* predicate = member(value, "predicate");
  if (predicate == nullptr) return statement;
  if (statement.predicate_type.value == kRunPredicateType) statement.run = read_run(*predicate);
  if (statement.predicate_type.value == kApprovalPredicateType) {
    statement.approval = read_approval_predicate(*predicate);
  }
  return statement;
}

}  // namespace mig::contract
