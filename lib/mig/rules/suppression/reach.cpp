#include "mig/rules/suppression/reach.hpp"

#include <algorithm>
#include <array>

#include "mig/rules/rule.hpp"

namespace mig::rules::suppression_rules {
namespace {

constexpr std::array<std::string_view, 3> kFamiliesOfComments{"pii", "location", "payload"};

}  // namespace

std::string_view name_of(bundle::Allowance::Origin origin) {
  switch (origin) {
    case bundle::Allowance::Origin::comment:
      return "the comment";
    case bundle::Allowance::Origin::policy:
      return "the policy";
    case bundle::Allowance::Origin::baseline:
      return "the baseline";
  }
  return "it";
}

bool is_in_reach(const bundle::Allowance& allowance) {
  if (allowance.origin != bundle::Allowance::Origin::comment) return true;
  const auto family = family_of(allowance.rule);
  return std::find(kFamiliesOfComments.begin(), kFamiliesOfComments.end(), family) !=
         kFamiliesOfComments.end();
}

bool is_in_force_or_expired(const bundle::Allowance& allowance) {
  return allowance.fault.empty() && find_rule(allowance.rule) != nullptr && is_in_reach(allowance);
}

}  // namespace mig::rules::suppression_rules
