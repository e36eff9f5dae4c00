#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/facts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/shape.hpp"

namespace mig::rules::plan_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  const auto* document = bundle.declaration_document();
  const auto& policy = bundle.repository->policy;
  if (document == nullptr || is_misshapen(*document, "approvals")) return;
  // A run that is over cannot be planned: its plan would void every receipt of it.
  if (bundle.phase != bundle::Phase::planned) return;
  if (bundle.document_at(bundle::kPlanFile) != nullptr) return;
  const auto& declared = bundle.declaration.approvals.change_class;
  const auto change_class = contract::folded_class(declared ? declared->value : "");
  const auto& demanded = policy.plans_required_for;
  const auto glob = std::find_if(demanded.begin(), demanded.end(), [&](const auto& one) {
    return pattern::glob_matches(contract::folded_class(one), change_class);
  });
  if (glob == demanded.end()) return;
  auto& finding = reporter.at_path(
      bundle.path_of(bundle::kPlanFile),
      fmt::format("there is no plan, and the policy ({}) demands one for changes of class \"{}\"",
                  policy.source, *glob));
  finding.remedy = fmt::format("run: mig-run plan {}", bundle.path.empty() ? "." : bundle.path);
  if (declared) {
    relate(finding, quote(*document->source, declared->span), "the class is declared here");
  }
}

}  // namespace

const Rule missing{
    {
        .id = "plan-missing",
        .severity = Severity::fail,
        .summary = "A change of this class needs a plan, and there is none",
        .rationale = "Where the policy demands a dry run, reviewers approve what it shows. A "
                     "change without one was approved by its title.",
        .remedy = "Write the plan: mig-run plan",
        .requirements = {"C-17", "K-81"},
    },
    check};

}  // namespace mig::rules::plan_rules
