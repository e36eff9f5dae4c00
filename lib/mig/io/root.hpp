#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "mig/base/result.hpp"

namespace mig::io {

/// Why a path beneath the root was not read.
enum class AccessFault {
  not_found,
  escapes_root,   ///< absolute, `..`, an empty component, or it leaves the root
  symbolic_link,  ///< the path or one of its folders is a symbolic link
  not_regular,    ///< a FIFO, device, socket, or a folder where a file is due (or the other way
                  ///< round)
  too_large,      ///< above the limit of its kind
  changed,        ///< it was written to while it was read
  unreadable,     ///< the operating system refused: our own failure to judge, exit 3
};

struct AccessError {
  AccessFault fault = AccessFault::unreadable;
  std::string path;     ///< relative to the root
  std::string message;  ///< one sentence without the path
};

template <class T>
using AccessResult = tl::expected<T, AccessError>;

/// True for the faults that a contributor can mend; false for `unreadable`, and for `changed`: what
/// moves under the reader was not judged, and nothing in it needs mending.
bool is_content_fault(AccessFault fault);

enum class EntryKind : std::uint8_t { regular, directory, symbolic_link, other };

/// One entry of a walk.
struct Entry {
  std::string path;  ///< relative to the root, '/' separated
  EntryKind kind = EntryKind::other;
};

/// A folder beneath which files are read, and nothing else. Never follows a symbolic link below the
/// root. Safe for use from several threads.
class Root {
 public:
  /// `folder` itself may be reached through symbolic links; it is the caller's word.
  static Result<Root> open(const std::string& folder);

  /// Reads a whole regular file through one descriptor. `path` is relative; "" is refused.
  AccessResult<std::string> read(std::string_view path, std::uint64_t max_bytes) const;

  /// Gives a regular file of any size to `take`, piece by piece and in order, and answers how many
  /// bytes it has. Memory is bounded: a large file is read ahead by a second thread, while `take`
  /// runs in this one. Only with an answer were the pieces the file: `changed` when its size or a
  /// time of it moved meanwhile. `take` does not throw.
  AccessResult<std::uint64_t> read_in_pieces(
      std::string_view path, const std::function<void(std::string_view)>& take) const;
  /// The same for an entry of a listing, with one question less.
  AccessResult<std::uint64_t> read_in_pieces(
      const Entry& entry, const std::function<void(std::string_view)>& take) const;

  /// Kind of the entry without following links ("" is the root itself).
  AccessResult<EntryKind> kind_of(std::string_view path) const;

  /// Entries of one folder, sorted by path ("" is the root itself).
  AccessResult<std::vector<Entry>> list(std::string_view folder) const;

  /// Everything beneath a folder: a folder comes right before what it holds, siblings are sorted by
  /// name as bytes. Folders of a name in `skip`, at any depth, are listed and not entered. Fails as
  /// a whole when a folder cannot be listed, lies deeper than 64 or `max_entries` is passed.
  AccessResult<std::vector<Entry>> walk(std::string_view folder,
                                        const std::vector<std::string>& skip = {},
                                        std::size_t max_entries = 1'000'000) const;

  /// Absolute path of the root, symbolic links resolved.
  const std::string& absolute_path() const;

  Root(Root&&) noexcept;
  Root& operator=(Root&&) noexcept;
  ~Root();

 private:
  struct State;
  explicit Root(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether a relative path is safe to join to a root: no empty, `.` or `..` component, not
/// absolute, no NUL, no backslash.
bool is_contained_path(std::string_view path);

/// Writes a new file beside `path` and renames it over: readers see the old bytes or the new, never
/// a part. fsync included.
Result<void> write_file_atomically(const std::string& path, std::string_view bytes);

/// Writes all bytes to a descriptor (standard output); a short write is an error.
Result<void> write_all(int descriptor, std::string_view bytes);

/// All of standard input, up to a limit.
Result<std::string> read_stream(int descriptor, std::uint64_t max_bytes);

}  // namespace mig::io
