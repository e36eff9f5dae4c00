#pragma once

#include <string>
#include <vector>

#include "mig/base/result.hpp"
#include "mig/bundle/facts.hpp"
#include "mig/io/root.hpp"

namespace mig::bundle {

/// What became of a file that a receipt names with its digest.
enum class Binding : std::uint8_t {
  same,
  differs,
  missing,
  repeated,  ///< named before in the same list
  unusable,  ///< a path that leaves the bundle, a folder, a link; a document that was too large
};

struct BoundFile {
  contract::FileDigest named;
  Binding binding = Binding::unusable;
  std::string actual;     ///< "sha256:..." of the bytes that are there
  bool in_store = false;  ///< the bundle has no such file; it was looked at in the store
};

/// Holds the digests of a receipt against the files of the bundle, of any size. What was parsed
/// counts by the bytes that were parsed, and what could not be is not read again. A file that the
/// bundle does not have is looked for in `store`, under its digest; null: there is none. Fails only
/// when the operating system refuses.
Result<std::vector<BoundFile>> bind_files(const io::Root& root, const BundleFacts& bundle,
                                          const std::vector<contract::FileDigest>& named,
                                          const io::Root* store = nullptr);

bool are_all_same(const std::vector<BoundFile>& files);
/// Null when the list does not name that path.
const BoundFile* find_file(const std::vector<BoundFile>& files, std::string_view path);

}  // namespace mig::bundle
