#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mig/catalog/parts.hpp"

namespace mig::catalog {

/// Ids by the hash of a name: whoever asks compares the names. Copied as one block of memory.
class NameIndex {
 public:
  static std::uint32_t hash(char letter, Id holder, std::string_view name);

  void insert(std::uint32_t hash, Id id);
  void erase(std::uint32_t hash, Id id);
  /// Each id with that hash, in no order, until `visit` answers true.
  template <class Visit>
  void each(std::uint32_t hash, Visit visit) const {
    if (slots_.empty()) return;
    for (std::size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      const auto& slot = slots_[i];
      if (slot.id == kFree) return;
      if (slot.id != kGone && slot.hash == hash && visit(slot.id)) return;
    }
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Id id = kFree;
  };
  static constexpr Id kFree = 0;
  static constexpr Id kGone = ~Id{0};
  void grow();

  std::vector<Slot> slots_;  ///< a power of two of them
  std::size_t taken_ = 0;    ///< with those that are gone
  std::size_t living_ = 0;
};

}  // namespace mig::catalog
