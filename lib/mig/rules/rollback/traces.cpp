#include "mig/rules/rollback/traces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::rollback_rules {

using catalog::Residue;

bool does_something(const bundle::ScriptChange& script) {
  return std::any_of(script.effects.begin(), script.effects.end(), [](const auto& effect) {
    // What may not be there may be: DROP TABLE IF EXISTS undoes something.
    return is_opaque(effect.operation) || effect.traits.possible ||
           (is_lasting(effect) && !effect.traits.consequence);
  });
}

bool has_effective_rollback(const bundle::ChangeFacts& change) {
  return change.rollback &&
         std::any_of(change.scripts.begin(), change.scripts.end(), [](const auto& script) {
           return !script.script->is_forward && does_something(script);
         });
}

std::optional<Trace> last_trace(const bundle::ChangeFacts& change, bool forward,
                                const effect::ObjectName& object, std::string_view table) {
  std::optional<Trace> nearby;
  for (auto script = change.scripts.rbegin(); script != change.scripts.rend(); ++script) {
    if (script->script->is_forward != forward) continue;
    for (auto effect = script->effects.rbegin(); effect != script->effects.rend(); ++effect) {
      if (effect->object == object) return Trace{&*script, effect->span, true, effect->operation};
      const bool of_table =
          !table.empty() && (effect->table == table || effect->object.name == table);
      if (of_table && !nearby) nearby = Trace{&*script, effect->span, false, effect->operation};
    }
  }
  return nearby;
}

std::vector<Residual> residuals(const bundle::RollbackChange& rollback, Residue residue) {
  std::set<std::string, std::less<>> whole;
  for (const auto& one : rollback.unrestored) {
    const bool holds_others =
        catalog::is_table_like(one.object.kind) || one.object.kind == effect::ObjectKind::view;
    if (one.residue == residue && holds_others) whole.insert(one.object.name);
  }
  std::vector<Residual> found;
  std::map<std::string, std::size_t, std::less<>> members;
  for (const auto& one : rollback.unrestored) {
    if (one.residue != residue) continue;
    if (one.object.name != one.table && whole.contains(one.table)) {
      ++members[one.table];
    } else {
      found.push_back({&one, 0});
    }
  }
  for (auto& residual : found) {
    const auto known = members.find(residual.one->object.name);
    if (known != members.end()) residual.members = known->second;
  }
  return found;
}

bool is_known(const bundle::RollbackChange& rollback, const catalog::Unrestored& one) {
  return one.is_certain && !rollback.is_opaque;
}

std::optional<std::string> meant_name(const bundle::ChangeFacts& change,
                                      const effect::ObjectName& object) {
  std::vector<std::string> names;
  if (!change.rollback) return std::nullopt;
  for (const auto& one : change.rollback->unrestored) {
    if (one.residue == Residue::left_over && one.object.kind == object.kind)
      names.push_back(one.object.name);
  }
  return pattern::nearest_name(object.name, names);
}

std::string with_members(const Residual& residual) {
  if (residual.members == 0) return {};
  return fmt::format(
      " with {} that belong{} to it",
      residual.members == 1 ? "one object" : fmt::format("{} objects", residual.members),
      residual.members == 1 ? "s" : "");
}

Finding& report_at_trace(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                         Reporter& reporter, const catalog::Unrestored& one, std::string message) {
  const auto forward = last_trace(change, true, one.object, one.table);
  const auto back = last_trace(change, false, one.object, one.table);
  const auto place = forward ? forward : back;
  auto& finding = place
                      ? reporter.at(*place->script->script->source, place->span, std::move(message))
                      : reporter.at_path(bundle.path_of("migration.yml"), std::move(message));
  finding.object = to_string(one.object);
  if (forward && back) {
    relate(finding, quote(*back->script->script->source, back->span),
           back->is_exact ? "what the rollback does with it" : "what the rollback does there");
  } else if (forward) {
    for (const auto& script : change.scripts) {
      if (script.script->is_forward) continue;
      finding.related.push_back(
          {script.script->source->whole_file(), "this rollback script does not speak of it", {}});
    }
  }
  return finding;
}

}  // namespace mig::rules::rollback_rules
