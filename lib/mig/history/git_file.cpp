#include "mig/history/git_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "mig/history/git_failure.hpp"
#include "mig/io/descriptor.hpp"

namespace mig::history {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

tl::unexpected<Error> unreadable(const std::string& path, const std::string& what,
                                 const std::string& why) {
  return no_verdict("git: cannot read " + what + " '" + path + "': " + why, kMakeReadable);
}

/// At most `limit` bytes.
Result<std::string> read_beginning(const std::string& path, const std::string& what,
                                   std::size_t limit) {
  const io::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) {
    if (errno == ENOENT || errno == ENOTDIR) return std::string();
    return unreadable(path, what, std::generic_category().message(errno));
  }
  struct stat status {};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return unreadable(path, what, "it is no regular file");
  }
  std::string bytes;
  std::array<char, 4096> room{};
  while (bytes.size() < limit) {
    const ssize_t count = ::read(file.number(), room.data(), room.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path, what, std::generic_category().message(errno));
    if (count == 0) break;
    bytes.append(room.data(), static_cast<std::size_t>(count));
  }
  return bytes;
}

}  // namespace

Result<std::string> read_git_file(const std::string& path, const std::string& what) {
  auto bytes = read_beginning(path, what, kMostBytes);
  if (bytes && bytes->size() >= kMostBytes) return unreadable(path, what, "it is too large");
  return bytes;
}

Result<void> refuse_unreadable(const std::string& path, const std::string& what) {
  if (auto begun = read_beginning(path, what, 1); !begun) {
    return tl::unexpected<Error>(std::move(begun.error()));
  }
  return {};
}

}  // namespace mig::history
