#include "mig/app/runner/foretold.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/catalog/from_baseline.hpp"
#include "mig/delta/drift.hpp"
#include "mig/rules/scope/bounds.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::app {
namespace {

using runner::Discrepancy;
using runner::Level;

void find_breaches(const RunnerSubject& subject, const delta::Observation& seen, Foretold& told) {
  if (!rules::has_readable_scope(subject.facts)) return;
  const rules::ScopeBounds bounds(subject.facts.declaration);
  for (const auto& change : seen.changes) {
    const auto breach = bounds.breach_of(change.object(), change.table);
    if (!breach) continue;
    told.beyond_scope.push_back(
        {Level::identical, change.label(),
         breach->is_forbidden ? fmt::format("{}, which the scope forbids", name_of(change.change))
                              : fmt::format("{}, and {} does not name it", name_of(change.change),
                                            breach->missing_from)});
  }
}

std::string what_differs(const delta::Drift& drift) {
  if (drift.observed == nullptr)
    return fmt::format("not {}, as the scripts foretell", name_of(drift.predicted->change));
  if (drift.predicted == nullptr)
    return fmt::format("{}, which the scripts do not foretell", name_of(drift.observed->change));
  return fmt::format("{}, but foretold as {}", name_of(drift.observed->change),
                     name_of(drift.predicted->change));
}

void find_drift(const RunnerSubject& subject, const delta::Inventory& pre,
                const delta::Observation& seen, Foretold& told) {
  const auto before = catalog::catalog_of(pre.baseline);
  auto after = before;
  for (const auto& script : subject.facts.scripts) {
    if (!script.is_forward) continue;
    auto prediction = catalog::predict(std::move(after), script.source->bytes());
    told.is_opaque = told.is_opaque || prediction.opaque();
    after = std::move(prediction.after);
  }
  const auto predicted = catalog::delta(before, after);
  const auto drift = delta::find_drift(seen, predicted, before, after);
  for (const auto& one : drift.drifts) {
    const auto label =
        one.observed != nullptr ? one.observed->label() : effect::to_string(one.predicted->object);
    told.unforetold.push_back({Level::identical, label, what_differs(one)});
  }
  for (const auto& one : drift.deviations) {
    told.unforetold.push_back({Level::identical, one.observed->label(),
                               fmt::format("another {} than foretold", one.attribute)});
  }
}

}  // namespace

Foretold hold_against_scripts(const RunnerSubject& subject, const runner::Rehearsal& rehearsal) {
  Foretold told;
  const auto& policy = subject.repository.policy;
  const auto seen = delta::observe(*rehearsal.pre, *rehearsal.post, policy.protected_domains);
  find_breaches(subject, seen, told);
  find_drift(subject, *rehearsal.pre, seen, told);
  return told;
}

runner::StepRecord step_of(const Foretold& foretold) {
  runner::StepRecord step;
  step.name = runner::StepName::compare;
  if (!foretold.beyond_scope.empty()) {
    step.status = runner::StepStatus::fail;
    step.message =
        fmt::format("{} changes lie outside the declared scope", foretold.beyond_scope.size());
  } else if (!foretold.unforetold.empty()) {
    step.status = foretold.is_opaque ? runner::StepStatus::abstain : runner::StepStatus::fail;
    step.message =
        fmt::format("{} changes are not what the scripts foretell", foretold.unforetold.size());
  }
  return step;
}

}  // namespace mig::app
