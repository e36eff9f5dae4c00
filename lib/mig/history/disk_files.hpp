#pragma once

#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::history {

/// What lies on disk beneath the watched files and folders.
struct DiskFiles {
  std::vector<std::string> watched;              ///< sorted, none beneath another
  std::vector<io::StampedEntry> starts;          ///< those that exist
  std::vector<const io::StampedEntry*> entries;  ///< files and links, sorted by path; in `starts`
};

/// The folders of git are never entered.
Result<DiskFiles> find_disk_files(const io::StampReader& reader,
                                  const std::vector<std::string>& watched, unsigned threads);

/// A failure to look at something beneath the root.
tl::unexpected<Error> unjudged(const io::AccessError& error);

}  // namespace mig::history
