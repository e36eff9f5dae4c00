#include "mig/io/regular_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <optional>
#include <utility>

#include "mig/io/beneath.hpp"

namespace mig::io {
namespace {

/// Nothing when the entry is a regular file within the limit.
std::optional<AccessError> unfit(const struct stat& status, const std::string& path,
                                 std::uint64_t max_bytes) {
  if (S_ISLNK(status.st_mode)) {
    return AccessError{AccessFault::symbolic_link, path, "it is a symbolic link"};
  }
  if (S_ISDIR(status.st_mode)) {
    return AccessError{AccessFault::not_regular, path, "it is a folder, not a file"};
  }
  if (!S_ISREG(status.st_mode)) {
    return AccessError{AccessFault::not_regular, path,
                       "it is a FIFO, device or socket, not a regular file"};
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > max_bytes) {
    return AccessError{
        AccessFault::too_large, path,
        "it has " + std::to_string(size) + " bytes and the limit is " + std::to_string(max_bytes)};
  }
  return std::nullopt;
}

constexpr int kForReading = O_RDONLY | O_NONBLOCK | O_NOCTTY;

AccessResult<RegularFile> open_with(int root, const std::string& path, int flags,
                                    std::uint64_t max_bytes) {
  RegularFile file;
  auto opened = open_beneath(root, path, flags);
  if (!opened) return tl::unexpected<AccessError>(std::move(opened.error()));
  file.descriptor = std::move(*opened);
  if (::fstat(file.descriptor.number(), &file.status) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  if (auto fault = unfit(file.status, path, max_bytes)) {
    return tl::unexpected<AccessError>(std::move(*fault));
  }
  return file;
}

}  // namespace

AccessResult<RegularFile> open_regular_file(int root, const std::string& path,
                                            std::uint64_t max_bytes) {
  struct stat status {};
  // Opening a device can have side effects, so the kind is asked first, and again of the
  // descriptor.
  if (::fstatat(root, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return tl::unexpected<AccessError>(explain(root, path, errno));
  }
  // A link among the folders may have led this answer astray. Opening tells, and what is not a
  // regular file gets a mere handle, which nothing can be read from.
  return open_with(root, path, S_ISREG(status.st_mode) ? kForReading : O_PATH, max_bytes);
}

AccessResult<RegularFile> open_listed_file(int root, const std::string& path) {
  return open_with(root, path, kForReading, std::numeric_limits<std::uint64_t>::max());
}

AccessResult<std::string> read_to_end(int descriptor, std::size_t size, const std::string& path) {
  std::string bytes(size + 1, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      return refused(AccessFault::unreadable, path, "cannot be read: " + error_text(errno));
    }
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace mig::io
