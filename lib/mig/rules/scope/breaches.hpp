#pragma once

#include <vector>

#include "mig/bundle/change_facts.hpp"
#include "mig/rules/rule.hpp"
#include "mig/rules/scope/bounds.hpp"

namespace mig::rules {

/// Something outside the declared scope, with the first place where a script touches it.
struct ObjectBreach {
  const bundle::ScriptChange* script = nullptr;
  const effect::Effect* effect = nullptr;
  Subject subject;
  Breach breach;
  std::size_t more = 0;  ///< effects of the same script on the same subject
};

/// One per script and subject, in the order of the scripts. None where the scope cannot be read:
/// its shape is a finding of its own.
std::vector<ObjectBreach> object_breaches(const bundle::BundleFacts& bundle,
                                          const bundle::ChangeFacts& change);

/// Something outside the declared scope that a run changed, and that no script shows.
struct ObservedBreach {
  Quote place;  ///< in the baseline after, or before for what was removed
  effect::ObjectName object;
  catalog::Change change = catalog::Change::changed;
  Subject subject;
  Breach breach;
  std::size_t more = 0;  ///< changes of the same run to the same subject
};

/// Of every run that is judged, one per subject. What `object_breaches` tells of is left out: it
/// has one cause.
std::vector<ObservedBreach> observed_breaches(const bundle::BundleFacts& bundle,
                                              const bundle::ChangeFacts& change);

/// Calls `visit(run, change)` for everything that a judged run changed.
template <class Visit>
void for_each_observed(const bundle::ChangeFacts& change, Visit visit) {
  for (const auto& run : change.runs) {
    if (!run.is_judged || !run.observation) continue;
    for (const auto& observed : run.observation->changes) visit(run, observed);
  }
}

/// An operation that the scope does not let a script perform, with its first place.
struct OperationBreach {
  const bundle::ScriptChange* script = nullptr;
  const effect::Effect* effect = nullptr;
  Breach breach;
  std::size_t more = 0;
};
std::vector<OperationBreach> operation_breaches(const bundle::BundleFacts& bundle,
                                                const bundle::ChangeFacts& change);

/// Whether the effect reaches something that outlives the session, or names it to (IF EXISTS).
bool is_lasting(const effect::Effect& effect);

/// Whether the scope could be read: rules that hold something against it stay silent otherwise.
bool has_readable_scope(const bundle::BundleFacts& bundle);

/// "index public.a was added"
std::string what_happened(const effect::ObjectName& object, catalog::Change change);
/// "create of column public.parcels.geom"
std::string what_happens(const effect::Effect& effect);
/// " (and 3 more times)"; empty for none.
std::string and_more(std::size_t more);
/// `allowed_tables` names parcels, survey_*
std::string what_is_named(const Breach& breach);
/// Adds the list or the entry of the declaration that decides.
void relate_breach(Finding& finding, const bundle::BundleFacts& bundle, const Breach& breach);

}  // namespace mig::rules
