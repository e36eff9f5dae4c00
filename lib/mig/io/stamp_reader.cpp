#include "mig/io/stamp_reader.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>

#include "mig/io/beneath.hpp"
#include "mig/io/regular_file.hpp"
#include "mig/io/stamp_reader_state.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kListingBytes = 32 * 1024;

Stamp stamp_of(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_size),
          static_cast<std::uint64_t>(status.st_ino),
          status.st_mtim.tv_sec,
          status.st_ctim.tv_sec,
          static_cast<std::uint32_t>(status.st_mtim.tv_nsec),
          static_cast<std::uint32_t>(status.st_ctim.tv_nsec),
          status.st_mode};
}

/// A folder counts as if its name ended in '/': siblings then stand in the order of all the paths
/// beneath them.
bool comes_first(const StampedEntry& left, const StampedEntry& right) {
  const std::size_t shared = std::min(left.path.size(), right.path.size());
  const int order = left.path.compare(0, shared, right.path, 0, shared);
  if (order != 0) return order < 0;
  const auto after = [&](const StampedEntry& entry) {
    if (entry.path.size() > shared) return static_cast<unsigned char>(entry.path[shared]);
    return static_cast<unsigned char>(entry.kind == EntryKind::directory ? '/' : '\0');
  };
  return after(left) < after(right);
}

AccessResult<StampedEntry> look_at_listed(int folder, std::string path, const dirent& listed) {
  StampedEntry entry{std::move(path), EntryKind::directory, {}, {}};
  if (listed.d_type == DT_DIR) return entry;
  struct stat status {};
  if (::fstatat(folder, listed.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
    const bool is_gone = errno == ENOENT;
    return refused(is_gone ? AccessFault::changed : AccessFault::unreadable, entry.path,
                   is_gone ? "it vanished while its folder was listed"
                           : "cannot be examined: " + error_text(errno));
  }
  entry.kind = kind_of_mode(status.st_mode);
  if (entry.kind != EntryKind::directory) entry.stamp = stamp_of(status);
  return entry;
}

/// Adds what one answer of the kernel names.
AccessResult<void> add_entries(int folder, const std::string& prefix, std::string_view answer,
                               std::vector<StampedEntry>& entries) {
  while (!answer.empty()) {
    const auto* listed = reinterpret_cast<const dirent*>(answer.data());
    answer.remove_prefix(listed->d_reclen);
    const std::string_view name(listed->d_name);
    if (name == "." || name == "..") continue;
    auto entry = look_at_listed(folder, prefix + listed->d_name, *listed);
    if (!entry) return tl::unexpected<AccessError>(std::move(entry.error()));
    entries.push_back(std::move(*entry));
  }
  return {};
}

bool tells_absence(AccessFault fault) {
  return fault == AccessFault::not_found || fault == AccessFault::symbolic_link ||
         fault == AccessFault::not_regular;
}

}  // namespace

StampReader::StampReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
StampReader::StampReader(StampReader&&) noexcept = default;
StampReader& StampReader::operator=(StampReader&&) noexcept = default;
StampReader::~StampReader() = default;

Result<StampReader> StampReader::open(const Root& root) {
  auto state = std::make_unique<State>();
  state->folder =
      Descriptor(::open(root.absolute_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!state->folder.is_open()) {
    return failure(ErrorKind::no_verdict,
                   "cannot open the folder '" + root.absolute_path() + "': " + error_text(errno),
                   std::nullopt, "Name an existing folder that can be entered.");
  }
  return StampReader(std::move(state));
}

AccessResult<std::optional<StampedEntry>> StampReader::look_at(const std::string& path) const {
  if (path.empty()) return StampedEntry{"", EntryKind::directory, {}, {}};
  const auto entry = open_beneath(state_->folder.number(), path, O_PATH);
  if (!entry && tells_absence(entry.error().fault)) return std::nullopt;
  if (!entry) return tl::unexpected<AccessError>(entry.error());
  struct stat status {};
  if (::fstat(entry->number(), &status) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  return StampedEntry{path, kind_of_mode(status.st_mode), stamp_of(status), {}};
}

AccessResult<std::vector<StampedEntry>> StampReader::list(const std::string& folder) const {
  const auto opened =
      open_beneath(state_->folder.number(), folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (!opened) return tl::unexpected<AccessError>(opened.error());
  const std::string prefix = folder.empty() ? "" : folder + "/";
  std::vector<StampedEntry> entries;
  alignas(dirent) std::array<char, kListingBytes> buffer;
  for (;;) {
    const ssize_t count = ::getdents64(opened->number(), buffer.data(), buffer.size());
    if (count < 0) {
      return refused(AccessFault::unreadable, folder, "cannot be listed: " + error_text(errno));
    }
    if (count == 0) break;
    const std::string_view answer(buffer.data(), static_cast<std::size_t>(count));
    if (auto added = add_entries(opened->number(), prefix, answer, entries); !added) {
      return tl::unexpected<AccessError>(std::move(added.error()));
    }
  }
  std::sort(entries.begin(), entries.end(), comes_first);
  return entries;
}

AccessResult<std::string> StampReader::read(const std::string& path,
                                            std::uint64_t max_bytes) const {
  const auto file = open_regular_file(state_->folder.number(), path, max_bytes);
  if (!file) return tl::unexpected<AccessError>(file.error());
  const int descriptor = file->descriptor.number();
  // One byte of room more than it has shows whether it grew.
  std::string bytes(static_cast<std::size_t>(file->size()) + 1, '\0');
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
  struct stat after {};
  if (::fstat(descriptor, &after) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  if (filled + 1 != bytes.size() || stamp_of(after) != stamp_of(file->status)) {
    return refused(AccessFault::changed, path, "it changed while it was read");
  }
  bytes.resize(filled);
  return bytes;
}

AccessResult<std::string> StampReader::read_link(const std::string& path) const {
  const auto link = open_beneath(state_->folder.number(), path, O_PATH);
  if (!link) return tl::unexpected<AccessError>(link.error());
  std::array<char, PATH_MAX> text;
  const ssize_t count = ::readlinkat(link->number(), "", text.data(), text.size());
  if (count < 0) {
    return refused(AccessFault::changed, path, "it was a symbolic link a moment ago");
  }
  return std::string(text.data(), static_cast<std::size_t>(count));
}

}  // namespace mig::io
