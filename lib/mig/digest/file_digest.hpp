#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mig/digest/sha256.hpp"
#include "mig/io/root.hpp"

namespace mig::digest {

/// sha256 of a regular file of any size beneath the root, as 64 lowercase hexadecimal digits, in
/// bounded memory. What the cryptographic library fails at is `unreadable`.
io::AccessResult<std::string> file_sha256_hex(const io::Root& root, std::string_view path);

/// Every regular file beneath a folder ("" is the root itself), sorted by path as bytes; paths are
/// relative to the folder. Whatever is neither that nor a folder is refused, as is a path that
/// `sha256sum` would escape; the first of them by path is told, before anything is read. Of files
/// that cannot be read it is the first by path, too, whatever the number of threads.
io::AccessResult<std::vector<DigestedFile>> digest_folder(const io::Root& root,
                                                          std::string_view folder,
                                                          unsigned threads);

}  // namespace mig::digest
