#include <algorithm>
#include <string>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

/// The approval that one of the base has become; null: it is gone.
const history::TreeEntry* successor_of(const RepositoryComparison& comparison,
                                       const history::TreeEntry& before,
                                       const std::string& relative, const FolderState& now) {
  if (const auto same = now.files.find(relative); same != now.files.end()) return &same->second;
  for (const auto at : changes_beneath(comparison, before.path, true)) {
    const auto& path = comparison.changes[at].path;
    if (path == before.path || !is_beneath(path, now.path)) continue;
    const std::string renamed(relative_to(path, now.path));
    const auto found = now.files.find(renamed);
    if (is_approval_path(renamed) && found != now.files.end()) return &found->second;
  }
  return nullptr;
}

}  // namespace

Result<std::vector<ApprovalChange>> changed_approvals(const RepositoryComparison& comparison,
                                                      const FolderState& before,
                                                      const FolderState& now) {
  std::vector<ApprovalChange> changed;
  for (const auto& [relative, entry] : before.files) {
    if (!is_approval_path(relative)) continue;
    const auto* present = successor_of(comparison, entry, relative, now);
    if (present != nullptr && present->blob == entry.blob && present->kind == entry.kind) continue;
    ApprovalChange change{entry.path, entry.path, present == nullptr, nullptr};
    if (present != nullptr) {
      change.path = present->path;
      auto text = text_of_blob(comparison.base->git, present->blob, present->path);
      if (!text) return tl::unexpected(text.error());
      change.now = std::move(*text);
      auto digest = digest_of_blob(comparison.base->git, present->blob);
      if (!digest) return tl::unexpected(digest.error());
      change.digest = std::move(*digest);
    }
    changed.push_back(std::move(change));
  }
  return changed;
}

// What cannot be read at the base was not found there, and does not count. Only the same place
// counts: there people knew that they merged an approval.
std::set<std::string> approvals_at_base(const RepositoryComparison& comparison,
                                        const std::vector<contract::Approval>& approvals) {
  const auto& base = *comparison.base;
  std::set<std::string> held;
  for (const auto& approval : approvals) {
    const auto& path = approval.source->path();
    const auto bytes = base.git.read(base.tip_tree, path, kMostBytesOfBlob);
    if (bytes && *bytes && **bytes == approval.source->bytes()) held.insert(path);
  }
  return held;
}

}  // namespace mig::bundle
