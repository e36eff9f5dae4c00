#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "mig/bundle/facts.hpp"
#include "mig/rules/bundle/artifacts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

/// What a file of the bundle is by its name, whatever else it is declared as; empty for others.
std::string_view control_file(std::string_view path) {
  if (path == "migration.yml") return "the declaration itself";
  if (path == "notes.md") return "the notes of the bundle";
  if (path == "plan.json") return "the plan of the runner";
  if (path.starts_with("approvals/")) return "an approval";
  if (path.starts_with("rehearsal/")) return "evidence of a rehearsal";
  if (path.ends_with("run_receipt.json") || path.ends_with("receipt_ref.json")) return "a receipt";
  if (path.ends_with("receipts/backup.json")) return "the record of a backup";
  return {};
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  std::unordered_map<std::string_view, DeclaredArtifact> first;
  for (const auto& artifact : declared_artifacts(bundle)) {
    const SourceText& source = *bundle.declaration_document()->source;
    const auto& path = artifact.path->value;
    if (const auto control = control_file(path); !control.empty()) {
      auto& finding = reporter.at(
          source, artifact.path->span,
          fmt::format("\"{}\" is declared as {}, but is {}", path, artifact.noun, control));
      finding.remedy = fmt::format("name the file that is the {}", artifact.noun);
      continue;
    }
    const auto [before, is_new] = first.emplace(path, artifact);
    if (is_new) continue;
    const auto& other = before->second;
    auto& finding = reporter.at(
        source, artifact.path->span,
        artifact.noun == other.noun
            ? fmt::format("\"{}\" is declared twice as {}", path, other.noun)
            : fmt::format("\"{}\" is declared as {} and as {}", path, other.noun, artifact.noun));
    finding.remedy = fmt::format("name a file of its own for the {}", artifact.noun);
    relate(finding, quote(source, other.path->span),
           fmt::format("declared as {} here", other.noun));
  }
}

}  // namespace

const Rule reused_artifact{
    {
        .id = "bundle-reused-artifact",
        .severity = Severity::fail,
        .summary = "One file is declared for two purposes",
        .rationale = "A rollback that is the forward script undoes nothing, and a baseline that is "
                     "both before and after shows no change. Each part of the evidence is a file "
                     "of its own.",
        .remedy = "Name a file of its own for each artifact",
        .requirements = {"K-19", "K-20"},
    },
    check};

}  // namespace mig::rules::bundle_rules
