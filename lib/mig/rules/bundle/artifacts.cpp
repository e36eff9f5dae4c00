#include "mig/rules/bundle/artifacts.hpp"

#include <algorithm>

namespace mig::rules::bundle_rules {

std::vector<DeclaredArtifact> declared_artifacts(const bundle::BundleFacts& bundle) {
  std::vector<DeclaredArtifact> declared;
  if (bundle.declaration_document() == nullptr) return declared;
  const auto& artifacts = bundle.declaration.artifacts;
  for (const auto& path : artifacts.forward) {
    declared.push_back({ArtifactRole::forward, "forward script", &path});
  }
  for (const auto& path : artifacts.rollback) {
    declared.push_back({ArtifactRole::rollback, "rollback script", &path});
  }
  const auto add = [&declared](ArtifactRole role, std::string_view noun,
                               const std::optional<contract::LocatedString>& path) {
    if (path) declared.push_back({role, noun, &*path});
  };
  add(ArtifactRole::pre_baseline, "pre baseline", artifacts.pre_baseline);
  add(ArtifactRole::post_baseline, "post baseline", artifacts.post_baseline);
  add(ArtifactRole::diff_summary, "diff summary", artifacts.diff_summary);
  add(ArtifactRole::optional, "list of touched objects", artifacts.touched);
  add(ArtifactRole::optional, "temporal diff", artifacts.temporal);
  return declared;
}

bool leads_through_irregular_entry(const bundle::BundleFacts& bundle, std::string_view path) {
  return std::any_of(bundle.entries.begin(), bundle.entries.end(), [path](const auto& entry) {
    if (entry.kind != io::EntryKind::symbolic_link && entry.kind != io::EntryKind::other) {
      return false;
    }
    return path == entry.path ||
           (path.starts_with(entry.path) && path.substr(entry.path.size()).starts_with('/'));
  });
}

}  // namespace mig::rules::bundle_rules
