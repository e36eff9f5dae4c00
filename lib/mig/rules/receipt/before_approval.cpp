#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "mig/bundle/record_facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/planned_rules.hpp"

namespace mig::rules::receipt_rules {
namespace {

using bundle::BundleFacts;
using contract::Approval;
using contract::RunReceipt;

constexpr std::int64_t kSecondsPerDay = 86'400;

std::int64_t day_of(std::int64_t instant) {
  return instant / kSecondsPerDay - (instant % kSecondsPerDay < 0 ? 1 : 0);
}

std::string date_of(std::int64_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

bool is_named(const Approval& approval, const BundleFacts& bundle, const RunReceipt& receipt) {
  return std::any_of(receipt.approvals.begin(), receipt.approvals.end(), [&](const auto& file) {
    return bundle.path_of(file.path.value) == approval.source->path();
  });
}

bool is_needed(const Approval& approval, const BundleFacts& bundle) {
  if (bundle.digest.empty() || approval.subject_digest.value != bundle.digest) return false;
  const Rule* rule = find_rule(approval.rule.value);
  return rule != nullptr && rule->info.approvable && is_about_the_change(approval.rule.value);
}

/// Whether somebody had agreed to the same by then.
bool was_given_before(const Approval& approval, const BundleFacts& bundle, std::int64_t day) {
  return std::any_of(bundle.approvals.begin(), bundle.approvals.end(), [&](const auto& other) {
    const auto given = pattern::parse_date(other.date.value);
    const bool is_same =
        other.rule.value == approval.rule.value && other.role.value == approval.role.value &&
        (!other.object || (approval.object && other.object->value == approval.object->value));
    return is_same && given && *given <= day && other.subject_digest.value == bundle.digest;
  });
}

void check_run(const BundleFacts& bundle, const bundle::ReceiptFacts& facts, Reporter& reporter) {
  const auto& receipt = facts.receipt;
  const auto started =
      receipt.started_at ? pattern::parse_timestamp(receipt.started_at->value) : std::nullopt;
  if (!started || !receipt.has_passed()) return;
  const auto day = day_of(*started);
  for (const auto& approval : bundle.approvals) {
    const auto given = pattern::parse_date(approval.date.value);
    if (!given || *given <= day) continue;
    const bool is_relied_on = is_named(approval, bundle, receipt);
    if (!is_relied_on &&
        (!is_needed(approval, bundle) || was_given_before(approval, bundle, day))) {
      continue;
    }
    auto& finding = reporter.at(
        *facts.document->source, receipt.started_at->span,
        fmt::format("the run started on {} (UTC), before {} was given on {} for {}{}", date_of(day),
                    approval.source->path(), approval.date.value, approval.rule.value,
                    is_relied_on ? ", which the receipt says it relied on" : ""));
    finding.object = "rule " + approval.rule.value;
    relate(finding, quote(*approval.source, approval.date.span), "approved here");
  }
}

void check(const BundleFacts& bundle, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) check_run(bundle, facts, reporter);
  }
}

}  // namespace

const Rule before_approval{
    {
        .id = "receipt-before-approval",
        .severity = Severity::fail,
        .summary = "A run passed that started before it was approved",
        .rationale = "What a person has to agree to is agreed to before it runs, in every "
                     "environment. An approval of a later day excuses what was already done.",
        .remedy = "Roll the run back and run again now that it is approved; an approval is dated "
                  "on the day that it is given (UTC), never back",
        .requirements = {"X-09", "X-06"},
    },
    check};

}  // namespace mig::rules::receipt_rules
