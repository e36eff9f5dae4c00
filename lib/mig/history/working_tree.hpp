#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "mig/history/disk_files.hpp"
#include "mig/history/index_content.hpp"
#include "mig/history/object_store.hpp"
#include "mig/history/repository.hpp"

namespace mig::history {

/// How far the index is to be believed.
struct Belief {
  bool in_stamps = true;       ///< what it remembers of files that were not touched
  bool in_executables = true;  ///< the bits on disk
  /// What git would call the file at a path after its own conversions. Asked where stamps are not
  /// believed; from several threads.
  std::function<Result<git_oid>(const std::string& path, const std::string& bytes)> converted;
  /// Whether what the index says of a path is what was agreed on before. May be empty: nothing was.
  std::function<Result<bool>(const std::string& path, const git_oid& id)> is_settled;
};

/// Makes the tree of the files on disk, and elsewhere of the index. Refuses a file that git has by
/// its own conversions alone: what is judged would not be what is merged. One that was settled
/// before is taken as the index has it.
Result<WorkingTree> make_working_tree(ObjectStore& objects, const IndexContent& index,
                                      std::shared_ptr<const io::StampReader> files,
                                      const DiskFiles& disk, const Belief& belief,
                                      unsigned threads);

Result<Tree> make_index_tree(ObjectStore& objects, const IndexContent& index);

}  // namespace mig::history
