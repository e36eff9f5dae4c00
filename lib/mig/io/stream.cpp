#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "mig/io/beneath.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kChunk = 64 * 1024;

/// A terminal or pipe that another program made non-blocking: wait for it as if it were not.
bool wait_until(int descriptor, short event) {
  pollfd waited{descriptor, event, 0};
  return ::poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

bool is_busy(int error) {
  return error == EAGAIN || error == EWOULDBLOCK;
}

/// How much a regular file still holds; nothing is known of pipes and terminals.
std::uint64_t announced_bytes(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  const auto position = ::lseek(descriptor, 0, SEEK_CUR);
  if (position < 0 || position > status.st_size) return 0;
  return static_cast<std::uint64_t>(status.st_size - position);
}

}  // namespace

Result<void> write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && is_busy(errno) && wait_until(descriptor, POLLOUT)) continue;
    return failure(ErrorKind::no_verdict, "cannot write the output: " + error_text(errno));
  }
  return {};
}

Result<std::string> read_stream(int descriptor, std::uint64_t max_bytes) {
  std::string bytes;
  const auto announced = announced_bytes(descriptor);
  for (;;) {
    const std::size_t filled = bytes.size();
    bytes.resize(filled + kChunk);
    const ssize_t count = ::read(descriptor, bytes.data() + filled, kChunk);
    const int error = errno;
    bytes.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0 && bytes.size() < announced) {
      return failure(ErrorKind::no_verdict, "the input became shorter while it was read");
    }
    if (count == 0) return bytes;
    if (bytes.size() > max_bytes) {
      return failure(ErrorKind::no_verdict,
                     "the input stream holds more than " + std::to_string(max_bytes) + " bytes");
    }
    if (count > 0 || error == EINTR) continue;
    if (is_busy(error) && wait_until(descriptor, POLLIN)) continue;
    return failure(ErrorKind::no_verdict, "cannot read the input stream: " + error_text(error));
  }
}

}  // namespace mig::io
