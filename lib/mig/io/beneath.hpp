#pragma once

#include <dirent.h>

#include <string>
#include <system_error>

#include "mig/io/descriptor.hpp"
#include "mig/io/root.hpp"

namespace mig::io {

inline std::string error_text(int error) {
  return std::generic_category().message(error);
}

inline tl::unexpected<AccessError> refused(AccessFault fault, std::string path,
                                           std::string message) {
  return tl::unexpected<AccessError>(AccessError{fault, std::move(path), std::move(message)});
}

inline tl::unexpected<AccessError> uncontained(std::string_view path) {
  return refused(AccessFault::escapes_root, std::string(path),
                 "the path is not a plain relative path beneath the root");
}

/// Opens a contained path (or "." for the root itself) without following any symbolic link. The
/// caller has made sure that opening has no side effect, or asks for O_PATH or O_DIRECTORY.
AccessResult<Descriptor> open_beneath(int root, const std::string& path, int flags);

/// The way for kernels without openat2: one folder at a time. `open_beneath` falls back to it.
AccessResult<Descriptor> open_by_components(int root, const std::string& path, int flags);

/// Whether the kernel, and what filters its calls, has the safe way of opening.
bool has_openat2();

/// Finds the component that made the operating system answer `error`.
AccessError explain(int root, const std::string& path, int error);

EntryKind kind_of_mode(unsigned int mode);

/// From the type that the listing gave, or from the entry itself where the file system gives none.
AccessResult<EntryKind> kind_of_listed(int folder, const std::string& path, const dirent& entry);

}  // namespace mig::io
