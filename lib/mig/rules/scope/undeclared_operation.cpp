#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& found : operation_breaches(bundle, change)) {
    // Privileges are told by the rule that asks for them whatever else is allowed.
    if (found.breach.is_forbidden || is_privilege(*found.effect)) continue;
    const auto word = name_of(found.effect->operation);
    auto& finding = reporter.at(*found.script->script->source, found.effect->span,
                                fmt::format("the operation `{}` is not allowed ({}{}): {}", word,
                                            to_string(found.effect->object), and_more(found.more),
                                            what_is_named(found.breach)));
    finding.object = to_string(found.effect->object);
    finding.remedy = fmt::format(
        "add {} to scope.allowed_operations if the change is meant to do this; else take the "
        "statement out of the script",
        word);
    relate_breach(finding, bundle, found.breach);
  }
}

}  // namespace

const Rule undeclared_operation{
    {
        .id = "scope-undeclared-operation",
        .severity = Severity::fail,
        .summary = "A script performs an operation that `allowed_operations` does not name",
        .rationale = "A declaration that lists its operations promises that nothing else is done, "
                     "not even to objects that it may touch.",
        .remedy = "Name the operation under scope.allowed_operations, or take the statement out",
        .requirements = {"K-12", "X-22"},
    },
    check};

}  // namespace mig::rules::scope_rules
