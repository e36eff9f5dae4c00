#include "mig/rules/sql/made_twice.hpp"

#include <set>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules {
namespace {

using effect::Operation;

/// IF NOT EXISTS and OR REPLACE, also as the condition of a block.
bool is_guarded(const SourceText& source, Span span) {
  static const auto guard =
      pattern::Pattern::compile(R"((?i)\bif\s+not\s+exists\b|\bor\s+replace\b)");
  return !guard || guard->search(source.bytes().substr(span.begin, span.end - span.begin));
}

/// Whether the statement itself makes the object, and would stop where there is one already.
bool makes_anew(const effect::Effect& effect, const SourceText& source) {
  return effect.operation == Operation::create && is_lasting(effect) &&
         !effect.traits.consequence && effect.object.kind != effect::ObjectKind::comment &&
         !is_guarded(source, effect.span);
}

bool takes_away(const effect::Effect& effect) {
  return effect.operation == Operation::drop || effect.operation == Operation::rename ||
         effect.operation == Operation::move;
}

}  // namespace

// Only of what the baseline lists: the rest is not known to be there.
std::vector<PlacedEffect> made_twice(const bundle::ChangeFacts& change) {
  std::vector<PlacedEffect> found;
  if (change.start == nullptr || change.start->inventory == nullptr) return found;
  const auto& inventory = *change.start->inventory;
  std::set<std::string> gone;
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      const auto object = to_string(effect.object);
      // What cannot be known may have taken it away as well.
      if (is_opaque(effect.operation)) return found;
      if (takes_away(effect)) gone.insert(object);
      if (effect.operation != Operation::create || gone.contains(object)) continue;
      const auto* known = inventory.find(name_of(effect.object.kind), effect.object.name);
      if (known == nullptr || !makes_anew(effect, *script.script->source)) continue;
      found.push_back({&script, &effect});
      gone.insert(object);
    }
  }
  return found;
}

}  // namespace mig::rules
