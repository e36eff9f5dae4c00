#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "mig/rules/families.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::limit_rules {
namespace {

constexpr std::size_t kNamesShown = 5;

Finding& report(const bundle::BundleFacts& bundle, const contract::Limit& limit,
                std::string message, Reporter& reporter) {
  auto& finding =
      reporter.at(*bundle.declaration_document()->source, limit.maximum.span, std::move(message));
  finding.object = limit.key;
  return finding;
}

void check_tables(const bundle::BundleFacts& bundle, const contract::Limit& limit,
                  const PredictedTotals& totals, Reporter& reporter) {
  const auto count = static_cast<std::int64_t>(totals.tables.size());
  if (count <= limit.maximum.value) return;
  std::string names;
  std::size_t shown = 0;
  for (const auto& [table, placed] : totals.tables) {
    if (shown++ == kNamesShown) break;
    names += (names.empty() ? "" : ", ") + table;
  }
  if (totals.tables.size() > kNamesShown) names += ", ...";
  auto& finding =
      report(bundle, limit,
             fmt::format("`{}` is {}, but the forward scripts would touch {} tables: {}", limit.key,
                         limit.maximum.value, count, names),
             reporter);
  shown = 0;
  for (const auto& [table, placed] : totals.tables) {
    if (shown++ == kNamesShown) break;
    relate(finding, quote(*placed.script->script->source, placed.effect->span),
           table + " is touched here");
  }
}

void check_delta(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                 const contract::Limit& limit, effect::ObjectKind kind, std::int64_t delta,
                 Reporter& reporter) {
  if (std::abs(delta) <= limit.maximum.value) return;
  std::string names;
  std::size_t count = 0;
  for (const auto& difference : change.predicted) {
    if (difference.object.kind != kind || difference.change == catalog::Change::changed) continue;
    if (count++ < kNamesShown) {
      names += fmt::format("{}{} {}", names.empty() ? "" : ", ", name_of(difference.change),
                           difference.object.name);
    }
  }
  if (count > kNamesShown) names += ", ...";
  report(
      bundle, limit,
      fmt::format("`{}` is {}, but the forward scripts would change the number of {} by {:+}: {}",
                  limit.key, limit.maximum.value,
                  kind == effect::ObjectKind::index ? "indexes" : "constraints", delta, names),
      reporter);
}

void check_rows(const bundle::BundleFacts& bundle, const contract::Limit& limit,
                const PredictedTotals& totals, Reporter& reporter) {
  if (totals.rows <= static_cast<std::uint64_t>(limit.maximum.value)) return;
  auto& finding = report(bundle, limit,
                         fmt::format("`{}` is {}, but the forward scripts write at least {} rows",
                                     limit.key, limit.maximum.value, totals.rows),
                         reporter);
  for (const auto& placed : totals.rows_written) {
    if (finding.related.size() == kNamesShown) break;
    if (!placed.effect->rows) continue;
    relate(finding, quote(*placed.script->script->source, placed.effect->span),
           fmt::format("{} rows into {}", *placed.effect->rows, placed.effect->object.name));
  }
}

/// A figure of a run, and where it stands.
struct Figure {
  std::int64_t value = 0;
  const bundle::DocumentFacts* document = nullptr;
  Span span;
  std::string_view source;
};

std::optional<Figure> observed_figure(std::string_view limit, const bundle::RunChange& run) {
  if (!run.observation) return std::nullopt;
  const auto& seen = *run.observation;
  const Span place = run.post_inventory()->baseline.counts_span;
  constexpr std::string_view kSource = "by its baselines";
  if (limit == "max_index_count_delta") {
    return Figure{seen.index_count_delta, run.post, place, kSource};
  }
  if (limit == "max_constraint_count_delta") {
    return Figure{seen.constraint_count_delta, run.post, place, kSource};
  }
  if (limit == "max_table_count_touched") {
    return Figure{static_cast<std::int64_t>(seen.touched_tables.size()), run.post, place, kSource};
  }
  return std::nullopt;
}

// Rows, and the tables of which only rows changed, are the runner's own report.
std::optional<Figure> reported_figure(std::string_view limit, const bundle::RunChange& run) {
  if (!run.reported) return std::nullopt;
  const auto* total = run.reported->total(limit.substr(sizeof("max_") - 1));
  if (total == nullptr) return std::nullopt;
  return Figure{total->value, run.summary, total->span, "by its own report"};
}

void check_run(const bundle::BundleFacts& bundle, const contract::Limit& limit,
               const bundle::RunChange& run, Reporter& reporter) {
  auto figure = reported_figure(limit.key, run);
  const auto observed = observed_figure(limit.key, run);
  if (!figure || (observed && std::abs(observed->value) > std::abs(figure->value))) {
    figure = observed;
  }
  if (!figure || std::abs(figure->value) <= limit.maximum.value) return;
  auto& finding = reporter.at(*figure->document->source, figure->span,
                              fmt::format("`{}` is {}, but the run made it {} {}", limit.key,
                                          limit.maximum.value, figure->value, figure->source));
  finding.object = limit.key;
  finding.remedy =
      "Roll the run back, or have the exception approved by a role that the policy accepts for it";
  relate(finding, quote(*bundle.declaration_document()->source, limit.maximum.span),
         "the limit is declared here");
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr || is_misshapen(*document, "limits")) return;
  const auto totals = predicted_totals(change);
  for (const auto& limit : bundle.declaration.limits) {
    if (limit.key == "max_table_count_touched") check_tables(bundle, limit, totals, reporter);
    if (limit.key == "max_index_count_delta" && totals.are_deltas_certain) {
      check_delta(bundle, change, limit, effect::ObjectKind::index, totals.index_count_delta,
                  reporter);
    }
    if (limit.key == "max_constraint_count_delta" && totals.are_deltas_certain) {
      check_delta(bundle, change, limit, effect::ObjectKind::constraint,
                  totals.constraint_count_delta, reporter);
    }
    if (limit.key == "max_row_backfill") check_rows(bundle, limit, totals, reporter);
    for (const auto& run : change.runs) {
      if (run.is_judged) check_run(bundle, limit, run, reporter);
    }
  }
}

}  // namespace

const Rule exceeded{
    {
        .id = "limit-exceeded",
        .severity = Severity::fail,
        .summary = "The change is larger than its declaration allows",
        .rationale = "Limits bound the blast radius that reviewers agreed to. A prediction that is "
                     "above one already fails before anything runs; an equal figure passes.",
        .remedy =
            "Make the change smaller, or raise the limit and have the larger change reviewed; "
            "what was executed beyond its limit is rolled back or approved as an exception",
        .requirements = {"K-55", "K-60"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::limit_rules
