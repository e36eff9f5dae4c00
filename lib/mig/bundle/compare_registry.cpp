#include <fmt/format.h>

#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/repository.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

using contract::RegistryEntry;

std::string text_of(const std::optional<contract::LocatedString>& value) {
  return value ? value->value : std::string();
}

/// Nothing of it counts for the verdict but notes and places in the file.
bool says_the_same(const RegistryEntry& before, const RegistryEntry& now) {
  return text_of(before.status) == text_of(now.status) &&
         text_of(before.path) == text_of(now.path) && text_of(before.type) == text_of(now.type) &&
         text_of(before.superseded_by) == text_of(now.superseded_by) &&
         before.has_successor_key == now.has_successor_key &&
         contract::values_of(before.owners) == contract::values_of(now.owners);
}

class RegistryComparer {
 public:
  RegistryComparer(const RepositoryFacts& repository, RepositoryComparison& comparison)
      : repository_(repository), comparison_(comparison) {}

  Result<void> compare() {
    bool has_changed = false;
    for (const auto& root : roots_at_base(repository_)) {
      const auto path = joined(root, kRegistryFile);
      const bool was_changed = !changes_beneath(comparison_, path, true).empty();
      const bool is_changed = !changes_beneath(comparison_, path, false).empty();
      has_changed = has_changed || was_changed || is_changed;
      if (is_changed && !was_changed) continue;  // it is new
      if (!was_changed && add_present(root, path)) continue;
      if (auto added = add_from_base(root, path); !added) return added;
    }
    if (auto added = add_tip(); !added) return added;
    return has_changed ? compare_entries() : Result<void>();
  }

 private:
  // Reading a registry of thousands takes longer than all the rest.
  bool add_present(const std::string& root, const std::string& path) {
    const auto& documents = repository_.registry_documents;
    for (std::size_t at = 0; at < documents.size(); ++at) {
      if (documents[at].source->path() != path) continue;
      auto& added = comparison_.base_registry_documents.emplace_back();
      added.source = documents[at].source;
      added.kind = documents[at].kind;
      added.hex = documents[at].hex;
      for (const auto& entry : repository_.registry.entries) {
        if (entry.document == at) add_entry(entry, root);
      }
      if (!documents[at].is_valid()) tell_broken(name_at_base(*comparison_.base, path));
      return true;
    }
    return false;
  }

  Result<void> add_from_base(const std::string& root, const std::string& path) {
    auto document = document_at_base(*comparison_.base, path, contract::DocumentKind::registry,
                                     repository_.policy.file_limits);
    if (!document) return tl::unexpected(document.error());
    if (document->is_missing()) return {};
    contract::Registry read;
    contract::read_registry(document->value, 0, read);
    const bool is_valid = document->is_valid();
    comparison_.base_registry_documents.push_back(std::move(*document));
    for (const auto& entry : read.entries) add_entry(entry, root);
    if (!is_valid) tell_broken(name_at_base(*comparison_.base, path));
    return {};
  }

  Result<void> add_tip() {
    const auto& base = *comparison_.base;
    if (base.base.tip == base.base.commit) return {};
    for (const auto& root : roots_at_base(repository_)) {
      const auto document =
          document_at_tip(base, joined(root, kRegistryFile), contract::DocumentKind::registry);
      if (!document) return tl::unexpected(document.error());
      if (document->is_missing()) continue;
      contract::Registry read;
      contract::read_registry(document->value, 0, read);
      auto& registry = comparison_.tip_registry;
      for (auto& entry : read.entries) {
        const auto at = registry.entries.size();
        auto folder = bundle_path_beneath(entry, root);
        registry.first_of_id.emplace(entry.id.value, at);
        comparison_.tip_entry_of.emplace(folder, at);
        comparison_.tip_entry_bundles.push_back(std::move(folder));
        registry.entries.push_back(std::move(entry));
      }
      if (!document->is_valid()) tell_broken(document->source->path());
    }
    return {};
  }

  /// Of the document that was added last.
  void add_entry(const RegistryEntry& entry, const std::string& root) {
    auto& registry = comparison_.base_registry;
    const auto at = registry.entries.size();
    registry.first_of_id.emplace(entry.id.value, at);
    registry.entries.push_back(entry);
    registry.entries.back().document = comparison_.base_registry_documents.size() - 1;
    auto folder = bundle_path_beneath(entry, root);
    comparison_.base_entry_of.emplace(folder, at);
    comparison_.base_entry_bundles.push_back(std::move(folder));
  }

  void tell_broken(const std::string& name) {
    comparison_.is_base_registry_broken = true;
    comparison_.notes.push_back(
        fmt::format("{} does not fit its schema: every bundle of the base counts as merged", name));
  }

  Result<void> compare_entries() {
    const auto& before = comparison_.base_registry;
    for (std::size_t at = 0; at < before.entries.size(); ++at) {
      const auto& entry = before.entries[at];
      if (before.entry(entry.id.value) != &entry) continue;
      const auto* now = repository_.registry.entry(entry.id.value);
      if (now != nullptr && says_the_same(entry, *now)) continue;
      const auto& document = comparison_.base_registry_documents[entry.document];
      const auto& folder = comparison_.base_entry_bundles[at];
      comparison_.entries.push_back({entry, document.source, now});
      comparison_.touched_bundles.insert(folder);
      if (now != nullptr) {
        touch(*now);
      } else if (auto told = tell_standing(folder, comparison_.entries.back()); !told) {
        return told;
      }
    }
    for (const auto& entry : repository_.registry.entries) {
      if (before.entry(entry.id.value) == nullptr) touch(entry);
    }
    return {};
  }

  /// Of a migration that is not listed any more.
  Result<void> tell_standing(const std::string& folder, EntryChange& change) {
    const auto& base = *comparison_.base;
    const auto files = files_beneath(base.git, base.tree, folder);
    if (!files) return tl::unexpected(files.error());
    const auto standing = standing_at_base(comparison_, folder, change.before.id.value, *files);
    if (!standing) return tl::unexpected(standing.error());
    change.was_merged = standing->was_merged;
    change.was_approved = standing->was_approved;
    const auto left = files_beneath(base.git, comparison_.now, folder);
    if (!left) return tl::unexpected(left.error());
    change.is_bundle_there = !left->empty();
    return {};
  }

  void touch(const RegistryEntry& now) {
    comparison_.touched_bundles.insert(bundle_path_of(now, repository_));
  }

  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
};

}  // namespace

Result<void> compare_registries(const RepositoryFacts& repository,
                                RepositoryComparison& comparison) {
  return RegistryComparer(repository, comparison).compare();
}

}  // namespace mig::bundle
