#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/bundle/artifacts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

bool is_pre_baseline_due(const bundle::BundleFacts& bundle) {
  return bundle.phase == bundle::Phase::executed || bundle.status == "approved" ||
         bundle.status == "merged" || contract::is_executed_status(bundle.status);
}

bool is_due(ArtifactRole role, const bundle::BundleFacts& bundle) {
  switch (role) {
    case ArtifactRole::forward:
    case ArtifactRole::rollback:
      return true;
    case ArtifactRole::pre_baseline:
      return is_pre_baseline_due(bundle);
    case ArtifactRole::post_baseline:
    case ArtifactRole::diff_summary:
      return bundle.phase == bundle::Phase::executed;
    case ArtifactRole::optional:
      return false;
  }
  return true;
}

std::string since_when(ArtifactRole role, const bundle::BundleFacts& bundle) {
  if (role == ArtifactRole::forward || role == ArtifactRole::rollback) return "in every phase";
  if (bundle.phase == bundle::Phase::executed) return "once the migration was executed";
  return fmt::format("with the status \"{}\"", bundle.status);
}

/// What a run produced may lie in the folder of any run.
bool is_present(const DeclaredArtifact& artifact, const bundle::BundleFacts& bundle) {
  const auto& runs = bundle.runs;
  if (artifact.role == ArtifactRole::post_baseline) {
    return std::any_of(runs.begin(), runs.end(),
                       [](const auto& run) { return !run.post_baseline.empty(); });
  }
  if (artifact.role == ArtifactRole::diff_summary) {
    return std::any_of(runs.begin(), runs.end(),
                       [](const auto& run) { return !run.diff_summary.empty(); });
  }
  return bundle.entry(artifact.path->value) != nullptr;
}

/// Files that a misspelt path may have meant: those that nothing else declares.
std::vector<std::string> undeclared_files(const bundle::BundleFacts& bundle,
                                          const std::vector<DeclaredArtifact>& declared) {
  std::vector<std::string> files;
  for (const auto& entry : bundle.entries) {
    const bool is_declared = std::any_of(declared.begin(), declared.end(), [&](const auto& one) {
      return one.path->value == entry.path;
    });
    if (entry.kind == io::EntryKind::regular && !is_declared) files.push_back(entry.path);
  }
  return files;
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto declared = declared_artifacts(bundle);
  for (const auto& artifact : declared) {
    const auto& path = artifact.path->value;
    if (!is_due(artifact.role, bundle) || !io::is_contained_path(path)) continue;
    if (is_present(artifact, bundle) || leads_through_irregular_entry(bundle, path)) continue;
    auto& finding =
        reporter.at(*bundle.declaration_document()->source, artifact.path->span,
                    fmt::format("the {} \"{}\" does not exist, and is due {}", artifact.noun, path,
                                since_when(artifact.role, bundle)));
    if (const auto near = pattern::nearest_name(path, undeclared_files(bundle, declared))) {
      finding.remedy =
          fmt::format("did you mean \"{}\"? Otherwise add {}", *near, bundle.path_of(path));
    } else {
      finding.remedy = fmt::format("add {}", bundle.path_of(path));
    }
  }
}

}  // namespace

const Rule missing_artifact{
    {
        .id = "bundle-missing-artifact",
        .severity = Severity::fail,
        .summary = "A declared file does not exist although its phase is due",
        .rationale = "A declaration that names files which are not there proves nothing about the "
                     "change that it describes.",
        .remedy = "Add the file, or correct the path in migration.yml",
        .requirements = {"K-20", "K-01", "X-01", "K-21", "K-44", "K-83", "K-86"},
    },
    check};

}  // namespace mig::rules::bundle_rules
