#include "mig/report/statement_file.hpp"

#include <algorithm>
#include <string_view>

#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

void add(Json& out, const char* key, const std::optional<contract::LocatedString>& text) {
  if (text) out[key] = text->value;
}

std::string statement(std::vector<StatementSubject> subjects, std::string_view predicate_type,
                      Json predicate) {
  std::sort(subjects.begin(), subjects.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  Json out;
  out["_type"] = contract::kStatementType;
  auto& list = out["subject"] = Json::array();
  for (const auto& subject : subjects) {
    Json one;
    one["name"] = subject.path;
    one["digest"]["sha256"] = subject.hex;
    list.push_back(std::move(one));
  }
  out["predicateType"] = predicate_type;
  out["predicate"] = std::move(predicate);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string statement_json(std::vector<StatementSubject> subjects,
                           const contract::RunPredicate& predicate) {
  Json out;
  out["migration_id"] = predicate.migration_id.value;
  out["run_id"] = predicate.run_id.value;
  out["environment"] = predicate.environment.value;
  out["git_commit"] = predicate.git_commit.value;
  add(out, "bundle_digest", predicate.bundle_digest);
  if (predicate.sequence) out["sequence"] = predicate.sequence->value;
  add(out, "previous_receipt", predicate.previous_receipt);
  return statement(std::move(subjects), contract::kRunPredicateType, std::move(out));
}

std::string statement_json(std::vector<StatementSubject> subjects,
                           const contract::ApprovalPredicate& predicate) {
  Json out = Json::object();
  add(out, "migration_id", predicate.migration_id);
  out["rule"] = predicate.rule.value;
  add(out, "object", predicate.object);
  out["approved_by"] = predicate.approved_by.value;
  out["role"] = predicate.role.value;
  out["subject_digest"] = predicate.subject_digest.value;
  return statement(std::move(subjects), contract::kApprovalPredicateType, std::move(out));
}

}  // namespace mig::report
