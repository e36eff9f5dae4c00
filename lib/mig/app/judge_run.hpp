#pragma once

#include <functional>
#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/targets.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// A report about a run that has judged nothing yet.
report::Report begin_report(const Run& run);
/// The same where there is no run to judge with: what the command line alone says.
report::Report begin_report(const Tool& tool, const Options& options);

/// Answers an outcome for each of some bundles, in their order.
using BundleJudge =
    std::function<std::vector<Outcome>(const Run& run, const std::vector<std::string>& bundles)>;

/// Judges them here and now, on all threads of the run.
std::vector<Outcome> judge_bundles(const Run& run, const std::vector<std::string>& bundles);

/// Takes outcomes into a report and keeps of them what the judgement of their surroundings needs.
void collect(std::vector<Outcome> outcomes, Run& run, report::Report& report);

/// Judges everything that was chosen and what lies around it. Where the outcomes of bundles come
/// from is for the caller to say.
report::Report judge_targets(Run& run, Targets targets, const BundleJudge& judge = judge_bundles);

}  // namespace mig::app
