#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/scope/breaches.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::limit_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr || is_misshapen(*document, "limits")) return;
  for (const auto& limit : bundle.declaration.limits) {
    if (limit.key != "max_row_backfill" || limit.maximum.value != 0) continue;
    const auto totals = predicted_totals(change);
    if (totals.rows_unknown.empty()) return;
    const auto& first = totals.rows_unknown.front();
    auto& finding = reporter.at(
        *first.script->script->source, first.effect->span,
        fmt::format("`max_row_backfill` is 0, but {} writes as many rows as it finds{}",
                    what_happens(*first.effect), and_more(totals.rows_unknown.size() - 1)));
    finding.object = first.effect->object.name;
    relate(finding, quote(*document->source, limit.maximum.span), "no row may be written");
  }
}

}  // namespace

const Rule unpredictable_rows{
    {
        .id = "limit-unpredictable-rows",
        .severity = Severity::review,
        .summary = "No row may be written, and a statement writes as many as it finds",
        .rationale = "How many rows such a statement writes shows only when it runs. A limit of "
                     "zero beside it is either not meant, or will fail after the fact.",
        .remedy = "Raise limits.max_row_backfill to what is expected, or take the statement out",
        .requirements = {"K-60"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::limit_rules
