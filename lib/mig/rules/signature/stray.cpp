#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "mig/rules/families.hpp"
#include "mig/rules/signature/signed_subject.hpp"

namespace mig::rules::signature_rules {
namespace {

constexpr std::string_view kEnvelopeEnding = ".dsse.json";
constexpr std::string_view kApprovalFolder = "approvals/";

/// An approval lies beside the envelope, valid or not.
bool is_beside_an_approval(const bundle::BundleFacts& bundle, std::string_view envelope) {
  if (!envelope.starts_with(kApprovalFolder)) return false;
  const auto stem = std::string(envelope.substr(0, envelope.size() - kEnvelopeEnding.size()));
  const auto* approval = bundle.document_at(stem + ".yml");
  return approval != nullptr && approval->kind == contract::DocumentKind::approval;
}

// What lies where nothing of the kind belongs is told as unlisted, once there is a receipt.
void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  std::set<std::string> expected;
  for (const auto& receipt : records.receipts) {
    expected.insert(subject_of(bundle, receipt).envelope_name());
  }
  for (const auto& document : bundle.documents) {
    if (document.kind != contract::DocumentKind::dsse_envelope) continue;
    const auto& path = document.source->path();
    const auto name = path.substr(bundle.path.empty() ? 0 : bundle.path.size() + 1);
    const auto& unlisted = records.unlisted;
    if (expected.contains(name) || is_beside_an_approval(bundle, name) ||
        std::find(unlisted.begin(), unlisted.end(), name) != unlisted.end()) {
      continue;
    }
    reporter.at_path(path,
                     fmt::format("{} signs nothing: there is no {} beside it", name,
                                 name.starts_with(kApprovalFolder) ? "approval of that name"
                                                                   : "receipt run_receipt.json"));
  }
}

}  // namespace

const Rule stray{
    {
        .id = "signature-stray",
        .severity = Severity::fail,
        .summary = "An envelope lies beside no receipt and no approval",
        .rationale = "An envelope that signs nothing here was left behind when its file was "
                     "removed, or waits for a file that is to be passed off as signed.",
        .remedy = "Restore the file that it signs, or remove the envelope",
        .requirements = {"K-105"},
    },
    check};

}  // namespace mig::rules::signature_rules
