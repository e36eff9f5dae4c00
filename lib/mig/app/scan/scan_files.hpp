#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/scan/scan_targets.hpp"
#include "mig/report/report.hpp"

namespace mig::app {

/// What became of one file. Of most there is nothing to say but that they were searched.
struct ScanResult {
  std::uint64_t size = 0;
  bool was_searched = false;
  std::unique_ptr<rules::FileVerdict> verdict;  ///< null: nothing was found
};

/// Searches files on all given threads; the results stand in the order of the files.
std::vector<ScanResult> scan_files(const Run& run, const std::vector<std::string>& files,
                                   unsigned threads);

/// What was found in some files together.
struct ScanSummary {
  std::vector<Finding> findings;
  std::vector<Error> errors;
  std::vector<contract::KnownValue> recorded;
  rules::ScanUse use;
  std::size_t files = 0;
  std::uint64_t bytes = 0;

  void add(ScanResult&& result);
};

/// "12 files searched (3456 bytes)".
std::string what_was_searched(const ScanSummary& summary);

/// The files of one bundle, searched by the thread that judges it.
ScanSummary scan_bundle(const Run& run, const bundle::BundleFacts& bundle);

/// Everything beneath the migrations roots and `.mig` that lies in no bundle that was judged.
Result<ScanSummary> scan_around(Run& run);

/// What allows a value and was of no use, in a run that saw these files.
std::vector<Finding> unused_allowances(const Run& run, const rules::ScanUse& use,
                                       const ScanTargets& seen);

/// The whole of mig-scan-secrets. The report was begun.
Result<report::Report> judge_files(Run& run, const std::vector<std::string>& listed_files,
                                   report::Report report);

}  // namespace mig::app
