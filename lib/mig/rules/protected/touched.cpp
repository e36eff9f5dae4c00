#include <fmt/format.h>

#include <map>

#include "mig/rules/families.hpp"
#include "mig/rules/protected/domains.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::protected_rules {
namespace {

void check_script(const bundle::BundleFacts& bundle, const bundle::ScriptChange& script,
                  const ScopeBounds& bounds, Reporter& reporter) {
  const auto& policy = bundle.repository->policy;
  std::map<std::string, bool> told;
  for (const auto& effect : script.effects) {
    if (!is_lasting(effect)) continue;
    const auto domain = protected_domain_of(effect.object, effect.table, policy.protected_domains);
    if (!domain) continue;
    // What the scope forbids fails by that, and no approval opens it.
    const auto breach = bounds.breach_of(effect.object, effect.table);
    if (breach && breach->is_forbidden) continue;
    const auto subject = subject_of(effect.object, effect.table).text();
    if (!told.emplace(subject, true).second) continue;
    auto& finding = reporter.at(
        *script.script->source, effect.span,
        fmt::format("{} lies in the protected domain {} (policy: {}) and would be touched ({})",
                    subject, *domain, policy.source, what_happens(effect)));
    finding.object = subject;
  }
}

// A changed fingerprint says that something changed; this says what.
void check_runs(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
                const ScopeBounds& bounds, Reporter& reporter) {
  const auto& policy = bundle.repository->policy;
  std::map<std::string, bool> told;
  for_each_observed(change, [&](const delta::ObservedChange& observed, const SourceText& source,
                                Span span) {
    const auto object = observed.object();
    const auto domain = protected_domain_of(object, observed.table, policy.protected_domains);
    const auto breach = bounds.breach_of(object, observed.table);
    if (!domain || (breach && breach->is_forbidden)) return;
    const auto subject = subject_of(object, observed.table).text();
    if (!told.emplace(subject, true).second) return;
    auto& finding = reporter.at(source, span,
                                fmt::format("a run changed {}, which lies in the protected domain "
                                            "{} (policy: {})",
                                            subject, *domain, policy.source));
    finding.object = subject;
  });
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  const ScopeBounds bounds(bundle.declaration);
  for (const auto& script : change.scripts) check_script(bundle, script, bounds, reporter);
  check_runs(bundle, change, bounds, reporter);
}

}  // namespace

const Rule touched{
    {
        .id = "protected-touched",
        .severity = Severity::fail,
        .summary = "A script touches a protected domain",
        .rationale = "Protected domains hold what governance answers for. Touching them is a hard "
                     "stop until somebody who may has approved exactly this change.",
        .remedy = "Take the statement out, or have it approved: an approval that names this rule "
                  "and the object, by a role that the policy accepts",
        .requirements = {"K-54", "K-57"},
        .approvable = true,
    },
    check};

}  // namespace mig::rules::protected_rules
