#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "mig/contract/change_class.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/approval/signed.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/planned_rules.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::receipt_rules {
namespace {

constexpr std::int64_t kSecondsOfADay = 86'400;

const contract::Approval* approval_at(const bundle::BundleFacts& bundle, std::string_view path) {
  const auto full = bundle.path_of(path);
  const auto found =
      std::find_if(bundle.approvals.begin(), bundle.approvals.end(),
                   [&full](const auto& approval) { return approval.source->path() == full; });
  return found == bundle.approvals.end() ? nullptr : &*found;
}

bool had_expired(const contract::Approval& approval, const contract::RunReceipt& receipt) {
  const auto last = approval.expires ? pattern::parse_date(approval.expires->value) : std::nullopt;
  const auto start =
      receipt.started_at ? pattern::parse_timestamp(receipt.started_at->value) : std::nullopt;
  return last && start && *start >= (*last + 1) * kSecondsOfADay;
}

/// Whether the envelope beside it does not hold; the rules over signatures tell why.
bool is_forged(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  return approval_rules::signature_of(approval, bundle).worth ==
         approval_rules::SignatureWorth::broken;
}

/// Whether anybody could have written it in the name of the person. Where no key counts for
/// anything, nothing is signed, and the receipt itself is left to a review.
bool lacks_signature(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  const auto& repository = *bundle.repository;
  const auto& accepted = repository.policy.unsigned_approvals.accept;
  return repository.trust != nullptr &&
         std::find(accepted.begin(), accepted.end(), unapproved_production.info.id) ==
             accepted.end() &&
         approval_rules::signature_of(approval, bundle).worth ==
             approval_rules::SignatureWorth::none;
}

// What a person looked at has to be the change. An approval of an address in a comment permits
// none.
bool permits_a_run(const contract::Approval& approval) {
  const auto& rule = approval.rule.value;
  return rule == approval_rules::missing_role.info.id || is_about_the_change(rule);
}

/// Whether a key that signs for runs is its key: who runs a migration does not permit it.
bool is_of_a_runner(const contract::Approval& approval, const bundle::BundleFacts& bundle) {
  const auto* trust = bundle.repository->trust.get();
  if (trust == nullptr) return false;
  return std::any_of(trust->policy.keys.begin(), trust->policy.keys.end(), [&](const auto& key) {
    return key.principal.value == approval.approved_by.value &&
           (key.has_role("runner") || key.has_role("witness"));
  });
}

struct Objection {
  std::string why;
  Span span;             ///< in the approval
  std::string remedy{};  ///< empty: that of the rule
};

/// Why an approval does not stand for a person's word on this run; nothing: it does.
std::optional<Objection> objection_to(const contract::Approval& approval,
                                      const bundle::BundleFacts& bundle,
                                      const contract::RunReceipt& receipt) {
  if (pattern::glob_matches("svc:*", contract::folded_word(approval.approved_by.value))) {
    return Objection{"given by a service", approval.approved_by.span};
  }
  if (is_of_a_runner(approval, bundle)) {
    return Objection{"given by one whose key signs for runs", approval.approved_by.span};
  }
  if (!permits_a_run(approval)) {
    return Objection{"about something else than the change", approval.rule.span};
  }
  // What ran is what had to be approved: the receipt knows better than the bundle does by now.
  const auto& ran = receipt.bundle_digest ? receipt.bundle_digest->value : bundle.digest;
  if (!ran.empty() && approval.subject_digest.value != ran) {
    return Objection{"given for other bytes", approval.subject_digest.span};
  }
  if (had_expired(approval, receipt)) {
    return Objection{"expired when the run began", approval.expires->span};
  }
  if (lacks_signature(approval, bundle)) {
    const auto subject = signature_rules::subject_of(bundle, approval);
    return Objection{"not signed", approval.approved_by.span,
                     fmt::format("have {} sign the approval: {}", approval.approved_by.value,
                                 subject.sign_command())};
  }
  return std::nullopt;
}

/// Approvals of the bundle that would stand for the run, had its receipt named them.
std::vector<const contract::Approval*> unnamed_approvals(const bundle::BundleFacts& bundle,
                                                         const bundle::ReceiptFacts& facts) {
  std::vector<const contract::Approval*> unnamed;
  for (const auto& approval : bundle.approvals) {
    const bool is_named =
        std::any_of(facts.approvals.begin(), facts.approvals.end(), [&](const auto& file) {
          return bundle.path_of(file.named.path.value) == approval.source->path();
        });
    if (is_named || is_forged(approval, bundle)) continue;
    if (!objection_to(approval, bundle, facts.receipt)) unnamed.push_back(&approval);
  }
  return unnamed;
}

void check_run(const bundle::BundleFacts& bundle, const bundle::ReceiptFacts& facts,
               Reporter& reporter) {
  std::vector<std::pair<Quote, std::string>> objections;
  std::vector<std::string> reasons;
  std::string remedy;
  for (const auto& file : facts.approvals) {
    if (file.binding == bundle::Binding::repeated) continue;
    const auto* approval = approval_at(bundle, file.named.path.value);
    // What is no approval, or not the one that the run relied on, is told as such.
    if (file.binding != bundle::Binding::same || approval == nullptr ||
        is_forged(*approval, bundle))
      return;
    const auto objection = objection_to(*approval, bundle, facts.receipt);
    if (!objection) return;
    reasons.push_back(fmt::format("{}: {}", file.named.path.value, objection->why));
    objections.emplace_back(quote(*approval->source, objection->span), objection->why);
    if (remedy.empty()) remedy = objection->remedy;
  }
  for (const auto* approval : unnamed_approvals(bundle, facts)) {
    const auto& path = approval->source->path();
    const std::string why = "not named by the receipt";
    reasons.push_back(fmt::format("{}: {}", path.substr(path.rfind("approvals/")), why));
    objections.emplace_back(quote(*approval->source, approval->approved_by.span), why);
  }
  auto message = facts.approvals.empty()
                     ? fmt::format("{} took place in tier prod, and its receipt names no approval",
                                   name_of(facts))
                     : fmt::format(
                           "{} took place in tier prod, and none of the approvals that its "
                           "receipt names is the word of a person on it",
                           name_of(facts));
  if (!reasons.empty()) message += fmt::format(" ({})", fmt::join(reasons, "; "));
  auto& finding = reporter.at(place_of(facts, facts.receipt.environment_name), message);
  if (!remedy.empty()) finding.remedy = remedy;
  for (auto& [place, why] : objections) relate(finding, place, std::move(why));
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    // However it ended, it was begun.
    if (!facts.is_valid() || facts.receipt.is_rollback()) continue;
    if (tier_of(bundle, facts) == contract::Tier::prod) check_run(bundle, facts, reporter);
  }
}

}  // namespace

const Rule unapproved_production{
    {
        .id = "receipt-unapproved-production",
        .severity = Severity::fail,
        .summary = "A migration ran in production, and no person had permitted it",
        .rationale = "A service runs what a person has permitted. The receipt names the approvals "
                     "that the run relied on, so that the person can be asked. Where there "
                     "is a trust policy the person has signed: a name can be written by anybody.",
        .remedy =
            "Have a person approve the bundle in approvals/<name>.yml before it runs, and "
            "have the runner name that file with its digest under `approvals` of the receipt; "
            "docs/formats.md, Permission for production, shows how",
        .requirements = {"X-09"},
    },
    check};

}  // namespace mig::rules::receipt_rules
