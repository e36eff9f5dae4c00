#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& document : bundle.documents) {
    if (document.kind != contract::DocumentKind::run_receipt) continue;
    const auto name = contract::read_run_receipt(document.value).environment_name;
    // An empty name is told by the schema.
    const auto& policy = bundle.repository->policy;
    if (!name || name->value.empty() || policy.tier_of(name->value)) continue;
    auto& finding =
        reporter.at(*document.source, name->span,
                    fmt::format("the policy maps the environment \"{}\" to no tier", name->value));
    std::vector<std::string> known;
    for (const auto& [known_name, tier] : policy.environments) known.push_back(known_name);
    if (const auto near = pattern::nearest_name(name->value, known)) {
      finding.remedy = fmt::format("did you mean \"{}\"? {}", *near, finding.remedy);
    }
  }
}

}  // namespace

const Rule unknown_environment{
    {
        .id = "receipt-unknown-environment",
        .severity = Severity::fail,
        .summary = "A receipt names an environment that the policy does not know",
        .rationale = "What a run needs depends on the tier of its environment; a run in an "
                     "environment without a tier would escape every requirement.",
        .remedy = "Name an environment of the policy, or add this one to its environments",
        .requirements = {"X-02", "K-100"},
    },
    check};

}  // namespace mig::rules::receipt_rules
