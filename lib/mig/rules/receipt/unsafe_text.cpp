#include <fmt/format.h>

#include <algorithm>

#include <string>

#include "mig/bundle/record_facts.hpp"
#include "mig/rules/families.hpp"
#include "mig/rules/judge_scan.hpp"

namespace mig::rules::receipt_rules {
namespace {

/// Searches one document as a file that stands in its place in the bundle: a blob of a store has no
/// name to tell what it is for.
void search(const bundle::BundleFacts& bundle, const bundle::DocumentFacts& document,
            std::string path, const ScanJudge& judge, Reporter& reporter) {
  if (document.access) return;
  const auto& source = *document.source;
  auto file = bundle::scan_bytes(std::move(path), std::string(source.bytes()),
                                 bundle.repository->policy, bundle.repository->now);
  const auto verdict = judge.judge(file);
  for (const auto& found : verdict.findings) {
    if (found.status != Status::open || found.severity == Severity::info) continue;
    auto place = Quote{found.location, found.excerpt, found.line_hash};
    place.location.path = source.path();
    auto& finding = reporter.at(place, fmt::format("{}: {}", found.rule, found.message));
    finding.object = found.object;
    finding.confidence = found.confidence;
  }
  for (const auto& error : verdict.errors) {
    auto place = Quote{error.location.value_or(source.whole_file()), std::nullopt, {}};
    place.location.path = source.path();
    reporter.at(place, error.message).remedy =
        fmt::format("{}; have the runner write plain text, or leave the value out", error.remedy);
  }
}

void check(const bundle::BundleFacts& bundle, const bundle::RecordFacts& records,
           Reporter& reporter) {
  // Making the judge looks at every rule, so it is made only for what there is to search.
  const bool has_some = records.are_files_searched
                            ? std::any_of(records.receipts.begin(), records.receipts.end(),
                                          [](const auto& facts) { return facts.is_stored; })
                            : !records.receipts.empty();
  if (!has_some) return;
  ScanSettings settings;
  settings.now = bundle.repository->now;
  settings.policy = &bundle.repository->policy;
  const ScanJudge judge(all_rules(), settings);
  for (const auto& facts : records.receipts) {
    const auto folder = facts.run->folder.empty() ? "receipts/" : facts.run->folder + "/receipts/";
    const bool is_in_the_bundle = !facts.is_stored;
    if (facts.document != nullptr && !(is_in_the_bundle && records.are_files_searched)) {
      search(bundle, *facts.document, bundle.path_of(folder + "run_receipt.json"), judge, reporter);
    }
    if (facts.reference != nullptr && !records.are_files_searched) {
      search(bundle, *facts.reference, bundle.path_of(folder + "receipt_ref.json"), judge,
             reporter);
    }
  }
}

}  // namespace

const Rule unsafe_text{
    {
        .id = "receipt-unsafe-text",
        .severity = Severity::fail,
        .summary = "A receipt or a reference holds a secret, personal data or an exact place",
        .rationale = "Receipts are kept for ever, signed and shown to whoever asks for evidence: "
                     "nothing can be taken out of them later. Messages of checks, notes of the "
                     "policy decision and events tell counts, names and digests, never values.",
        .remedy = "Have the runner leave the value out, run again, and revoke what was a "
                  "credential: it was read by whoever can read the repository",
        .requirements = {"K-98", "K-104"},
    },
    check};

}  // namespace mig::rules::receipt_rules
