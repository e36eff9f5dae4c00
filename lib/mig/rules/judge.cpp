#include "mig/rules/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "mig/bundle/change_facts.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/redaction.hpp"
#include "mig/digest/sha256.hpp"
#include "mig/rules/approval/approve.hpp"
#include "mig/rules/approval/signed.hpp"
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

/// The judged tree's own policy and trust, and what approves of changes around the bundles: none
/// of it is in force, and all of it will be.
void judge_gate(const RepositoryFacts& repository, const bundle::RepositoryComparison& comparison,
                RuleSet rules, std::vector<Finding>& findings) {
  if (comparison.policy_document) judge_document(*comparison.policy_document, rules, findings);
  if (comparison.trust_document) judge_document(*comparison.trust_document, rules, findings);
  for (const auto& document : comparison.gate.documents) judge_document(document, rules, findings);
  run_checks<RepositoryComparisonCheck>(rules, findings, repository, comparison);
  std::set<const contract::Approval*> used;
  approval_rules::approve(findings, comparison.gate, used);
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
                                  std::vector<Finding> scanned,
                                  const bundle::BundleComparison* comparison) {
  std::vector<Finding> findings = std::move(scanned);
  for (const auto& document : bundle.documents) judge_document(document, rules, findings);
  if (bundle.notes) judge_document(bundle.notes->document, rules, findings);
  run_checks<BundleCheck>(rules, findings, bundle);
  if (change != nullptr) run_checks<ChangeCheck>(rules, findings, bundle, *change);
  if (records != nullptr) run_checks<RecordCheck>(rules, findings, bundle, *records);
  if (comparison != nullptr)
    run_checks<BundleComparisonCheck>(rules, findings, bundle, *comparison);
  std::set<const contract::Approval*> used;
  approval_rules::approve(findings, bundle, used);
  use_relied_on(bundle, records, used);
  justify(findings, bundle);
  std::vector<Leftover> unused;
  for (const auto& approval : bundle.approvals) {
    if (used.contains(&approval)) continue;
    unused.push_back({&approval, approval_rules::open_near(approval, findings)});
  }
  run_checks<LeftoverCheck>(rules, findings, bundle, unused);
  if (!findings.empty()) {
    bundle::Redactor redactor(bundle);
    if (change != nullptr) redactor.add(*change);
    if (records != nullptr) redactor.add(*records);
    if (comparison != nullptr) redactor.add(*comparison);
    for (auto& finding : findings) redactor.clean(finding);
  }
  finish(findings);
  return findings;
}

void settle_scanned(std::vector<Finding>& findings, const BundleFacts& bundle) {
  std::set<const contract::Approval*> used;
  approval_rules::approve(findings, bundle, used);
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
  const auto* comparison = repository.comparison.get();
  if (comparison != nullptr) judge_gate(repository, *comparison, rules, findings);
  if (!findings.empty()) {
    bundle::Redactor redactor;
    redactor.add(repository);
    if (comparison != nullptr) redactor.add(*comparison);
    for (auto& finding : findings) redactor.clean(finding);
  }
  finish(findings);
  return findings;
}

}  // namespace mig::rules
