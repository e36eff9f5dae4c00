#include <fmt/format.h>

#include "mig/report/change_report.hpp"
#include "mig/report/escape.hpp"

namespace mig::report {
namespace {

std::string place_of(const effect::Effect& effect, const SourceText& source) {
  const auto at = source.position(effect.span.begin);
  return fmt::format("{}:{}:{}", one_line(source.path()), at.line, at.column);
}

std::string effect_lines(const bundle::ChangeFacts& change, bool only_opaque_forward) {
  std::string out;
  for (const auto& script : change.scripts) {
    if (only_opaque_forward && !script.script->is_forward) continue;
    for (const auto& effect : script.effects) {
      if (only_opaque_forward && !is_opaque(effect.operation)) continue;
      out +=
          fmt::format("  {:<15} {:<50} {}{}{}{}\n", name_of(effect.operation),
                      one_line(to_string(effect.object)), place_of(effect, *script.script->source),
                      effect.traits.consequence ? "  (consequence)" : "",
                      effect.traits.temporary ? "  (temporary)" : "",
                      effect.detail.empty() ? "" : "  " + one_line(effect.detail));
    }
  }
  return out;
}

std::string delta_lines(const bundle::ChangeFacts& change) {
  std::string out;
  for (const auto& difference : change.predicted) {
    out += fmt::format("  {:<8} {}\n", name_of(difference.change),
                       one_line(to_string(difference.object)));
  }
  if (out.empty()) out = "  nothing that the scripts show changes the catalog\n";
  const auto opaque = effect_lines(change, true);
  if (!opaque.empty()) out += "what cannot be known:\n" + opaque;
  return out;
}

std::string catalog_lines(const catalog::Catalog& catalog) {
  std::string out;
  for (catalog::Id id = 1; id < catalog.size(); ++id) {
    if (!catalog.alive(id) || !is_shown(catalog, id)) continue;
    out += fmt::format("  {}{}\n", one_line(to_string(catalog.name(id))),
                       catalog.at(id).assumed ? "  (taken for granted)" : "");
  }
  return out;
}

}  // namespace

std::string_view name_of(ChangeView view) {
  switch (view) {
    case ChangeView::effects:
      return "effects";
    case ChangeView::delta:
      return "delta";
    case ChangeView::catalog:
      break;
  }
  return "catalog";
}

std::optional<ChangeView> change_view_named(std::string_view name) {
  for (const auto view : {ChangeView::effects, ChangeView::delta, ChangeView::catalog}) {
    if (name_of(view) == name) return view;
  }
  return std::nullopt;
}

std::string change_as_text(ChangeView view, const std::vector<ShownChange>& shown,
                           const bundle::Redactor& redactor) {
  std::string out;
  for (const auto& one : shown) {
    if (!one.path.empty()) {
      out += fmt::format("== {}{}\n", one_line(one.path),
                         one.id.empty() ? "" : fmt::format(" ({})", one_line(one.id)));
    }
    switch (view) {
      case ChangeView::effects:
        out += effect_lines(*one.change, false);
        break;
      case ChangeView::delta:
        out += delta_lines(*one.change);
        break;
      case ChangeView::catalog:
        out += catalog_lines(one.change->after);
        break;
    }
  }
  return without_commands(redactor.cleaned(out));
}

}  // namespace mig::report
