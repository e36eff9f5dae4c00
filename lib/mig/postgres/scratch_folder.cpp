#include "mig/postgres/scratch_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "mig/postgres/server_processes.hpp"

namespace mig::postgres {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "mig-cluster-";
constexpr std::size_t kRandomLetters = 6;
constexpr std::string_view kMark = "mig-run throw-away cluster";
// sun_path holds 108 bytes with the final NUL; the server adds "/.s.PGSQL.5432.lock".
constexpr std::size_t kMaxSocketFolder = 107 - std::string_view("/.s.PGSQL.5432").size();
constexpr std::chrono::milliseconds kPatience{10'000};

std::string parent_of(const std::string& given) {
  if (!given.empty()) return given;
  const char* configured = std::getenv("TMPDIR");
  return configured == nullptr || *configured == '\0' ? "/tmp" : configured;
}

std::string system_text(int error) {
  return std::generic_category().message(error);
}

tl::unexpected<Error> unusable(const std::string& parent, std::string_view reason,
                               std::string remedy = "set TMPDIR to a folder that can be used") {
  return failure(ErrorKind::no_verdict,
                 fmt::format("cannot make a throw-away cluster in {}: {}", parent, reason), {},
                 std::move(remedy));
}

/// The folder, locked; not open when somebody else holds it or it is gone.
io::Descriptor locked(const std::string& path) {
  io::Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder.is_open() || ::flock(folder.number(), LOCK_EX | LOCK_NB) != 0) return {};
  // Between finding it and locking it, another may have removed it.
  struct stat held {};
  struct stat named {};
  if (::fstat(folder.number(), &held) != 0 || ::lstat(path.c_str(), &named) != 0 ||
      held.st_ino != named.st_ino || held.st_dev != named.st_dev)
    return {};
  return folder;
}

bool write_mark(int folder) {
  const io::Descriptor file(
      ::openat(folder, "mark", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  return file.is_open() &&
         ::write(file.number(), kMark.data(), kMark.size()) == static_cast<ssize_t>(kMark.size());
}

bool has_mark(int folder) {
  const io::Descriptor file(
      ::openat(folder, "mark", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_uid != ::geteuid())
    return false;
  std::string text(kMark.size() + 1, '\0');
  const auto got = ::read(file.number(), text.data(), text.size());
  return got >= 0 && std::string_view(text).substr(0, static_cast<std::size_t>(got)) == kMark;
}

bool is_named_like_ours(const std::string& name) {
  return name.size() == kPrefix.size() + kRandomLetters && name.starts_with(kPrefix);
}

Result<void> remove_tree(const std::string& path) {
  const auto segment = guard_segment(path + "/data");
  const bool ended = end_processes_in(path + "/data", kPatience);
  if (segment) remove_segment(*segment);
  std::error_code code;
  // A process that is just ending may still write a file into a folder that is being emptied.
  for (int attempt = 0; attempt < 20; ++attempt) {
    fs::remove_all(path, code);
    if (!code) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  if (!code && ended) return {};
  return failure(ErrorKind::no_verdict,
                 fmt::format("the throw-away cluster in {} could not be removed: {}", path,
                             code ? code.message() : "a server in it does not end"),
                 {}, "the next run tries again");
}

bool make_folder(const std::string& path, const std::optional<ServerUser>& user) {
  return ::mkdir(path.c_str(), 0700) == 0 &&
         (!user || ::chown(path.c_str(), user->user, user->group) == 0);
}

/// Whether the server's user can walk to a folder: the missing right of a folder above is otherwise
/// only told by initdb, and badly.
std::string barred_folder(const std::string& path, const ServerUser& user) {
  std::string barred;
  for (fs::path folder = path; folder.has_relative_path(); folder = folder.parent_path()) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) continue;
    const unsigned bit = status.st_uid == user.user    ? S_IXUSR
                         : status.st_gid == user.group ? S_IXGRP
                                                       : S_IXOTH;
    if ((status.st_mode & bit) == 0) barred = folder.string();
  }
  return barred;
}

}  // namespace

Result<ScratchFolder> ScratchFolder::create(const std::string& parent,
                                            const std::optional<ServerUser>& user) {
  std::error_code code;
  const auto real = fs::canonical(parent_of(parent), code).string();
  if (code) return unusable(parent_of(parent), code.message());
  remove_abandoned_clusters(real);
  const auto pattern = fmt::format("{}/{}XXXXXX", real, kPrefix);
  if (pattern.size() + 2 > kMaxSocketFolder)
    return unusable(real, "its path is too long for a socket", "set TMPDIR to a shorter path");
  // libpq and the server read commas as lists.
  if (real.find_first_of(",\"'\\\n") != real.npos)
    return unusable(real, "its path holds a comma, a quote or a backslash");
  ScratchFolder made;
  for (int attempt = 0; attempt < 5 && !made.lock_.is_open(); ++attempt) {
    std::string path = pattern;
    if (::mkdtemp(path.data()) == nullptr) return unusable(real, system_text(errno));
    made.lock_ = locked(path);
    if (made.lock_.is_open()) made.path_ = path;
  }
  if (!made.lock_.is_open()) return unusable(real, "its folders cannot be locked");
  if (user && (::fchown(made.lock_.number(), 0, user->group) != 0 ||
               ::fchmod(made.lock_.number(), 0710) != 0))
    return unusable(real, system_text(errno));
  if (!write_mark(made.lock_.number()) || !make_folder(made.data(), user) ||
      !make_folder(made.sockets(), user))
    return unusable(real, system_text(errno));
  if (user) {
    if (const auto barred = barred_folder(made.path_, *user); !barred.empty())
      return unusable(real, fmt::format("user {}, as which the server runs, may not enter {}",
                                        user->name, barred));
  }
  return made;
}

Result<void> ScratchFolder::remove() {
  if (!lock_.is_open()) return {};
  auto removed = remove_tree(path_);
  lock_ = io::Descriptor();
  path_.clear();
  return removed;
}

ScratchFolder::~ScratchFolder() {
  [[maybe_unused]] const auto removed = remove();
}

std::size_t remove_abandoned_clusters(const std::string& parent) {
  std::size_t removed = 0;
  std::vector<std::string> candidates;
  std::error_code code;
  for (auto it = fs::directory_iterator(parent, code); !code && it != fs::directory_iterator();
       it.increment(code)) {
    if (is_named_like_ours(it->path().filename().string()))
      candidates.push_back(it->path().string());
  }
  for (const auto& path : candidates) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode) ||
        status.st_uid != ::geteuid())
      continue;
    const auto lock = locked(path);
    if (!lock.is_open()) continue;
    if (has_mark(lock.number())) {
      if (remove_tree(path)) ++removed;
    } else if (::rmdir(path.c_str()) == 0) {  // killed before it wrote its mark: empty
      ++removed;
    }
  }
  return removed;
}

}  // namespace mig::postgres
