#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "mig/io/beneath.hpp"
#include "mig/io/read_ahead.hpp"
#include "mig/io/regular_file.hpp"
#include "mig/io/root_state.hpp"

namespace mig::io {
namespace {

using Taker = std::function<void(std::string_view)>;

/// From here on a second thread pays.
constexpr std::uint64_t kReadAheadFrom = 4 * ReadAhead::kPieceBytes;

/// Reads in the thread that takes.
class ReadNow {
 public:
  explicit ReadNow(const RegularFile& file)
      : descriptor_(file.descriptor.number()),
        // One byte of room beyond the announced size shows whether the file grew.
        room_bytes_(std::min<std::uint64_t>(file.size() + 1, ReadAhead::kPieceBytes)),
        room_(std::make_unique_for_overwrite<char[]>(room_bytes_)) {}

  Piece next() { return read_piece(descriptor_, room_.get(), room_bytes_); }

  /// The kernel gave less than there was room for, right where the file was to end.
  bool is_end(std::size_t bytes) const { return bytes < room_bytes_; }

 private:
  int descriptor_;
  std::size_t room_bytes_;
  std::unique_ptr<char[]> room_;
};

bool is_same_moment(const timespec& left, const timespec& right) {
  return left.tv_sec == right.tv_sec && left.tv_nsec == right.tv_nsec;
}

/// Holds what was read against what was announced, and the file against itself. The time of the
/// entry tells where somebody set the time of the content back.
AccessResult<std::uint64_t> checked(const RegularFile& file, const std::string& path,
                                    std::uint64_t taken) {
  if (taken != file.size()) {
    return refused(AccessFault::changed, path, "its size changed while it was read");
  }
  struct stat now {};
  if (::fstat(file.descriptor.number(), &now) != 0) {
    return refused(AccessFault::unreadable, path, "cannot be examined: " + error_text(errno));
  }
  if (now.st_size != file.status.st_size || !is_same_moment(now.st_mtim, file.status.st_mtim) ||
      !is_same_moment(now.st_ctim, file.status.st_ctim)) {
    return refused(AccessFault::changed, path, "it was written to while it was read");
  }
  return taken;
}

tl::unexpected<AccessError> cannot_be_read(const std::string& path, int error) {
  return refused(AccessFault::unreadable, path, "cannot be read: " + error_text(error));
}

AccessResult<std::uint64_t> take_now(const RegularFile& file, const std::string& path,
                                     const Taker& take) {
  ReadNow source(file);
  std::uint64_t taken = 0;
  while (taken <= file.size()) {
    const auto piece = source.next();
    if (piece.error != 0) return cannot_be_read(path, piece.error);
    if (piece.bytes.empty()) break;
    take(piece.bytes);
    taken += piece.bytes.size();
    if (taken == file.size() && source.is_end(piece.bytes.size())) break;
  }
  return checked(file, path, taken);
}

AccessResult<std::uint64_t> take_from(ReadAhead& source, const RegularFile& file,
                                      const std::string& path, const Taker& take) {
  std::uint64_t taken = 0;
  // What grows without an end is left alone.
  while (taken <= file.size()) {
    const auto piece = source.next();
    if (piece.error != 0) return cannot_be_read(path, piece.error);
    if (piece.bytes.empty()) break;
    take(piece.bytes);
    taken += piece.bytes.size();
  }
  return checked(file, path, taken);
}

/// Nothing when the system has no thread to give.
std::unique_ptr<ReadAhead> start_reading_ahead(const RegularFile& file) {
  try {
    return std::make_unique<ReadAhead>(file.descriptor.number());
  } catch (const std::system_error&) {
    return nullptr;
  }
}

AccessResult<std::uint64_t> take_all(const RegularFile& file, const std::string& path,
                                     const Taker& take) {
  if (file.size() < kReadAheadFrom) return take_now(file, path, take);
  // Advice: that it is not heeded is no fault.
  static_cast<void>(::posix_fadvise(file.descriptor.number(), 0, 0, POSIX_FADV_SEQUENTIAL));
  const auto ahead = start_reading_ahead(file);
  return ahead ? take_from(*ahead, file, path, take) : take_now(file, path, take);
}

}  // namespace

AccessResult<std::uint64_t> Root::read_in_pieces(std::string_view relative,
                                                 const Taker& take) const {
  if (!is_contained_path(relative)) return uncontained(relative);
  const std::string path(relative);
  const auto file =
      open_regular_file(state_->folder.number(), path, std::numeric_limits<std::uint64_t>::max());
  if (!file) return tl::unexpected<AccessError>(file.error());
  return take_all(*file, path, take);
}

AccessResult<std::uint64_t> Root::read_in_pieces(const Entry& entry, const Taker& take) const {
  if (entry.kind != EntryKind::regular) return read_in_pieces(entry.path, take);
  if (!is_contained_path(entry.path)) return uncontained(entry.path);
  const auto file = open_listed_file(state_->folder.number(), entry.path);
  if (!file) return tl::unexpected<AccessError>(file.error());
  return take_all(*file, entry.path, take);
}

}  // namespace mig::io
