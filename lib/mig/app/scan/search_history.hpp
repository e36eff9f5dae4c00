#pragma once

#include <string>
#include <vector>

#include "mig/app/outcome.hpp"
#include "mig/app/scan/scan_result.hpp"

namespace mig::app {

/// A version of a file that a commit since the base brought, searched.
struct SearchedVersion {
  std::string path;
  ScanResult result;  ///< not counted among the files of the run
};

struct SearchedHistory {
  std::vector<SearchedVersion> versions;  ///< oldest commit first
  std::string checked;                    ///< what was searched, in words
};

/// Searches every version of the files beneath the arguments that commits since the base brought,
/// and tells what each of them added. Fails where git cannot list them.
Result<SearchedHistory> search_history(const Run& run);

}  // namespace mig::app
