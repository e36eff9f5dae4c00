#include "mig/bundle/stored_receipts.hpp"

#include <string>
#include <utility>

#include "mig/bundle/load.hpp"
#include "mig/bundle/run_folders.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";

/// Where the receipt of a run lies when it lies in the bundle.
std::string inline_place(const RunFacts& run) {
  return joined(run.folder, "receipts/run_receipt.json");
}

/// "blobs/sha256/<hex>"; empty where the reference gives no digest that could be looked up.
std::string blob_of(const BundleFacts& bundle, const RunFacts& run) {
  const auto* reference = bundle.document_at(run.receipt_ref);
  if (reference == nullptr || !reference->is_valid()) return {};
  const auto digest = contract::read_receipt_ref(reference->value).digest;
  // A malformed digest is told by the schema, and never made a path.
  if (!digest || !pattern::is_sha256_digest(digest->value)) return {};
  return "blobs/sha256/" + digest->value.substr(kDigestPrefix.size());
}

Result<void> load_one(const io::Root& store, const std::string& blob, const std::string& place,
                      BundleFacts& bundle) {
  auto bytes = store.read(blob, bundle.repository->policy.file_limits.document_bytes);
  if (bytes) {
    auto document = examine_document(place, std::move(*bytes), contract::DocumentKind::run_receipt);
    if (!document) return tl::unexpected(document.error());
    bundle.documents.push_back(std::move(*document));
    return {};
  }
  if (bytes.error().fault == io::AccessFault::not_found) return {};
  if (!io::is_content_fault(bytes.error().fault)) {
    return failure(ErrorKind::no_verdict, bytes.error().message, Location{blob, std::nullopt},
                   "check the folder given to --store");
  }
  DocumentFacts document;
  document.kind = contract::DocumentKind::run_receipt;
  document.access = std::move(bytes.error());
  document.source = std::make_shared<const SourceText>(place, std::string());
  bundle.documents.push_back(std::move(document));
  return {};
}

}  // namespace

Result<void> load_stored_receipts(const io::Root* store, BundleFacts& bundle) {
  if (store == nullptr) return {};
  for (const auto& run : find_runs(bundle)) {
    if (run.receipt_ref.empty() || !run.inline_receipt.empty()) continue;
    const auto blob = blob_of(bundle, run);
    if (blob.empty()) continue;
    auto loaded = load_one(*store, blob, bundle.path_of(inline_place(run)), bundle);
    if (!loaded) return loaded;
  }
  return {};
}

void place_stored_receipts(BundleFacts& bundle) {
  for (auto& run : bundle.runs) {
    if (run.receipt_ref.empty() || !run.inline_receipt.empty()) continue;
    const auto place = inline_place(run);
    if (bundle.document_at(place) != nullptr) run.inline_receipt = place;
  }
}

}  // namespace mig::bundle
