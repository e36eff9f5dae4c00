#include "mig/sql/grammar_version.hpp"

#include <pg_query.h>

namespace mig::sql {

std::string grammar_version() {
  return PG_VERSION;
}

}  // namespace mig::sql
