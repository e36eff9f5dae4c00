#include <algorithm>

#include "mig/secrets/assignment/value_reader.hpp"
#include "mig/secrets/character.hpp"

namespace mig::secrets {

std::optional<Span> said_in_prose(const Text& text, std::uint32_t at) {
  const auto rest = text.bytes.substr(at, 120);
  const auto line = rest.substr(0, rest.find('\n'));
  if (line.empty() || line.front() != ' ') return std::nullopt;
  const auto is = line.find(" is ");
  if (is == std::string_view::npos || (is != 0 && !line.starts_with(" for "))) return std::nullopt;
  auto begin = is + 4;
  for (const std::string_view filler : {"now ", "currently ", "set to ", "still "}) {
    if (line.substr(begin).starts_with(filler)) begin += filler.size();
  }
  if (begin >= line.size()) return std::nullopt;
  const auto shifted = [at](std::size_t from, std::size_t to) {
    return Span{at + static_cast<std::uint32_t>(from), at + static_cast<std::uint32_t>(to)};
  };
  if (is_quote_or_tick(line[begin])) {
    const auto end = line.find(line[begin], begin + 1);
    if (end == std::string_view::npos || end - begin < 4) return std::nullopt;
    return shifted(begin + 1, end);
  }
  auto end = std::min(line.find_first_of(" ,;)", begin), line.size());
  while (end > begin && (line[end - 1] == '.' || line[end - 1] == '!')) --end;
  const auto word = line.substr(begin, end - begin);
  const bool has_digit = word.find_first_of("0123456789") != std::string_view::npos;
  const bool has_letter =
      std::any_of(word.begin(), word.end(), [](char byte) { return is_letter(byte); });
  if (word.size() < 6 || !has_digit || !has_letter) return std::nullopt;
  return shifted(begin, end);
}

}  // namespace mig::secrets
