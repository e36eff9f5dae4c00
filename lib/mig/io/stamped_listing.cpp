#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "mig/io/beneath.hpp"
#include "mig/io/stamp_reader_state.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kListingBytes = 32 * 1024;

bool comes_first(const StampedEntry& left, const StampedEntry& right, std::size_t prefix) {
  const std::string_view one = std::string_view(left.path).substr(prefix);
  const std::string_view other = std::string_view(right.path).substr(prefix);
  const std::size_t shared = std::min(one.size(), other.size());
  const int order = one.substr(0, shared).compare(other.substr(0, shared));
  if (order != 0) return order < 0;
  const auto after = [shared](std::string_view name, EntryKind kind) {
    if (name.size() > shared) return static_cast<unsigned char>(name[shared]);
    return static_cast<unsigned char>(kind == EntryKind::directory ? '/' : '\0');
  };
  return after(one, left.kind) < after(other, right.kind);
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

}  // namespace

AccessResult<std::vector<StampedEntry>> list_stamped(int folder, const std::string& path) {
  const std::string prefix = path.empty() ? "" : path + "/";
  std::vector<StampedEntry> entries;
  entries.reserve(8);
  alignas(dirent) std::array<char, kListingBytes> buffer;
  for (;;) {
    const ssize_t count = ::getdents64(folder, buffer.data(), buffer.size());
    if (count < 0) {
      return refused(AccessFault::unreadable, path, "cannot be listed: " + error_text(errno));
    }
    if (count == 0) break;
    const std::string_view answer(buffer.data(), static_cast<std::size_t>(count));
    if (auto added = add_entries(folder, prefix, answer, entries); !added) {
      return tl::unexpected<AccessError>(std::move(added.error()));
    }
  }
  std::sort(entries.begin(), entries.end(), [&](const StampedEntry& left, const auto& right) {
    return comes_first(left, right, prefix.size());
  });
  return entries;
}

}  // namespace mig::io
