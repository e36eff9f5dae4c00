#include "mig/io/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "mig/io/beneath.hpp"

namespace mig::io {
namespace {

constexpr mode_t kOwnerOnly = 0600;

tl::unexpected<Error> unwritten(const std::string& path, int error) {
  return failure(ErrorKind::no_verdict,
                 fmt::format("cannot write '{}': {}", path, error_text(error)), std::nullopt,
                 error == EEXIST ? "name a file that does not exist yet" : "");
}

/// The folder's entry of a new file lasts only once the folder itself was written.
bool sync_folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  const auto folder_path = slash == path.npos ? std::string(".") : path.substr(0, slash + 1);
  const Descriptor folder(::open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return folder.is_open() && (::fsync(folder.number()) == 0 || errno == EINVAL);
}

Result<void> fill(Descriptor& file, const std::string& path, std::string_view bytes) {
  // Whatever the file mode creation mask and the defaults of the folder took away or added.
  if (::fchmod(file.number(), kOwnerOnly) != 0) return unwritten(path, errno);
  if (auto written = write_all(file.number(), bytes); !written) {
    written.error().message = fmt::format("cannot write '{}': {}", path, written.error().message);
    return written;
  }
  if (::fsync(file.number()) != 0 || ::close(file.release()) != 0) return unwritten(path, errno);
  if (!sync_folder_of(path)) return unwritten(path, errno);
  return {};
}

}  // namespace

Result<void> write_new_private_file(const std::string& path, std::string_view bytes) {
  Descriptor file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
  if (!file.is_open()) return unwritten(path, errno);
  auto filled = fill(file, path, bytes);
  if (!filled) ::unlink(path.c_str());
  return filled;
}

}  // namespace mig::io
