#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/history/libgit2.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::history {

/// The index of a repository as it lies on disk, beneath a folder of it.
class IndexContent {
 public:
  /// `prefix` is "" or ends in '/'. Refuses an unfinished merge and an index that is not whole.
  static Result<IndexContent> read(const std::string& path, const std::string& prefix);

  /// Sorted by path; what was announced with `git add --intent-to-add` is not in it.
  const std::vector<const git_index_entry*>& entries() const { return entries_; }
  /// Relative to the folder.
  std::string_view path_of(const git_index_entry& entry) const {
    return std::string_view(entry.path).substr(prefix_length_);
  }
  bool holds_attributes() const { return holds_attributes_; }

  /// Whether the file on disk is the one whose bytes git hashed when it made the entry. Says no
  /// when that cannot be known: when the file may have been written to after the index.
  bool proves(const git_index_entry& entry, const io::Stamp& stamp) const;
  /// Whether git takes the file on disk for unchanged without a look at its bytes. Weaker than a
  /// proof: the moment of the index, the executable bit and what the entry leaves open are not
  /// asked.
  static bool calls_clean(const git_index_entry& entry, const io::Stamp& stamp);

 private:
  Result<void> take(const git_index_entry& entry, std::string_view prefix);

  Owned<git_index> index_;
  std::vector<const git_index_entry*> entries_;
  std::size_t prefix_length_ = 0;
  std::int64_t written_seconds_ = 0;
  std::int64_t written_nanoseconds_ = 0;
  bool holds_attributes_ = false;
};

bool is_submodule(const git_index_entry& entry);
bool is_left_out_of_checkout(const git_index_entry& entry);
bool is_assumed_unchanged(const git_index_entry& entry);

/// The mode that git gives a file or link of this stamp.
std::uint32_t mode_of(const io::Stamp& stamp);

}  // namespace mig::history
