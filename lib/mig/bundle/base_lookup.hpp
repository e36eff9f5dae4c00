#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/bundle/base_state.hpp"
#include "mig/bundle/comparison.hpp"
#include "mig/bundle/facts.hpp"

namespace mig::bundle {

/// No file of a repository that gates read is larger; of one that is, nothing is known.
inline constexpr std::uint64_t kMostBytesOfBlob = 1ULL << 30U;

/// What git takes for the commit that is compared with: the revision as it was given, or the
/// common ancestor.
std::string revision_of(const BaseState& base);

/// "main:.mig/policy.yml": how reports name a file of the compared tree, never mistaken for one on
/// disk.
std::string name_at_base(const BaseState& base, std::string_view path);

/// A document of the tip, whose policy and trust are in force.
Result<DocumentFacts> document_at_tip(const BaseState& base, std::string_view path,
                                      contract::DocumentKind kind);

/// A document of the compared tree whose blob is known already.
Result<DocumentFacts> document_of_blob(const BaseState& base, std::string_view path,
                                       const std::string& blob, contract::DocumentKind kind);

/// The migrations roots of either side, whether they are there or not, each once.
std::vector<std::string> roots_at_base(const RepositoryFacts& repository);

/// What a declaration says of itself.
struct DeclaredId {
  bool is_there = false;
  std::string id;  ///< empty: it cannot be read
};
/// What `folder/migration.yml` of a tree declares.
Result<DeclaredId> declared_id(const history::Repository& git, const history::Tree& tree,
                               std::string_view folder);
/// The same of a blob; an empty one is not there.
Result<DeclaredId> declared_id(const history::Repository& git, const std::string& blob);

/// What became of a file: its blobs as far as the changes tell.
struct Fate {
  bool is_changed = false;  ///< false: it is on both sides what it is on one
  std::string before;       ///< blobs; empty: it is not there
  std::string now;
};
Fate fate_of(const RepositoryComparison& comparison, const std::string& path);

/// A declaration that is new, moved or changed.
struct ChangedDeclaration {
  std::string folder;     ///< of the bundle now
  std::string id;         ///< empty: it cannot be read
  std::string id_before;  ///< of the declaration that lay in its place at the base
  std::string id_moved;   ///< of the declaration that was renamed to it; empty: none was
};
/// Of bundles in reach of the run; sorted by folder.
Result<std::vector<ChangedDeclaration>> changed_declarations(
    const RepositoryComparison& comparison, const RepositoryFacts& repository,
    const std::vector<std::string>& watched);

/// Whether a folder can be that of a bundle that the run knows of: it is watched, or the base lists
/// it, and it is none of the examples of a registry.
bool is_in_reach(std::string_view folder, const RepositoryComparison& comparison,
                 const RepositoryFacts& repository, const std::vector<std::string>& watched);

/// The folder of a path; "" at the root.
std::string_view folder_of(std::string_view path);

/// Files beneath a folder of a tree, by their path relative to it.
using FilesByName = std::map<std::string, history::TreeEntry>;
Result<FilesByName> files_beneath(const history::Repository& git, const history::Tree& tree,
                                  std::string_view folder);

/// The path of a file beneath a folder ("" is the root), relative to it; "" of the folder itself.
std::string_view relative_to(std::string_view path, std::string_view folder);

/// Whether a status is that of a migration that is merged, whatever came after it.
bool is_merged_status(std::string_view status);
/// The same of one that is approved, or was before it was merged.
bool is_approved_status(std::string_view status);

/// A folder of one side, with all that lies in it.
struct FolderState {
  std::string_view path;
  const FilesByName& files;
};
/// Approvals of a folder that read otherwise in the other one, or are gone from it.
Result<std::vector<ApprovalChange>> changed_approvals(const RepositoryComparison& comparison,
                                                      const FolderState& before,
                                                      const FolderState& now);

/// What the base told of one of its bundles.
struct BaseStanding {
  std::string status = "draft";
  bool was_merged = false;
  bool was_approved = false;
};
/// `id` is that of its declaration, where one could be read; `files` are all of it. Where the
/// common ancestor is compared with, the tip has a say as well: what was merged since the branch
/// began is merged. A bundle that the tip does not hold any more has nothing to add.
Result<BaseStanding> standing_at_base(const RepositoryComparison& comparison, std::string_view path,
                                      std::string_view id, const FilesByName& files);

/// The files that the tip has of a bundle, in the same folder or where its registry lists the id;
/// empty: it is not there, or the tip itself is compared with.
Result<FilesByName> files_at_tip(const RepositoryComparison& comparison, std::string_view path,
                                 std::string_view id);

/// Whether the base holds a run receipt, or a reference to one, at that path of a bundle.
bool is_receipt_path(std::string_view relative);
/// Whether a file lies beside the receipts of a run: `receipts/`, `runs/*/receipts/`.
bool is_record_path(std::string_view relative);
/// "approvals/x.yml"
bool is_approval_path(std::string_view relative);

/// Indices of the changes whose path now, or (`by_before`) at the base, lies beneath a folder.
std::vector<std::size_t> changes_beneath(const RepositoryComparison& comparison,
                                         std::string_view folder, bool by_before);

/// "sha256:..." of the bytes of a blob.
Result<std::string> digest_of_blob(const history::Repository& git, const std::string& blob);

/// The text of a blob as every gate holds it; null where it is none.
Result<std::shared_ptr<const SourceText>> text_of_blob(const history::Repository& git,
                                                       const std::string& blob, std::string path);

}  // namespace mig::bundle
