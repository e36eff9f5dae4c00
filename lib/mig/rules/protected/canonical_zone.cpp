#include <fmt/format.h>

#include <map>

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

void check_script(const bundle::BundleFacts& bundle, const bundle::ScriptChange& script,
                  const ScopeBounds& bounds, Reporter& reporter) {
  const auto& policy = bundle.repository->policy;
  std::map<std::string, bool> told;
  for (const auto& effect : script.effects) {
    if (!is_lasting(effect)) continue;
    const auto zone = canonical_zone_of(effect.object, effect.table, policy.canonical_zones);
    if (!zone) continue;
    const auto breach = bounds.breach_of(effect.object, effect.table);
    if (breach && breach->is_forbidden) continue;
    const auto subject = subject_of(effect.object, effect.table).text();
    if (!told.emplace(subject, true).second) continue;
    auto& finding =
        reporter.at(*script.script->source, effect.span,
                    fmt::format("{} lies in the canonical zone {} (policy: {}), which no migration "
                                "may change ({})",
                                subject, *zone, policy.source, what_happens(effect)));
    finding.object = subject;
  }
}

void check_runs(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                const ScopeBounds& bounds, Reporter& reporter) {
  const auto& policy = bundle.repository->policy;
  std::map<std::string, bool> told;
  for_each_observed(
      change, [&](const delta::ObservedChange& observed, const SourceText& source, Span span) {
        const auto object = observed.object();
        const auto zone = canonical_zone_of(object, observed.table, policy.canonical_zones);
        const auto breach = bounds.breach_of(object, observed.table);
        if (!zone || (breach && breach->is_forbidden)) return;
        const auto subject = subject_of(object, observed.table).text();
        if (!told.emplace(subject, true).second) return;
        auto& finding = reporter.at(
            source, span,
            fmt::format("a run changed {}, which lies in the canonical zone {} (policy: {})",
                        subject, *zone, policy.source));
        finding.object = subject;
        finding.remedy = "Roll the run back, and rebuild the zone from its canonical artifacts";
      });
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  check_declaration(bundle, reporter);
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) check_script(bundle, script, bounds, reporter);
  check_runs(bundle, change, bounds, reporter);
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
