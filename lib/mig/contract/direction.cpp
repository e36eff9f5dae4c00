#include "mig/contract/direction.hpp"

#include <algorithm>

#include "mig/contract/direction_tables.hpp"

namespace mig::contract {

std::span<const Direction> directions_of(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::policy:
      return policy_directions();
    case DocumentKind::trust:
      return trust_directions();
    case DocumentKind::declaration:
      return declaration_directions();
    default:
      return {};
  }
}

const Direction* direction_of(DocumentKind kind, std::string_view key) {
  const auto table = directions_of(kind);
  const auto found = std::find_if(table.begin(), table.end(),
                                  [key](const Direction& entry) { return entry.key == key; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view name_of(Lean lean) {
  switch (lean) {
    case Lean::looser:
      return "looser";
    case Lean::tighter:
      return "tighter";
    case Lean::neither:
      return "neither";
  }
  return "neither";
}

}  // namespace mig::contract
