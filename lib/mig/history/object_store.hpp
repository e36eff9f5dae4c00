#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "mig/base/result.hpp"
#include "mig/history/libgit2.hpp"
#include "mig/history/object_id.hpp"
#include "mig/history/tree_node.hpp"
#include "mig/io/stamp_reader.hpp"

namespace mig::history {

/// The objects of a repository, and beside them those that were made of the files on disk, which
/// live in memory. Whatever is read is what its id names, or an Error. Safe for use from several
/// threads.
class ObjectStore {
 public:
  explicit ObjectStore(Owned<git_odb> objects) : objects_(std::move(objects)) {}

  Result<TreeNodes> tree(const git_oid& id) const;
  Result<std::string> blob(const git_oid& id, std::uint64_t max_bytes) const;

  /// Keeps a tree of these nodes, which stand in the order of git.
  git_oid keep_tree(const TreeNodes& nodes);
  /// Remembers where on disk a blob was. It is read again when it is asked for.
  void keep_file(const git_oid& id, std::shared_ptr<const io::StampReader> files,
                 io::StampedEntry entry);

 private:
  struct DiskFile {
    std::shared_ptr<const io::StampReader> files;
    io::StampedEntry entry;
  };

  Result<std::string> stored(const git_oid& id, git_object_t type, std::uint64_t max_bytes) const;
  std::optional<DiskFile> file_of(const git_oid& id) const;

  Owned<git_odb> objects_;
  mutable std::mutex mutex_;  ///< of the maps
  std::unordered_map<git_oid, std::string, IdHash, SameId> trees_;
  std::unordered_map<git_oid, DiskFile, IdHash, SameId> files_;
};

/// The bytes that git takes for the entry: of a link those that it says.
io::AccessResult<std::string> bytes_of(const io::StampReader& files, const io::StampedEntry& entry,
                                       std::uint64_t max_bytes);

}  // namespace mig::history
