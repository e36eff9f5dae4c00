#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/status_history.hpp"

namespace mig::bundle {
namespace {

/// Finds out to whom the ids of new bundles belonged.
class OwnerFinder {
 public:
  OwnerFinder(const RepositoryFacts& repository, RepositoryComparison& comparison)
      : repository_(repository), comparison_(comparison) {}

  Result<void> look_at(const ChangedDeclaration& bundle) {
    if (bundle.id.empty() || bundle.id == bundle.id_before || bundle.id == bundle.id_moved ||
        has_moved_here(bundle)) {
      return {};
    }
    auto owner = owner_of(bundle);
    if (!owner) return tl::unexpected(owner.error());
    if (*owner) comparison_.reused_ids.push_back({bundle.id, bundle.folder, std::move(**owner)});
    return {};
  }

 private:
  bool has_moved_here(const ChangedDeclaration& bundle) const {
    const auto& departed = comparison_.departed;
    return std::any_of(departed.begin(), departed.end(), [&bundle](const auto& one) {
      return one.id == bundle.id && one.moved_to == bundle.folder;
    });
  }

  /// Path of the bundle that had the id; "": its history alone tells of it; nothing: it is new.
  Result<std::optional<std::string>> owner_of(const ChangedDeclaration& bundle) {
    const auto& registry = comparison_.base_registry;
    const auto* entry = registry.entry(bundle.id);
    if (entry != nullptr) {
      const auto at = static_cast<std::size_t>(entry - registry.entries.data());
      const auto& path = comparison_.base_entry_bundles[at];
      if (path == bundle.folder) return std::nullopt;
      const auto files = files_beneath(comparison_.base->git, comparison_.base->tree, path);
      if (!files) return tl::unexpected(files.error());
      // A draft that is listed before its bundle is there belongs to nobody yet.
      const bool is_merged = entry->status && is_merged_status(entry->status->value);
      if (!files->empty() || is_merged) return path;
    }
    for (const auto& departed : comparison_.departed) {
      if (departed.id == bundle.id) return departed.path;
    }
    if (entry != nullptr) return std::nullopt;
    if (auto read = read_histories(); !read) return tl::unexpected(read.error());
    if (ids_of_histories_->contains(bundle.id)) return std::string();
    return std::nullopt;
  }

  Result<void> read_histories() {
    if (ids_of_histories_) return {};
    ids_of_histories_.emplace();
    for (const auto& root : roots_at_base(repository_)) {
      const auto document =
          document_at_base(*comparison_.base, joined(root, kHistoryFile),
                           contract::DocumentKind::status_history, repository_.policy.file_limits);
      if (!document) return tl::unexpected(document.error());
      if (document->is_missing()) continue;
      if (!document->is_valid()) {
        comparison_.notes.push_back(fmt::format(
            "{} does not fit its schema: ids were not looked up in it", document->source->path()));
        continue;
      }
      for (const auto& change : contract::read_status_history(document->value).changes) {
        ids_of_histories_->insert(change.migration_id.value);
      }
    }
    return {};
  }

  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
  std::optional<std::set<std::string>> ids_of_histories_;
};

}  // namespace

Result<void> find_reused_ids(const std::vector<ChangedDeclaration>& declarations,
                             const RepositoryFacts& repository, RepositoryComparison& comparison) {
  OwnerFinder finder(repository, comparison);
  for (const auto& declaration : declarations) {
    if (auto looked = finder.look_at(declaration); !looked) return looked;
  }
  return {};
}

}  // namespace mig::bundle
