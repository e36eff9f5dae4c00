#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/script_names.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::bundle_rules {
namespace {

bool is_declared(const bundle::BundleFacts& bundle, std::string_view path) {
  return std::any_of(bundle.scripts.begin(), bundle.scripts.end(),
                     [path](const auto& script) { return script.path == path; });
}

/// A bundle within the bundle is refused as a whole.
bool lies_in_nested_bundle(const bundle::BundleFacts& bundle, std::string_view path) {
  for (auto slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    const auto folder = path.substr(0, slash);
    if (bundle.entry(bundle::joined(folder, bundle::kDeclarationFile)) != nullptr) return true;
  }
  return false;
}

std::vector<std::string> undeclared_scripts(const bundle::BundleFacts& bundle) {
  std::vector<std::string> found;
  for (const auto& entry : bundle.entries) {
    if (entry.kind != io::EntryKind::regular) continue;
    if (!bundle::is_script_name(bundle::base_name(entry.path))) continue;
    if (is_declared(bundle, entry.path) || lies_in_nested_bundle(bundle, entry.path)) continue;
    found.push_back(entry.path);
  }
  return found;
}

/// Whether a declared path that leads nowhere was meant to name the file: told as a wrong path.
bool is_meant_by_wrong_path(const bundle::BundleFacts& bundle, const std::string& path,
                            const std::vector<std::string>& undeclared) {
  return std::any_of(bundle.scripts.begin(), bundle.scripts.end(), [&](const auto& script) {
    if (bundle.entry(script.path) != nullptr) return false;
    if (!io::is_contained_path(script.path)) {
      return bundle::base_name(script.path) == bundle::base_name(path);
    }
    return pattern::nearest_name(script.path, undeclared) == path;
  });
}

/// A rollback script that an empty list leaves out is told with the list.
bool is_left_out_rollback(const bundle::BundleFacts& bundle, std::string_view path) {
  const auto& declaration = bundle.declaration;
  return declaration.artifacts.rollback.empty() && !declaration.is_irreversible() &&
         bundle::base_name(path).starts_with("rollback");
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr || document->access || document->fault) return;
  if (is_misshapen(*document, "artifacts")) return;
  const auto undeclared = undeclared_scripts(bundle);
  for (const auto& path : undeclared) {
    if (is_meant_by_wrong_path(bundle, path, undeclared)) continue;
    if (is_left_out_rollback(bundle, path)) continue;
    auto& finding = reporter.at_path(
        bundle.path_of(path),
        fmt::format("neither artifacts.forward nor artifacts.rollback names the script \"{}\"",
                    path));
    finding.remedy = fmt::format(
        "name \"{}\" under artifacts.forward or artifacts.rollback of {}, "
        "or remove it from the bundle",
        path, document->source->path());
    const auto& forward = bundle.declaration.artifacts.forward;
    if (!forward.empty()) {
      relate(finding, quote(*document->source, forward.front().span),
             "the forward scripts are declared here");
    }
  }
}

}  // namespace

const Rule undeclared_script{
    {
        .id = "bundle-undeclared-script",
        .severity = Severity::fail,
        .summary = "A script lies in a bundle, and the declaration does not name it",
        .rationale = "What the declaration does not name is judged by no gate and is no part of "
                     "the bundle digest: it could change after the approval, and run unseen.",
        .remedy = "Name the script under artifacts.forward or artifacts.rollback, or remove it "
                  "from the bundle",
        .requirements = {"K-40", "K-20"},
    },
    check};

}  // namespace mig::rules::bundle_rules
