#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& found : operation_breaches(bundle, change)) {
    if (!found.breach.is_forbidden) continue;
    auto& finding = reporter.at(
        *found.script->script->source, found.effect->span,
        fmt::format("the operation `{}` is forbidden ({}{})", name_of(found.effect->operation),
                    to_string(found.effect->object), and_more(found.more)));
    finding.object = to_string(found.effect->object);
    relate_breach(finding, bundle, found.breach);
  }
}

}  // namespace

const Rule forbidden_operation{
    {
        .id = "scope-forbidden-operation",
        .severity = Severity::fail,
        .summary = "A script performs an operation that the declared scope forbids",
        .rationale = "What is forbidden always wins, also over objects that may be touched.",
        .remedy = "Take the statement out of the script",
        .requirements = {"K-54", "X-22"},
    },
    check};

}  // namespace mig::rules::scope_rules
