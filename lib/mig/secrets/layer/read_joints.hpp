#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "mig/secrets/layer/edited_text.hpp"

namespace mig::secrets::layer {

/// What may stand between two literals that are one text.
struct JointRules {
  bool comma = false;    ///< inside concat(...), [...].join("")
  bool newline = false;  ///< C, Python and SQL join literals on following lines
};

/// Behind blanks and line ends, a bounded number of them.
std::size_t behind_blanks(std::string_view text, std::size_t at);

/// From the closing quote at `at` to behind the opening quote of the literal that goes on.
std::optional<Edit> read_joint(std::string_view text, std::size_t at, JointRules rules);

/// A call that makes one character: `chr(112)`, `CHAR(0x70)`, `[char]112`, with the operator behind
/// it. `at` is its bracket.
std::optional<Edit> read_character_call(std::string_view text, std::size_t at);

/// End of the literals, divided by commas, that stand from `at` on; nothing when there are not two.
/// `tried` is how far it looked.
std::optional<std::size_t> list_of_literals(std::string_view text, std::size_t at,
                                            std::size_t& tried);

/// Whether the bracket at `at` opens the arguments of a call that joins texts, or a list that is
/// joined behind its end.
bool joins_before(std::string_view text, std::size_t at);
bool joins_behind(std::string_view text, std::size_t end);

}  // namespace mig::secrets::layer
