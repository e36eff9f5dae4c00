#include "mig/rules/signature/signing_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mig/pattern/pattern.hpp"

namespace mig::rules::signature_rules {
namespace {

constexpr std::int64_t kSecondsOfADay = 86'400;
/// "sha256:" and enough digits to find the key by.
constexpr std::size_t kShownOfId = 19;

/// From the first to the last second in which it may have been signed: the end of a run, or any
/// moment of the day of an approval.
struct Moment {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

std::optional<Moment> moment_of(const SignedSubject& subject) {
  if (subject.approval != nullptr) {
    const auto day = pattern::parse_date(subject.approval->date.value);
    if (!day) return std::nullopt;
    return Moment{*day * kSecondsOfADay, (*day + 1) * kSecondsOfADay - 1};
  }
  const auto& finished = subject.receipt->receipt.finished_at;
  const auto instant = finished ? pattern::parse_timestamp(finished->value) : std::nullopt;
  if (!instant) return std::nullopt;
  return Moment{*instant, *instant};
}

bool is_outside(const SignedSubject& subject, const contract::TrustKey& key) {
  const auto moment = moment_of(subject);
  if (!moment) return false;
  const auto from = pattern::parse_timestamp(key.valid_from.value);
  const auto until = pattern::parse_timestamp(key.valid_until.value);
  return !from || !until || moment->last < *from || moment->first > *until;
}

bool has_other_role(const SignedSubject& subject, const contract::TrustKey& key) {
  if (subject.approval != nullptr) return !key.has_role(subject.approval->role.value);
  const auto* rule = rule_for(subject);
  return rule != nullptr &&
         std::none_of(rule->roles.begin(), rule->roles.end(),
                      [&key](const std::string& role) { return key.has_role(role); });
}

}  // namespace

std::vector<SigningKey> signing_keys(const SignedSubject& subject) {
  std::vector<SigningKey> keys;
  if (subject.envelope == nullptr || subject.trust() == nullptr) return keys;
  std::set<std::size_t> seen;
  for (const auto& signer : subject.envelope->signers) {
    if (!signer.key || !seen.insert(*signer.key).second) continue;
    keys.push_back({signer.span, &subject.trust()->policy.keys.at(*signer.key)});
  }
  return keys;
}

std::size_t unverified_signatures(const SignedSubject& subject) {
  if (subject.envelope == nullptr) return 0;
  const auto& signers = subject.envelope->signers;
  return static_cast<std::size_t>(std::count_if(signers.begin(), signers.end(),
                                                [](const auto& signer) { return !signer.key; }));
}

bool is_expired(const SignedSubject& subject, const contract::TrustKey& key) {
  const auto moment = moment_of(subject);
  const auto until = pattern::parse_timestamp(key.valid_until.value);
  return moment && until && moment->first > *until;
}

const contract::TrustRule* rule_for(const SignedSubject& subject) {
  if (subject.receipt == nullptr || subject.trust() == nullptr) return nullptr;
  const auto& environment = subject.receipt->receipt.environment_name;
  return environment ? subject.trust()->policy.rule_for(environment->value) : nullptr;
}

bool has_fault(const SignedSubject& subject, const contract::TrustKey& key, KeyFault fault) {
  switch (fault) {
    case KeyFault::revoked:
      return key.revoked_at.has_value();
    case KeyFault::out_of_window:
      return is_outside(subject, key);
    case KeyFault::other_role:
      return has_other_role(subject, key);
    case KeyFault::other_environment:
      return rule_for(subject) != nullptr &&
             !key.is_for(subject.receipt->receipt.environment_name->value);
  }
  return true;
}

std::string name_of(const contract::TrustKey& key) {
  return fmt::format("{} ({})", key.principal.value, key.id.value.substr(0, kShownOfId));
}

Finding& report_key(const SignedSubject& subject, const SigningKey& signer, Span declared,
                    std::string_view what, std::string message, Reporter& reporter) {
  auto& finding = reporter.at(subject.envelope_source(), signer.span, std::move(message));
  relate(finding, quote(*subject.trust()->text, declared), std::string(what));
  return finding;
}

}  // namespace mig::rules::signature_rules
