#include <fmt/format.h>

#include <unordered_map>

#include "mig/bundle/record_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"

namespace mig::rules::history_rules {
namespace {

using bundle::ReceiptFacts;
using contract::StatusChange;

/// What keeps a receipt from proving a status, and where in the receipt; empty: nothing does.
struct Objection {
  std::string message;
  std::optional<Span> span;
};

/// Holds the lines about one bundle against its receipts.
class ReceiptCheck {
 public:
  ReceiptCheck(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
               const SourceText& source, Reporter& reporter)
      : bundle_(bundle), records_(records), source_(source), reporter_(reporter) {}

  void judge(const contract::StatusHistory& history) {
    std::vector<const StatusChange*> ours;
    for (const auto& change : history.changes) {
      const bool is_ours = change.migration_id.value == bundle_.declaration.migration_id->value;
      if (is_ours && contract::is_executed_status(change.status.value)) ours.push_back(&change);
    }
    for (const auto* change : ours) {
      if (change->receipt) first_uses_.emplace(change->receipt->value, nullptr);
    }
    if (ours.empty()) return;
    // A receipt proves one change only, whatever bundle it is of.
    for (const auto& change : history.changes) {
      if (!change.receipt || !contract::is_executed_status(change.status.value)) continue;
      const auto use = first_uses_.find(change.receipt->value);
      if (use != first_uses_.end() && use->second == nullptr) use->second = &change;
    }
    for (const auto* change : ours) judge(*change);
  }

 private:
  void judge(const StatusChange& change) {
    const auto* first = change.receipt ? first_uses_.at(change.receipt->value) : nullptr;
    if (!change.receipt) {
      tell(change, change.status.span,
           fmt::format("{} is {} without a receipt", name_of(change), change.status.value));
    } else if (first != &change) {
      auto& finding = reporter_.at(source_, change.receipt->span,
                                   fmt::format("the receipt of {} was used for {} already",
                                               name_of(change), name_of(*first)));
      finding.remedy = "name the receipt of the run that this change is about";
      relate(finding, quote(source_, first->receipt->span), "used here");
    } else {
      judge_named(change);
    }
  }

  void judge_named(const StatusChange& change) {
    const auto* receipt = named(change.receipt->value);
    if (receipt == nullptr) {
      if (is_out_of_reach(change.receipt->value)) return;
      tell(change, change.receipt->span,
           fmt::format("{} is {} by a receipt that {} does not have", name_of(change),
                       change.status.value, bundle_.declaration.migration_id->value));
      return;
    }
    // What a receipt that does not fit its schema says is not known; its shape is told by itself.
    if (!receipt->is_valid()) return;
    const auto objection = objection_to(*receipt, change);
    if (objection.message.empty()) return;
    auto& finding = tell(change, change.receipt->span,
                         fmt::format("{} is {}, but its receipt {}", name_of(change),
                                     change.status.value, objection.message));
    const auto& text = *receipt->document->source;
    relate(
        finding,
        objection.span ? quote(text, *objection.span) : Quote{text.whole_file(), std::nullopt, {}},
        "the receipt");
  }

  /// A finding whose remedy names a receipt that would do.
  Finding& tell(const StatusChange& change, Span span, std::string message) {
    auto& finding = reporter_.at(source_, span, std::move(message));
    for (const auto& receipt : records_.receipts) {
      if (!receipt.is_valid() || !objection_to(receipt, change).message.empty()) continue;
      if (first_uses_.contains(receipt.digest())) continue;
      finding.remedy = fmt::format("write \"receipt\": \"{}\", which is {}", receipt.digest(),
                                   receipt.document->source->path());
      break;
    }
    return finding;
  }

  const ReceiptFacts* named(std::string_view digest) const {
    for (const auto& receipt : records_.receipts) {
      if (receipt.digest() == digest) return &receipt;
    }
    return nullptr;
  }

  /// A reference is to it, and it could not be had: that is no verdict, and told by itself.
  bool is_out_of_reach(std::string_view digest) const {
    for (const auto& receipt : records_.receipts) {
      if (receipt.document == nullptr && receipt.pointer.digest &&
          receipt.pointer.digest->value == digest)
        return true;
    }
    return false;
  }

  Objection objection_to(const ReceiptFacts& facts, const StatusChange& change) const {
    const auto& receipt = facts.receipt;
    const bool is_rollback = change.status.value == "rolled_back";
    if (receipt.is_rollback() != is_rollback) {
      const auto span = receipt.operation ? std::optional(receipt.operation->span) : std::nullopt;
      return {is_rollback ? "is of a run forward" : "is of a rollback", span};
    }
    if (!receipt.has_passed()) {
      return {fmt::format("has the outcome {}", receipt.status ? receipt.status->value : "unknown"),
              receipt.status ? std::optional(receipt.status->span) : std::nullopt};
    }
    // What is rolled back is the run that the status before speaks of.
    const auto environment = contract::executed_environment(
        is_rollback && change.from ? change.from->value : change.status.value);
    if (!environment.empty() && receipt.environment_name &&
        !is_in(environment, receipt.environment_name->value)) {
      return {fmt::format("is of a run in {}{}", receipt.environment_name->value,
                          is_rollback ? fmt::format(", not in {}", environment) : std::string()),
              receipt.environment_name->span};
    }
    const auto at = pattern::parse_timestamp(change.at.value);
    const auto finished =
        receipt.finished_at ? pattern::parse_timestamp(receipt.finished_at->value) : std::nullopt;
    if (at && finished && *finished > *at + kClockSkew)
      return {fmt::format("is of a run that ended at {} only", receipt.finished_at->value),
              receipt.finished_at->span};
    return {};
  }

  bool is_in(std::string_view environment, std::string_view name) const {
    if (name == environment) return true;
    const auto tier = bundle_.repository->policy.tier_of(name);
    return tier && contract::name_of(*tier) == environment;
  }

  const bundle::BundleFacts& bundle_;
  const bundle::RecordFacts& records_;
  const SourceText& source_;
  Reporter& reporter_;
  /// Of the receipts that lines about the bundle name, by digest.
  std::unordered_map<std::string_view, const StatusChange*> first_uses_;
};

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  if (!bundle.declaration.migration_id) return;
  for (const auto* history : readable(*bundle.repository)) {
    ReceiptCheck(bundle, records, text_of(*history, *bundle.repository), reporter)
        .judge(history->history);
  }
}

}  // namespace

const Rule wrong_receipt{
    {
        .id = "history-wrong-receipt",
        .severity = Severity::fail,
        .summary = "A change to an executed status is not proved by the receipt that it names",
        .rationale = "Only a passing run in that environment makes a migration executed there, and "
                     "only a passing rollback takes it back. Each change needs a run of its own.",
        .remedy = "Name the digest of the receipt that proves the change; `sha256sum` of the "
                  "receipt shows it",
        .requirements = {"K-29", "K-30", "K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
