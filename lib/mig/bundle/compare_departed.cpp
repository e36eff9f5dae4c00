#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

using history::ChangeKind;

/// Finds the bundles of the base that are gone, lie elsewhere, or are another migration now.
class DepartureFinder {
 public:
  DepartureFinder(const std::vector<std::string>& watched,
                  const std::vector<ChangedDeclaration>& declarations,
                  const RepositoryFacts& repository, RepositoryComparison& comparison)
      : watched_(watched),
        declarations_(declarations),
        repository_(repository),
        comparison_(comparison) {}

  Result<void> find() {
    auto folders = candidates();
    if (!folders) return tl::unexpected(folders.error());
    for (const auto& folder : *folders) {
      if (auto looked = look_at(folder); !looked) return looked;
    }
    return {};
  }

 private:
  const history::Repository& git() const { return comparison_.base->git; }

  /// Bundles that lost a file, and those whose declaration changed.
  Result<std::set<std::string>> candidates() {
    std::set<std::string> folders;
    for (const auto at : comparison_.by_before) {
      const auto& change = comparison_.changes[at];
      const bool is_away = change.kind == ChangeKind::removed || change.kind == ChangeKind::renamed;
      if (!is_away && base_name(change.before_path) != kDeclarationFile) continue;
      auto folder = outermost_bundle(change.before_path);
      if (!folder) return tl::unexpected(folder.error());
      if (*folder && is_in_reach(**folder, comparison_, repository_, watched_)) {
        folders.insert(std::move(**folder));
      }
    }
    return folders;
  }

  /// Nothing when the file lay in none.
  Result<std::optional<std::string>> outermost_bundle(std::string_view path) {
    const auto end_of_folder = folder_of(path).size();
    for (std::size_t end = 0;; end = std::min(path.find('/', end + 1), end_of_folder)) {
      std::string folder(path.substr(0, end));
      auto is_bundle = was_bundle(folder);
      if (!is_bundle) return tl::unexpected(is_bundle.error());
      if (*is_bundle) return folder;
      if (end >= end_of_folder) return std::nullopt;
    }
  }

  Result<bool> was_bundle(const std::string& folder) {
    if (const auto known = was_bundle_.find(folder); known != was_bundle_.end()) {
      return known->second;
    }
    bool is_one = comparison_.base_entry_of.contains(folder) ||
                  pattern::parse_migration_id(base_name(folder)).has_value();
    if (!is_one) {
      const auto declared = declared_id(git(), comparison_.base->tree, folder);
      if (!declared) return tl::unexpected(declared.error());
      is_one = declared->is_there;
    }
    was_bundle_.emplace(folder, is_one);
    return is_one;
  }

  Result<void> look_at(const std::string& folder) {
    const auto fate = fate_of(comparison_, joined(folder, kDeclarationFile));
    const auto before = fate.is_changed ? declared_id(git(), fate.before)
                                        : declared_id(git(), comparison_.base->tree, folder);
    if (!before) return tl::unexpected(before.error());
    const auto now = fate.is_changed ? declared_id(git(), fate.now) : before;
    if (!now) return tl::unexpected(now.error());
    // Told first without a look at the files: finding a folder among thousands takes its time.
    const bool is_another = !before->id.empty() && !now->id.empty() && before->id != now->id;
    if (now->is_there && !is_another) return {};
    const auto left = files_beneath(git(), comparison_.now, folder);
    if (!left) return tl::unexpected(left.error());
    const auto files = files_beneath(git(), comparison_.base->tree, folder);
    if (!files) return tl::unexpected(files.error());
    DepartedBundle departed;
    departed.path = folder;
    if (is_bundle(folder, *now, !left->empty())) {
      if (!is_another) return {};
      departed.moved_to = folder;
      departed.id_now = now->id;
    } else if (auto found = find_place(*before, files->size(), departed); !found) {
      return found;
    }
    const auto standing = standing_at_base(comparison_, folder, before->id, *files);
    if (!standing) return tl::unexpected(standing.error());
    departed.id = id_of(folder, before->id);
    departed.status = standing->status;
    departed.was_merged = standing->was_merged;
    comparison_.departed.push_back(std::move(departed));
    return {};
  }

  // Judged as one by whoever looks at the tree. What is left of another is judged by nobody.
  bool is_bundle(const std::string& folder, const DeclaredId& now, bool holds_files) const {
    return holds_files && (now.is_there || repository_.registered_folders.contains(folder) ||
                           pattern::parse_migration_id(base_name(folder)));
  }

  std::string id_of(const std::string& folder, const std::string& declared) const {
    if (!declared.empty()) return declared;
    const auto entry = comparison_.base_entry_of.find(folder);
    if (entry != comparison_.base_entry_of.end()) {
      return comparison_.base_registry.entries[entry->second].id.value;
    }
    return std::string(base_name(folder));
  }

  /// Where most of its files went, else where its id is declared now.
  Result<void> find_place(const DeclaredId& before, std::size_t count, DepartedBundle& departed) {
    std::map<std::string, std::size_t> votes;
    for (const auto at : changes_beneath(comparison_, departed.path, true)) {
      const auto& change = comparison_.changes[at];
      if (change.kind != ChangeKind::renamed) continue;
      if (auto place = place_of(change, departed.path)) ++votes[*place];
    }
    for (const auto& [place, files] : votes) {
      if (files * 2 <= count) continue;
      const auto there = declared_id(git(), comparison_.now, place);
      if (!there) return tl::unexpected(there.error());
      departed.moved_to = place;
      departed.id_now = there->id;
      return {};
    }
    if (before.id.empty()) return {};
    for (const auto& declaration : declarations_) {
      if (declaration.id != before.id || declaration.id_before == before.id) continue;
      departed.moved_to = declaration.folder;
      departed.id_now = declaration.id;
      return {};
    }
    return {};
  }

  /// The folder that a file went to, when it kept its place in the bundle.
  static std::optional<std::string> place_of(const history::Change& change,
                                             std::string_view folder) {
    const auto relative = relative_to(change.before_path, folder);
    if (change.path == relative) return std::string();
    const auto ending = joined("", relative);
    if (!change.path.ends_with("/" + ending)) return std::nullopt;
    return change.path.substr(0, change.path.size() - ending.size() - 1);
  }

  const std::vector<std::string>& watched_;
  const std::vector<ChangedDeclaration>& declarations_;
  const RepositoryFacts& repository_;
  RepositoryComparison& comparison_;
  std::map<std::string, bool> was_bundle_;
};

}  // namespace

Result<void> find_departed(const std::vector<std::string>& watched,
                           const std::vector<ChangedDeclaration>& declarations,
                           const RepositoryFacts& repository, RepositoryComparison& comparison) {
  return DepartureFinder(watched, declarations, repository, comparison).find();
}

}  // namespace mig::bundle
