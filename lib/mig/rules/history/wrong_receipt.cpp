#include <fmt/format.h>

#include <unordered_map>

#include "mig/bundle/record_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/history/lines.hpp"
#include "mig/rules/receipt/receipts_of_runs.hpp"

namespace mig::rules::history_rules {
namespace {

using bundle::ReceiptFacts;
using contract::StatusChange;

/// What keeps a receipt from proving a status, and where in the receipt; empty: nothing does.
struct Objection {
  std::string message;
  std::optional<Span> span;
  const StatusChange* line = nullptr;  ///< another line that the objection rests on
};

/// A line about the bundle with those before it that bound which run may prove it.
struct Claim {
  const StatusChange* change = nullptr;
  const StatusChange* merged = nullptr;       ///< the latest earlier line of that status
  const StatusChange* rolled_back = nullptr;  ///< the same
  bool is_change_back = false;                ///< that one is the line right before
};

std::vector<Claim> claims_about(std::string_view migration,
                                const contract::StatusHistory& history) {
  std::vector<Claim> claims;
  Claim line;
  for (const auto& change : history.changes) {
    if (change.migration_id.value != migration) continue;
    line.change = &change;
    if (contract::is_executed_status(change.status.value)) claims.push_back(line);
    line.is_change_back = change.status.value == "rolled_back";
    if (line.is_change_back) line.rolled_back = &change;
    if (change.status.value == "merged") line.merged = &change;
  }
  return claims;
}

std::optional<std::int64_t> instant_of(const std::optional<contract::LocatedString>& text) {
  return text ? pattern::parse_timestamp(text->value) : std::nullopt;
}

/// "started at T, with the sequence N"
std::string moment_of(const contract::RunReceipt& receipt) {
  auto text = receipt.started_at ? "started at " + receipt.started_at->value : "has no start";
  if (receipt.sequence) text += fmt::format(" with the sequence {}", receipt.sequence->value);
  return text;
}

/// Holds the lines about one bundle against its receipts.
class ReceiptCheck {
 public:
  ReceiptCheck(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
               const SourceText& source, Reporter& reporter)
      : bundle_(bundle), records_(records), source_(source), reporter_(reporter) {}

  void judge(const contract::StatusHistory& history) {
    const auto ours = claims_about(bundle_.declaration.migration_id->value, history);
    for (const auto& claim : ours) {
      if (claim.change->receipt) first_uses_.emplace(claim.change->receipt->value, nullptr);
    }
    if (ours.empty()) return;
    // A receipt proves one change only, whatever bundle it is of.
    for (const auto& change : history.changes) {
      if (!change.receipt || !contract::is_executed_status(change.status.value)) continue;
      const auto use = first_uses_.find(change.receipt->value);
      if (use != first_uses_.end() && use->second == nullptr) use->second = &change;
    }
    for (const auto& claim : ours) judge(claim);
  }

 private:
  void judge(const Claim& claim) {
    const auto& change = *claim.change;
    const auto* first = change.receipt ? first_uses_.at(change.receipt->value) : nullptr;
    if (!change.receipt) {
      tell(claim, change.status.span,
           fmt::format("{} is {} without a receipt", name_of(change), change.status.value));
    } else if (first != &change) {
      auto& finding = reporter_.at(source_, change.receipt->span,
                                   fmt::format("the receipt of {} was used for {} already",
                                               name_of(change), name_of(*first)));
      finding.remedy = "name the receipt of the run that this change is about";
      relate(finding, quote(source_, first->receipt->span), "used here");
    } else {
      judge_named(claim);
    }
  }

  void judge_named(const Claim& claim) {
    const auto& change = *claim.change;
    const auto* receipt = named(change.receipt->value);
    if (receipt == nullptr) {
      if (is_out_of_reach(change.receipt->value)) return;
      tell(claim, change.receipt->span,
           fmt::format("{} is {} by a receipt that {} does not have", name_of(change),
                       change.status.value, bundle_.declaration.migration_id->value));
      return;
    }
    // What a receipt that does not fit its schema says is not known; its shape is told by itself.
    if (!receipt->is_valid()) return;
    const auto objection = objection_to(*receipt, claim);
    if (objection.message.empty()) return;
    auto& finding = tell(claim, change.receipt->span,
                         fmt::format("{} is {}, but its receipt {}", name_of(change),
                                     change.status.value, objection.message));
    const auto& text = *receipt->document->source;
    relate(
        finding,
        objection.span ? quote(text, *objection.span) : Quote{text.whole_file(), std::nullopt, {}},
        "the receipt");
    if (objection.line != nullptr) {
      relate(finding, quote(source_, objection.line->at.span),
             objection.line->status.value + " here");
    }
  }

  /// A finding whose remedy names a receipt that would do.
  Finding& tell(const Claim& claim, Span span, std::string message) {
    auto& finding = reporter_.at(source_, span, std::move(message));
    for (const auto& receipt : records_.receipts) {
      if (!receipt.is_valid() || !objection_to(receipt, claim).message.empty()) continue;
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

  Objection objection_to(const ReceiptFacts& facts, const Claim& claim) const {
    auto objection = objection_to_run(facts.receipt, *claim.change);
    if (objection.message.empty()) objection = objection_to_time(facts.receipt, claim);
    if (objection.message.empty()) objection = objection_to_rollback(facts, claim);
    return objection;
  }

  /// Another kind of run, another outcome, another environment.
  Objection objection_to_run(const contract::RunReceipt& receipt,
                             const StatusChange& change) const {
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
    return {};
  }

  /// A run is over before the status changes, and begins after it was permitted.
  static Objection objection_to_time(const contract::RunReceipt& receipt, const Claim& claim) {
    const auto at = instant_of(claim.change->at);
    const auto finished = instant_of(receipt.finished_at);
    if (at && finished && *finished > *at + kClockSkew)
      return {fmt::format("is of a run that ended at {} only", receipt.finished_at->value),
              receipt.finished_at->span};
    if (claim.merged == nullptr) return {};
    const auto merged_at = instant_of(claim.merged->at);
    const auto started = instant_of(receipt.started_at);
    if (merged_at && started && *started + kClockSkew < *merged_at)
      return {
          fmt::format("is of a run that started at {}, before the migration was merged at {} "
                      "({})",
                      receipt.started_at->value, claim.merged->at.value, name_of(*claim.merged)),
          receipt.started_at->span, claim.merged};
    return {};
  }

  /// What was rolled back is not executed again by a run from before that.
  Objection objection_to_rollback(const ReceiptFacts& facts, const Claim& claim) const {
    if (facts.receipt.is_rollback() || claim.rolled_back == nullptr) return {};
    const auto* rollback = claim.is_change_back && claim.rolled_back->receipt
                               ? named(claim.rolled_back->receipt->value)
                               : nullptr;
    if (rollback != nullptr && rollback->is_valid() && rollback != &facts &&
        !receipt_rules::came_before(*rollback, facts)) {
      return {fmt::format("is of a run that {}, before the rollback that {} names, which {}",
                          moment_of(facts.receipt), name_of(*claim.rolled_back),
                          moment_of(rollback->receipt)),
              span_of_order(facts.receipt), claim.rolled_back};
    }
    const auto at = instant_of(claim.change->at);
    for (const auto& other : records_.receipts) {
      const auto finished = instant_of(other.receipt.finished_at);
      if (!receipt_rules::undoes(other, facts) || !at || !finished || *finished > *at) continue;
      return {
          fmt::format("is of a run that {} undid by {}, before {}", receipt_rules::name_of(other),
                      other.receipt.finished_at->value, claim.change->at.value),
          facts.receipt.run_id->span};
    }
    return {};
  }

  static std::optional<Span> span_of_order(const contract::RunReceipt& receipt) {
    if (receipt.sequence) return receipt.sequence->span;
    return receipt.started_at ? std::optional(receipt.started_at->span) : std::nullopt;
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
        .rationale = "Only a passing run in that environment, after the migration was merged, "
                     "makes it executed there, and only a passing rollback takes it back; after "
                     "that it takes a new run. Each change needs a run of its own.",
        .remedy = "Name the digest of the receipt that proves the change; `sha256sum` of the "
                  "receipt shows it",
        .requirements = {"K-29", "K-30", "K-32"},
    },
    check};

}  // namespace mig::rules::history_rules
