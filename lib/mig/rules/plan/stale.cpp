#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/tree_paths.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/plan/expected.hpp"

namespace mig::rules::plan_rules {
namespace {

using contract::Located;

/// Where the first difference between two lists stands.
struct Difference {
  Span span;
  std::size_t position = 0;  ///< from 1
  bool is_missing = false;   ///< the plan ends before it
};

template <class T>
std::optional<Difference> first_difference(const std::vector<Located<T>>& told,
                                           const std::vector<Located<T>>& expected, Span whole) {
  const auto common = std::min(told.size(), expected.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (told[i].value != expected[i].value) return Difference{told[i].span, i + 1, false};
  }
  if (told.size() == expected.size()) return std::nullopt;
  if (told.size() > expected.size()) return Difference{told[common].span, common + 1, false};
  return Difference{whole, common + 1, true};
}

/// A plan as it is told, and what tells of it.
struct View {
  const bundle::BundleFacts& bundle;
  const bundle::DocumentFacts& document;
  contract::Plan told;
  Reporter& reporter;

  void report(Span span, std::string_view object, std::string message) const {
    auto& finding = reporter.at(*document.source, span, std::move(message));
    finding.object = std::string(object);
    finding.remedy =
        fmt::format("run again: mig-run plan {}", bundle.path.empty() ? "." : bundle.path);
  }
};

template <class T>
bool compare(const View& view, std::string_view name, const std::vector<Located<T>>& told,
             const std::vector<Located<T>>& expected) {
  const auto found = first_difference(told, expected, view.told.totals.span);
  if (!found) return false;
  view.report(found->span, name,
              found->is_missing
                  ? fmt::format("the plan lists {} {}, the scripts and the declaration make it {}",
                                told.size(), name, expected.size())
                  : fmt::format("entry {} of `{}` is not what the scripts and the declaration make "
                                "it",
                                found->position, name));
  return true;
}

bool compare_baseline(const View& view, const contract::Plan& expected) {
  const auto& told = view.told.baseline;
  const bool is_same = told.has_value() == expected.baseline.has_value() &&
                       (!told || told->value == expected.baseline->value);
  if (is_same) return false;
  view.report(told ? told->span : view.told.migration_id.span, "baseline",
              expected.baseline ? fmt::format("the plan does not start from {} as it is now",
                                              expected.baseline->value.path)
                                : "the plan starts from a baseline that is not there");
  return true;
}

// What a later version of the runner foresees does not change what was approved: of a change that
// ran only what the plan was made from is compared.
void compare_executed(const View& view, const contract::Plan& expected) {
  if (compare(view, "inputs", view.told.inputs, expected.inputs)) return;
  auto told = view.told.limits;
  auto declared = expected.limits;
  for (auto* limits : {&told, &declared}) {
    for (auto& limit : *limits) limit.value.predicted.reset();
  }
  compare(view, "limits", told, declared);
}

void compare_planned(const View& view, const contract::Plan& expected, bool is_complete) {
  // Each list follows from those before it: the first that differs is the cause.
  if (compare(view, "inputs", view.told.inputs, expected.inputs)) return;
  if (!is_complete || compare_baseline(view, expected)) return;
  if (compare(view, "statements", view.told.statements, expected.statements)) return;
  if (compare(view, "effects", view.told.effects, expected.effects)) return;
  if (compare(view, "opaque", view.told.opaque, expected.opaque)) return;
  if (compare(view, "limits", view.told.limits, expected.limits)) return;
  compare(view, "errors", view.told.errors, expected.errors);
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  const auto* document = bundle.document_at(bundle::kPlanFile);
  if (document == nullptr || document->kind != contract::DocumentKind::plan ||
      !document->is_valid()) {
    return;
  }
  const View view{bundle, *document, contract::read_plan(document->value), reporter};
  const auto expected = expected_plan(bundle, change);
  if (view.told.migration_id.value != expected.migration_id.value) {
    view.report(
        view.told.migration_id.span, "migration_id",
        fmt::format("the plan is of {}, not of this migration", view.told.migration_id.value));
    return;
  }
  if (bundle.phase == bundle::Phase::executed) {
    compare_executed(view, expected);
  } else {
    compare_planned(view, expected, change.gaps.empty());
  }
}

}  // namespace

const Rule stale{
    {
        .id = "plan-stale",
        .severity = Severity::fail,
        .summary = "The plan is not that of these scripts, this declaration and this baseline",
        .rationale = "The same scripts, declaration and baseline make the same plan, byte for "
                     "byte. One that differs was made from something else or changed by hand, and "
                     "what reviewers read in it is not what will run.",
        .remedy = "Write the plan again: mig-run plan",
        .requirements = {"K-81", "C-15"},
    },
    check};

}  // namespace mig::rules::plan_rules
