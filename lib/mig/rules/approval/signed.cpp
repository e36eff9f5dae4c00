#include "mig/rules/approval/signed.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::approval_rules {
namespace {

using signature_rules::Condition;

/// What an approval's signature has to meet, with the rule that tells where it does not.
const std::array<std::pair<const Rule*, Condition>, 10>& conditions() {
  namespace rules = signature_rules;
  static const std::array<std::pair<const Rule*, Condition>, 10> all{{
      {&rules::wrong_type, rules::types_are_exact},
      {&rules::malformed_payload, rules::payload_is_a_statement},
      {&rules::unverified, rules::signatures_verify},
      {&rules::repeated_key, rules::keys_sign_once},
      {&rules::revoked_key, rules::keys_are_not_revoked},
      {&rules::outside_validity, rules::keys_are_valid},
      {&rules::role_not_allowed, rules::keys_have_the_role},
      {&rules::wrong_principal, rules::keys_are_of_the_principal},
      {&rules::subject_mismatch, rules::files_are_those_signed},
      {&rules::statement_mismatch, rules::fields_are_those_signed},
  }};
  return all;
}

}  // namespace

ApprovalSignature signature_of(const contract::Approval& approval,
                               const bundle::BundleFacts& bundle) {
  const auto subject = signature_rules::subject_of(bundle, approval);
  if (subject.envelope == nullptr || subject.trust() == nullptr) return {};
  if (!subject.has_valid_envelope()) {
    return {SignatureWorth::broken,
            fmt::format("{} is no envelope that can be read", subject.envelope_name())};
  }
  for (const auto& [rule, condition] : conditions()) {
    std::vector<Finding> faults;
    Reporter reporter(rule->info, faults);
    condition(subject, reporter);
    if (faults.empty()) continue;
    return {SignatureWorth::broken, fmt::format("{}: {}", rule->info.id, faults.front().message)};
  }
  // Silence is not enough: the conditions are silent about what another rule tells.
  if (!subject.has_statement()) {
    return {SignatureWorth::broken,
            fmt::format("{} signs no statement about an approval", subject.envelope_name())};
  }
  return {SignatureWorth::counts, {}};
}

}  // namespace mig::rules::approval_rules
