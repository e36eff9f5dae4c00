#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

std::string due_role(const SignedSubject& subject) {
  if (subject.approval != nullptr) return subject.approval->role.value;
  return fmt::format("{}", fmt::join(rule_for(subject)->roles, " or "));
}

std::string what_is_due(const SignedSubject& subject) {
  if (subject.approval != nullptr) {
    return fmt::format("the approval is given as {}", due_role(subject));
  }
  return fmt::format("receipts of {} are signed by {}", rule_for(subject)->environment.value,
                     due_role(subject));
}

}  // namespace

void keys_have_the_role(const SignedSubject& subject, Reporter& reporter) {
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    if (!has_fault(subject, key, KeyFault::other_role)) continue;
    auto& finding = report_key(
        subject, signer, key.roles.empty() ? key.principal.span : key.roles.front().span,
        "its roles",
        fmt::format("the key of {} is trusted as {}, but {}", name_of(key),
                    key.roles.empty()
                        ? "nothing"
                        : fmt::format("{}", fmt::join(contract::values_of(key.roles), ", ")),
                    what_is_due(subject)),
        reporter);
    finding.remedy = subject.signed_anew(fmt::format(
        "have it signed by a key that .mig/trust.yml gives the role {}", due_role(subject)));
  }
}

const Rule role_not_allowed{
    {
        .id = "signature-role-not-allowed",
        .severity = Severity::fail,
        .summary = "A key signed in a role that it does not have",
        .rationale = "Who may run a migration is not who may approve it. A key counts only for the "
                     "roles that the trust policy gives it.",
        .remedy = "Have it signed by a key with that role: "
                  "mig-receipt-verify sign --replace --key FILE PATH; that drops every signature "
                  "that is there, and the others have to sign again",
        .requirements = {"K-105", "X-06"},
    },
    check_each<keys_have_the_role>};

}  // namespace mig::rules::signature_rules
