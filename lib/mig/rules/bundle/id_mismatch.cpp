#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::bundle_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& id = bundle.declaration.migration_id;
  // A malformed id is told by a rule of the declaration.
  if (!id || !pattern::parse_migration_id(id->value) || id->value == bundle.folder_name) return;
  auto& finding = reporter.at(*bundle.declaration_document()->source, id->span,
                              fmt::format("migration_id is \"{}\", but the folder is named \"{}\"",
                                          id->value, bundle.folder_name));
  const auto& registry = bundle.repository->registry;
  const auto* by_id = registry.entry(id->value);
  const auto* by_folder = registry.entry(bundle.folder_name);
  finding.remedy = fmt::format("rename the folder to \"{}\"", id->value);
  if (by_id == nullptr && by_folder != nullptr) {
    finding.remedy = fmt::format("write migration_id: \"{}\"", bundle.folder_name);
  }
  if (const auto* entry = by_id != nullptr ? by_id : by_folder) {
    relate(finding,
           quote(*bundle.repository->registry_documents[entry->document].source, entry->id.span),
           "listed in the registry here");
  }
}

}  // namespace

const Rule id_mismatch{
    {
        .id = "bundle-id-mismatch",
        .severity = Severity::fail,
        .summary = "The folder of a bundle is not named like its migration_id",
        .rationale = "The id is how the registry, the receipts and people speak of a migration; "
                     "two names for one bundle let a receipt of one stand for the other.",
        .remedy = "Give the folder and migration_id the same name",
        .requirements = {"K-06"},
    },
    check};

}  // namespace mig::rules::bundle_rules
