#include "mig/secrets/layer/joint_calls.hpp"

#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/read_joints.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

/// Whether a text is nothing but places that arguments fill: `%s%s`, `{}{}`, `{0}{1}`.
bool is_pattern(std::string_view text) {
  return text.size() >= 2 &&
         text.find_first_not_of("%s{}0123456789@vLI$") == std::string_view::npos &&
         text.find_first_of("%{") != std::string_view::npos;
}

}  // namespace

std::optional<std::size_t> behind_append(std::string_view text, std::size_t at) {
  std::size_t next = behind_blanks(text, at + 1);
  if (at_or_nul(text, next) == ';') next = behind_blanks(text, next + 1);
  for (std::size_t taken = 0; taken < 40 && is_word_byte(at_or_nul(text, next)); ++taken) ++next;
  if (at_or_nul(text, next) != '.') return std::nullopt;
  const std::string_view call = text.substr(next + 1, 12);
  for (const std::string_view name : {"append(", "Append(", "push_str(", "concat(", "add(", "Add(",
                                      "write(", "WriteString(", "Write(", "push("}) {
    if (!call.starts_with(name)) continue;
    const std::size_t open = behind_blanks(text, next + 1 + name.size());
    return is_quote(at_or_nul(text, open)) ? std::optional(open + 1) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::size_t> behind_addition(std::string_view text, std::size_t at) {
  const std::size_t first = at_or_nul(text, at) == '$' ? at + 1 : at;
  std::size_t end = first;
  while (end - first < 40 && is_word_byte(at_or_nul(text, end))) ++end;
  if (end == first) return std::nullopt;
  end = behind_blanks(text, end);
  const std::string_view sign = text.substr(end, 3);
  std::size_t length = 0;
  if (sign.starts_with("+=") || sign.starts_with(".=")) length = 2;
  if (sign == "||=" || sign == "..=") length = 3;
  if (length == 0) return std::nullopt;
  const std::size_t open = behind_blanks(text, end + length);
  return is_quote(at_or_nul(text, open)) ? std::optional(open + 1) : std::nullopt;
}

bool fills_pattern(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 40;
  const std::size_t open = behind_blanks(text, at + 1);
  if (is_quote(at_or_nul(text, open))) {
    const std::size_t size = text.substr(open + 1, kMost).find(text[open]);
    if (size != std::string_view::npos && is_pattern(text.substr(open + 1, size))) return true;
  }
  std::string_view before = text.substr(at - std::min(at, kMost), std::min(at, kMost));
  if (before.ends_with(".format")) {
    before.remove_suffix(7);
  } else {
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (!before.ends_with('%')) return false;
    before.remove_suffix(1);
    while (before.ends_with(' ')) before.remove_suffix(1);
  }
  if (before.size() < 3 || !is_quote(before.back())) return false;
  const char quote = before.back();
  before.remove_suffix(1);
  const std::size_t begin = before.rfind(quote);
  return begin != std::string_view::npos && is_pattern(before.substr(begin + 1));
}

}  // namespace mig::secrets::layer
