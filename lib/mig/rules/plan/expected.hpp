#pragma once

#include "mig/bundle/change_facts.hpp"
#include "mig/contract/plan.hpp"

namespace mig::rules {

/// The plan of a bundle as its scripts, its declaration and its baseline make it. Knows no clock,
/// no policy and no server, and holds no value, literal or condition of a statement.
contract::Plan expected_plan(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change);

}  // namespace mig::rules
