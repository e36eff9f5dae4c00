#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signing_keys.hpp"

namespace mig::rules::signature_rules {
namespace {

/// Empty: the key counts.
std::string_view why_not(const SignedSubject& subject, const contract::TrustKey& key) {
  constexpr std::array<std::pair<KeyFault, std::string_view>, 4> kReasons{{
      {KeyFault::revoked, "revoked"},
      {KeyFault::out_of_window, "not valid then"},
      {KeyFault::other_role, "another role"},
      {KeyFault::other_environment, "another environment"},
  }};
  for (const auto& [fault, reason] : kReasons) {
    if (has_fault(subject, key, fault)) return reason;
  }
  return {};
}

/// Who signed, and whether it counts.
struct Count {
  std::set<std::string> counted;   ///< by what has to be distinct
  std::set<std::string> possible;  ///< the same, if nothing else were wrong
  std::vector<std::string> lines;
};

Count count(const SignedSubject& subject, const contract::TrustRule& rule) {
  Count answer;
  for (const auto& signer : signing_keys(subject)) {
    const auto& key = *signer.key;
    const auto& identity = rule.distinct_principals ? key.principal.value : key.id.value;
    auto reason = why_not(subject, key);
    answer.possible.insert(identity);
    if (reason.empty() && !answer.counted.insert(identity).second)
      reason = "its principal counts already";
    answer.lines.push_back(reason.empty()
                               ? fmt::format("{} counts", name_of(key))
                               : fmt::format("{} does not count: {}", name_of(key), reason));
  }
  return answer;
}

// What another rule says of a signature is not said again: this speaks when there would be too few
// even if each of them held.
void tell(const SignedSubject& subject, Reporter& reporter) {
  const auto* rule = rule_for(subject);
  if (rule == nullptr || !subject.has_valid_envelope() || !subject.envelope->payload) return;
  const auto unverified = unverified_signatures(subject);
  const auto answer = count(subject, *rule);
  const auto possible = static_cast<std::int64_t>(answer.possible.size() + unverified);
  if (possible >= rule->threshold || subject.envelope->signers.empty()) return;
  auto lines = answer.lines;
  if (unverified > 0) lines.push_back(fmt::format("{} not verified", unverified));
  auto& finding = reporter.at(
      subject.envelope_source(), subject.envelope->signers.front().span,
      fmt::format("receipts of {} need signatures of {} distinct {}, and {} {}: {}",
                  rule->environment.value, rule->threshold,
                  rule->distinct_principals ? "principals" : "keys", answer.counted.size(),
                  answer.counted.size() == 1 ? "counts" : "count", fmt::join(lines, "; ")));
  relate(finding, quote(*subject.trust()->text, rule->span), "the threshold is set here");
  finding.remedy = fmt::format("have {} more sign the same receipt, each with a key as {}: {}",
                               rule->threshold - possible, fmt::join(rule->roles, " or "),
                               subject.sign_command());
}

}  // namespace

const Rule below_threshold{
    {
        .id = "signature-below-threshold",
        .severity = Severity::fail,
        .summary = "Fewer signatures count than the trust policy asks for",
        .rationale = "A threshold keeps one stolen key, or one person, from being enough. It "
                     "counts distinct keys by their material, never the ids that an envelope "
                     "gives them, and by default distinct principals.",
        .remedy = "Have further principals sign the same receipt: mig-receipt-verify sign adds a "
                  "signature to an envelope",
        .requirements = {"K-105"},
    },
    check_each<tell>};

}  // namespace mig::rules::signature_rules
