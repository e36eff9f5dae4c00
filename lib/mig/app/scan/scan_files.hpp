#pragma once

#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/scan/scan_result.hpp"
#include "mig/app/scan/scan_targets.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// Searches files on all given threads; the results stand in the order of the files. Held against a
/// base, they tell what is new.
std::vector<ScanResult> scan_files(const Run& run, const std::vector<std::string>& files,
                                   unsigned threads);

/// The files of one bundle, searched by the thread that judges it.
ScanSummary scan_bundle(const Run& run, const bundle::BundleFacts& bundle);

/// Everything beneath the migrations roots and `.mig` that lies in no bundle that was judged. Held
/// against a base, of that the changed files.
Result<ScanSummary> scan_around(Run& run);

/// What allows a value and was of no use, in a run that saw these files. Held against a base, only
/// what is still there in the judged tree is told, and of changed files alone.
std::vector<Finding> unused_allowances(const Run& run, const rules::ScanUse& use,
                                       const ScanTargets& seen);

/// The whole of mig-scan-secrets. The report was begun.
Result<report::Report> judge_files(Run& run, const std::vector<std::string>& listed_files,
                                   report::Report report);

}  // namespace mig::app
