#include "mig/rules/plan/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "mig/catalog/obstacle.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules {
namespace {

using catalog::HazardKind;
using contract::PlanError;

constexpr const char* kOutOfScope = "out_of_scope";
constexpr const char* kOverLimit = "over_limit";
constexpr const char* kCannotRun = "cannot_run";
constexpr const char* kUnreadable = "unreadable";
constexpr std::string_view kRowLimit = "max_row_backfill";

PlanError error_at(const char* kind, const bundle::ScriptChange& script, Span span,
                   std::string object, std::string message) {
  const auto line = script.script->source->position(span.begin).line;
  return {kind, script.script->path, line, std::move(object), std::move(message)};
}

// What the parser says quotes the text that it stopped at, which may be anything.
void add_unreadable(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                    std::vector<PlanError>& errors) {
  for (const auto& fault : change.faults) {
    if (!fault.location || !fault.location->region) continue;
    for (const auto& script : bundle.scripts) {
      if (!script.source || script.source->path() != fault.location->path) continue;
      errors.push_back({kUnreadable, script.path, fault.location->region->begin.line, script.path,
                        "PostgreSQL 15 cannot read this statement"});
    }
  }
}

// What a script raises is a literal of it.
std::string why_it_stops(const catalog::Obstacle& obstacle) {
  using Kind = catalog::ObstacleKind;
  switch (obstacle.kind) {
    case Kind::absent:
      return "it is not there";
    case Kind::present:
      return "it is there already";
    case Kind::wrong_kind:
      return "it is of another kind";
    case Kind::needed:
      return fmt::format("{} needs it", to_string(obstacle.other));
    case Kind::raised:
      return "the script raises an error";
    case Kind::phantom:
      return {};
  }
  return "it stops here";
}

void add_cannot_run(const bundle::ChangeFacts& change, std::vector<PlanError>& errors) {
  for (const auto& script : change.scripts) {
    for (const auto& hazard : script.hazards) {
      if (hazard.kind == HazardKind::outside_transaction) {
        errors.push_back(
            error_at(kCannotRun, script, hazard.span, hazard.object.name,
                     fmt::format("{} cannot run inside {}", hazard.object.name, hazard.detail)));
      }
      if (hazard.kind == HazardKind::enum_value_used_early) {
        errors.push_back(error_at(kCannotRun, script, hazard.span, hazard.object.name,
                                  "a new value is used in the transaction that adds it"));
      }
    }
  }
  // Of text that nobody could read nothing is known from there on.
  if (!change.faults.empty()) return;
  for (const auto& script : change.scripts) {
    for (const auto& obstacle : script.obstacles) {
      const auto what = why_it_stops(obstacle);
      if (what.empty()) continue;
      const auto object =
          obstacle.object.name.empty() ? script.script->path : to_string(obstacle.object);
      errors.push_back(error_at(kCannotRun, script, obstacle.span, object, what));
    }
  }
}

void add_unseen(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                std::vector<PlanError>& errors) {
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) {
      if (!is_opaque(effect.operation)) continue;
      if (!bounds.breach_of(effect.operation) && bounds.names(effect.operation)) continue;
      errors.push_back(error_at(
          kOutOfScope, script, effect.span, std::string(name_of(effect.operation)),
          fmt::format("what it changes cannot be seen, and allowed_operations does not name {}",
                      name_of(effect.operation))));
    }
  }
}

void add_out_of_scope(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                      std::vector<PlanError>& errors) {
  if (!has_readable_scope(bundle)) return;
  for (const auto& found : object_breaches(bundle, change)) {
    errors.push_back(error_at(kOutOfScope, *found.script, found.effect->span, found.subject.text(),
                              found.breach.is_forbidden
                                  ? "the declared scope forbids it"
                                  : fmt::format("{} does not name it", found.breach.missing_from)));
  }
  for (const auto& found : operation_breaches(bundle, change)) {
    const std::string operation(name_of(found.effect->operation));
    errors.push_back(error_at(kOutOfScope, *found.script, found.effect->span, operation,
                              found.breach.is_forbidden ? "the declared scope forbids it"
                                                        : "allowed_operations does not name it"));
  }
  add_unseen(bundle, change, errors);
}

void add_over_limit(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                    std::vector<PlanError>& errors) {
  const auto totals = predicted_totals(change);
  bool has_row_cap = false;
  for (const auto& limit : bundle.declaration.limits) {
    has_row_cap = has_row_cap || limit.key == kRowLimit;
    const auto figure = predicted_figure(totals, limit.key);
    if (!figure || std::abs(*figure) <= limit.maximum.value) continue;
    errors.push_back({kOverLimit, "", 0, limit.key,
                      fmt::format("it is {}, and the forward scripts make it {}",
                                  limit.maximum.value, *figure)});
  }
  if (has_row_cap || totals.rows_written.empty()) return;
  const auto& first = totals.rows_written.front();
  errors.push_back(error_at(kOverLimit, *first.script, first.effect->span, std::string(kRowLimit),
                            "rows are written, and no limit says how many"));
}

}  // namespace

std::vector<PlanError> plan_errors(const bundle::BundleFacts& bundle,
                                   const bundle::ChangeFacts& change) {
  std::vector<PlanError> errors;
  add_unreadable(bundle, change, errors);
  add_cannot_run(change, errors);
  add_out_of_scope(bundle, change, errors);
  add_over_limit(bundle, change, errors);
  return errors;
}

}  // namespace mig::rules
