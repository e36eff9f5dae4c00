#include <fmt/format.h>

#include <filesystem>

#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"
#include "mig/rules/bundle/artifacts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

std::string_view what_is_wrong(std::string_view path) {
  if (path.starts_with('/')) return "is absolute";
  if (path == ".." || path.starts_with("../") || path.ends_with("/..") ||
      path.find("/../") != std::string_view::npos) {
    return "has a \"..\" component";
  }
  if (path.find('\\') != std::string_view::npos) return "has a backslash";
  if (path.find('\0') != std::string_view::npos) return "has a NUL byte";
  if (path.ends_with('/') || path.find("//") != std::string_view::npos) {
    return "has an empty component";
  }
  return "has a \".\" component";
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& artifact : declared_artifacts(bundle)) {
    const auto& path = artifact.path->value;
    if (io::is_contained_path(path)) continue;
    auto& finding = reporter.at(
        *bundle.declaration_document()->source, artifact.path->span,
        fmt::format("the path of the {}, \"{}\", {}", artifact.noun, path, what_is_wrong(path)));
    const auto plain = std::filesystem::path(path).lexically_normal().generic_string();
    if (io::is_contained_path(plain)) finding.remedy = fmt::format("write \"{}\"", plain);
  }
}

}  // namespace

const Rule path_escape{
    {
        .id = "bundle-path-escape",
        .severity = Severity::fail,
        .summary = "A declared artifact path leaves the bundle or is not in its plain form",
        .rationale = "A bundle is reviewed, digested and run as one folder. A path that leads out "
                     "of it brings in bytes that nobody reviewed and no digest covers.",
        .remedy = "Put the file into the bundle and declare its path relative to the bundle",
        .requirements = {"K-20"},
    },
    check};

}  // namespace mig::rules::bundle_rules
