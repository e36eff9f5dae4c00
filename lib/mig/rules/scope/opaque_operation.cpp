#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

void check_script(const bundle::BundleFacts& bundle, const bundle::ScriptChange& script,
                  const ScopeBounds& bounds, Reporter& reporter) {
  for (const auto& effect : script.effects) {
    if (!is_opaque(effect.operation)) continue;
    const auto breach = bounds.breach_of(effect.operation);
    if (!breach && bounds.names(effect.operation)) continue;
    const auto word = name_of(effect.operation);
    auto& finding = reporter.at(
        *script.script->source, effect.span,
        fmt::format("what this changes cannot be known: {} ({}{}{})", effect.detail, word,
                    effect.object.name.empty() ? "" : " of ", effect.object.name));
    finding.object = std::string(word);
    finding.remedy = fmt::format(
        "write it as plain statements; where that is not possible, have it reviewed and add {} to "
        "scope.allowed_operations",
        word);
    if (breach) relate_breach(finding, bundle, *breach);
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) check_script(bundle, script, bounds, reporter);
}

}  // namespace

const Rule opaque_operation{
    {
        .id = "scope-opaque-operation",
        .severity = Severity::fail,
        .summary = "What a statement changes cannot be known from the script",
        .rationale =
            "A scope bounds only what can be seen. Dynamic SQL, a call of a function that may "
            "write, or a CASCADE into an unknown catalog may reach anything, so that the "
            "declaration has to allow the operation by name.",
        .remedy = "Write plain statements, or name the operation under scope.allowed_operations",
        .requirements = {"K-12", "K-53"},
    },
    check};

}  // namespace mig::rules::scope_rules
