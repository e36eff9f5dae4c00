#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_parts.hpp"
#include "mig/bundle/gate.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

bool has_folder_above(const std::string& path, const std::set<std::string>& paths) {
  if (path.empty()) return false;
  if (paths.contains("")) return true;
  for (auto slash = path.rfind('/'); slash != std::string::npos && slash != 0;
       slash = path.rfind('/', slash - 1)) {
    if (paths.contains(path.substr(0, slash))) return true;
  }
  return false;
}

void sort_by_before(RepositoryComparison& comparison) {
  auto& places = comparison.by_before;
  const auto& changes = comparison.changes;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (!changes[at].before_path.empty()) places.push_back(at);
  }
  std::sort(places.begin(), places.end(), [&changes](std::size_t left, std::size_t right) {
    return changes[left].before_path < changes[right].before_path;
  });
}

}  // namespace

std::vector<std::string> watched_paths(const RepositoryFacts& repository,
                                       const std::vector<std::string>& judged) {
  std::set<std::string> paths(judged.begin(), judged.end());
  // What is gone from disk is watched, too: that it is gone has to be seen.
  for (auto& root : roots_at_base(repository)) paths.insert(std::move(root));
  for (const auto& [folder, root] : repository.registered_folders) paths.insert(folder);
  paths.insert(std::string(kGateFolder));
  paths.merge(owners_files());
  std::vector<std::string> watched;
  for (const auto& path : paths) {
    if (!path.empty() && !io::is_contained_path(path)) continue;
    if (!has_folder_above(path, paths)) watched.push_back(path);
  }
  return watched;
}

Result<std::shared_ptr<const RepositoryComparison>> compare_repository(
    const io::Root& root, const RepositoryFacts& repository,
    const std::vector<std::string>& watched, unsigned threads) {
  const auto& base = *repository.base;
  auto working = base.git.working_tree(root, watched, threads, &base.tree);
  if (!working) return tl::unexpected(working.error());
  auto changes = base.git.changes(base.tree, working->tree);
  if (!changes) return tl::unexpected(changes.error());
  // Made in its place: the gate's signatures point at its documents.
  auto comparison = std::make_shared<RepositoryComparison>();
  comparison->base = repository.base;
  comparison->now = std::move(working->tree);
  comparison->changes = std::move(*changes);
  comparison->untracked.insert(working->untracked.begin(), working->untracked.end());
  sort_by_before(*comparison);
  auto done = compare_registries(repository, *comparison);
  if (!done) return tl::unexpected(done.error());
  const auto declarations = changed_declarations(*comparison, repository, watched);
  if (!declarations) return tl::unexpected(declarations.error());
  done = find_departed(watched, *declarations, repository, *comparison);
  if (done) done = find_reused_ids(*declarations, repository, *comparison);
  if (done) done = compare_gate(root, repository, *comparison);
  if (done) done = compare_known_values(*comparison);
  if (done) done = compare_owners(root, repository, *comparison);
  if (!done) return tl::unexpected(done.error());
  return comparison;
}

bool RepositoryComparison::is_changed(std::string_view bundle_path) const {
  if (touched_bundles.contains(std::string(bundle_path))) return true;
  if (!changes_beneath(*this, bundle_path, false).empty()) return true;
  if (!changes_beneath(*this, bundle_path, true).empty()) return true;
  const auto beneath = joined(bundle_path, "");
  const auto found = untracked.lower_bound(beneath);
  return found != untracked.end() && found->starts_with(beneath);
}

}  // namespace mig::bundle
