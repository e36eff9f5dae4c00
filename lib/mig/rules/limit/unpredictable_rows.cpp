#include <fmt/format.h>

#include <optional>

#include "mig/rules/families.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/scope/breaches.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::limit_rules {
namespace {

/// The rows of an unbounded change as the pre baseline estimates them; nothing where they fit.
std::optional<std::int64_t> rows_above(std::int64_t maximum, const bundle::ChangeFacts& change,
                                       const effect::Effect& effect) {
  if (!effect.traits.unbounded_rows) return std::nullopt;
  const auto known = change.row_estimates.find(effect.object.name);
  if (known == change.row_estimates.end() || known->second <= maximum) return std::nullopt;
  return known->second;
}

void check_limit(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                 const contract::Limit& limit, Reporter& reporter) {
  const auto maximum = limit.maximum.value;
  for (const auto& placed : predicted_totals(change).rows_unknown) {
    const auto& effect = *placed.effect;
    const auto rows = rows_above(maximum, change, effect);
    if (maximum != 0 && !rows) continue;
    auto& finding =
        reporter.at(*placed.script->script->source, effect.span,
                    rows ? fmt::format("`{}` is {}, but {} reaches all of about {} rows", limit.key,
                                       maximum, what_happens(effect), *rows)
                         : fmt::format("`{}` is 0, but {} changes as many rows as it finds",
                                       limit.key, what_happens(effect)));
    finding.object = effect.object.name;
    relate(finding, quote(*bundle.declaration_document()->source, limit.maximum.span),
           "the limit is declared here");
    return;
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr || is_misshapen(*document, "limits")) return;
  for (const auto& limit : bundle.declaration.limits) {
    if (limit.key == "max_row_backfill") check_limit(bundle, change, limit, reporter);
  }
}

}  // namespace

const Rule unpredictable_rows{
    {
        .id = "limit-unpredictable-rows",
        .severity = Severity::review,
        .summary =
            "A statement changes more rows than may be, or as many as it finds where none may be",
        .rationale = "How many rows such a statement changes shows only when it runs. A limit of "
                     "zero beside it, or one below the estimate of the whole table, is either not "
                     "meant, or will fail after the fact.",
        .remedy = "Raise limits.max_row_backfill to what is expected, or take the statement out",
        .requirements = {"K-60"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::limit_rules
