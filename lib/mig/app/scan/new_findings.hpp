#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/app/scan/scan_result.hpp"
#include "mig/history/repository.hpp"

namespace mig::app {

/// The version of a file that another one is held against.
struct EarlierVersion {
  std::string path;
  std::string blob;  ///< empty: the file was not there
};

/// Searches the whole of a version of a file, and leaves of its findings those that are new: that
/// stand in lines which were added, or that the earlier version does not bring.
ScanResult search_what_is_new(const Run& run, const history::Repository& git,
                              const std::string& path, std::string bytes,
                              const EarlierVersion& earlier);

/// Drops of the findings those that stand in no added line and that `before` brings, too, each once
/// for each time it brings them; `added` is ascending. What was allowed before and is not any more
/// is new. Both verdicts were made with ScanSettings::compares.
void keep_new_findings(rules::FileVerdict& now, const rules::FileVerdict& before,
                       const std::vector<history::LineRange>& added);

/// Why git's bytes of a file were not searched; `what` is "it" or what it was before.
Error not_searched(std::string_view what, const std::string& path, const contract::Policy& policy,
                   Error why);

/// Whether git tells of its lines nothing: it is compared as a whole.
bool is_binary(std::string_view bytes);

}  // namespace mig::app
