#include "mig/io/read_ahead.hpp"

#include <unistd.h>

#include <cerrno>

namespace mig::io {

Piece read_piece(int descriptor, char* room, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(descriptor, room, size);
    if (count >= 0) return {{room, static_cast<std::size_t>(count)}, 0};
    if (errno != EINTR) return {{}, errno};
  }
}

ReadAhead::ReadAhead(int descriptor) : descriptor_(descriptor) {
  for (auto& slot : slots_) slot.room = std::make_unique_for_overwrite<char[]>(kPieceBytes);
  thread_ = std::thread([this] { read_to_end(); });
}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  filled_changed_.notify_all();
  thread_.join();
}

void ReadAhead::read_to_end() {
  for (std::size_t turn = 0;; ++turn) {
    {
      std::unique_lock lock(mutex_);
      filled_changed_.wait(lock, [this] { return stopped_ || filled_ < kPieces; });
      if (stopped_) return;
    }
    // Neither thread looks at a slot that is the other's.
    auto& slot = slots_[turn % kPieces];
    slot.piece = read_piece(descriptor_, slot.room.get(), kPieceBytes);
    const bool is_last = slot.piece.bytes.empty();
    {
      const std::lock_guard lock(mutex_);
      ++filled_;
    }
    filled_changed_.notify_one();
    if (is_last) return;
  }
}

void ReadAhead::give_back() {
  std::size_t left = 0;
  {
    const std::lock_guard lock(mutex_);
    left = --filled_;
  }
  // The reader is far enough ahead to be woken for several pieces at once.
  if (left == kPieces / 2) filled_changed_.notify_one();
}

Piece ReadAhead::next() {
  if (has_handed_out_) give_back();
  std::unique_lock lock(mutex_);
  filled_changed_.wait(lock, [this] { return filled_ > 0; });
  has_handed_out_ = true;
  return slots_[turn_++ % kPieces].piece;
}

}  // namespace mig::io
