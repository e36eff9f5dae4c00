#include <fmt/format.h>

#include <map>
#include <utility>

#include "mig/app/review/evidence_parts.hpp"
#include "mig/catalog/delta.hpp"

namespace mig::app {
namespace {

using report::EvidenceChange;

/// What one script does to one object in one way, however many statements do it.
struct Deed {
  const effect::Effect* first = nullptr;
  std::size_t times = 0;
  std::uint64_t rows = 0;
  bool knows_rows = true;
};

void add_word(std::string& note, std::string_view word) {
  if (word.empty()) return;
  if (!note.empty()) note += "; ";
  note += word;
}

/// As report::kDangers has them: the line, a word of ours, parts them from foreign words.
std::string dangers_of(const effect::Effect& effect) {
  const auto& traits = effect.traits;
  std::string note;
  if (is_opaque(effect.operation)) add_word(note, "what it changes cannot be known");
  if (traits.destroys_data) add_word(note, "destroys data");
  if (traits.rewrites_table) add_word(note, "rewrites the table");
  if (traits.unbounded_rows) add_word(note, "without a condition");
  if (traits.widens_access) add_word(note, "widens access");
  if (traits.lock >= effect::LockLevel::share_update_exclusive && traits.on_existing) {
    add_word(note, fmt::format("lock {}", effect::name_of(traits.lock)));
  }
  return note;
}

std::string note_of(const Deed& deed, const SourceText& source) {
  const auto& effect = *deed.first;
  const auto& traits = effect.traits;
  std::string note = dangers_of(effect);
  add_word(note, fmt::format("line {}{}", source.position(effect.span.begin).line,
                             deed.times > 1 ? fmt::format(" and {} more", deed.times - 1) : ""));
  add_word(note, effect.detail);
  if (traits.not_transactional) add_word(note, "outside of a transaction");
  if (traits.possible) add_word(note, "if there is one");
  if (traits.temporary) add_word(note, "temporary");
  if (deed.knows_rows && effect.rows) add_word(note, fmt::format("{} rows", deed.rows));
  return note;
}

/// What statements name stands before what follows from it.
report::EvidenceChanges effects_of(const bundle::ScriptChange& script) {
  std::map<std::pair<effect::Operation, effect::ObjectName>, std::size_t> places;
  std::vector<Deed> deeds;
  for (const auto& effect : script.effects) {
    if (effect.traits.consequence) continue;
    const auto [place, is_first] =
        places.emplace(std::pair{effect.operation, effect.object}, deeds.size());
    if (is_first) deeds.push_back({&effect, 0, 0, true});
    auto& deed = deeds[place->second];
    ++deed.times;
    deed.rows += effect.rows.value_or(0);
    deed.knows_rows = deed.knows_rows && effect.rows.has_value();
  }
  report::EvidenceChanges shown;
  for (const auto& deed : deeds) {
    add_row(shown,
            EvidenceChange{std::string(effect::name_of(deed.first->operation)),
                           to_string(deed.first->object), note_of(deed, *script.script->source)});
  }
  return shown;
}

void add_script(const bundle::ScriptFacts& script, const bundle::ChangeFacts* change,
                report::Evidence& evidence) {
  if (evidence.scripts.size() == kMaxEvidenceItems) {
    ++evidence.scripts_left_out;
    return;
  }
  report::EvidenceScript shown;
  shown.path = script.path;
  shown.direction = script.is_forward ? "forward" : "rollback";
  if (!script.hex.empty()) shown.digest = "sha256:" + script.hex;
  if (change != nullptr) {
    for (const auto& one : change->scripts) {
      if (one.script != &script) continue;
      shown.was_read = true;
      shown.statements = one.statements;
      shown.effects = effects_of(one);
    }
  }
  evidence.scripts.push_back(std::move(shown));
}

bool is_known(const bundle::ChangeFacts& change) {
  return change.faults.empty() && !change.scripts.empty();
}

}  // namespace

void add_change(const ReviewedBundle& reviewed, report::Evidence& evidence) {
  for (const auto& script : reviewed.facts.scripts) add_script(script, reviewed.change, evidence);
  if (reviewed.change == nullptr || !is_known(*reviewed.change)) return;
  evidence.was_simulated = true;
  for (const auto& difference : reviewed.change->predicted) {
    std::string note = difference.possible ? "if there is one" : "";
    if (difference.follows) add_word(note, "only a name in its definition");
    add_row(evidence.delta, EvidenceChange{std::string(catalog::name_of(difference.change)),
                                           to_string(difference.object), note});
  }
}

}  // namespace mig::app
