#include "mig/contract/trust_policy.hpp"

#include <algorithm>
#include <utility>

namespace mig::contract {
namespace {

using document::LocatedValue;

bool holds(const LocatedStrings& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(),
                     [name](const LocatedString& item) { return item.value == name; });
}

TrustKey read_key(const LocatedValue& value) {
  const auto text = [&value](std::string_view name) {
    return string_member(value, name).value_or(LocatedString{});
  };
  TrustKey key;
  key.id = text("id");
  key.algorithm = text("algorithm");
  // Ed25519 has one encoding; where it is left out, the algorithm is what says so.
  key.encoding =
      string_member(value, "signature_encoding").value_or(LocatedString{"raw", key.algorithm.span});
  key.public_key = text("public_key");
  key.principal = text("principal");
  key.roles = strings_member(value, "roles");
  key.environments = strings_member(value, "environments");
  key.valid_from = text("valid_from");
  key.valid_until = text("valid_until");
  if (const auto* revoked = member(value, "revoked")) {
    // Whatever else it says: that it is there revokes the key.
    key.revoked_at =
        string_member(*revoked, "at").value_or(LocatedString{std::string(), revoked->span()});
    key.revoked_why = string_member(*revoked, "reason");
  }
  return key;
}

TrustRule read_rule(const LocatedValue& value) {
  TrustRule rule;
  rule.span = value.span();
  rule.environment = string_member(value, "environment").value_or(LocatedString{});
  if (const auto threshold = integer_member(value, "threshold")) rule.threshold = threshold->value;
  if (const auto distinct = boolean_member(value, "distinct_principals")) {
    rule.distinct_principals = distinct->value;
  }
  if (member(value, "roles") != nullptr) rule.roles = values_of(strings_member(value, "roles"));
  if (const auto days = integer_member(value, "max_age_days")) rule.max_age_days = days->value;
  return rule;
}

}  // namespace

bool TrustKey::has_role(std::string_view role) const {
  return holds(roles, role);
}

bool TrustKey::is_for(std::string_view environment) const {
  return holds(environments, environment);
}

const TrustRule* TrustPolicy::rule_for(std::string_view environment) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [environment](const TrustRule& rule) {
    return rule.environment.value == environment;
  });
  return found == rules.end() ? nullptr : &*found;
}

TrustPolicy read_trust_policy(const LocatedValue& value) {
  TrustPolicy policy;
  const auto* keys = member(value, "keys");
  if (keys != nullptr && keys->array() != nullptr) {
    for (const auto& key : *keys->array()) policy.keys.push_back(read_key(key));
  }
  const auto* rules = member(value, "rules");
  if (rules != nullptr && rules->array() != nullptr) {
    for (const auto& rule : *rules->array()) policy.rules.push_back(read_rule(rule));
  }
  return policy;
}

}  // namespace mig::contract
