#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/bound_files.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/bundle/signature_facts.hpp"
#include "mig/contract/prov.hpp"

namespace mig::bundle {

/// The receipt of one run with everything that can be recomputed of it.
struct ReceiptFacts {
  const RunFacts* run = nullptr;             ///< never null
  const DocumentFacts* document = nullptr;   ///< inline, else from the store; null: there is none
  bool is_stored = false;                    ///< it came from the store
  contract::RunReceipt receipt;              ///< empty when the document is not valid
  const DocumentFacts* reference = nullptr;  ///< receipt_ref.json; null: there is none
  contract::ReceiptRef pointer;              ///< empty when the reference is not valid
  std::vector<BoundFile> inputs;             ///< held against the files of the bundle
  std::vector<BoundFile> outputs;
  std::vector<BoundFile> approvals;
  std::optional<SignedFile> signature;           ///< run_receipt.dsse.json; none: it is not there
  const DocumentFacts* prov_document = nullptr;  ///< prov.jsonld; null: there is none
  contract::ProvDocument prov;                   ///< empty when that is not valid

  /// The document is there, was read strictly and fits its schema.
  bool is_valid() const { return document != nullptr && document->is_valid(); }
  /// "sha256:..." of the receipt's bytes; empty when they could not be had.
  std::string digest() const {
    return document == nullptr || document->hex.empty() ? "" : "sha256:" + document->hex;
  }
};

/// rehearsal/rehearsal_receipt.json and the files that it names.
struct BoundRehearsal {
  const DocumentFacts* document = nullptr;  ///< valid; never null
  std::vector<BoundFile> inputs;
  std::vector<BoundFile> outputs;
};

/// What a bundle has to show for its runs. Computed without judging.
struct RecordFacts {
  std::vector<ReceiptFacts> receipts;       ///< of the runs that have one, in the order of the runs
  std::optional<BoundRehearsal> rehearsal;  ///< none: there is no valid receipt of one
  /// Files of the bundle that no receipt names and that are no control files; regular ones and
  /// links alike, relative to the bundle. Empty while there is no valid receipt.
  std::vector<std::string> unlisted;
  bool has_store = false;
  /// Another gate of this run searches the files of the bundle, so that only what came from the
  /// store is still to be searched.
  bool are_files_searched = false;
  /// What kept us from a verdict: a reference and no store to look into.
  std::vector<Error> gaps;

  /// The receipt of that run_id; null when there is none.
  const ReceiptFacts* run(std::string_view run_id) const;
};

/// Files that every bundle may hold and no receipt has to name: "migration.yml",
/// "approvals/*.yml", ... as globs over the path relative to the bundle, `<run>` standing for
/// nothing or `runs/<name>/`.
std::vector<std::string_view> control_files();
bool is_control_file(std::string_view relative);

/// Everything above. `store` null: none was given. `bundle` must outlive the facts. Fails only when
/// the operating system or the cryptographic library does.
Result<RecordFacts> load_records(const io::Root& root, const BundleFacts& bundle,
                                 const io::Root* store);

}  // namespace mig::bundle
