#include "mig/rules/protected/domains.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "mig/contract/scope_names.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/runs.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules {
namespace {

const std::string* match(const std::vector<std::string>& globs, std::string_view name) {
  const auto found = std::find_if(globs.begin(), globs.end(), [name](const auto& glob) {
    return pattern::glob_matches(contract::folded_name(glob), name);
  });
  return found == globs.end() ? nullptr : &*found;
}

const std::string& schema_of(const Subject& subject) {
  return subject.form == Subject::Form::schema ? subject.name.name : subject.name.schema;
}

}  // namespace

std::optional<std::string> protected_domain_of(const effect::ObjectName& object,
                                               std::string_view table,
                                               const contract::ProtectedDomains& domains) {
  const auto subject = subject_of(object, table);
  const auto& schema = schema_of(subject);
  if (!schema.empty()) {
    if (const auto* glob = match(domains.schemas, schema)) return "schema " + *glob;
  }
  if (subject.form == Subject::Form::table) {
    // As in a scope, a glob without a dot may mean the bare name.
    const auto* glob = match(domains.tables, schema + "." + subject.name.name);
    if (glob == nullptr) glob = match(domains.tables, subject.name.name);
    if (glob != nullptr) return "table " + *glob;
  }
  const auto* glob = match(domains.objects, subject.text());
  if (glob == nullptr) glob = match(domains.objects, to_string(object));
  if (glob != nullptr) return *glob;
  return std::nullopt;
}

std::optional<std::string> canonical_zone_of(const effect::ObjectName& object,
                                             std::string_view table,
                                             const contract::CanonicalZones& zones) {
  const auto subject = subject_of(object, table);
  const auto& schema = schema_of(subject);
  if (schema.empty()) return std::nullopt;
  const auto* glob = match(zones.schemas, schema);
  if (glob == nullptr) return std::nullopt;
  return *glob;
}

std::vector<GuardedContact> guarded_contacts(const bundle::BundleFacts& bundle,
                                             const bundle::ChangeFacts& change,
                                             const GuardOf& guard_of) {
  std::vector<GuardedContact> found;
  const ScopeBounds bounds(bundle.declaration);
  std::set<std::string> told;
  // Answers nothing for what is not guarded, forbidden anyway, or told before.
  const auto look = [&](const effect::ObjectName& object,
                        std::string_view table) -> std::optional<GuardedContact> {
    auto guard = guard_of(object, table);
    if (!guard) return std::nullopt;
    const auto breach = bounds.breach_of(object, table);
    if (breach && breach->is_forbidden) return std::nullopt;
    auto subject = subject_of(object, table).text();
    if (!told.insert(subject).second) return std::nullopt;
    return GuardedContact{{}, std::move(subject), std::move(*guard), {}};
  };
  for (const auto& script : change.scripts) {
    told.clear();
    for (const auto& effect : script.effects) {
      if (!is_lasting(effect)) continue;
      auto contact = look(effect.object, effect.table);
      if (!contact) continue;
      contact->place = quote(*script.script->source, effect.span);
      contact->what = what_happens(effect);
      found.push_back(std::move(*contact));
    }
  }
  told.clear();
  for_each_observed(change,
                    [&](const bundle::RunChange& run, const delta::ObservedChange& observed) {
                      auto contact = look(observed.object(), observed.table);
                      if (!contact) return;
                      contact->place = place_of(run, observed);
                      found.push_back(std::move(*contact));
                    });
  return found;
}

}  // namespace mig::rules
