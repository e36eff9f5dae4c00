#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "mig/io/beneath.hpp"
#include "mig/io/root_state.hpp"

namespace mig::io {
namespace {

constexpr std::size_t kDeepestWalk = 64;
constexpr std::size_t kListingBytes = 32 * 1024;

static_assert(sizeof(dirent) == sizeof(dirent64), "getdents64 must fill what readdir would");

bool is_self_or_parent(std::string_view name) {
  return name == "." || name == "..";
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

/// Adds what one answer of the kernel names.
std::optional<AccessError> add_entries(int folder, const std::string& prefix,
                                       std::string_view answer, std::vector<Entry>& entries) {
  while (!answer.empty()) {
    const auto* entry = reinterpret_cast<const dirent*>(answer.data());
    answer.remove_prefix(entry->d_reclen);
    if (is_self_or_parent(entry->d_name)) continue;
    std::string path = prefix + entry->d_name;
    const auto kind = kind_of_listed(folder, path, *entry);
    if (!kind) return kind.error();
    entries.push_back({std::move(path), *kind});
  }
  return std::nullopt;
}

/// The entries of one folder. Asks the kernel itself: readdir() takes ENOENT, the answer about a
/// folder that was removed meanwhile, for the end of a folder that is there.
AccessResult<std::vector<Entry>> list_folder(int root, const std::string& folder,
                                             std::size_t max_entries) {
  const auto opened = open_beneath(root, folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (!opened) return tl::unexpected<AccessError>(opened.error());
  const std::string prefix = folder.empty() ? "" : folder + "/";
  std::vector<Entry> entries;
  alignas(dirent) std::array<char, kListingBytes> buffer;
  for (;;) {
    const ssize_t count = ::getdents64(opened->number(), buffer.data(), buffer.size());
    if (count < 0) {
      return refused(AccessFault::unreadable, folder, "cannot be listed: " + error_text(errno));
    }
    if (count == 0) break;
    const std::string_view answer(buffer.data(), static_cast<std::size_t>(count));
    if (auto fault = add_entries(opened->number(), prefix, answer, entries)) {
      return tl::unexpected<AccessError>(std::move(*fault));
    }
    if (entries.size() > max_entries) {
      return refused(AccessFault::unreadable, folder,
                     "holds more than " + std::to_string(max_entries) + " entries");
    }
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry& left, const Entry& right) { return left.path < right.path; });
  return entries;
}

}  // namespace

AccessResult<std::vector<Entry>> Root::list(std::string_view folder) const {
  const std::string path(folder);
  if (!path.empty() && !is_contained_path(path)) return uncontained(path);
  return list_folder(state_->folder.number(), path, SIZE_MAX);
}

AccessResult<std::vector<Entry>> Root::walk(std::string_view folder,
                                            const std::vector<std::string>& skip,
                                            std::size_t max_entries) const {
  const std::string start(folder);
  if (!start.empty() && !is_contained_path(start)) return uncontained(start);
  struct Pending {
    Entry entry;
    std::size_t depth;
  };
  std::vector<Entry> walked;
  std::vector<Pending> pending;  // the next one to visit is the last
  std::string listed = start;
  std::size_t depth = 0;
  for (;;) {
    const std::size_t known = walked.size() + pending.size();
    auto entries = list_folder(state_->folder.number(), listed, max_entries - known);
    if (!entries) return tl::unexpected<AccessError>(entries.error());
    std::for_each(entries->rbegin(), entries->rend(), [&](Entry& entry) {
      pending.push_back({std::move(entry), depth + 1});
    });
    bool found_folder = false;
    while (!found_folder && !pending.empty()) {
      Pending next = std::move(pending.back());
      pending.pop_back();
      found_folder = next.entry.kind == EntryKind::directory &&
                     std::find(skip.begin(), skip.end(), name_of(next.entry.path)) == skip.end();
      if (found_folder) {
        listed = next.entry.path;
        depth = next.depth;
      }
      walked.push_back(std::move(next.entry));
    }
    if (!found_folder) return walked;
    if (depth > kDeepestWalk) {
      return refused(AccessFault::unreadable, listed,
                     "is nested deeper than " + std::to_string(kDeepestWalk) + " folders");
    }
  }
}

}  // namespace mig::io
