#pragma once

#include <cstdint>
#include <optional>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// Bodies inside bodies, and what sets off what: deeper is not followed but told.
constexpr int kDeepest = 12;

using Rows = std::optional<std::uint64_t>;

/// `only`: not those of the tables that inherit.
void change_rows(Session& session, Operation operation, Id table, bool unbounded, Rows rows = {},
                 bool only = false);

}  // namespace mig::catalog
