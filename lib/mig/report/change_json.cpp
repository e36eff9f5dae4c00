#include <limits>

#include "mig/report/change_report.hpp"
#include "mig/report/escape.hpp"
#include "mig/report/json_text.hpp"

namespace mig::report {
namespace {

/// Names identify: made valid UTF-8, never cut.
std::string whole(std::string_view text) {
  return clipped(text, std::numeric_limits<std::size_t>::max());
}

void add_place(Json& out, const Location& location) {
  out["path"] = whole(location.path);
  if (!location.region) return;
  out["line"] = location.region->begin.line;
  out["column"] = location.region->begin.column;
}

Json trait_words(const effect::Traits& traits) {
  Json words = Json::array();
  const auto add = [&words](bool holds, const char* word) {
    if (holds) words.push_back(word);
  };
  add(traits.destroys_data, "destroys_data");
  add(traits.rewrites_table, "rewrites_table");
  add(traits.unbounded_rows, "unbounded_rows");
  add(traits.widens_access, "widens_access");
  add(traits.not_transactional, "not_transactional");
  add(traits.idempotent, "idempotent");
  add(traits.consequence, "consequence");
  add(traits.temporary, "temporary");
  add(traits.on_existing, "on_existing");
  return words;
}

Json effect_json(const effect::Effect& effect, const SourceText& source) {
  Json out;
  out["operation"] = name_of(effect.operation);
  out["kind"] = name_of(effect.object.kind);
  out["object"] = whole(effect.object.name);
  if (!effect.table.empty()) out["table"] = whole(effect.table);
  if (!effect.detail.empty()) out["detail"] = whole(effect.detail);
  out["traits"] = trait_words(effect.traits);
  if (effect.traits.lock != effect::LockLevel::none) {
    out["lock"] = name_of(effect.traits.lock);
  }
  if (effect.rows) out["rows"] = *effect.rows;
  add_place(out, source.locate(effect.span));
  return out;
}

Json opaque_json(const effect::Effect& effect, const SourceText& source) {
  Json out;
  out["operation"] = name_of(effect.operation);
  out["object"] = whole(effect.object.name);
  out["reason"] = whole(effect.detail);
  add_place(out, source.locate(effect.span));
  return out;
}

// Of the forward scripts: the predicted delta is theirs.
Json opaque_effects(const bundle::ChangeFacts& change) {
  Json out = Json::array();
  for (const auto& script : change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      if (is_opaque(effect.operation)) out.push_back(opaque_json(effect, *script.script->source));
    }
  }
  return out;
}

Json delta_json(const bundle::ChangeFacts& change) {
  Json out = Json::array();
  for (const auto& difference : change.predicted) {
    Json entry;
    entry["kind"] = name_of(difference.object.kind);
    entry["object"] = whole(difference.object.name);
    entry["change"] = name_of(difference.change);
    if (!difference.table.empty()) entry["table"] = whole(difference.table);
    out.push_back(std::move(entry));
  }
  return out;
}

Json effects_json(const bundle::ChangeFacts& change) {
  Json out = Json::array();
  for (const auto& script : change.scripts) {
    for (const auto& effect : script.effects) {
      out.push_back(effect_json(effect, *script.script->source));
    }
  }
  return out;
}

Json catalog_json(const catalog::Catalog& catalog) {
  Json out = Json::array();
  for (catalog::Id id = 1; id < catalog.size(); ++id) {
    if (!catalog.alive(id) || !is_shown(catalog, id)) continue;
    Json entry;
    entry["kind"] = name_of(catalog.at(id).kind);
    entry["object"] = whole(catalog.identity(id));
    const auto table = catalog.owning_table(id);
    if (!table.empty()) entry["table"] = whole(table);
    entry["assumed"] = catalog.at(id).assumed;
    out.push_back(std::move(entry));
  }
  return out;
}

Json shown_json(ChangeView view, const ShownChange& shown) {
  Json out;
  out["path"] = whole(shown.path);
  out["id"] = shown.id.empty() ? Json(nullptr) : Json(whole(shown.id));
  out["starts_from_baseline"] = shown.change->before.complete;
  switch (view) {
    case ChangeView::effects:
      out["effects"] = effects_json(*shown.change);
      break;
    case ChangeView::delta:
      out["delta"] = delta_json(*shown.change);
      out["opaque"] = opaque_effects(*shown.change);
      break;
    case ChangeView::catalog:
      out["objects"] = catalog_json(shown.change->after);
      break;
  }
  return out;
}

/// Before anything is escaped: afterwards a value would not be the same bytes.
void clean(Json& value, const bundle::Redactor& redactor) {
  if (value.is_string()) {
    value = redactor.cleaned(value.get_ref<const std::string&>());
    return;
  }
  if (!value.is_structured()) return;
  for (auto& member : value) clean(member, redactor);
}

}  // namespace

std::string change_as_json(ChangeView view, const std::vector<ShownChange>& shown,
                           const std::vector<Error>& errors, const bundle::Redactor& redactor) {
  Json out;
  out["schema_version"] = "change_view.v1";
  out["view"] = name_of(view);
  out["bundles"] = Json::array();
  for (const auto& one : shown) out["bundles"].push_back(shown_json(view, one));
  out["errors"] = Json::array();
  for (const auto& error : errors) {
    Json entry;
    entry["message"] = whole(error.message);
    if (error.location) add_place(entry, *error.location);
    out["errors"].push_back(std::move(entry));
  }
  if (!redactor.is_empty()) {
    clean(out["bundles"], redactor);
    clean(out["errors"], redactor);
  }
  return without_commands_in_json(json_text(out)) + "\n";
}

}  // namespace mig::report
