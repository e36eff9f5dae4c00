#include "mig/rules/sql/hazards.hpp"

#include <fmt/format.h>

#include <utility>

#include "mig/bundle/facts.hpp"

namespace mig::rules::sql_rules {

void each_hazard(const View& view, catalog::HazardKind kind, const Look& look) {
  for (const auto& script : view.change.scripts) {
    if (!script.script->is_forward) continue;
    for (const auto& hazard : script.hazards) {
      if (hazard.kind == kind && hazard.on_existing) look(script, hazard);
    }
  }
}

std::optional<std::int64_t> rows_of(const View& view, std::string_view table) {
  const auto found = view.change.row_estimates.find(table);
  // PostgreSQL's own -1: the table was never analysed.
  if (found == view.change.row_estimates.end() || found->second < 0) return std::nullopt;
  return found->second;
}

std::string grouped(std::int64_t number) {
  auto text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string with_rows(const View& view, std::string_view table) {
  if (table.empty()) return "its table (rows unknown)";
  const auto rows = rows_of(view, table);
  return rows ? fmt::format("{} (about {} rows)", table, grouped(*rows))
              : fmt::format("{} (rows unknown)", table);
}

bool is_small(const View& view, std::string_view table) {
  const auto& sizes = view.bundle.repository->policy.table_sizes;
  const auto rows = rows_of(view, table);
  return rows ? *rows < sizes.medium_from_rows : !sizes.review_unknown;
}

Severity severity_by_rows(const View& view, std::string_view table) {
  return is_small(view, table) ? Severity::info : Severity::review;
}

Finding& report(const View& view, const bundle::ScriptChange& script, const catalog::Hazard& hazard,
                std::string message, std::string remedy) {
  auto& finding = view.reporter.at(*script.script->source, hazard.span, std::move(message));
  finding.object = effect::to_string(hazard.object);
  if (!remedy.empty()) finding.remedy = std::move(remedy);
  return finding;
}

Finding& report_by_rows(const View& view, const bundle::ScriptChange& script,
                        const catalog::Hazard& hazard, std::string message, std::string remedy) {
  auto& finding = report(view, script, hazard, std::move(message), std::move(remedy));
  finding.severity = severity_by_rows(view, hazard.table);
  return finding;
}

}  // namespace mig::rules::sql_rules
