#include "mig/io/beneath.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cerrno>

namespace mig::io {
namespace {

int open_with_kernel(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<unsigned int>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return static_cast<int>(::syscall(SYS_openat2, root, path.c_str(), &how, sizeof how));
}

/// Old kernels answer ENOSYS, the filters of container runtimes either of the two.
bool lacks_openat2(int error) {
  return error == ENOSYS || error == EPERM;
}

}  // namespace

AccessResult<Descriptor> open_beneath(int root, const std::string& path, int flags) {
  flags |= O_CLOEXEC | O_NOFOLLOW;
  Descriptor opened(open_with_kernel(root, path, flags));
  if (opened.is_open()) return opened;
  const int error = errno;
  if (lacks_openat2(error)) return open_by_components(root, path, flags);
  return tl::unexpected<AccessError>(explain(root, path, error));
}

bool has_openat2() {
  return Descriptor(open_with_kernel(AT_FDCWD, ".", O_PATH | O_CLOEXEC)).is_open();
}

AccessResult<Descriptor> open_by_components(int root, const std::string& path, int flags) {
  Descriptor folder;
  int folder_number = root;
  std::size_t start = 0;
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', start)) {
    const std::string component = path.substr(start, end - start);
    Descriptor next(
        ::openat(folder_number, component.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next.is_open()) return tl::unexpected<AccessError>(explain(root, path, errno));
    folder = std::move(next);
    folder_number = folder.number();
    start = end + 1;
  }
  Descriptor opened(::openat(folder_number, path.c_str() + start, flags | O_CLOEXEC | O_NOFOLLOW));
  if (!opened.is_open()) return tl::unexpected<AccessError>(explain(root, path, errno));
  return opened;
}

AccessError explain(int root, const std::string& path, int error) {
  if (error == EXDEV) return {AccessFault::escapes_root, path, "the path leaves the root"};
  if (error == ENAMETOOLONG) return {AccessFault::not_found, path, "the path is too long to exist"};
  // No earlier component is a link when the next one is asked, so this never leaves the root.
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string prefix = path.substr(0, end);
    const bool last = end == path.npos;
    struct stat status {};
    if (::fstatat(root, prefix.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno == ENOENT) return {AccessFault::not_found, path, "it does not exist"};
      return {AccessFault::unreadable, path, "cannot be examined: " + error_text(errno)};
    }
    if (S_ISLNK(status.st_mode)) {
      return {AccessFault::symbolic_link, path,
              last ? "it is a symbolic link" : "its folder '" + prefix + "' is a symbolic link"};
    }
    if (!S_ISDIR(status.st_mode) && (!last || error == ENOTDIR)) {
      return {AccessFault::not_regular, path,
              last ? "it is not a folder" : "'" + prefix + "' is not a folder"};
    }
    if (last) break;
  }
  // The way is sound now, so it was another one a moment ago.
  const bool was_another = error == ENOENT || error == ENOTDIR || error == ELOOP;
  if (was_another) return {AccessFault::changed, path, "it changed while it was opened"};
  return {AccessFault::unreadable, path, "cannot be opened: " + error_text(error)};
}

EntryKind kind_of_mode(unsigned int mode) {
  if (S_ISREG(mode)) return EntryKind::regular;
  if (S_ISDIR(mode)) return EntryKind::directory;
  if (S_ISLNK(mode)) return EntryKind::symbolic_link;
  return EntryKind::other;
}

AccessResult<EntryKind> kind_of_listed(int folder, const std::string& path, const dirent& entry) {
  switch (entry.d_type) {
    case DT_REG:
      return EntryKind::regular;
    case DT_DIR:
      return EntryKind::directory;
    case DT_LNK:
      return EntryKind::symbolic_link;
    case DT_UNKNOWN:
      break;
    default:
      return EntryKind::other;
  }
  struct stat status {};
  if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) {
      return refused(AccessFault::changed, path, "it vanished while its folder was listed");
    }
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  return kind_of_mode(status.st_mode);
}

}  // namespace mig::io
