#include "mig/base/line_hash.hpp"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "mig/base/utf8.hpp"

namespace mig {
namespace {

constexpr std::size_t kBlockSize = 100;
constexpr std::uint64_t kFactor = 37;
constexpr std::uint32_t kEndOfFile = 0xFFFF;

consteval std::uint64_t factor_of_oldest() {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < kBlockSize; ++i) power *= kFactor;
  return power;
}
constexpr std::uint64_t kFactorOfOldest = factor_of_oldest();

/// The window of the last 100 characters. A line's hash is known once the window has come round to
/// the slot of its first character again.
class RollingHash {
 public:
  /// Whether `value()` is now the hash of the line that began in the slot about to be overwritten.
  bool completes_line() const { return starts_line_[index_]; }
  std::uint64_t value() const { return value_; }

  void clear_line_start() { starts_line_[index_] = false; }
  void mark_line_start() { starts_line_[index_] = true; }

  void push(std::uint32_t unit) {
    const std::uint64_t oldest = window_[index_];
    window_[index_] = unit;
    value_ = kFactor * value_ + unit - kFactorOfOldest * oldest;
    index_ = (index_ + 1) % kBlockSize;
  }

 private:
  std::array<std::uint32_t, kBlockSize> window_{};
  std::array<bool, kBlockSize> starts_line_{};
  std::uint64_t value_ = 0;
  std::size_t index_ = 0;
};

/// Feeds UTF-16 code units, as the reference counts them, and collects the hashes in line order.
class LineHasher {
 public:
  void feed(std::uint32_t unit) {
    const bool after_cr = previous_was_cr_;
    previous_was_cr_ = false;
    if (unit == ' ' || unit == '\t' || (after_cr && unit == '\n')) return;
    if (unit == '\r') {
      unit = '\n';
      previous_was_cr_ = true;
    }
    collect();
    if (at_line_start_) rolling_.mark_line_start();
    at_line_start_ = unit == '\n';
    rolling_.push(unit);
  }

  std::vector<std::uint64_t> finish() {
    feed(kEndOfFile);
    for (std::size_t i = 0; i < kBlockSize; ++i) {
      collect();
      rolling_.push(0);
    }
    return std::move(hashes_);
  }

 private:
  void collect() {
    if (!rolling_.completes_line()) return;
    hashes_.push_back(rolling_.value());
    rolling_.clear_line_start();
  }

  RollingHash rolling_;
  std::vector<std::uint64_t> hashes_;
  bool at_line_start_ = true;
  bool previous_was_cr_ = false;
};

}  // namespace

LineHashes::LineHashes(std::string_view file_bytes) {
  LineHasher hasher;
  for (std::size_t at = 0; at < file_bytes.size();) {
    const CodePoint code_point = code_point_at(file_bytes, at);
    at += code_point.size;
    if (code_point.value < 0x10000) {
      hasher.feed(code_point.value);
    } else {
      hasher.feed(0xD7C0U + (code_point.value >> 10U));
      hasher.feed(0xDC00U + (code_point.value & 0x3FFU));
    }
  }
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  for (const std::uint64_t hash : hasher.finish()) lines_.push_back({hash, ++seen[hash]});
}

std::string LineHashes::of(std::uint32_t line) const {
  if (line == 0 || line > lines_.size()) return {};
  const Entry& entry = lines_[line - 1];
  return fmt::format("{:x}:{}", entry.hash, entry.count);
}

std::string primary_location_line_hash(std::string_view file_bytes, std::uint32_t line) {
  return LineHashes(file_bytes).of(line);
}

}  // namespace mig
