#include "mig/rules/signature/statement_fields.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace mig::rules::signature_rules {
namespace {

using contract::Located;
using contract::LocatedString;

std::string text_of(const std::string& value) {
  return value;
}
std::string text_of(std::int64_t value) {
  return fmt::format("{}", value);
}

/// Pairs what was signed with what is there.
class Comparison {
 public:
  template <class Told, class Found>
  void add(std::string_view name, const std::optional<Located<Told>>& told,
           const std::optional<Located<Found>>& found,
           const std::shared_ptr<const SourceText>& source) {
    ComparedField field;
    field.name = name;
    if (told) {
      field.signed_ = text_of(told->value);
      field.span = told->span;
    }
    if (found) {
      field.actual = text_of(found->value);
      field.place = Place{source, found->span};
    }
    fields_.push_back(std::move(field));
  }

  std::vector<ComparedField> take() { return std::move(fields_); }

 private:
  std::vector<ComparedField> fields_;
};

std::optional<LocatedString> some(const LocatedString& value) {
  return value;
}

std::vector<ComparedField> compare_run(const contract::RunPredicate& told,
                                       const bundle::ReceiptFacts& facts) {
  const auto& receipt = facts.receipt;
  const auto& source = facts.document->source;
  Comparison fields;
  fields.add("migration_id", some(told.migration_id), receipt.migration_id, source);
  fields.add("run_id", some(told.run_id), receipt.run_id, source);
  fields.add("environment", some(told.environment), receipt.environment_name, source);
  fields.add("git_commit", some(told.git_commit), receipt.git_commit, source);
  fields.add("bundle_digest", told.bundle_digest, receipt.bundle_digest, source);
  fields.add("sequence", told.sequence, receipt.sequence, source);
  fields.add("previous_receipt", told.previous_receipt, receipt.previous_receipt, source);
  return fields.take();
}

std::vector<ComparedField> compare_approval(const contract::ApprovalPredicate& told,
                                            const SignedSubject& subject) {
  const auto& approval = *subject.approval;
  const auto& source = approval.source;
  Comparison fields;
  // An approval is of the migration that it lies in, and of none beside the policy.
  const auto* declaration = subject.bundle->declaration_document();
  fields.add("migration_id", told.migration_id, subject.bundle->declaration.migration_id,
             declaration == nullptr ? source : declaration->source);
  fields.add("rule", some(told.rule), some(approval.rule), source);
  fields.add("object", told.object, approval.object, source);
  fields.add("approved_by", some(told.approved_by), some(approval.approved_by), source);
  fields.add("role", some(told.role), some(approval.role), source);
  fields.add("subject_digest", some(told.subject_digest), some(approval.subject_digest), source);
  return fields.take();
}

}  // namespace

std::vector<ComparedField> compared_fields(const SignedSubject& subject) {
  if (!subject.has_statement()) return {};
  const auto& statement = subject.envelope->statement;
  if (subject.receipt != nullptr) {
    const bool can_compare = statement.run.has_value() && subject.receipt->is_valid();
    return can_compare ? compare_run(*statement.run, *subject.receipt)
                       : std::vector<ComparedField>{};
  }
  if (!statement.approval) return {};
  return compare_approval(*statement.approval, subject);
}

std::string hex_of(const SignedSubject& subject) {
  const auto* document = subject.receipt != nullptr ? subject.receipt->document
                                                    : subject.bundle->document_at(subject.name);
  return document == nullptr ? std::string() : document->hex;
}

bool signs_these_bytes(const SignedSubject& subject) {
  const auto hex = hex_of(subject);
  const auto& subjects = subject.envelope->statement.subjects;
  return std::any_of(subjects.begin(), subjects.end(), [&](const contract::Subject& one) {
    return one.name.value == subject.name && one.sha256.value == hex;
  });
}

}  // namespace mig::rules::signature_rules
