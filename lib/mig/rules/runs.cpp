#include "mig/rules/runs.hpp"

namespace mig::rules {

std::string name_of(const bundle::RunChange& run) {
  return run.run->folder.empty() ? "the first run" : "the run in " + run.run->folder;
}

void weigh(Finding& finding, const bundle::RunChange& run) {
  if (!run.is_judged) finding.severity = Severity::info;
}

Quote place_of(const bundle::RunChange& run, const delta::ObservedChange& change) {
  return change.post != nullptr ? quote(*run.post->source, change.post->span)
                                : quote(*run.pre->source, change.pre->span);
}

void Causes::look_through() {
  looked_ = true;
  for (const auto& script : change_.scripts) {
    if (script.script->is_forward == run_.is_rollback()) continue;
    for (const auto& effect : script.effects) {
      by_object_.try_emplace(to_string(effect.object), Place{&script, &effect});
      const auto& table = effect.table.empty() ? effect.object.name : effect.table;
      by_table_.try_emplace(table, Place{&script, &effect});
    }
  }
}

std::optional<Quote> Causes::of(const effect::ObjectName& object, std::string_view table) {
  if (!looked_) look_through();
  auto found = by_object_.find(to_string(object));
  if (found == by_object_.end()) {
    found = table.empty() ? by_table_.end() : by_table_.find(std::string(table));
    if (found == by_table_.end()) return std::nullopt;
  }
  return quote(*found->second.script->script->source, found->second.effect->span);
}

std::optional<Quote> Reports::of(const std::string& label) {
  if (!run_.reported) return std::nullopt;
  if (!looked_) {
    for (const auto& change : run_.reported->changes)
      spans_.try_emplace(change.object, change.span);
    looked_ = true;
  }
  const auto found = spans_.find(label);
  if (found == spans_.end()) return std::nullopt;
  return quote(*run_.summary->source, found->second);
}

}  // namespace mig::rules
