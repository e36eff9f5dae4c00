#pragma once

#include <string>

#include "mig/base/result.hpp"
#include "mig/contract/baseline.hpp"
#include "mig/contract/policy.hpp"
#include "mig/postgres/connection.hpp"

namespace mig::postgres {

struct CaptureOptions {
  std::string phase = "pre";
  std::string captured_at;  ///< RFC 3339
  contract::ProtectedDomains protected_domains;
};

/// What the schemas of a database hold, as baseline.v1 lists it: names, the attributes that
/// comparing needs, and digests of all other definitions. One snapshot, which changes nothing.
/// Left out: the system's own schemas, what belongs to an extension, temporary objects, and what is
/// not inside the database (roles, tablespaces, user mappings).
Result<contract::Baseline> capture(Connection& connection, const CaptureOptions& options);

}  // namespace mig::postgres
