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

std::optional<Quote> cause_of(const bundle::ChangeFacts& change, const bundle::RunChange& run,
                              const effect::ObjectName& object, std::string_view table) {
  std::optional<Quote> nearby;
  for (const auto& script : change.scripts) {
    if (script.script->is_forward == run.is_rollback()) continue;
    for (const auto& effect : script.effects) {
      if (effect.object == object) return quote(*script.script->source, effect.span);
      const bool is_near = !table.empty() && (effect.table == table || effect.object.name == table);
      if (is_near && !nearby) nearby = quote(*script.script->source, effect.span);
    }
  }
  return nearby;
}

std::optional<Quote> report_of(const bundle::RunChange& run, std::string_view label) {
  if (!run.reported) return std::nullopt;
  for (const auto& change : run.reported->changes) {
    if (change.object == label) return quote(*run.summary->source, change.span);
  }
  return std::nullopt;
}

}  // namespace mig::rules
