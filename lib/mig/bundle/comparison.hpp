#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mig/bundle/base_state.hpp"
#include "mig/bundle/compared_facts.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/contract/direction.hpp"

namespace mig::bundle {

/// Everything around the bundles, held against the base.
struct RepositoryComparison {
  std::shared_ptr<const BaseState> base;
  history::Tree now;                     ///< what is judged: the files on disk
  std::vector<history::Change> changes;  ///< of every file of the repository, sorted by path
  std::vector<std::size_t> by_before;    ///< those of them that were there, by where they were
  std::set<std::string> untracked;       ///< files on disk that git does not know of

  std::vector<DocumentFacts> base_registry_documents;
  contract::Registry base_registry;
  /// Per entry of base_registry the folder that it leads to; and back.
  std::vector<std::string> base_entry_bundles;
  std::unordered_map<std::string, std::size_t> base_entry_of;
  /// A registry of the base cannot be read whole: then every bundle of the base counts as merged.
  bool is_base_registry_broken = false;
  /// The same at the tip, whose word on what is merged counts beside that of the ancestor. Empty
  /// without --merge-base.
  contract::Registry tip_registry;
  std::vector<std::string> tip_entry_bundles;
  std::unordered_map<std::string, std::size_t> tip_entry_of;
  std::set<std::string> touched_bundles;  ///< whose entries changed, came or went; now and before
  std::vector<EntryChange> entries;
  std::vector<DepartedBundle> departed;
  std::vector<ReusedId> reused_ids;

  /// The gate's own documents in the judged tree; not there: nothing.
  std::optional<DocumentFacts> policy_document;
  std::optional<DocumentFacts> trust_document;
  /// What they are compared with; not there: nothing.
  std::optional<DocumentFacts> base_policy_document;
  std::optional<DocumentFacts> base_trust_document;
  std::vector<contract::Shift> policy;  ///< from the base to the judged tree
  std::vector<contract::Shift> trust;
  bool was_trust_removed = false;
  std::vector<LostOwners> lost_owners;
  std::vector<std::string> added_policy_folders;  ///< `.mig` deeper than the root, new
  std::vector<ApprovalChange> approvals;          ///< below `.mig/approvals`
  std::vector<GrownKnownValues> grown_known_values;

  /// The gate's folder in the form of a bundle: `.mig/approvals/*.yml` and the signatures beside
  /// them, bound to the gate digest. What its approvals open are findings about the repository.
  BundleFacts gate;

  std::vector<std::string> notes;  ///< what of the base could not be compared; for people

  /// Whether anything of a bundle is not what it was: a file in it, or its registry entry.
  bool is_changed(std::string_view bundle_path) const;
};

/// One bundle held against the base.
struct BundleComparison {
  const RepositoryComparison* repository = nullptr;  ///< never null while rules run
  std::string before_path;               ///< where it lay, "." at the root; empty: it is new
  std::string before_status;             ///< with --merge-base of the tip, where that protects more
  bool was_merged = false;               ///< status merged or later, or it had a receipt
  bool was_approved = false;             ///< status approved or later, or it had approvals
  std::vector<history::Change> changes;  ///< of its files; paths relative to the root
  std::optional<DocumentFacts> before_declaration;  ///< where it changed or moved
  std::vector<contract::Shift> shifts;              ///< of the declaration
  /// If merged: files of its digest that changed, went or came.
  std::vector<std::string> rewritten;
  std::set<std::string> came;         ///< those of them that were not there
  std::vector<RecordChange> records;  ///< receipts and what lies beside them
  std::vector<ApprovalChange> approvals;
  std::vector<std::string> untracked;  ///< relative to the bundle

  bool is_new() const { return before_path.empty(); }
};

/// What has to be looked at on disk, beside the folders that are judged.
std::vector<std::string> watched_paths(const RepositoryFacts& repository,
                                       const std::vector<std::string>& judged);

/// Holds the repository against its base. `repository.base` is not null; every migrations root is
/// known. The answer points into `repository`.
Result<std::shared_ptr<const RepositoryComparison>> compare_repository(
    const io::Root& root, const RepositoryFacts& repository,
    const std::vector<std::string>& watched, unsigned threads);

/// Holds one bundle against its base. `bundle` and `comparison` must outlive the answer.
Result<BundleComparison> compare_bundle(const BundleFacts& bundle,
                                        const RepositoryComparison& comparison);

/// Paths of those approvals that the tip of the base holds byte for byte in the same place.
std::set<std::string> approvals_at_base(const RepositoryComparison& comparison,
                                        const std::vector<contract::Approval>& approvals);

/// sha256 over sorted `<hex>  <path>\n` lines of what the gate is made of: every regular file
/// beneath `.mig` but for `.mig/approvals`, and every CODEOWNERS file; "sha256:...".
Result<std::string> gate_digest(const io::Root& root);

}  // namespace mig::bundle
