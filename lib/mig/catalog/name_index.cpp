#include "mig/catalog/name_index.hpp"

#include <functional>

namespace mig::catalog {

std::uint32_t NameIndex::hash(char letter, Id holder, std::string_view name) {
  auto value = static_cast<std::uint64_t>(std::hash<std::string_view>()(name));
  value ^= (static_cast<std::uint64_t>(holder) << 8U) + static_cast<unsigned char>(letter);
  value *= 0x9E3779B97F4A7C15U;
  return static_cast<std::uint32_t>(value >> 32U);
}

void NameIndex::grow() {
  auto old = std::vector<Slot>((living_ + 8) < slots_.size() / 4 ? slots_.size()
                               : slots_.empty()                  ? std::size_t{64}
                                                                 : slots_.size() * 2);
  old.swap(slots_);
  taken_ = 0;
  living_ = 0;
  for (const auto& slot : old) {
    if (slot.id != kFree && slot.id != kGone) insert(slot.hash, slot.id);
  }
}

void NameIndex::insert(std::uint32_t hash, Id id) {
  if ((taken_ + 1) * 4 > slots_.size() * 3) grow();
  auto i = hash & (slots_.size() - 1);
  while (slots_[i].id != kFree) i = (i + 1) & (slots_.size() - 1);
  slots_[i] = {hash, id};
  ++taken_;
  ++living_;
}

void NameIndex::erase(std::uint32_t hash, Id id) {
  if (slots_.empty()) return;
  for (auto i = hash & (slots_.size() - 1); slots_[i].id != kFree;
       i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].id != id || slots_[i].hash != hash) continue;
    slots_[i].id = kGone;
    --living_;
    return;
  }
}

}  // namespace mig::catalog
