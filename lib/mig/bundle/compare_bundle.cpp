#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "mig/bundle/base_lookup.hpp"
#include "mig/bundle/compare_records.hpp"
#include "mig/bundle/tree_paths.hpp"

namespace mig::bundle {
namespace {

using contract::DocumentKind;

/// Folders that hold what comes after the declaration: of the others nothing belongs to a digest.
constexpr std::array<std::string_view, 6> kFoldersOfRuns{"approvals/", "baselines/", "diffs/",
                                                         "receipts/",  "rehearsal/", "runs/"};

/// Fills one BundleComparison step by step; each step needs what the steps before it found.
class BundleComparer {
 public:
  BundleComparer(const BundleFacts& bundle, const RepositoryComparison& around,
                 BundleComparison& comparison)
      : bundle_(bundle), around_(around), base_(*around.base), comparison_(comparison) {}

  Result<void> compare() {
    comparison_.repository = &around_;
    note_untracked();
    for (const auto step : {&BundleComparer::find_before, &BundleComparer::compare_declarations,
                            &BundleComparer::look_up_standing, &BundleComparer::collect_changes,
                            &BundleComparer::compare_files}) {
      if (auto done = (this->*step)(); !done) return done;
    }
    return {};
  }

 private:
  void note_untracked() {
    const auto beneath = bundle_.path.empty() ? std::string() : bundle_.path + "/";
    auto at = around_.untracked.lower_bound(beneath);
    for (; at != around_.untracked.end() && at->starts_with(beneath); ++at) {
      comparison_.untracked.push_back(at->substr(beneath.size()));
    }
  }

  /// Where the bundle lay, and everything that lay there.
  Result<void> find_before() {
    note_files_here();
    if (!before_.empty()) return take(bundle_.path);
    auto folder = std::string();
    for (const auto& departed : around_.departed) {
      if (departed.moved_to == bundle_.path) folder = departed.path;
    }
    if (folder.empty()) folder = renamed_from();
    if (folder.empty()) return {};
    auto files = files_beneath(base_.git, base_.tree, folder);
    if (!files) return tl::unexpected(files.error());
    before_ = std::move(*files);
    auto now = files_beneath(base_.git, around_.now, bundle_.path);
    if (!now) return tl::unexpected(now.error());
    now_ = std::move(*now);
    return take(folder);
  }

  /// Both sides of the bundle's own folder. Git is not asked for what did not change: finding one
  /// folder among thousands takes it as long as reading a bundle. Of such files no blob is known.
  void note_files_here() {
    for (const auto& entry : bundle_.entries) {
      const bool is_file =
          entry.kind == io::EntryKind::regular || entry.kind == io::EntryKind::symbolic_link;
      if (is_file) now_[entry.path] = {bundle_.path_of(entry.path), {}, entry.kind};
    }
    before_ = now_;
    for (const auto& relative : comparison_.untracked) before_.erase(relative);
    for (const auto at : changes_beneath(around_, bundle_.path, false)) {
      const auto& change = around_.changes[at];
      const std::string relative(relative_to(change.path, bundle_.path));
      if (relative.empty()) continue;  // a file in the place of the folder
      before_.erase(relative);
      if (!change.blob.empty()) now_[relative].blob = change.blob;
    }
    for (const auto at : changes_beneath(around_, bundle_.path, true)) {
      const auto& change = around_.changes[at];
      const std::string relative(relative_to(change.before_path, bundle_.path));
      if (relative.empty()) continue;
      before_[relative] = {change.before_path, change.before_blob, io::EntryKind::regular};
    }
  }

  Result<void> take(const std::string& folder) {
    if (before_.empty()) return {};
    comparison_.before_path = folder.empty() ? "." : folder;
    before_folder_ = folder;
    return {};
  }

  /// The folder that most of its files were renamed from, in their places; "": there is none.
  std::string renamed_from() const {
    std::map<std::string, std::size_t> votes;
    const auto here = changes_beneath(around_, bundle_.path, false);
    for (const auto at : here) {
      const auto& change = around_.changes[at];
      if (change.kind != history::ChangeKind::renamed) continue;
      const auto ending = "/" + std::string(relative_to(change.path, bundle_.path));
      if (!change.before_path.ends_with(ending)) continue;
      ++votes[change.before_path.substr(0, change.before_path.size() - ending.size())];
    }
    for (const auto& [folder, files] : votes) {
      if (files * 2 > here.size()) return folder;
    }
    return {};
  }

  Result<void> compare_declarations() {
    is_changed_ = comparison_.before_path.empty() || before_folder_ != bundle_.path ||
                  around_.is_changed(bundle_.path);
    if (comparison_.is_new() || !is_changed_) return {};
    const auto found = before_.find(std::string(kDeclarationFile));
    // Without a blob it is the one that lies there.
    if (found == before_.end() || found->second.blob.empty()) return {};
    auto before =
        document_of_blob(base_, found->second.path, found->second.blob, DocumentKind::declaration);
    if (!before) return tl::unexpected(before.error());
    const auto* now = bundle_.declaration_document();
    if (now != nullptr && now->is_valid() && before->is_valid() && now->hex != before->hex) {
      comparison_.shifts =
          contract::shifts_between(DocumentKind::declaration, before->value, now->value);
    }
    comparison_.before_declaration = std::move(*before);
    return {};
  }

  Result<void> look_up_standing() {
    if (comparison_.is_new()) return {};
    const auto declared = declaration_before().migration_id;
    const auto id = declared ? declared->value : std::string();
    const auto standing = standing_at_base(around_, before_folder_, id, before_);
    if (!standing) return tl::unexpected(standing.error());
    auto at_tip = files_at_tip(around_, before_folder_, id);
    if (!at_tip) return tl::unexpected(at_tip.error());
    at_tip_ = std::move(*at_tip);
    if (is_as_at_tip(std::string(kDeclarationFile))) comparison_.shifts.clear();
    comparison_.before_status = standing->status;
    comparison_.was_merged = standing->was_merged;
    comparison_.was_approved = standing->was_approved;
    return {};
  }

  Result<void> collect_changes() {
    std::set<std::size_t> places;
    if (!is_changed_) return {};
    for (const auto at : changes_beneath(around_, bundle_.path, false)) places.insert(at);
    if (!comparison_.is_new()) {
      for (const auto at : changes_beneath(around_, before_folder_, true)) places.insert(at);
    }
    for (const auto at : places) comparison_.changes.push_back(around_.changes[at]);
    return {};
  }

  Result<void> compare_files() {
    if (comparison_.is_new() || !is_changed_) return {};
    if (comparison_.was_merged) {
      for (const auto& relative : files_of_digest()) {
        if (is_same(relative, before_) || is_as_at_tip(relative)) continue;
        comparison_.rewritten.push_back(relative);
        if (!before_.contains(relative)) comparison_.came.insert(relative);
      }
    }
    const FolderState before{before_folder_, before_};
    const FolderState present{bundle_.path, now_};
    auto records = changed_records(base_.git, before, present);
    if (!records) return tl::unexpected(records.error());
    comparison_.records = std::move(*records);
    auto approvals = changed_approvals(around_, before, present);
    if (!approvals) return tl::unexpected(approvals.error());
    comparison_.approvals = std::move(*approvals);
    return {};
  }

  bool is_same(const std::string& relative, const FilesByName& before) const {
    const auto was = before.find(relative);
    const auto is = now_.find(relative);
    if (was == before.end() || is == now_.end()) return was == before.end() && is == now_.end();
    return was->second.blob == is->second.blob && was->second.kind == is->second.kind;
  }

  /// A branch that brings what was merged from it meanwhile changes nothing.
  bool is_as_at_tip(const std::string& relative) const {
    return !at_tip_.empty() && is_same(relative, at_tip_);
  }

  contract::Declaration declaration_before() const {
    const auto& before = comparison_.before_declaration;
    if (before) return contract::read_declaration(before->value);
    return before_.contains(std::string(kDeclarationFile)) ? bundle_.declaration
                                                           : contract::Declaration{};
  }

  bool is_declaration_known() const {
    const auto& before = comparison_.before_declaration;
    const auto* document = before ? &*before : bundle_.declaration_document();
    return before_.contains(std::string(kDeclarationFile)) && document != nullptr &&
           !document->access && !document->fault;
  }

  /// What the digest of the bundle was made of at the base.
  std::set<std::string> files_of_digest() const {
    std::set<std::string> files{std::string(kDeclarationFile), "notes.md", std::string(kPlanFile)};
    if (is_declaration_known()) {
      const auto artifacts = declaration_before().artifacts;
      for (const auto& script : artifacts.forward) files.insert(script.value);
      for (const auto& script : artifacts.rollback) files.insert(script.value);
      return files;
    }
    // Which of them were scripts cannot be told any more.
    for (const auto& [relative, entry] : before_) {
      const bool is_of_runs = std::any_of(
          kFoldersOfRuns.begin(), kFoldersOfRuns.end(),
          [&path = relative](std::string_view folder) { return path.starts_with(folder); });
      if (!is_of_runs) files.insert(relative);
    }
    return files;
  }

  const BundleFacts& bundle_;
  const RepositoryComparison& around_;
  const BaseState& base_;
  BundleComparison& comparison_;
  std::string before_folder_;
  FilesByName before_;  ///< empty: it is new
  FilesByName now_;
  FilesByName at_tip_;  ///< with --merge-base alone
  bool is_changed_ = true;
};

}  // namespace

Result<BundleComparison> compare_bundle(const BundleFacts& bundle,
                                        const RepositoryComparison& comparison) {
  BundleComparison compared;
  if (auto done = BundleComparer(bundle, comparison, compared).compare(); !done) {
    return tl::unexpected(done.error());
  }
  return compared;
}

}  // namespace mig::bundle
