#pragma once

#include <string_view>
#include <vector>

#include "mig/bundle/facts.hpp"

namespace mig::rules::bundle_rules {

enum class ArtifactRole : std::uint8_t {
  forward,
  rollback,
  pre_baseline,
  post_baseline,
  diff_summary,
  optional,  ///< never due, only to be well formed
};

/// A path that `artifacts` names.
struct DeclaredArtifact {
  ArtifactRole role = ArtifactRole::optional;
  std::string_view noun;  ///< "forward script"
  const contract::LocatedString* path = nullptr;
};

/// Every declared path, in the order of the declaration's fields. Empty without a declaration.
std::vector<DeclaredArtifact> declared_artifacts(const bundle::BundleFacts& bundle);

/// Whether one of the folders of a path, or the path itself, is a link or a special file.
bool leads_through_irregular_entry(const bundle::BundleFacts& bundle, std::string_view path);

}  // namespace mig::rules::bundle_rules
