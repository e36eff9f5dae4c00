#pragma once

#include <optional>
#include <string>

#include "mig/catalog/session.hpp"

namespace mig::catalog {

/// Settings after which the text of a script means something else than it does here.
void watch_reading(Session& session, const std::string& name,
                   const std::optional<std::string>& value);

/// set_config(), under whatever name it is reached.
void set_config(Session& session, const std::vector<Node>& arguments);

}  // namespace mig::catalog
