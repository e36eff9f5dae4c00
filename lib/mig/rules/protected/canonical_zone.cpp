#include <fmt/format.h>

#include <utility>

#include "mig/contract/scope_names.hpp"
#include "mig/pattern/glob_relation.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/protected/domains.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::protected_rules {
namespace {

/// The schemas that an entry of the allowed side may reach; "" when it names none.
std::string schema_of_entry(const contract::ScopeList& list, const std::string& entry) {
  const auto folded = contract::folded_name(entry);
  if (list.surface == "schemas") return folded;
  if (list.surface == "tables") return contract::qualified_name(folded).schema;
  if (list.surface != "objects") return {};
  const auto object = contract::object_name(folded);
  return object.kind == "schema" ? object.name.name : object.name.schema;
}

void check_declaration(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto& policy = bundle.repository->policy;
  for (const auto& list : bundle.declaration.scope) {
    if (!list.is_allowed) continue;
    for (const auto& entry : list.entries) {
      const auto schema = schema_of_entry(list, entry.value);
      if (schema.empty() || contract::names_everything(schema)) continue;
      for (const auto& zone : policy.canonical_zones.schemas) {
        if (!pattern::globs_intersect(contract::folded_name(zone), schema)) continue;
        auto& finding =
            reporter.at(*bundle.declaration_document()->source, entry.span,
                        fmt::format("\"{}\" in `{}` reaches the canonical zone {} (policy: {})",
                                    entry.value, list.key, zone, policy.source));
        finding.object = "schema " + zone;
        break;
      }
    }
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  check_declaration(bundle, reporter);
  const auto& policy = bundle.repository->policy;
  const auto zone_of = [&policy](const effect::ObjectName& object, std::string_view table) {
    return canonical_zone_of(object, table, policy.canonical_zones);
  };
  for (const auto& contact : guarded_contacts(bundle, change, zone_of)) {
    const bool by_run = contact.what.empty();
    auto message =
        by_run ? fmt::format("a run changed {}, which lies in the canonical zone {} (policy: {})",
                             contact.subject, contact.guard, policy.source)
               : fmt::format(
                     "{} lies in the canonical zone {} (policy: {}), which no migration "
                     "may change ({})",
                     contact.subject, contact.guard, policy.source, contact.what);
    auto& finding = reporter.at(contact.place, std::move(message));
    finding.object = contact.subject;
    if (by_run)
      finding.remedy = "Roll the run back, and rebuild the zone from its canonical artifacts";
  }
}

}  // namespace

const Rule canonical_zone{
    {
        .id = "protected-canonical-zone",
        .severity = Severity::fail,
        .summary = "The scope or a script reaches a canonical zone",
        .rationale = "Raw, work, processed and catalog data are canonical: derived stores are "
                     "rebuilt from them. A migration that changes them changes the truth that "
                     "everything else is rebuilt from.",
        .remedy = "Change derived stores only, and let the pipelines write the canonical zones; "
                  "the policy says under canonical_zones which schemas they are",
        .requirements = {"K-37"},
    },
    check};

}  // namespace mig::rules::protected_rules
