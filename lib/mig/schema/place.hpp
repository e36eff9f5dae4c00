#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mig/document/value.hpp"

namespace mig::schema {

/// Where in the instance a check is. A chain on the stack: nothing is built until something is
/// wrong.
struct Place {
  const Place* parent = nullptr;
  const document::Member* member = nullptr;  ///< set when this is the value of a key
  std::size_t index = 0;                     ///< counts when neither the root nor a member's value
  std::uint32_t depth = 0;

  static Place of_member(const Place& parent, const document::Member& member) {
    return {&parent, &member, 0, parent.depth + 1};
  }
  static Place of_entry(const Place& parent, std::size_t index) {
    return {&parent, nullptr, index, parent.depth + 1};
  }
};

/// "artifacts.forward[0]"; empty for the root.
std::string path_of(const Place& place);

/// The path of a member of the object at `place`.
std::string path_of_key(const Place& place, std::string_view key);

}  // namespace mig::schema
