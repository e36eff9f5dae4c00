#include "mig/app/shard/files_digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <set>

#include "mig/app/scan/in_parallel.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/digest/file_digest.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/report/shard_text.hpp"

namespace mig::app {
namespace {

/// Folders that may be judged, none inside of another.
std::vector<std::string> areas_of(const Run& run, const Targets& targets) {
  std::set<std::string> all{".mig"};
  const auto& repository = run.repository;
  all.insert(repository.migrations_roots.begin(), repository.migrations_roots.end());
  all.insert(targets.bundles.begin(), targets.bundles.end());
  for (const auto& [folder, root] : repository.registered_folders) all.insert(folder);
  std::vector<std::string> areas;
  for (const auto& area : all) {
    const bool is_covered = std::any_of(areas.begin(), areas.end(), [&area](const auto& outer) {
      return bundle::is_beneath(area, outer);
    });
    if (!is_covered) areas.push_back(area);
  }
  return areas;
}

tl::unexpected<Error> not_read(const io::AccessError& error) {
  return failure(ErrorKind::no_verdict, error.message, Location{error.path, std::nullopt});
}

/// Every entry of the areas; what is not there has none.
Result<std::vector<io::Entry>> entries_of(const io::Root& root,
                                          const std::vector<std::string>& areas) {
  std::vector<io::Entry> entries;
  for (const auto& area : areas) {
    auto kind = area.empty() ? io::AccessResult<io::EntryKind>(io::EntryKind::directory)
                             : root.kind_of(area);
    if (!kind && io::is_content_fault(kind.error().fault)) continue;
    if (!kind) return not_read(kind.error());
    entries.push_back({area, *kind});
    if (*kind != io::EntryKind::directory) continue;
    auto found = root.walk(area, {".git"});
    if (!found) return not_read(found.error());
    std::move(found->begin(), found->end(), std::back_inserter(entries));
  }
  return entries;
}

/// Whether git, which the tree is held against, does not know of a file: it would not be merged.
bool is_untracked(const Run& run, const io::Entry& entry) {
  const auto* comparison = run.repository.comparison.get();
  return comparison != nullptr && comparison->untracked.contains(entry.path);
}

/// What a file holds. One that nobody may read is judged as such, and is the same everywhere.
Result<std::string> content_of(const io::Root& root, const io::Entry& entry) {
  if (entry.kind != io::EntryKind::regular)
    return fmt::format("kind {}", fmt::underlying(entry.kind));
  auto hex = digest::file_sha256_hex(root, entry.path);
  if (hex) return *hex;
  const bool is_moving = hex.error().fault == io::AccessFault::changed ||
                         hex.error().fault == io::AccessFault::not_found;
  if (is_moving) return not_read(hex.error());
  return fmt::format("fault {}", fmt::underlying(hex.error().fault));
}

Result<std::string> guarded_content_of(const io::Root& root, const io::Entry& entry) {
  try {
    return content_of(root, entry);
  } catch (const std::exception& problem) {
    return failure(ErrorKind::no_verdict, problem.what(), Location{entry.path, std::nullopt});
  }
}

}  // namespace

Result<std::string> files_digest(const Run& run, const Targets& targets) {
  const auto entries = entries_of(run.root, areas_of(run, targets));
  if (!entries) return tl::unexpected(entries.error());
  std::vector<Result<std::string>> contents(entries->size());
  in_parallel(entries->size(), run.options.threads,
              [&](std::size_t at) { contents[at] = guarded_content_of(run.root, (*entries)[at]); });
  std::string lines;
  for (std::size_t at = 0; at < contents.size(); ++at) {
    if (!contents[at]) return tl::unexpected(contents[at].error());
    const auto& entry = (*entries)[at];
    lines += fmt::format("{} {} {}\n", *contents[at], is_untracked(run, entry) ? "?" : "",
                         report::shard_text(entry.path));
  }
  return digest::sha256_digest(lines);
}

}  // namespace mig::app
