#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "mig/bundle/facts.hpp"

namespace mig::rules::approval_rules {

/// Whether an approval counts for the bundle it lies in, and if not, the first reason.
enum class Standing : std::uint8_t {
  in_force,
  digest_unknown,   ///< the bundle digest could not be computed
  unbound,          ///< it approves other bytes
  impossible_date,  ///< `date` or `expires` is not a day of the calendar
  not_yet,          ///< its date is still to come
  expired,
};

/// Says nothing about signatures or about what the approval is for.
Standing standing_of(const contract::Approval& approval, const bundle::BundleFacts& bundle);

/// The day on which an approval of a bundle has to hold, YYYY-MM-DD: when the newest run started;
/// of a rule about the change against the base, today.
std::string day_of_judgement(const contract::Approval& approval, const bundle::BundleFacts& bundle);

/// A tier in which the bundle was executed, and what tells so.
struct ExecutedTier {
  contract::Tier tier = contract::Tier::prod;
  std::string environment;
  Quote place;
};

/// Tiers of the environments that the registry status and the run receipts name. A receipt tells of
/// a run whatever the registry says.
std::vector<ExecutedTier> executed_tiers(const bundle::BundleFacts& bundle);

/// Roles that the policy requires for a tier and the bundle's change class.
std::set<std::string> required_roles(const bundle::BundleFacts& bundle, contract::Tier tier);

/// What a finding about the approval of a role is about: "role governance".
std::string object_of_role(std::string_view role);

}  // namespace mig::rules::approval_rules
