#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/contract/policy.hpp"
#include "mig/effect/object.hpp"
#include "mig/rules/scope/bounds.hpp"

namespace mig::rules {

/// The protected domain that an object lies in, as the policy writes it: "schema governance".
/// `table` is the owning table; empty when there is none.
std::optional<std::string> protected_domain_of(const effect::ObjectName& object,
                                               std::string_view table,
                                               const contract::ProtectedDomains& domains);

/// The glob of the canonical zone that an object lies in.
std::optional<std::string> canonical_zone_of(const effect::ObjectName& object,
                                             std::string_view table,
                                             const contract::CanonicalZones& zones);

/// Something guarded that a script would touch, or that a run changed.
struct GuardedContact {
  Quote place;
  std::string subject;  ///< "table public.parcels"
  std::string guard;    ///< the domain or zone that it lies in
  std::string what;     ///< "alter of table public.parcels"; empty for what a run changed
};

/// Answers the domain or zone that an object lies in, by its name and its owning table.
using GuardOf =
    std::function<std::optional<std::string>(const effect::ObjectName&, std::string_view)>;

/// One per subject and script, then one per subject of all judged runs. What the scope forbids is
/// left out: it fails by that, and no approval opens it.
std::vector<GuardedContact> guarded_contacts(const bundle::BundleFacts& bundle,
                                             const bundle::ChangeFacts& change,
                                             const GuardOf& guard_of);

}  // namespace mig::rules
