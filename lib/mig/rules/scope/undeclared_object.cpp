#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

std::string remedy_of(const ObjectBreach& found) {
  const auto key = found.breach.missing_from;
  auto entry = entry_of(found.subject);
  if (key == "allowed_schemas") entry = schema_entry_of(found.subject.name.schema);
  return fmt::format(
      "add '{}' to scope.{} if the change is meant to reach it; else take the "
      "statement out of the script",
      entry, key);
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& found : object_breaches(bundle, change)) {
    if (found.breach.is_forbidden) continue;
    auto& finding = reporter.at(*found.script->script->source, found.effect->span,
                                fmt::format("{} is outside the declared scope ({}{}): {}",
                                            found.subject.text(), what_happens(*found.effect),
                                            and_more(found.more), what_is_named(found.breach)));
    finding.object = found.subject.text();
    finding.remedy = remedy_of(found);
    relate_breach(finding, bundle, found.breach);
  }
}

}  // namespace

const Rule undeclared_object{
    {
        .id = "scope-undeclared-object",
        .severity = Severity::fail,
        .summary = "A script touches what the declared scope does not allow",
        .rationale = "The declared scope is a limit, not documentation. What a script would touch "
                     "beyond it was not reviewed.",
        .remedy = "Name the object in the scope if the change is meant to reach it; else take the "
                  "statement out of the script",
        .requirements = {"K-12", "K-53"},
    },
    check};

}  // namespace mig::rules::scope_rules
