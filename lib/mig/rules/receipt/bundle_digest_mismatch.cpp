#include <fmt/format.h>

#include <algorithm>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/placeholder.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// An input that is not as it was tells more exactly why the digest is another one.
bool is_told_by_an_input(const bundle::ReceiptFacts& facts) {
  return std::any_of(facts.inputs.begin(), facts.inputs.end(), [](const auto& file) {
    return file.binding != bundle::Binding::same && file.binding != bundle::Binding::repeated;
  });
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  // A bundle without a digest cannot be read: other rules tell why.
  if (bundle.digest.empty()) return;
  for (const auto& facts : records.receipts) {
    const auto& told = facts.receipt.bundle_digest;
    if (!facts.is_valid() || !told || told->value == bundle.digest) continue;
    if (!placeholder_in_digest(told->value).empty() || is_told_by_an_input(facts)) continue;
    reporter.at(*facts.document->source, told->span,
                fmt::format("the run was of the bundle {}, but this bundle is {}; the inputs that "
                            "the receipt names are as they were",
                            told->value, bundle.digest));
  }
}

}  // namespace

const Rule bundle_digest_mismatch{
    {
        .id = "receipt-bundle-digest-mismatch",
        .severity = Severity::fail,
        .summary = "The run was of another bundle digest than the bundle has now",
        .rationale = "The bundle digest covers migration.yml, the scripts, notes.md and plan.json: "
                     "what was reviewed and approved. With another digest something of it was "
                     "changed, added or removed after the run.",
        .remedy = "Restore migration.yml, the scripts, notes.md and plan.json as they were when it "
                  "ran; `mig-receipt-verify digest PATH` prints the digest. What has to be added "
                  "afterwards belongs in a new migration",
        .requirements = {"K-101", "K-106"},
    },
    check};

}  // namespace mig::rules::receipt_rules
