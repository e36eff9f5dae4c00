#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/bundle/scanned_file.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::app {

/// What became of one file. Of most there is nothing to say but that they were searched.
struct ScanResult {
  std::uint64_t size = 0;
  bool was_searched = false;
  std::unique_ptr<rules::FileVerdict> verdict;  ///< null: nothing was found
};

/// A file that was searched, held against the rules.
ScanResult judged(const Run& run, bundle::ScannedFile file);

/// Says why there is no verdict about a file.
ScanResult without_verdict(Error error);

/// What `search` answers, whatever it throws.
ScanResult guarded(const std::string& path, const std::function<ScanResult()>& search);

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

}  // namespace mig::app
