#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

bool is_look_alike(std::string_view path) {
  std::string lower(path);
  for (auto& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower == "migration.yml" || lower == "migration.yaml" || lower == "migration.json";
}

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  if (bundle.entry("migration.yml") != nullptr) return;
  const std::string* look_alike = nullptr;
  for (const auto& entry : bundle.entries) {
    if (is_look_alike(entry.path)) look_alike = &entry.path;
  }
  auto& finding = reporter.at_path(bundle.path_of("migration.yml"),
                                   "the bundle has no declaration: migration.yml does not exist");
  if (look_alike == nullptr) return;
  finding.message += fmt::format(", and \"{}\" is not read in its place", *look_alike);
  finding.remedy =
      look_alike->ends_with(".json")
          ? fmt::format("write the content of {} as YAML into migration.yml", *look_alike)
          : fmt::format("rename {} to migration.yml", *look_alike);
}

}  // namespace

const Rule missing_declaration{
    {
        .id = "bundle-missing-declaration",
        .severity = Severity::fail,
        .summary = "A bundle has no migration.yml",
        .rationale = "Without a declaration nothing says what the scripts may touch, so no gate "
                     "can hold them to it.",
        .remedy = "Add migration.yml; docs/formats.md shows every field of the declaration",
        .requirements = {"K-03", "K-01"},
    },
    check};

}  // namespace mig::rules::bundle_rules
