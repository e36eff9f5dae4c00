#pragma once

#include <optional>
#include <unordered_map>

#include "mig/history/libgit2.hpp"
#include "mig/history/object_store.hpp"

namespace mig::history {

/// How alike the bytes of two blobs are. Each is read once.
class Similarity {
 public:
  explicit Similarity(const ObjectStore& objects) : objects_(objects) {}

  /// 0 to 100. Files that are very large are like nothing but themselves.
  Result<int> of(const git_oid& left, const git_oid& right);

 private:
  struct Known {
    std::size_t size = 0;
    Owned<git_hashsig> signature;  ///< null when the bytes are too few or too many for one
  };

  Result<const Known*> look_up(const git_oid& id);

  const ObjectStore& objects_;
  std::unordered_map<git_oid, Known, IdHash, SameId> known_;
};

}  // namespace mig::history
