#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/find_persons.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestLiteral = 120;
constexpr std::size_t kLookedBack = 400;

// Who wrote a script stands in its comments and is no data of it.
bool is_comment(std::string_view text, std::size_t at) {
  const std::string_view line = line_before(text, at, kLookedBack);
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return false;
  const std::string_view words = line.substr(first);
  if (words.starts_with('#') || words.starts_with("//") || words.starts_with('*')) return true;
  const auto dashes = line.find("--");
  // An even number of quotes before: the dashes stand in no literal.
  if (dashes != std::string_view::npos &&
      std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(dashes), '\'') % 2 == 0)
    return true;
  const std::size_t begin = at > kLookedBack ? at - kLookedBack : 0;
  const std::string_view before = text.substr(begin, at - begin);
  const auto open = before.rfind("/*");
  return open != std::string_view::npos && before.find("*/", open) == std::string_view::npos;
}

// What a table is made of tells about values, not about persons.
bool defines(std::string_view text, std::size_t quote) {
  constexpr std::size_t kNear = 60;
  const std::string_view line = line_before(text, quote, kLookedBack);
  const std::string_view before = line.substr(line.size() - std::min(line.size(), kNear));
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"default", "check", "comment on", "regexp", "similar to", "author"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [before](std::string_view word) { return contains_folded(before, word); });
}

// A literal as a whole, or what LIKE compares with.
bool fills_literal(std::string_view text, Range range) {
  std::size_t begin = range.begin;
  std::size_t end = range.end;
  if (begin > 0 && text[begin - 1] == '%') --begin;
  if (end < text.size() && text[end] == '%') ++end;
  if (end < text.size() && text[end] == '\\') ++end;
  return begin > 0 && end < text.size() && is_quote_or_tick(text[begin - 1]) &&
         text[begin - 1] == text[end];
}

void find_email_literals(std::string_view text, Detections& found) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const void* hit = std::memchr(text.data() + at, '@', text.size() - at);
    if (hit == nullptr) return;
    at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
    const auto range = email_around(text, at);
    if (!range) continue;
    if (!fills_literal(text, *range) || is_comment(text, range->begin) ||
        defines(text, range->begin))
      continue;
    Detection detection;
    detection.rule = "pii-email";
    detection.span = {static_cast<std::uint32_t>(range->begin),
                      static_cast<std::uint32_t>(range->end)};
    detection.rank = rank::kText;
    detection.subject = "e-mail address in a literal";
    detection.value = std::string(text.substr(range->begin, range->end - range->begin));
    found.push_back(std::move(detection));
  }
}

/// The column that a literal is compared with: `lower(u.phone) = '...'`, `ssn IN ('...'`.
std::string compared_column(std::string_view text, std::size_t quote) {
  constexpr std::size_t kWindow = 80;
  const std::size_t limit = quote > kWindow ? quote - kWindow : 0;
  std::size_t at = quote;
  const auto skip = [&](std::string_view bytes) {
    while (at > limit && bytes.find(text[at - 1]) != std::string_view::npos) --at;
  };
  const auto skip_word = [&](std::string_view word) {
    const bool stands =
        at >= limit + word.size() && lowered(text.substr(at - word.size(), word.size())) == word;
    if (stands) at -= word.size();
    return stands;
  };
  if (at > limit && (text[at - 1] == 'N' || text[at - 1] == 'E')) --at;
  skip(" \t(");
  bool is_compared = false;
  if (at > limit && (text[at - 1] == '=' || text[at - 1] == '>')) {
    skip("=<>!");
    is_compared = true;
  } else {
    is_compared = skip_word("ilike") || skip_word("like") || skip_word("in") || skip_word("is");
  }
  if (!is_compared) return {};
  skip(" \t)\"`]");
  const std::size_t end = at;
  while (at > limit && is_word_byte(text[at - 1])) --at;
  return lowered(text.substr(at, end - at));
}

void look_at_literal(std::string_view text, std::size_t quote, std::size_t size,
                     Detections& found) {
  const std::string_view value = text.substr(quote + 1, size);
  constexpr std::ptrdiff_t kFewest = 7;
  const auto digits = std::count_if(value.begin(), value.end(), is_digit);
  if (digits < kFewest || value.find('@') != std::string_view::npos) return;
  const std::string column = compared_column(text, quote);
  if (column.empty() || is_comment(text, quote) || defines(text, quote)) return;
  Row row;
  row.source = RowSource::update;
  Cell cell;
  cell.column = column;
  cell.value = std::string(value);
  cell.span = {static_cast<std::uint32_t>(quote + 1), static_cast<std::uint32_t>(quote + 1 + size)};
  // A number that its column does not name is looked at nowhere in a script.
  cell.is_text = false;
  row.cells.push_back(std::move(cell));
  find_persons_in_row(row, found);
}

}  // namespace

void find_persons_in_script(const Text& text, Detections& found) {
  const std::string_view bytes = text.bytes;
  find_email_literals(bytes, found);
  for (std::size_t at = 0; at < bytes.size();) {
    const void* hit = std::memchr(bytes.data() + at, '\'', bytes.size() - at);
    if (hit == nullptr) return;
    const auto quote = static_cast<std::size_t>(static_cast<const char*>(hit) - bytes.data());
    const std::string_view rest = bytes.substr(quote + 1, kLongestLiteral);
    const std::size_t size = rest.find_first_of("'\n");
    at = quote + 1;
    if (size == std::string_view::npos || rest[size] == '\n') continue;
    const bool opens = quote == 0 || !is_word_byte(bytes[quote - 1]) || bytes[quote - 1] == 'N' ||
                       bytes[quote - 1] == 'E';
    if (!opens) continue;
    if (size > 0 && !is_blank(rest[0])) look_at_literal(bytes, quote, size, found);
    at = quote + 1 + (size == 0 ? 1 : size);
  }
}

}  // namespace mig::secrets
