#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

namespace mig::io {

/// What one read gave: bytes; none at the end of the file; or an error number.
struct Piece {
  std::string_view bytes;
  int error = 0;
};

/// Asks again after an interruption. Of an empty answer `error` tells whether it is the end.
Piece read_piece(int descriptor, char* room, std::size_t size);

/// Reads a file in a second thread, a few pieces ahead of who takes them.
class ReadAhead {
 public:
  static constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

  /// The descriptor stays the caller's, and open. Throws what std::thread throws when there is no
  /// thread to be had.
  explicit ReadAhead(int descriptor);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next piece; valid until the next call. Not to be asked again after an empty one.
  Piece next();

 private:
  static constexpr std::size_t kPieces = 8;

  struct Slot {
    std::unique_ptr<char[]> room;
    Piece piece;
  };

  void read_to_end();
  void give_back();

  int descriptor_;
  std::array<Slot, kPieces> slots_;
  std::mutex mutex_;  ///< of what stands between here and thread_
  std::condition_variable filled_changed_;
  std::size_t filled_ = 0;  ///< slots that hold a piece, the one that was handed out included
  bool stopped_ = false;
  bool has_handed_out_ = false;
  std::size_t turn_ = 0;  ///< of the taker
  std::thread thread_;
};

}  // namespace mig::io
