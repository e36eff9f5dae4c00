#include <algorithm>
#include <set>
#include <utility>

#include "mig/bundle/load_evidence.hpp"
#include "mig/bundle/record_facts.hpp"
#include "mig/bundle/tree_paths.hpp"
#include "mig/pattern/pattern.hpp"

namespace mig::bundle {
namespace {

constexpr std::string_view kProvenance = "receipts/prov.jsonld";
constexpr std::string_view kRehearsalFolder = "rehearsal/";

/// Fills one RecordFacts; what a bundle lacks stays empty and is for the rules to tell.
class RecordLoader {
 public:
  RecordLoader(const io::Root& root, const BundleFacts& bundle, const io::Root* store)
      : root_(root), bundle_(bundle), store_(store) {}

  Result<RecordFacts> load();

 private:
  Result<ReceiptFacts> load_run(const RunFacts& run);
  void find_receipt(ReceiptFacts& facts);
  Result<void> bind(ReceiptFacts& facts);
  Result<void> read_signature(ReceiptFacts& facts);
  Result<void> bind_rehearsal();
  bool is_unfounded(std::string_view path) const;
  void list_unlisted();

  const io::Root& root_;
  const BundleFacts& bundle_;
  const io::Root* store_;
  RecordFacts records_;
};

std::string beside(const RunFacts& run, std::string_view name) {
  return joined(joined(run.folder, "receipts"), name);
}

void RecordLoader::find_receipt(ReceiptFacts& facts) {
  const auto& run = *facts.run;
  facts.reference = bundle_.document_at(run.receipt_ref);
  if (facts.reference != nullptr && facts.reference->is_valid()) {
    facts.pointer = contract::read_receipt_ref(facts.reference->value);
  }
  facts.document = bundle_.document_at(run.inline_receipt);
  facts.is_stored = facts.document != nullptr && bundle_.entry(run.inline_receipt) == nullptr;
  const auto& digest = facts.pointer.digest;
  // A malformed digest is told by the schema.
  if (facts.document != nullptr || store_ != nullptr || !digest ||
      !pattern::is_sha256_digest(digest->value)) {
    return;
  }
  records_.gaps.push_back({ErrorKind::no_verdict,
                           "the receipt is kept in a store, and no store was given",
                           facts.reference->source->locate(digest->span),
                           "give the folder that holds blobs/sha256/ with --store DIR"});
}

Result<void> RecordLoader::bind(ReceiptFacts& facts) {
  auto inputs = bind_files(root_, bundle_, facts.receipt.inputs);
  if (!inputs) return tl::unexpected(inputs.error());
  facts.inputs = std::move(*inputs);
  auto outputs =
      bind_files(root_, bundle_, facts.receipt.outputs, facts.is_stored ? store_ : nullptr);
  if (!outputs) return tl::unexpected(outputs.error());
  facts.outputs = std::move(*outputs);
  auto approvals = bind_files(root_, bundle_, facts.receipt.approvals);
  if (!approvals) return tl::unexpected(approvals.error());
  facts.approvals = std::move(*approvals);
  return {};
}

Result<void> RecordLoader::read_signature(ReceiptFacts& facts) {
  const auto* envelope = bundle_.document_at(beside(*facts.run, "run_receipt.dsse.json"));
  if (envelope == nullptr) return {};
  auto examined = examine_envelope(*envelope, bundle_.repository->trust.get());
  if (!examined) return tl::unexpected(examined.error());
  facts.signature = std::move(*examined);
  return {};
}

Result<ReceiptFacts> RecordLoader::load_run(const RunFacts& run) {
  ReceiptFacts facts;
  facts.run = &run;
  find_receipt(facts);
  if (facts.is_valid()) {
    facts.receipt = contract::read_run_receipt(facts.document->value);
    if (auto bound = bind(facts); !bound) return tl::unexpected(bound.error());
  }
  if (auto read = read_signature(facts); !read) return tl::unexpected(read.error());
  facts.prov_document = bundle_.document_at(beside(run, "prov.jsonld"));
  if (facts.prov_document != nullptr && facts.prov_document->is_valid()) {
    facts.prov = contract::read_prov(facts.prov_document->value);
  }
  return facts;
}

Result<void> RecordLoader::bind_rehearsal() {
  const auto* document = bundle_.document_at(kRehearsalReceipt);
  if (document == nullptr || !document->is_valid()) return {};
  const auto rehearsal = contract::read_rehearsal_receipt(document->value);
  BoundRehearsal bound{document, {}, {}};
  auto inputs = bind_files(root_, bundle_, rehearsal.inputs);
  if (!inputs) return tl::unexpected(inputs.error());
  bound.inputs = std::move(*inputs);
  auto outputs = bind_files(root_, bundle_, rehearsal.outputs);
  if (!outputs) return tl::unexpected(outputs.error());
  bound.outputs = std::move(*outputs);
  records_.rehearsal = std::move(bound);
  return {};
}

/// Whether it is the provenance of a run that has no receipt: nothing vouches for what it tells.
bool RecordLoader::is_unfounded(std::string_view path) const {
  if (!path.ends_with(kProvenance)) return false;
  const auto folder = path.substr(0, path.size() - kProvenance.size());
  return std::none_of(bundle_.runs.begin(), bundle_.runs.end(), [folder](const auto& run) {
    return run.has_receipt() && folder == (run.folder.empty() ? "" : run.folder + "/");
  });
}

// Every file is either bound by a digest or of a fixed name, whose content other rules judge:
// whatever was left in a bundle after its run is seen.
void RecordLoader::list_unlisted() {
  std::set<std::string_view> named;
  const auto add = [&named](const std::vector<BoundFile>& files) {
    for (const auto& file : files) named.insert(file.named.path.value);
  };
  bool has_receipt = false;
  for (const auto& facts : records_.receipts) {
    has_receipt = has_receipt || facts.is_valid();
    add(facts.inputs);
    add(facts.outputs);
  }
  if (!has_receipt) return;
  if (records_.rehearsal) {
    // Nobody signs a rehearsal: it lets nothing into the folders of runs.
    for (const auto& file : records_.rehearsal->outputs) {
      if (file.named.path.value.starts_with(kRehearsalFolder)) named.insert(file.named.path.value);
    }
  }
  for (const auto& entry : bundle_.entries) {
    if (entry.kind == io::EntryKind::directory) continue;
    const bool is_control = is_control_file(entry.path) && !is_unfounded(entry.path);
    if (named.contains(entry.path) || is_control) continue;
    records_.unlisted.push_back(entry.path);
  }
}

Result<RecordFacts> RecordLoader::load() {
  records_.has_store = store_ != nullptr;
  for (const auto& run : bundle_.runs) {
    if (!run.has_receipt()) continue;
    auto facts = load_run(run);
    if (!facts) return tl::unexpected(facts.error());
    records_.receipts.push_back(std::move(*facts));
  }
  if (auto bound = bind_rehearsal(); !bound) return tl::unexpected(bound.error());
  list_unlisted();
  return std::move(records_);
}

}  // namespace

const ReceiptFacts* RecordFacts::run(std::string_view run_id) const {
  const auto found = std::find_if(receipts.begin(), receipts.end(), [run_id](const auto& facts) {
    return facts.receipt.run_id && facts.receipt.run_id->value == run_id;
  });
  return found == receipts.end() ? nullptr : &*found;
}

Result<RecordFacts> load_records(const io::Root& root, const BundleFacts& bundle,
                                 const io::Root* store) {
  return RecordLoader(root, bundle, store).load();
}

}  // namespace mig::bundle
