#include <fmt/format.h>

#include "mig/rules/families.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::scope_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  for (const auto& found : object_breaches(bundle, change)) {
    if (!found.breach.is_forbidden) continue;
    auto& finding =
        reporter.at(*found.script->script->source, found.effect->span,
                    fmt::format("{} is forbidden by \"{}\" in `{}` ({}{})", found.subject.text(),
                                found.breach.entry->value, found.breach.list->key,
                                what_happens(*found.effect), and_more(found.more)));
    finding.object = found.subject.text();
    relate_breach(finding, bundle, found.breach);
  }
  for (const auto& found : observed_breaches(bundle, change)) {
    if (!found.breach.is_forbidden) continue;
    auto& finding = reporter.at(
        found.place,
        fmt::format("a run changed {}, which is forbidden by \"{}\" in `{}` ({}{})",
                    found.subject.text(), found.breach.entry->value, found.breach.list->key,
                    what_happened(found.object, found.change), and_more(found.more)));
    finding.object = found.subject.text();
    finding.remedy = "Roll the run back, and find out what changed it";
    relate_breach(finding, bundle, found.breach);
  }
}

}  // namespace

const Rule forbidden_object{
    {
        .id = "scope-forbidden-object",
        .severity = Severity::fail,
        .summary = "A script or a run touches what the declared scope forbids",
        .rationale = "What is forbidden always wins over what is allowed, and a migration that "
                     "reaches it does not do what its author promised.",
        .remedy = "Take the statement out of the script; a change of what is forbidden is a change "
                  "of its own",
        .requirements = {"K-54"},
    },
    check};

}  // namespace mig::rules::scope_rules
