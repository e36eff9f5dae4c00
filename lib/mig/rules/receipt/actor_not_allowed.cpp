#include <fmt/format.h>
#include <fmt/ranges.h>

#include "mig/rules/families.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"
#include "mig/secrets/person/forms.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// Whether a principal is the address of a person, whatever stands before it ("person:ada@...").
bool is_address(std::string_view principal) {
  const auto at_sign = principal.find('@');
  if (at_sign == std::string_view::npos) return false;
  const auto colon = principal.substr(0, at_sign).rfind(':');
  if (colon != std::string_view::npos) principal.remove_prefix(colon + 1);
  return secrets::email_around(principal, principal.find('@')).has_value();
}

void check_actor(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
                 Reporter& reporter) {
  const auto& principal = facts.receipt.principal;
  if (!principal) return;
  // The address itself is never repeated.
  if (is_address(principal->value)) {
    auto& finding = reporter.at(
        place_of(facts, principal),
        fmt::format("the actor of {} is named by the e-mail address of a person", name_of(facts)));
    finding.remedy = "have the runner name itself by its service principal, such as svc:migrations";
    return;
  }
  const auto tier = tier_of(bundle, facts);
  const auto& policy = bundle.repository->policy;
  if (!tier || policy.may_run(*tier, principal->value)) return;
  const auto& allowed = policy.actors.in(*tier);
  const auto globs =
      allowed.empty() ? std::string("nobody") : fmt::format("\"{}\"", fmt::join(allowed, "\", \""));
  auto& finding = reporter.at(
      place_of(facts, principal),
      fmt::format("{} was run by \"{}\", but in tier {} the policy ({}) allows {} alone",
                  name_of(facts), principal->value, contract::name_of(*tier), policy.source,
                  globs));
  relate(finding, place_of(facts, facts.receipt.environment_name),
         fmt::format("tier {}", contract::name_of(*tier)));
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) check_actor(bundle, facts, reporter);
  }
}

}  // namespace

const Rule actor_not_allowed{
    {
        .id = "receipt-actor-not-allowed",
        .severity = Severity::fail,
        .summary = "A run was done by somebody who may not run migrations there",
        .rationale = "Migrations are run by service principals, which can be held to what they "
                     "may do; people approve. A receipt is kept for good, so it names no person by "
                     "an address.",
        .remedy = "Run it through the governed runner. Where that principal is one, add it to "
                  "`actors` of the policy under the tier",
        .requirements = {"K-98", "X-09"},
    },
    check};

}  // namespace mig::rules::receipt_rules
