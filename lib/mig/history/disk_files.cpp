#include "mig/history/disk_files.hpp"

#include <algorithm>

#include "mig/history/git_failure.hpp"

namespace mig::history {
namespace {

bool is_beneath(std::string_view path, std::string_view folder) {
  return folder.empty() || path == folder ||
         (path.starts_with(folder) && path[folder.size()] == '/');
}

std::string_view without_end(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

Result<std::vector<std::string>> outermost(const std::vector<std::string>& watched) {
  std::vector<std::string> sorted;
  for (const auto& path : watched) {
    const std::string_view plain = without_end(path);
    if (!plain.empty() && !io::is_contained_path(plain)) {
      return no_verdict("'" + path + "' is not a plain path beneath the root",
                        "Name folders relative to the root, without '..'.");
    }
    sorted.emplace_back(plain);
  }
  // A folder is shorter than what lies beneath it.
  std::sort(sorted.begin(), sorted.end(), [](const std::string& left, const std::string& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  std::vector<std::string> kept;
  for (auto& path : sorted) {
    const bool is_covered = std::any_of(kept.begin(), kept.end(), [&](const std::string& folder) {
      return is_beneath(path, folder);
    });
    if (!is_covered) kept.push_back(std::move(path));
  }
  std::sort(kept.begin(), kept.end());
  return kept;
}

void add_files(const io::StampedEntry& entry, std::vector<const io::StampedEntry*>& files) {
  const bool is_file =
      entry.kind == io::EntryKind::regular || entry.kind == io::EntryKind::symbolic_link;
  if (is_file) files.push_back(&entry);
  for (const auto& held : entry.held) add_files(held, files);
}

}  // namespace

tl::unexpected<Error> unjudged(const io::AccessError& error) {
  const bool moved = error.fault == io::AccessFault::changed;
  return no_verdict("'" + error.path + "' cannot be compared with git: " + error.message,
                    moved ? "Run again when nothing writes to the working tree."
                          : "Make it readable for this user, or remove it.");
}

Result<DiskFiles> find_disk_files(const io::StampReader& reader,
                                  const std::vector<std::string>& watched, unsigned threads) {
  DiskFiles found;
  auto folders = outermost(watched);
  if (!folders) return tl::unexpected<Error>(std::move(folders.error()));
  found.watched = std::move(*folders);
  found.starts.reserve(found.watched.size());
  for (const auto& path : found.watched) {
    auto start = reader.look_at(path);
    if (!start) return unjudged(start.error());
    if (!*start) continue;
    found.starts.push_back(std::move(**start));
    if (found.starts.back().kind != io::EntryKind::directory) continue;
    const auto walked = reader.walk(found.starts.back(), ".git", threads);
    if (!walked) return unjudged(walked.error());
  }
  for (const auto& start : found.starts) add_files(start, found.entries);
  const auto by_path = [](const auto* left, const auto* right) { return left->path < right->path; };
  if (!std::is_sorted(found.entries.begin(), found.entries.end(), by_path)) {
    std::sort(found.entries.begin(), found.entries.end(), by_path);
  }
  return found;
}

}  // namespace mig::history
