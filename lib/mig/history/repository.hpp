#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/io/root.hpp"

namespace mig::history {

/// What the command line says about the base.
struct BaseRequest {
  std::string revision;     ///< branch, tag or commit
  bool merge_base = false;  ///< compare with the common ancestor of it and HEAD
};

/// The commits that a run is held against; 40 hexadecimal digits.
struct Base {
  std::string revision;  ///< as it was given
  std::string tip;       ///< what it names: whose policy and trust are in force
  std::string commit;    ///< what is compared with: `tip`, or the common ancestor
};

/// A tree that can be read and compared: of a commit, of the index, or of the files on disk.
struct Tree {
  std::string id;  ///< 40 hexadecimal digits
};

/// A file or link of a tree. Paths are relative to the root, '/' separated.
struct TreeEntry {
  std::string path;
  std::string blob;  ///< 40 hexadecimal digits
  io::EntryKind kind = io::EntryKind::regular;
};

enum class ChangeKind : std::uint8_t { added, removed, modified, renamed };

/// What became of one file between two trees. A file that moved and was changed is `renamed`.
struct Change {
  ChangeKind kind = ChangeKind::modified;
  std::string path;         ///< now; of a removed file where it was
  std::string before_path;  ///< where it was; empty when it is new
  std::string blob;         ///< now; empty when it is gone
  std::string before_blob;  ///< empty when it is new
};

/// The files on disk as a tree, and those that git does not know of.
struct WorkingTree {
  Tree tree;
  std::vector<std::string> untracked;  ///< on disk and not in the index, ignored or not; sorted
};

/// A version of a file that some commit of a range brought.
struct RangeBlob {
  std::string commit;
  std::string path;
  std::string blob;
  std::string before_blob;  ///< of its first parent at that path; empty: the file was new
};

/// Lines of the later text, 1-based, both inclusive.
struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// The git repository around a root, read and never written: what has to be made (a tree of the
/// files on disk) lives in memory. All paths are relative to the root, which may lie below the top
/// level. Whatever git cannot answer is an Error of kind no_verdict with the command that mends it.
/// Safe for use from several threads.
class Repository {
 public:
  /// Refuses: no repository, a bare one, object format sha256.
  static Result<Repository> open(const io::Root& root);

  /// Finds the base. Refuses a shallow clone, a revision that is not there, and a base that is no
  /// ancestor of HEAD (its later changes would look undone) unless the merge base is asked for.
  Result<Base> resolve(const BaseRequest& request) const;
  /// The id of the commit that is checked out; nothing when there is none yet.
  Result<std::optional<std::string>> head() const;
  /// How many commits of HEAD's first line a shallow clone holds; nothing: the clone is whole.
  Result<std::optional<std::size_t>> shallow_depth() const;

  Result<Tree> tree_of(const std::string& commit) const;
  /// Of the repository's own index, or of another file: git gives its hooks that of the commit at
  /// hand, and names it from the top level on. One that is not there is refused.
  Result<Tree> tree_of_index(const std::string& index_file = {}) const;
  /// The bytes on disk beneath the `watched` files and folders ("" is everything), whatever flags
  /// of the index say; elsewhere the index. Refuses a file that differs from the index by git's own
  /// conversion alone (line ends, encoding, filters), a sparse checkout that left out something
  /// watched, an unfinished merge and submodules among the watched. A file that git converts is
  /// taken as the index has it where that is what `settled` holds at its place; null: nothing is.
  Result<WorkingTree> working_tree(const io::Root& root, const std::vector<std::string>& watched,
                                   unsigned threads, const Tree* settled = nullptr) const;

  /// Sorted by path. Renames are followed.
  Result<std::vector<Change>> changes(const Tree& from, const Tree& to) const;

  /// Bytes of a regular file; nothing when the tree holds no regular file there.
  Result<std::optional<std::string>> read(const Tree& tree, std::string_view path,
                                          std::uint64_t max_bytes) const;
  /// Everything beneath a folder ("" is the root) that is no folder, sorted by path; empty when
  /// there is none.
  Result<std::vector<TreeEntry>> list(const Tree& tree, std::string_view folder) const;
  /// Bytes of a blob that a change, an entry or a range names.
  Result<std::string> read_blob(const std::string& blob, std::uint64_t max_bytes) const;

  /// Every blob that the commits reachable from HEAD and not from `base` brought, once at each
  /// path, in the order oldest commit first, then path.
  Result<std::vector<RangeBlob>> blobs_since(const std::string& base) const;

  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

 private:
  struct State;
  explicit Repository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The lines of `after` that a line-by-line comparison with `before` shows as added, ascending.
Result<std::vector<LineRange>> added_lines(std::string_view before, std::string_view after);

}  // namespace mig::history
