#include <fmt/format.h>

#include "mig/contract/plan.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

std::string place_of(const contract::PlanError& error) {
  if (error.script.empty()) return {};
  return error.line > 0 ? fmt::format(" ({}, line {})", error.script, error.line)
                        : fmt::format(" ({})", error.script);
}

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind != contract::DocumentKind::plan || !document.is_valid()) return;
  const auto plan = contract::read_plan(document.value);
  for (const auto& [error, span] : plan.errors) {
    auto& finding = reporter.at(*document.source, span,
                                fmt::format("the dry run ended in an error: {}: {}{}", error.object,
                                            error.message, place_of(error)));
    finding.object = error.object;
  }
}

}  // namespace

const Rule has_errors{
    {
        .id = "plan-has-errors",
        .severity = Severity::fail,
        .summary = "The dry run of the change lists errors",
        .rationale = "A plan with errors says that the scripts cannot run, or reach beyond what "
                     "the declaration allows. Nothing is merged on the hope that they will.",
        .remedy = "Correct the script or the declaration, then write the plan again: mig-run plan",
        .requirements = {"C-16", "K-81"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::plan_rules
