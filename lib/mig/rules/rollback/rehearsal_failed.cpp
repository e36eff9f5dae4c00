#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/load_evidence.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/rehearsing.hpp"
#include "mig/rules/rollback/evidence.hpp"

namespace mig::rules::rollback_rules {
namespace {

using document::LocatedValue;

bool is_forward_that_misses(const LocatedValue& step) {
  const auto name = contract::string_member(step, "name");
  const auto status = contract::string_member(step, "status");
  const auto* failure = contract::member(step, "failure");
  if (!name || name->value != "forward" || !status || status->value != "fail") return false;
  const auto state =
      failure == nullptr ? std::nullopt : contract::string_member(*failure, "sqlstate");
  return state && is_of_something_missing(state->value);
}

/// The state in which the forward script missed something; empty when it did not.
std::string state_that_misses(const LocatedValue& receipt) {
  const auto* steps = contract::member(receipt, "steps");
  if (steps == nullptr || steps->array() == nullptr) return {};
  if (std::none_of(steps->array()->begin(), steps->array()->end(), is_forward_that_misses)) {
    return {};
  }
  return state_before(receipt);
}

std::string remedy_of(const bundle::BundleFacts& bundle, const bundle::Rehearsal& rehearsal) {
  const auto state = state_that_misses(rehearsal.document->value);
  if (!state.empty()) return remedy_of_missing(bundle, state);
  return fmt::format(
      "mend the scripts until this ends in identical: {}; {} lists what failed and what is left "
      "over or lost",
      command_to_rehearse(bundle), bundle.path_of(bundle::kRehearsalReceipt));
}

void check(const bundle::BundleFacts& bundle, const bundle::ChangeFacts& change,
           Reporter& reporter) {
  if (!change.evidence.rehearsal) return;
  report_doubts(change, bundle::Doubt::unsuccessful, false,
                remedy_of(bundle, *change.evidence.rehearsal), reporter);
}

}  // namespace

const Rule rehearsal_failed{
    {
        .id = "rollback-rehearsal-failed",
        .severity = Severity::fail,
        .summary = "The rehearsal showed that the rollback does not work",
        .rationale = "What fails or leaves something behind on an empty server does so in "
                     "production, when there is no time to mend it.",
        .remedy =
            "Mend the scripts until mig-run rehearse ends in identical; its receipt lists "
            "what failed, and what is left over or lost. Where the forward script misses what "
            "the scripts build on, rehearse it on the state before: mig-run rehearse "
            "--from-registry PATH, or --schema FILE with a dump of it",
        .requirements = {"K-91"},
    },
    check};

}  // namespace mig::rules::rollback_rules
