#pragma once

#include "mig/rules/rule.hpp"

namespace mig::rules {

// Declares every rule that the families' tables list.
#define MIG_RULE(family, name) \
  namespace family##_rules {   \
    extern const Rule name;    \
  }
#include "mig/rules/families.inc"
#undef MIG_RULE

}  // namespace mig::rules
