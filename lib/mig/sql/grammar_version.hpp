#pragma once

#include <string>

namespace mig::sql {

/// The PostgreSQL whose grammar scripts are read by: "15.1".
std::string grammar_version();

}  // namespace mig::sql
