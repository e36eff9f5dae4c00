#pragma once

#include <string>

#include "mig/app/runner/rehearsal_verdict.hpp"
#include "mig/report/rehearsal_file.hpp"

namespace mig::app {

/// What a rehearsal tells a person.
std::string rehearsal_as_text(const RunnerSubject& subject, const runner::Rehearsal& rehearsal,
                              const Foretold& foretold, const RehearsalVerdict& verdict);

/// The steps of a rehearsal as its receipt lists them.
std::vector<report::RehearsalStep> receipt_steps(const runner::Rehearsal& rehearsal,
                                                 const Foretold& foretold);

}  // namespace mig::app
