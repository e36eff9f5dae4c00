#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

std::string role_that_is_due(const SignedSubject& subject) {
  if (subject.approval != nullptr) {
    return fmt::format("the approval is given as {}", subject.approval->role.value);
  }
  const auto& rule = *rule_for(subject);
  return fmt::format("receipts of {} are signed by {}", rule.environment.value,
                     fmt::join(rule.roles, " or "));
}

}  // namespace

void keys_have_the_role(const SignedSubject& subject, Reporter& reporter) {
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    if (!has_fault(subject, key, KeyFault::other_role)) continue;
    report_key(subject, signer, key.roles.empty() ? key.principal.span : key.roles.front().span,
               "its roles",
               fmt::format("the key of {} is trusted as {}, but {}", name_of(key),
                           key.roles.empty()
                               ? "nothing"
                               : fmt::format("{}", fmt::join(contract::values_of(key.roles), ", ")),
                           role_that_is_due(subject)),
               reporter);
  }
}

const Rule role_not_allowed{
    {
        .id = "signature-role-not-allowed",
        .severity = Severity::fail,
        .summary = "A key signed in a role that it does not have",
        .rationale = "Who may run a migration is not who may approve it. A key counts only for the "
                     "roles that the trust policy gives it.",
        .remedy = "Have it signed by a key with that role",
        .requirements = {"K-105", "X-06"},
    },
    check_each<keys_have_the_role>};

}  // namespace mig::rules::signature_rules
