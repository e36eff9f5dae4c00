#include "mig/app/review/evidence_of.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mig/app/review/evidence_parts.hpp"

namespace mig::app {
namespace {

using report::Evidence;
using report::Format;

std::string joined(const contract::LocatedStrings& list) {
  constexpr std::size_t kMaxEntries = 60;
  std::vector<std::string> words = contract::values_of(list);
  const std::size_t all = words.size();
  words.resize(std::min(all, kMaxEntries));
  const std::string out = fmt::format("{}", fmt::join(words, ", "));
  return all == words.size() ? out : fmt::format("{} and {} more", out, all - words.size());
}

/// "allowed tables" of "allowed_tables".
std::string title_of(std::string key) {
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

void add_declared(const bundle::BundleFacts& facts, Evidence& evidence) {
  const auto& declared = facts.declaration;
  auto& values = evidence.declared;
  add_value(values, "intent", text_of(declared.intent));
  add_value(values, "store", text_of(declared.type));
  add_value(values, "status", facts.status);
  add_value(values, "risk", text_of(declared.risk));
  add_value(values, "owners", joined(declared.owners));
  add_value(values, "depends on", joined(declared.depends_on));
  for (const auto& list : declared.scope) {
    const bool says_nothing = list.entries.empty();
    add_value(values, title_of(list.key), says_nothing ? "none" : joined(list.entries));
  }
  for (const auto& limit : declared.limits) {
    add_value(values, title_of(limit.key), fmt::format("{}", limit.maximum.value));
  }
  add_value(values, "change class", text_of(declared.approvals.change_class));
  add_value(values, "required reviewers", joined(declared.approvals.required_reviewers));
  add_value(values, "runner", text_of(declared.runner.tool));
  add_value(values, "command", text_of(declared.runner.command));
  add_value(values, "rebuild plan", text_of(declared.rebuild_plan));
}

std::string_view name_of(history::ChangeKind kind) {
  switch (kind) {
    case history::ChangeKind::added:
      return "added";
    case history::ChangeKind::removed:
      return "removed";
    case history::ChangeKind::modified:
      return "changed";
    case history::ChangeKind::renamed:
      break;
  }
  return "renamed";
}

void add_files(const bundle::BundleComparison& comparison, Evidence& evidence) {
  evidence.has_base = true;
  evidence.is_new = comparison.is_new();
  for (const auto& change : comparison.changes) {
    const bool has_moved = !change.before_path.empty() && change.before_path != change.path;
    add_row(evidence.files,
            report::EvidenceChange{std::string(name_of(change.kind)), change.path,
                                   has_moved ? "was " + change.before_path : std::string()});
  }
}

std::string given_by(const contract::Approval& approval) {
  return fmt::format("{} as {} on {}", approval.approved_by.value, approval.role.value,
                     approval.date.value);
}

void add_permissions(const bundle::BundleFacts& facts, Evidence& evidence) {
  const auto count = std::min(facts.approvals.size(), kMaxEvidenceItems);
  for (std::size_t i = 0; i < count; ++i) {
    const auto& approval = facts.approvals[i];
    const auto* signature =
        i < facts.approval_signatures.size() ? &facts.approval_signatures[i] : nullptr;
    report::EvidenceApproval shown;
    shown.path = approval.source ? approval.source->path() : std::string();
    shown.rule = approval.rule.value;
    shown.object = text_of(approval.object);
    shown.reason = approval.reason.value;
    shown.given_by = given_by(approval);
    shown.reference = approval.reference.value;
    shown.expires = text_of(approval.expires);
    shown.signature = signature == nullptr ? "none" : signature_line(facts, *signature);
    evidence.approvals.push_back(std::move(shown));
  }
  evidence.approvals_left_out = facts.approvals.size() - count;
  for (const auto& justification : facts.justifications) {
    if (evidence.justifications.size() == kMaxEvidenceItems) {
      ++evidence.justifications_left_out;
    } else {
      evidence.justifications.push_back({justification.rule, justification.reason});
    }
  }
}

}  // namespace

void add_value(std::vector<report::EvidenceValue>& values, std::string title, std::string text) {
  if (!text.empty()) values.push_back({std::move(title), std::move(text)});
}

std::string text_of(const std::optional<contract::LocatedString>& field) {
  return field ? field->value : std::string();
}

// Whether a signature counts is the rules' to say: what they found stands among the findings.
std::string signature_line(const bundle::BundleFacts& facts,
                           const std::optional<bundle::SignedFile>& signature) {
  if (!signature) return "none";
  const auto* trust = facts.repository == nullptr ? nullptr : facts.repository->trust.get();
  if (trust == nullptr) return "not tried: there is no trust policy";
  std::string out;
  for (const auto& signer : signature->signers) {
    if (!signer.key || *signer.key >= trust->policy.keys.size()) continue;
    const auto& key = trust->policy.keys[*signer.key];
    out += fmt::format("{}by {} with key {}", out.empty() ? "" : "; ", key.principal.value,
                       key.id.value);
  }
  return out.empty() ? "by no key of the trust policy" : out;
}

bool shows_evidence(const Options& options) {
  if (options.shard) return true;  // whoever merges the parts may want it
  return std::any_of(options.outputs.begin(), options.outputs.end(), [](const auto& output) {
    return output.format == Format::html || output.format == Format::markdown ||
           output.format == Format::markdown_comment;
  });
}

report::Evidence evidence_of(const ReviewedBundle& reviewed) {
  Evidence evidence;
  evidence.digest = reviewed.facts.digest;
  evidence.is_executed = reviewed.facts.phase == bundle::Phase::executed;
  add_declared(reviewed.facts, evidence);
  if (reviewed.comparison != nullptr) add_files(*reviewed.comparison, evidence);
  add_change(reviewed, evidence);
  add_runs(reviewed, evidence);
  add_rollback(reviewed, evidence);
  add_permissions(reviewed.facts, evidence);
  mask(reviewed, evidence);
  return evidence;
}

}  // namespace mig::app
