#pragma once

#include <sys/stat.h>

#include "mig/io/descriptor.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::io {

struct StampReader::State {
  Descriptor folder;  ///< O_PATH: a place to start from, nothing is read through it
};

Stamp stamp_of(const struct stat& status);

/// The entries of an open folder, sorted: a folder counts as if its name ended in '/', so that
/// siblings stand in the order of all the paths beneath them. `path` is the folder's.
AccessResult<std::vector<StampedEntry>> list_stamped(int folder, const std::string& path);

}  // namespace mig::io
