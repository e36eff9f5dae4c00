#include <fmt/format.h>

#include "mig/bundle/facts.hpp"
#include "mig/pattern/pattern.hpp"
#include "mig/rules/families.hpp"

namespace mig::rules::receipt_rules {
namespace {

void check(const bundle::BundleFacts& bundle, Reporter& reporter) {
  for (const auto& run : bundle.runs) {
    const auto* pointer = bundle.document_at(run.receipt_ref);
    const auto* receipt = bundle.document_at(run.inline_receipt);
    if (pointer == nullptr || receipt == nullptr || receipt->hex.empty()) continue;
    // One that came from a store is held against its pointer as such.
    if (bundle.entry(run.inline_receipt) == nullptr) continue;
    const auto digest = contract::read_receipt_ref(pointer->value).digest;
    // A malformed digest is told by the schema.
    if (!digest || !pattern::is_sha256_digest(digest->value)) continue;
    const auto actual = "sha256:" + receipt->hex;
    if (digest->value == actual) continue;
    auto& finding = reporter.at(*pointer->source, digest->span,
                                fmt::format("the pointer is to {}, but {} is {}", digest->value,
                                            run.inline_receipt, actual));
    relate(finding, Quote{receipt->source->whole_file(), std::nullopt}, "the receipt itself");
  }
}

}  // namespace

const Rule ref_digest_mismatch{
    {
        .id = "receipt-ref-digest-mismatch",
        .severity = Severity::fail,
        .summary = "A receipt and the pointer beside it do not belong together",
        .rationale = "When both are there they have to be the same receipt; otherwise one of them "
                     "was changed after the run.",
        .remedy =
            "Write the digest of the receipt as it was stored, or remove the copy that was changed",
        .requirements = {"X-20", "K-108"},
    },
    check};

}  // namespace mig::rules::receipt_rules
