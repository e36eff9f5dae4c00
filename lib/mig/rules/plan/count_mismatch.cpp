#include <fmt/format.h>

#include "mig/contract/plan.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

void compare(const bundle::DocumentFacts& document, Span place, std::string_view name,
             std::int64_t told, std::size_t listed, Reporter& reporter) {
  if (told == static_cast<std::int64_t>(listed)) return;
  auto& finding =
      reporter.at(*document.source, place,
                  fmt::format("`totals.{}` is {}, but the plan lists {}", name, told, listed));
  finding.object = fmt::format("totals.{}", name);
}

template <class T>
void check_references(const bundle::DocumentFacts& document, const std::vector<T>& list,
                      std::size_t statements, Reporter& reporter) {
  for (const auto& entry : list) {
    if (entry.value.statement <= static_cast<std::int64_t>(statements)) continue;
    reporter.at(*document.source, entry.span,
                fmt::format("`statement` is {}, but the plan lists {} statements",
                            entry.value.statement, statements));
  }
}

void check(const bundle::DocumentFacts& document, Reporter& reporter) {
  if (document.kind != contract::DocumentKind::plan || !document.is_valid()) return;
  const auto plan = contract::read_plan(document.value);
  const auto& totals = plan.totals.value;
  const Span place = plan.totals.span;
  compare(document, place, "statements", totals.statements, plan.statements.size(), reporter);
  compare(document, place, "effects", totals.effects, plan.effects.size(), reporter);
  compare(document, place, "opaque", totals.opaque, plan.opaque.size(), reporter);
  compare(document, place, "errors", totals.errors, plan.errors.size(), reporter);
  check_references(document, plan.effects, plan.statements.size(), reporter);
  check_references(document, plan.opaque, plan.statements.size(), reporter);
}

}  // namespace

const Rule count_mismatch{
    {
        .id = "plan-count-mismatch",
        .severity = Severity::fail,
        .summary = "The totals of the plan are not those of its lists",
        .rationale = "Pipelines read `totals.errors` and look no further. A figure that the lists "
                     "contradict was not written by the runner.",
        .remedy = "Write the plan again: mig-run plan",
        .requirements = {"K-81"},
    },
    check};

}  // namespace mig::rules::plan_rules
