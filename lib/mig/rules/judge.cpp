#include "mig/rules/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/rules/approval/signed.hpp"
#include "mig/rules/approval/standing.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::rules {
namespace {

using bundle::BundleFacts;
using bundle::DocumentFacts;
using bundle::RepositoryFacts;

template <class Check, class... Facts>
void run_checks(RuleSet rules, std::vector<Finding>& findings, const Facts&... facts) {
  for (const Rule* rule : rules) {
    if (const auto* check = std::get_if<Check>(&rule->check)) {
      Reporter reporter(rule->info, findings);
      (*check)(facts..., reporter);
    }
  }
}

bool is_for(const contract::Approval& approval, const Finding& finding) {
  if (approval.rule.value != finding.rule) return false;
  if (approval.object && approval.object->value != finding.object) return false;
  // Nobody else can give the approval that a role owes.
  return finding.rule != approval_rules::missing_role.info.id ||
         finding.object == approval_rules::object_of_role(approval.role.value);
}

// The default accepts unsigned approvals for review findings in normal mode only; a policy may
// accept or refuse single rules by name. Answers where an unsigned approval does not count; nothing
// when it does.
std::string_view refused_unsigned(const Finding& finding, const RepositoryFacts& repository) {
  const auto& unsigned_approvals = repository.policy.unsigned_approvals;
  const auto names = [&finding](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), finding.rule) != list.end();
  };
  if (names(unsigned_approvals.refuse)) return "under the policy";
  if (names(unsigned_approvals.accept)) return {};
  if (finding.severity != Severity::review) return "for fail findings";
  if (!unsigned_approvals.accept_for_review) return "under the policy";
  return repository.strict ? "in strict mode" : std::string_view{};
}

/// Without it the author of an approval would look for the fault in the approval.
void tell_refused(Finding& finding, const contract::Approval& approval, std::string_view why) {
  finding.remedy += fmt::format("{}{} approves this, but {}", finding.remedy.empty() ? "" : "; ",
                                approval.source->path(), why);
}

/// Why an approval in force does not open a finding that it is for; empty when it does.
std::string refusal(const Finding& finding, const approval_rules::ApprovalSignature& signature,
                    const RepositoryFacts& repository) {
  switch (signature.worth) {
    case approval_rules::SignatureWorth::counts:
      return {};
    case approval_rules::SignatureWorth::broken:
      // Not taken for an unsigned one: what became of the signature may have become of the rest.
      return fmt::format("its signature does not hold ({})", signature.why);
    case approval_rules::SignatureWorth::none:
      break;
  }
  const auto where = refused_unsigned(finding, repository);
  return where.empty() ? std::string() : fmt::format("unsigned approvals do not count {}", where);
}

void approve(std::vector<Finding>& findings, const BundleFacts& bundle,
             std::set<const contract::Approval*>& used) {
  for (auto& finding : findings) {
    const Rule* rule = find_rule(finding.rule);
    if (rule == nullptr || !rule->info.approvable) continue;
    for (const auto& approval : bundle.approvals) {
      if (!is_for(approval, finding) ||
          approval_rules::standing_of(approval, bundle) != approval_rules::Standing::in_force)
        continue;
      used.insert(&approval);
      const auto signature = approval_rules::signature_of(approval, bundle);
      if (const auto why = refusal(finding, signature, *bundle.repository); !why.empty()) {
        tell_refused(finding, approval, why);
        continue;
      }
      const bool is_signed = signature.worth == approval_rules::SignatureWorth::counts;
      finding.status = Status::approved;
      finding.resolution =
          fmt::format("approved by {} ({}), {}: {}{}", approval.approved_by.value,
                      approval.role.value, approval.reference.value, approval.reason.value,
                      is_signed ? fmt::format("; signed by {}", approval.approved_by.value) : "");
      break;
    }
  }
}

/// Approvals that a run says it relied on are used, whatever rule they carry: they
/// are the word of a person that the run needed.
void use_relied_on(const contract::RunReceipt& receipt, const BundleFacts& bundle,
                   std::set<const contract::Approval*>& used) {
  for (const auto& approval : bundle.approvals) {
    const auto named =
        std::find_if(receipt.approvals.begin(), receipt.approvals.end(), [&](const auto& file) {
          return bundle.path_of(file.path.value) == approval.source->path();
        });
    if (named == receipt.approvals.end()) continue;
    const auto* document = bundle.document_at(named->path.value);
    const bool is_same = document != nullptr && named->digest.value == "sha256:" + document->hex;
    if (is_same && approval_rules::signature_of(approval, bundle).worth !=
                       approval_rules::SignatureWorth::broken) {
      used.insert(&approval);
    }
  }
}

void use_relied_on(const BundleFacts& bundle, const bundle::RecordFacts* records,
                   std::set<const contract::Approval*>& used) {
  for (const auto& document : bundle.documents) {
    if (document.kind == contract::DocumentKind::run_receipt && document.is_valid())
      use_relied_on(contract::read_run_receipt(document.value), bundle, used);
  }
  if (records == nullptr) return;
  for (const auto& facts : records->receipts) use_relied_on(facts.receipt, bundle, used);
}

void justify(std::vector<Finding>& findings, const BundleFacts& bundle) {
  for (auto& finding : findings) {
    const Rule* rule = find_rule(finding.rule);
    if (rule == nullptr || !rule->info.justifiable || finding.status != Status::open) continue;
    for (const auto& line : bundle.justifications) {
      if (line.rule != finding.rule || line.reason.empty()) continue;
      finding.status = Status::justified;
      finding.resolution = line.reason;
    }
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

void judge_document(const DocumentFacts& document, RuleSet rules, std::vector<Finding>& findings) {
  run_checks<DocumentCheck>(rules, findings, document);
}

void finish(std::vector<Finding>& findings) {
  std::sort(findings.begin(), findings.end(), report_order);
  const auto same = [](const Finding& left, const Finding& right) {
    return !report_order(left, right) && !report_order(right, left);
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
  std::map<std::string, int> seen;
  for (auto& finding : findings) {
    const auto text = finding.excerpt ? trimmed(finding.excerpt->text) : std::string_view{};
    auto content =
        fmt::format("{}\n{}\n{}\n{}", finding.rule, finding.location.path, finding.object, text);
    content += fmt::format("\n{}", seen[content]++);
    // A digest that cannot be computed leaves the fingerprint empty: it identifies, it does not
    // judge.
    finding.fingerprint = digest::sha256_hex(content).value_or(std::string()).substr(0, 32);
  }
}

std::vector<Finding> judge_bundle(const BundleFacts& bundle, const bundle::ChangeFacts* change,
                                  const bundle::RecordFacts* records, RuleSet rules,
                                  std::vector<Finding> scanned) {
  std::vector<Finding> findings = std::move(scanned);
  for (const auto& document : bundle.documents) judge_document(document, rules, findings);
  if (bundle.notes) judge_document(bundle.notes->document, rules, findings);
  run_checks<BundleCheck>(rules, findings, bundle);
  if (change != nullptr) run_checks<ChangeCheck>(rules, findings, bundle, *change);
  if (records != nullptr) run_checks<RecordCheck>(rules, findings, bundle, *records);
  std::set<const contract::Approval*> used;
  approve(findings, bundle, used);
  use_relied_on(bundle, records, used);
  justify(findings, bundle);
  std::vector<const contract::Approval*> unused;
  for (const auto& approval : bundle.approvals) {
    if (!used.contains(&approval)) unused.push_back(&approval);
  }
  run_checks<LeftoverCheck>(rules, findings, bundle, unused);
  if (!findings.empty()) {
    bundle::Redactor redactor(bundle);
    if (change != nullptr) redactor.add(*change);
    if (records != nullptr) redactor.add(*records);
    for (auto& finding : findings) redactor.clean(finding);
  }
  finish(findings);
  return findings;
}

void settle_scanned(std::vector<Finding>& findings, const BundleFacts& bundle) {
  std::set<const contract::Approval*> used;
  approve(findings, bundle, used);
  finish(findings);
}

std::vector<Finding> judge_repository(const RepositoryFacts& repository, RuleSet rules) {
  std::vector<Finding> findings;
  for (const auto& registry : repository.registry_documents) {
    judge_document(registry, rules, findings);
  }
  for (const auto& sidecar : repository.registry_sidecars) {
    judge_document(sidecar, rules, findings);
  }
  for (const auto& history : repository.history_documents) {
    judge_document(history, rules, findings);
  }
  run_checks<RepositoryCheck>(rules, findings, repository);
  if (!findings.empty()) {
    bundle::Redactor redactor;
    redactor.add(repository);
    for (auto& finding : findings) redactor.clean(finding);
  }
  finish(findings);
  return findings;
}

}  // namespace mig::rules
