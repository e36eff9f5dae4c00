#include <fmt/format.h>

#include <map>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) {
    std::map<std::string, bool> told;
    for (const auto& effect : script.effects) {
      if (!is_lasting(effect) || !is_privilege(effect) || bounds.names(effect.operation)) continue;
      const auto object = to_string(effect.object);
      if (!told.emplace(object, true).second) continue;
      const auto word = name_of(effect.operation);
      auto& finding = reporter.at(
          *script.script->source, effect.span,
          fmt::format("{} changes who may do what, which the scope does not allow by name",
                      what_happens(effect)));
      finding.object = object;
      finding.remedy = fmt::format(
          "add {} to scope.allowed_operations, with the other operations of the "
          "scripts, if the change is meant to do this",
          word);
      relate(finding, quote(*bundle.declaration_document()->source, *bundle.declaration.scope_span),
             "the scope is declared here");
    }
  }
}

}  // namespace

const Rule privilege_change{
    {
        .id = "scope-privilege-change",
        .severity = Severity::fail,
        .summary = "A script changes privileges, and the scope does not name that operation",
        .rationale =
            "Who may do what is decided by policy and not in passing. A scope without a list of "
            "operations allows every operation but these.",
        .remedy = "Name grant, revoke, owner or what else is done to roles under "
                  "scope.allowed_operations",
        .requirements = {"K-42"},
    },
    check};

}  // namespace mig::rules::scope_rules
