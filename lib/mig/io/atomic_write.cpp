#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include "mig/io/beneath.hpp"

namespace mig::io {
namespace {

tl::unexpected<Error> unwritten(const std::string& path, int error, std::string remedy = {}) {
  return failure(ErrorKind::no_verdict,
                 fmt::format("cannot write '{}': {}", path, error_text(error)), std::nullopt,
                 std::move(remedy));
}

/// A new file beside its target; gone again unless it was kept.
class TemporaryFile {
 public:
  TemporaryFile(int folder, std::string name) : folder_(folder), name_(std::move(name)) {
    file_ = Descriptor(::openat(folder_, name_.c_str(),
                                O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    exists_ = file_.is_open();
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (exists_) ::unlinkat(folder_, name_.c_str(), 0);
  }

  bool is_open() const { return file_.is_open(); }
  int number() const { return file_.number(); }

  bool sync_and_close() { return ::fsync(file_.number()) == 0 && ::close(file_.release()) == 0; }

  bool rename_to(const std::string& name) {
    if (::renameat(folder_, name_.c_str(), folder_, name.c_str()) != 0) return false;
    exists_ = false;
    return true;
  }

 private:
  int folder_;
  std::string name_;
  Descriptor file_;
  bool exists_ = false;
};

/// Some file systems cannot sync a folder and say EINVAL; they have nothing to lose there.
bool sync_folder(int folder) {
  return ::fsync(folder) == 0 || errno == EINVAL;
}

Result<void> replace(const std::string& path, std::string_view bytes) {
  const std::size_t slash = path.rfind('/');
  const std::string folder_path = slash == path.npos ? "." : path.substr(0, slash + 1);
  const std::string name = path.substr(slash + 1);
  const Descriptor folder(::open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) return unwritten(path, errno, "Create the folder of the report first.");

  std::uint64_t suffix = 0;
  if (::getrandom(&suffix, sizeof suffix, 0) != sizeof suffix) return unwritten(path, errno);
  TemporaryFile temporary(folder.number(), fmt::format(".mig-{:016x}.tmp", suffix));
  if (!temporary.is_open()) return unwritten(path, errno);
  if (auto written = write_all(temporary.number(), bytes); !written) {
    written.error().message = fmt::format("cannot write '{}': {}", path, written.error().message);
    return written;
  }
  if (!temporary.sync_and_close() || !temporary.rename_to(name)) return unwritten(path, errno);
  if (!sync_folder(folder.number())) return unwritten(path, errno);
  return {};
}

/// Opening a pipe that nobody reads would wait for ever; a reader that was started just before has
/// a moment to come.
Descriptor open_in_time(const std::string& path) {
  constexpr int kFlags = O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK;
  const auto last = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  int number = ::open(path.c_str(), kFlags);
  while (number < 0 && errno == ENXIO && std::chrono::steady_clock::now() < last) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    number = ::open(path.c_str(), kFlags);
  }
  if (number >= 0) ::fcntl(number, F_SETFL, ::fcntl(number, F_GETFL) & ~O_NONBLOCK);
  return Descriptor(number);
}

Result<void> write_through(const std::string& path, std::string_view bytes) {
  const Descriptor target = open_in_time(path);
  if (!target.is_open()) {
    return unwritten(path, errno, errno == ENXIO ? "Start what reads the pipe first." : "");
  }
  auto written = write_all(target.number(), bytes);
  if (!written) {
    written.error().message = fmt::format("cannot write '{}': {}", path, written.error().message);
  }
  return written;
}

bool is_same_file(const struct stat& left, const struct stat& right) {
  return left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

/// The standard stream that already is this file, as `/dev/stdout` is after `>report.json`.
/// Replacing the file would cut that stream off.
std::optional<int> standard_stream_of(const struct stat& target) {
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat status {};
    if (::fstat(stream, &status) == 0 && is_same_file(status, target)) return stream;
  }
  return std::nullopt;
}

}  // namespace

Result<void> write_file_atomically(const std::string& path, std::string_view bytes) {
  struct stat target {};
  if (::stat(path.c_str(), &target) != 0) {
    if (errno != ENOENT) return unwritten(path, errno);
    struct stat link {};
    // A link to nothing: whoever made it meant a place that is not there.
    if (::lstat(path.c_str(), &link) == 0) return unwritten(path, ENOENT);
    return replace(path, bytes);
  }
  if (S_ISDIR(target.st_mode)) return unwritten(path, EISDIR, "Name a file inside the folder.");
  if (!S_ISREG(target.st_mode)) return write_through(path, bytes);
  if (const auto stream = standard_stream_of(target)) return write_all(*stream, bytes);
  struct stat link {};
  if (::lstat(path.c_str(), &link) != 0) return unwritten(path, errno);
  // A link that a change brought along could lead the report over any file of the machine.
  if (S_ISLNK(link.st_mode))
    return unwritten(path, ELOOP, "Name the file itself, not a link to it.");
  return replace(path, bytes);
}

}  // namespace mig::io
