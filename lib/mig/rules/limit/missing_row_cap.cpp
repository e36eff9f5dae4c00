#include <fmt/format.h>

#include <algorithm>

#include "mig/rules/families.hpp"
#include "mig/rules/limit/predicted.hpp"
#include "mig/rules/scope/breaches.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::limit_rules {
namespace {

constexpr std::string_view kLimit = "max_row_backfill";

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  if (document == nullptr || is_misshapen(*document, "limits")) return;
  const auto& limits = bundle.declaration.limits;
  if (std::any_of(limits.begin(), limits.end(),
                  [](const auto& limit) { return limit.key == kLimit; })) {
    return;
  }
  const auto totals = predicted_totals(change);
  if (totals.rows_written.empty()) return;
  const auto& first = totals.rows_written.front();
  auto& finding = reporter.at(
      *first.script->script->source, first.effect->span,
      fmt::format("{} writes rows, and no limit says how many{}", what_happens(*first.effect),
                  and_more(totals.rows_written.size() - 1)));
  finding.object = std::string(kLimit);
  finding.remedy =
      totals.rows_unknown.empty()
          ? fmt::format("declare limits.{}: {}", kLimit, totals.rows)
          : fmt::format("declare limits.{} with the most rows that may be written", kLimit);
}

}  // namespace

const Rule missing_row_cap{
    {
        .id = "limit-missing-row-cap",
        .severity = Severity::fail,
        .summary = "A script writes rows without a limit on them",
        .rationale = "A backfill has to be bounded before it can be observed: without "
                     "max_row_backfill nothing tells a small correction from a rewritten table.",
        .remedy = "Declare limits.max_row_backfill",
        .requirements = {"K-60"},
    },
    check};

}  // namespace mig::rules::limit_rules
