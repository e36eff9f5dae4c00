#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "mig/io/descriptor.hpp"
#include "mig/io/root.hpp"

namespace mig::io {

/// A regular file, open for reading, and what it was when it was opened.
struct RegularFile {
  Descriptor descriptor;
  struct stat status {};

  std::uint64_t size() const { return static_cast<std::uint64_t>(status.st_size); }
};

/// Opens a contained path beneath `root`. Whatever is no regular file of at most `max_bytes` is
/// refused, and nothing but a regular file is ever opened for reading.
AccessResult<RegularFile> open_regular_file(int root, const std::string& path,
                                            std::uint64_t max_bytes);

/// The same for what a listing called a regular file a moment ago: it is not asked a second time
/// before it is opened, only of the descriptor.
AccessResult<RegularFile> open_listed_file(int root, const std::string& path);

/// Reads to the end, and no more than one byte beyond the size that was announced: an answer of
/// another size tells that the file changed.
AccessResult<std::string> read_to_end(int descriptor, std::size_t size, const std::string& path);

}  // namespace mig::io
