#pragma once

#include "mig/app/runner/subject.hpp"
#include "mig/runner/rehearsal.hpp"

namespace mig::app {

/// What a rehearsal changed, held against what the scripts foretell and the scope allows.
struct Foretold {
  std::vector<runner::Discrepancy> beyond_scope;
  std::vector<runner::Discrepancy> unforetold;  ///< another change than the scripts show
  bool is_opaque = false;                       ///< the scripts may do more than they show
};

/// Of a rehearsal that has both states.
Foretold hold_against_scripts(const RunnerSubject& subject, const runner::Rehearsal& rehearsal);

/// The step "compare" of a receipt.
runner::StepRecord step_of(const Foretold& foretold);

}  // namespace mig::app
