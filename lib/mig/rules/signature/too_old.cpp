#include <fmt/format.h>

#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

constexpr std::int64_t kSecondsOfADay = 86'400;

void tell(const SignedSubject& subject, Reporter& reporter) {
  const auto* rule = rule_for(subject);
  if (rule == nullptr || !rule->max_age_days) return;
  const auto& finished = subject.receipt->receipt.finished_at;
  const auto end = finished ? pattern::parse_timestamp(finished->value) : std::nullopt;
  const auto now = pattern::parse_timestamp(subject.bundle->repository->now);
  if (!end || !now || *now - *end <= *rule->max_age_days * kSecondsOfADay) return;
  auto& finding =
      reporter.at(*subject.receipt->document->source, finished->span,
                  fmt::format("the run finished at {}, and receipts of {} count for {} days only",
                              finished->value, rule->environment.value, *rule->max_age_days));
  relate(finding, quote(*subject.trust()->text, rule->span), "max_age_days is set here");
}

}  // namespace

const Rule too_old{
    {
        .id = "signature-too-old",
        .severity = Severity::fail,
        .summary = "A receipt is older than the trust policy allows for its environment",
        .rationale = "An old receipt is true and says nothing about today. Where that matters, the "
                     "trust policy bounds the age with max_age_days.",
        .remedy = "Judge the receipt for the time that is meant with --now, or have the limit of "
                  ".mig/trust.yml reviewed",
        .requirements = {"K-105"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
