#include <fmt/format.h>

#include <utility>

#include "mig/rules/families.hpp"
#include "mig/rules/protected/domains.hpp"
#include "mig/rules/scope/breaches.hpp"

namespace mig::rules::protected_rules {
namespace {

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!has_readable_scope(bundle)) return;
  const auto& policy = bundle.repository->policy;
  const auto domain_of = [&policy](const effect::ObjectName& object, std::string_view table) {
    return protected_domain_of(object, table, policy.protected_domains);
  };
  for (const auto& contact : guarded_contacts(bundle, change, domain_of)) {
    // Of a run, a changed fingerprint says that something changed; this says what.
    auto message =
        contact.what.empty()
            ? fmt::format("a run changed {}, which lies in the protected domain {} (policy: {})",
                          contact.subject, contact.guard, policy.source)
            : fmt::format(
                  "{} lies in the protected domain {} (policy: {}) and would be touched "
                  "({})",
                  contact.subject, contact.guard, policy.source, contact.what);
    reporter.at(contact.place, std::move(message)).object = contact.subject;
  }
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
