#include "mig/document/yaml_error.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace mig::document {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kReasons{{
    {"illegal map value", "a ':' stands where no mapping can begin; quote the text or indent anew"},
    {"illegal block entry", "a '-' stands where no list can begin; check the indentation"},
    {"illegal map key", "a '?' stands where no mapping can begin; check the indentation"},
    {"end of map not found", "text stands here that does not belong to the mapping above"},
    {"end of sequence not found", "text stands here that does not belong to the list above"},
    {"end of map flow not found", "the mapping lacks a ',' here or its closing '}'"},
    {"end of sequence flow not found", "the list lacks a ',' here or its closing ']'"},
    {"illegal flow end", "a bracket is closed here that was not opened"},
    {"illegal EOF in scalar", "a quoted text is not closed"},
    // What follows is the first byte of the character, which alone may be no UTF-8.
    {"unknown escape character",
     "a '\\' stands before a character that YAML has no escape for; write '\\\\' for a backslash"},
}};

}  // namespace

std::string describe_yaml_error(const std::string& reason) {
  const auto known = std::find_if(kReasons.begin(), kReasons.end(), [&](const auto& entry) {
    return reason.starts_with(entry.first);
  });
  return known == kReasons.end() ? "not valid YAML: " + reason : std::string(known->second);
}

}  // namespace mig::document
