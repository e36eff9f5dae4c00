#pragma once

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// The sequence that an argument of setval() or nextval() names, by its own name or as
/// pg_get_serial_sequence(); 0 when it is no literal.
Id called_sequence(Session& session, Node argument);

}  // namespace mig::catalog
