#include "mig/history/working_tree.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>
#include <thread>

#include "mig/history/git_failure.hpp"
#include "mig/history/leaf.hpp"

namespace mig::history {
namespace {

constexpr std::uint64_t kMostFileBytes = std::uint64_t{256} * 1024 * 1024;

/// A file on disk and what the index says of its path.
struct Pair {
  const io::StampedEntry* disk = nullptr;
  const git_index_entry* noted = nullptr;
  git_oid id{};
};

struct Fault {
  std::string path;
  Error error;
};

tl::unexpected<Error> converted(const std::string& path) {
  return no_verdict(
      "git: '" + path +
          "' has other bytes on disk than in the repository: git converts it "
          "between the two (line ends, encoding, ident, or a filter such as LFS)",
      "Drop the attribute that does it (`git check-attr -a -- " + path +
          "` names it), or run `git "
          "config core.autocrlf false`. Commit what is yours, then `git rm --cached -r . && git "
          "reset --hard`, or check out afresh.");
}

class Maker {
 public:
  Maker(ObjectStore& objects, const IndexContent& index,
        std::shared_ptr<const io::StampReader> files, const DiskFiles& disk, const Belief& belief)
      : objects_(objects), index_(index), files_(std::move(files)), disk_(disk), belief_(belief) {}

  Result<WorkingTree> make(unsigned threads) {
    note_ancestors();
    auto done = split_index();
    if (done) done = pair();
    if (done) done = hash(threads);
    if (!done) return tl::unexpected<Error>(std::move(done.error()));
    const auto tree = plant(objects_, leaves());
    if (!tree) return tl::unexpected<Error>(tree.error());
    return WorkingTree{Tree{to_hex(*tree)}, std::move(untracked_)};
  }

 private:
  void note_ancestors() {
    for (const auto& start : disk_.starts) {
      for (std::size_t end = start.path.find('/'); end != start.path.npos;
           end = start.path.find('/', end + 1)) {
        ancestors_.insert(start.path.substr(0, end));
      }
    }
  }

  bool is_watched(std::string_view path) const {
    const auto& watched = disk_.watched;
    return std::any_of(watched.begin(), watched.end(), [&](const std::string& folder) {
      return folder.empty() || (path.starts_with(folder) &&
                                (path.size() == folder.size() || path[folder.size()] == '/'));
    });
  }

  /// What is watched is told by the disk; the rest stays what the index says.
  Result<void> split_index() {
    for (const auto* entry : index_.entries()) {
      const std::string_view path = index_.path_of(*entry);
      const bool is_above = ancestors_.find(path) != ancestors_.end();
      const bool is_asked = is_watched(path);
      if ((is_above || is_asked) && is_submodule(*entry)) {
        return no_verdict("git: '" + std::string(path) +
                              "' is a submodule: its files belong to another repository",
                          "Keep migrations in this repository: `git rm --cached " +
                              std::string(path) + "` and add its files.");
      }
      // On disk it is a folder by now, and the index does not know yet.
      if (is_above) continue;
      (is_asked ? watched_ : elsewhere_).push_back(entry);
    }
    return {};
  }

  /// Walks both sorted lists side by side.
  Result<void> pair() {
    auto noted = watched_.begin();
    const auto skip_to = [&](std::string_view path) -> Result<void> {
      for (; noted != watched_.end() && (path.empty() || index_.path_of(**noted) < path); ++noted) {
        if (!is_left_out_of_checkout(**noted)) continue;
        return no_verdict("git: '" + std::string(index_.path_of(**noted)) +
                              "' is not checked out (sparse checkout, or skip-worktree)",
                          "Check out everything: `git sparse-checkout disable`, and `git "
                          "update-index --no-skip-worktree` for a file that was flagged by hand.");
      }
      return {};
    };
    for (const auto* disk : disk_.entries) {
      if (disk->stamp.size > kMostFileBytes) {
        return no_verdict("'" + disk->path + "' has " + std::to_string(disk->stamp.size) +
                              " bytes, and the limit is " + std::to_string(kMostFileBytes),
                          "Keep files of this size outside of the repository.");
      }
      if (auto done = skip_to(disk->path); !done) return done;
      const bool is_noted = noted != watched_.end() && index_.path_of(**noted) == disk->path;
      pairs_.push_back({disk, is_noted ? *noted++ : nullptr, {}});
      if (!is_noted) untracked_.push_back(disk->path);
    }
    return skip_to("");
  }

  bool is_proved(const Pair& pair) const {
    return belief_.in_stamps && pair.noted != nullptr && !is_assumed_unchanged(*pair.noted) &&
           !is_left_out_of_checkout(*pair.noted) && index_.proves(*pair.noted, pair.disk->stamp);
  }

  Result<void> hash(unsigned threads) {
    std::vector<Pair*> unproved;
    for (auto& pair : pairs_) {
      if (is_proved(pair)) {
        pair.id = pair.noted->id;
      } else {
        unproved.push_back(&pair);
      }
    }
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::optional<Fault> fault;
    const auto work = [&] {
      for (std::size_t i = next++; i < unproved.size(); i = next++) {
        auto done = hash(*unproved[i]);
        if (done) continue;
        const std::string& path = unproved[i]->disk->path;
        const std::lock_guard lock(mutex);
        // The same one whichever thread was faster.
        if (!fault || path < fault->path) fault = Fault{path, std::move(done.error())};
      }
    };
    {
      std::vector<std::jthread> others;
      const std::size_t most = std::min<std::size_t>(threads, unproved.size() / 8 + 1);
      try {
        while (others.size() + 1 < most) others.emplace_back(work);
      } catch (const std::system_error&) {
        // No thread to be had: those that run do the work.
      }
      work();
    }
    if (fault) return tl::unexpected<Error>(std::move(fault->error));
    return {};
  }

  Result<void> hash(Pair& pair) {
    const auto bytes = bytes_of(*files_, *pair.disk, kMostFileBytes);
    if (!bytes) return unjudged(bytes.error());
    pair.id = id_of_blob(*bytes);
    if (pair.noted != nullptr && same_id(pair.noted->id, pair.id)) return {};
    objects_.keep_file(pair.id, files_, *pair.disk);
    return refuse_converted(pair, *bytes);
  }

  /// The bytes on disk are not those of the entry.
  Result<void> refuse_converted(Pair& pair, const std::string& bytes) const {
    const bool may_be = !belief_.in_stamps && pair.noted != nullptr &&
                        pair.disk->kind == io::EntryKind::regular && pair.noted->mode != kLinkMode;
    if (!may_be) return {};
    if (IndexContent::calls_clean(*pair.noted, pair.disk->stamp)) return take_converted(pair);
    const auto id = belief_.converted(pair.disk->path, bytes);
    if (!id) return tl::unexpected<Error>(id.error());
    return same_id(*id, pair.noted->id) ? take_converted(pair) : Result<void>();
  }

  /// Nothing new is to be merged of a file that is as it was agreed on.
  Result<void> take_converted(Pair& pair) const {
    if (belief_.is_settled) {
      const auto is_settled = belief_.is_settled(pair.disk->path, pair.noted->id);
      if (!is_settled) return tl::unexpected<Error>(is_settled.error());
      if (*is_settled) {
        pair.id = pair.noted->id;
        return {};
      }
    }
    return converted(pair.disk->path);
  }

  std::uint32_t mode_of_pair(const Pair& pair) const {
    const bool asks_index = !belief_.in_executables && pair.noted != nullptr &&
                            pair.disk->kind == io::EntryKind::regular &&
                            pair.noted->mode != kLinkMode;
    return asks_index ? pair.noted->mode : mode_of(pair.disk->stamp);
  }

  std::vector<Leaf> leaves() const {
    std::vector<Leaf> all;
    all.reserve(elsewhere_.size() + pairs_.size());
    for (const auto* entry : elsewhere_) {
      all.push_back({index_.path_of(*entry), entry->mode, entry->id});
    }
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    for (const auto& pair : pairs_) {
      all.push_back({pair.disk->path, mode_of_pair(pair), pair.id});
    }
    std::inplace_merge(all.begin(), all.begin() + middle, all.end(),
                       [](const Leaf& left, const Leaf& right) { return left.path < right.path; });
    return all;
  }

  ObjectStore& objects_;
  const IndexContent& index_;
  std::shared_ptr<const io::StampReader> files_;
  const DiskFiles& disk_;
  const Belief belief_;
  std::set<std::string, std::less<>> ancestors_;  ///< folders above what is watched and exists
  std::vector<const git_index_entry*> watched_;
  std::vector<const git_index_entry*> elsewhere_;
  std::vector<Pair> pairs_;
  std::vector<std::string> untracked_;
};

}  // namespace

Result<WorkingTree> make_working_tree(ObjectStore& objects, const IndexContent& index,
                                      std::shared_ptr<const io::StampReader> files,
                                      const DiskFiles& disk, const Belief& belief,
                                      unsigned threads) {
  return Maker(objects, index, std::move(files), disk, belief).make(threads);
}

Result<Tree> make_index_tree(ObjectStore& objects, const IndexContent& index) {
  std::vector<Leaf> leaves;
  leaves.reserve(index.entries().size());
  for (const auto* entry : index.entries()) {
    leaves.push_back({index.path_of(*entry), entry->mode, entry->id});
  }
  const auto tree = plant(objects, leaves);
  if (!tree) return tl::unexpected<Error>(tree.error());
  return Tree{to_hex(*tree)};
}

}  // namespace mig::history
