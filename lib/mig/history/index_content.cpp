#include "mig/history/index_content.hpp"

#include <sys/stat.h>

#include "mig/history/git_failure.hpp"
#include "mig/history/git_file.hpp"
#include "mig/history/object_id.hpp"
#include "mig/history/tree_node.hpp"

namespace mig::history {
namespace {

constexpr const char* kWholeIndex =
    "Let git write the index anew: `git -c index.skipHash=false update-index "
    "--force-write-index`; when git cannot read it either, remove the file and run `git reset`.";

/// A file that is written twice within one tick of the kernel's clock shows one time for both. The
/// coarsest clocks tick 100 times a second.
constexpr std::int64_t kTickNanoseconds = 20'000'000;
constexpr std::int64_t kSecond = 1'000'000'000;

constexpr std::string_view kAttributes = ".gitattributes";

bool is_attributes_file(std::string_view path) {
  return path.ends_with(kAttributes) &&
         (path.size() == kAttributes.size() || path[path.size() - kAttributes.size() - 1] == '/');
}

std::uint32_t low_bits(std::uint64_t value) {
  return static_cast<std::uint32_t>(value);
}

std::uint32_t low_bits(std::int64_t value) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(value));
}

std::uint32_t low_bits(std::int32_t value) {
  return static_cast<std::uint32_t>(value);
}

bool is_same_time(const git_index_time& noted, std::int64_t seconds, std::uint32_t nanoseconds) {
  return low_bits(noted.seconds) == low_bits(seconds) && noted.nanoseconds == nanoseconds;
}

/// Some programs that write an index leave parts of the time out.
bool may_be_same_time(const git_index_time& noted, std::int64_t seconds,
                      std::uint32_t nanoseconds) {
  return low_bits(noted.seconds) == low_bits(seconds) &&
         (noted.nanoseconds == 0 || noted.nanoseconds == nanoseconds);
}

tl::unexpected<Error> unreadable_index(int code) {
  const git_error* last = git().git_error_last();
  const std::string_view why =
      last == nullptr || last->message == nullptr ? "" : std::string_view(last->message);
  auto refusal = git_failure(code, "cannot read the index");
  refusal.value().remedy = kWholeIndex;
  if (why.find("'sdir'") != why.npos) {
    refusal.value().remedy = "Check out everything: `git sparse-checkout disable`.";
  } else if (why.find("'link'") != why.npos) {
    refusal.value().remedy = "Write the index in one file: `git update-index --no-split-index`.";
  }
  return refusal;
}

}  // namespace

bool is_submodule(const git_index_entry& entry) {
  return entry.mode == kSubmoduleMode;
}

bool is_left_out_of_checkout(const git_index_entry& entry) {
  return (entry.flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0;
}

bool is_assumed_unchanged(const git_index_entry& entry) {
  return (entry.flags & GIT_INDEX_ENTRY_VALID) != 0;
}

std::uint32_t mode_of(const io::Stamp& stamp) {
  if (S_ISLNK(stamp.mode)) return kLinkMode;
  return (stamp.mode & S_IXUSR) != 0 ? kExecutableMode : kFileMode;
}

Result<void> IndexContent::take(const git_index_entry& entry, std::string_view prefix) {
  const std::string_view path(entry.path);
  const int stage = (entry.flags & GIT_INDEX_ENTRY_STAGEMASK) >> GIT_INDEX_ENTRY_STAGESHIFT;
  if (stage != 0) {
    return no_verdict("git: a merge is not finished: '" + std::string(path) + "' has conflicts",
                      "Resolve them and `git add` the file, or `git merge --abort`.");
  }
  holds_attributes_ = holds_attributes_ || is_attributes_file(path);
  const bool is_announced = (entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0;
  if (is_announced || !path.starts_with(prefix)) return {};
  const bool is_sorted = entries_.empty() || std::string_view(entries_.back()->path) < path;
  if (!is_sorted || path.size() == prefix.size() || (entry.mode & S_IFMT) == S_IFDIR) {
    return no_verdict("git: the index is not in order at '" + std::string(path) + "'", kWholeIndex);
  }
  entries_.push_back(&entry);
  return {};
}

Result<IndexContent> IndexContent::read(const std::string& path, const std::string& prefix) {
  IndexContent content;
  content.prefix_length_ = prefix.size();
  // Asked before the index is read: an index that is replaced in between proves less, never more.
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) {
    content.written_seconds_ = status.st_mtim.tv_sec;
    content.written_nanoseconds_ = status.st_mtim.tv_nsec;
  }
  // To libgit2 a file that may not be read is one that is not there.
  if (auto fine = refuse_unreadable(path, "the index"); !fine) {
    return tl::unexpected<Error>(std::move(fine.error()));
  }
  const int code = git().git_index_open(Out(content.index_), path.c_str());
  if (code != 0) return unreadable_index(code);
  const std::size_t count = git().git_index_entrycount(content.index_.get());
  content.entries_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* entry = git().git_index_get_byindex(content.index_.get(), i);
    if (auto taken = content.take(*entry, prefix); !taken) {
      return tl::unexpected<Error>(std::move(taken.error()));
    }
  }
  return content;
}

bool IndexContent::proves(const git_index_entry& entry, const io::Stamp& stamp) const {
  const bool is_same =
      is_same_time(entry.mtime, stamp.modified_seconds, stamp.modified_nanoseconds) &&
      is_same_time(entry.ctime, stamp.changed_seconds, stamp.changed_nanoseconds) &&
      entry.ino == low_bits(stamp.inode) && entry.file_size == low_bits(stamp.size) &&
      entry.mode == mode_of(stamp);
  if (!is_same) return false;
  // git writes this size when it does not know.
  if (entry.file_size == 0 && !same_id(entry.id, id_of_blob(""))) return false;
  const auto is_before_index = [this](std::int64_t seconds, std::uint32_t nanoseconds) {
    const std::int64_t lead_seconds = written_seconds_ - seconds;
    if (lead_seconds < 0 || lead_seconds > 1) return lead_seconds > 0;
    return lead_seconds * kSecond + written_nanoseconds_ - nanoseconds > kTickNanoseconds;
  };
  return is_before_index(stamp.modified_seconds, stamp.modified_nanoseconds) &&
         is_before_index(stamp.changed_seconds, stamp.changed_nanoseconds);
}

bool IndexContent::calls_clean(const git_index_entry& entry, const io::Stamp& stamp) {
  const bool knows_change = entry.ctime.seconds != 0;
  return may_be_same_time(entry.mtime, stamp.modified_seconds, stamp.modified_nanoseconds) &&
         (!knows_change ||
          may_be_same_time(entry.ctime, stamp.changed_seconds, stamp.changed_nanoseconds)) &&
         (entry.ino == 0 || entry.ino == low_bits(stamp.inode)) &&
         entry.file_size == low_bits(stamp.size);
}

}  // namespace mig::history
