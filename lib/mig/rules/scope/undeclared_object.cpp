#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

std::string missing_entry(const Subject& subject, const Breach& breach) {
  return breach.missing_from == "allowed_schemas" ? schema_entry_of(subject.name.schema)
                                                  : entry_of(subject);
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
    finding.remedy = fmt::format(
        "add '{}' to scope.{} if the change is meant to reach it; else take the statement out of "
        "the script",
        missing_entry(found.subject, found.breach), found.breach.missing_from);
    relate_breach(finding, bundle, found.breach);
  }
  for (const auto& found : observed_breaches(bundle, change)) {
    if (found.breach.is_forbidden) continue;
    auto& finding = reporter.at(
        found.place, fmt::format("a run changed {}, which is outside the declared scope ({}{}): {}",
                                 found.subject.text(), what_happened(found.object, found.change),
                                 and_more(found.more), what_is_named(found.breach)));
    finding.object = found.subject.text();
    finding.remedy = fmt::format(
        "find out what changed it; roll the run back, or declare '{}' under scope.{} in a "
        "migration of its own",
        missing_entry(found.subject, found.breach), found.breach.missing_from);
    relate_breach(finding, bundle, found.breach);
  }
}

}  // namespace

const Rule undeclared_object{
    {
        .id = "scope-undeclared-object",
        .severity = Severity::fail,
        .summary = "A script or a run touches what the declared scope does not allow",
        .rationale = "The declared scope is a limit, not documentation. What a script would touch "
                     "beyond it was not reviewed.",
        .remedy = "Name the object in the scope if the change is meant to reach it; else take the "
                  "statement out of the script",
        .requirements = {"K-12", "K-53"},
    },
    check};

}  // namespace mig::rules::scope_rules
