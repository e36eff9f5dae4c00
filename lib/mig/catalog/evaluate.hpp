#pragma once

#include <map>
#include <optional>
#include <string>

#include "mig/sql/tree.hpp"

namespace mig::catalog {

/// What is known of the variables of a PL/pgSQL body; nothing stands for a value nobody can know.
using Variables = std::map<std::string, std::optional<std::string>>;

/// The value of an expression over constants and known variables, as text; nothing when it depends
/// on anything else.
std::optional<std::string> evaluate(sql::Node expression, const Variables& variables);

}  // namespace mig::catalog
