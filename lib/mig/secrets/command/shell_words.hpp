#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mig/base/location.hpp"

namespace mig::secrets {

/// One word of a command line, without its quotes.
struct ShellWord {
  std::string value;
  std::vector<std::uint32_t> offsets;  ///< of every byte of the value in the text; and of its end
  bool has_expansion = false;  ///< `$name`, `${..}`, `$(..)` or backticks outside single quotes

  Span span(std::size_t begin, std::size_t end) const {
    return {offsets[begin], end > begin ? offsets[end - 1] + 1 : offsets[begin]};
  }
};

/// The words from `at` to the end of the command: an operator, a line that is not continued, or the
/// end of a string that the command stands in. Bounded in number and length.
std::vector<ShellWord> read_shell_words(std::string_view bytes, std::uint32_t at);

/// How far the words of one command are read.
inline constexpr std::uint32_t kCommandReach = 1024;

/// Where the last of the words ends; `at` when there is none.
inline std::uint32_t end_of(const std::vector<ShellWord>& words, std::uint32_t at) {
  return words.empty() ? at : words.back().offsets.back();
}

/// One word, which begins right at `at`; empty when none does.
ShellWord read_shell_word(std::string_view bytes, std::uint32_t at);

}  // namespace mig::secrets
