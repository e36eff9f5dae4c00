#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mig::contract {

/// A double-quoted YAML scalar of plain text: no control character, and nothing that a CI log would
/// take for a command.
std::string yaml_quoted(std::string_view text);

/// The text as it is where YAML reads it as that string, else quoted.
std::string yaml_word(std::string_view text);

/// ["public", "app"], every item quoted.
std::string yaml_flow_list(const std::vector<std::string>& items);

}  // namespace mig::contract
