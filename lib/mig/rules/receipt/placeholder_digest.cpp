#include <fmt/format.h>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/receipt/placeholder.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// Tells of the digests of one document.
class Teller {
 public:
  Teller(const bundle::DocumentFacts& document, Reporter& reporter)
      : document_(document), reporter_(reporter) {}

  void digest(std::string_view name, const std::optional<contract::LocatedString>& digest) {
    if (digest) tell(name, *digest, placeholder_in_digest(digest->value));
  }
  void files(std::string_view list, const std::vector<contract::FileDigest>& files) {
    for (const auto& file : files) {
      tell(fmt::format("the digest of {} in {}", file.path.value, list), file.digest,
           placeholder_in_digest(file.digest.value));
    }
  }
  void commit(const std::optional<contract::LocatedString>& commit) {
    if (!commit) return;
    if (auto* finding = tell("git_commit", *commit, placeholder_in(commit->value))) {
      finding->remedy =
          "have the runner write what `git rev-parse HEAD` says where it starts; a receipt is "
          "never "
          "edited after the run";
    }
  }

 private:
  Finding* tell(std::string_view name, const contract::LocatedString& value,
                std::string_view placeholder) {
    if (placeholder.empty()) return nullptr;
    return &reporter_.at(
        *document_.source, value.span,
        fmt::format("{} is a placeholder ({}): {}", name, placeholder, value.value));
  }

  const bundle::DocumentFacts& document_;
  Reporter& reporter_;
};

void check(const bundle::BundleFacts&, const bundle::RecordFacts& records, Reporter& reporter) {
  for (const auto& facts : records.receipts) {
    if (facts.is_valid()) {
      const auto& receipt = facts.receipt;
      Teller teller(*facts.document, reporter);
      teller.files("inputs", receipt.inputs);
      teller.files("outputs", receipt.outputs);
      teller.files("approvals", receipt.approvals);
      teller.digest("environment.container_digest", receipt.container_digest);
      teller.digest("environment.params_digest", receipt.params_digest);
      teller.digest("runner.container_digest", receipt.runner_container_digest);
      teller.digest("bundle_digest", receipt.bundle_digest);
      teller.digest("previous_receipt", receipt.previous_receipt);
      teller.commit(receipt.git_commit);
    }
    if (facts.reference != nullptr) {
      Teller(*facts.reference, reporter).digest("the digest of the receipt", facts.pointer.digest);
    }
  }
}

}  // namespace

const Rule placeholder_digest{
    {
        .id = "receipt-placeholder-digest",
        .severity = Severity::fail,
        .summary = "A digest or commit id of a receipt was typed, not computed",
        .rationale = "All zeros, one digit or one pattern over and over: no bytes and no commit "
                     "have such a digest. It stands where a template or a person left it, and "
                     "binds the receipt to nothing.",
        .remedy = "Have the runner compute it; a receipt is never edited after the run",
        .requirements = {"K-106", "X-21"},
    },
    check};

}  // namespace mig::rules::receipt_rules
