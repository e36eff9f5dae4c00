#include <algorithm>
#include <array>
#include <cstddef>

#include "mig/pattern/digits.hpp"
#include "mig/pattern/html_tags.hpp"
#include "mig/pattern/pattern.hpp"

// A false alarm costs a contributor more than a miss: every form below is told from its look-alike
// (comparison, HTML, autolink, generic type, path template, variable, literal) by what touches it.
namespace mig::pattern {
namespace {

constexpr std::size_t kLongestPlaceholder = 80;
constexpr std::size_t kLongestMarker = 5;

bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

/// A byte of a letter, or of any other character, beyond ASCII.
bool is_wide(char letter) {
  return static_cast<unsigned char>(letter) >= 0x80U;
}

bool is_letter_or_digit(char letter) {
  return is_letter(letter) || is_digit(letter);
}

/// A character that makes the word next to it a part of a longer name.
bool is_name_part(char letter) {
  return is_letter_or_digit(letter) || letter == '_' || letter == '-';
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char letter) { return lower(letter); });
  return result;
}

bool is_ellipsis(std::string_view text) {
  return text == "..." || text == "…";
}

bool has_blank(std::string_view text) {
  return text.find_first_of(" \t") != text.npos;
}

/// The character before `at`; NUL at the start.
char before(std::string_view text, std::size_t at) {
  return at == 0 ? '\0' : text[at - 1];
}

char at_or_nul(std::string_view text, std::size_t at) {
  return at < text.size() ? text[at] : '\0';
}

/// What stands between the bracket at `open` and its partner on the same line; nothing when there
/// is none near or when it could not be a description: it starts with a letter and ends tightly.
std::optional<std::string_view> described(std::string_view text, std::size_t open, char close,
                                          std::string_view punctuation) {
  const std::string_view window = text.substr(open + 1, kLongestPlaceholder + 1);
  const std::size_t end = window.find(close);
  if (end == window.npos || end == 0) return std::nullopt;
  const std::string_view inner = window.substr(0, end);
  if (is_ellipsis(inner)) return inner;
  constexpr std::string_view kTightEnds = ".)?";
  const bool tight_begin = is_letter(inner.front()) || is_wide(inner.front());
  const bool tight_end = is_letter_or_digit(inner.back()) || is_wide(inner.back()) ||
                         kTightEnds.find(inner.back()) != kTightEnds.npos;
  if (!tight_begin || !tight_end) return std::nullopt;
  const bool plain = std::all_of(inner.begin(), inner.end(), [&](char letter) {
    return is_letter_or_digit(letter) || is_wide(letter) ||
           punctuation.find(letter) != punctuation.npos;
  });
  if (!plain) return std::nullopt;
  return inner;
}

/// `vector<int>` and `metric{label}` name something; `v<release-version>` waits for a person.
bool is_glued_type(std::string_view text, std::size_t open, std::string_view inner) {
  const bool glued = is_letter_or_digit(before(text, open)) || text.substr(0, open).ends_with("::");
  return glued && (inner.find('-') == inner.npos || has_blank(inner));
}

/// `<https://host>`, `<mailto:someone>`, `<someone@host>`.
bool is_autolink(std::string_view inner) {
  return !has_blank(inner) && inner.find_first_of(":@") != inner.npos;
}

std::optional<std::string_view> angle_placeholder(std::string_view text, std::size_t open,
                                                  ClosedTags& closed) {
  const auto inner = described(text, open, '>', " _-./|:@,'()#&+");
  if (!inner) return std::nullopt;
  if (!is_ellipsis(*inner)) {
    if (is_autolink(*inner) || is_glued_type(text, open, *inner)) return std::nullopt;
    if (closed.is_html(lower(*inner))) return std::nullopt;
  }
  return text.substr(open, inner->size() + 2);
}

/// A template expression that nobody expanded: `{{ name }}`. `${{ name }}` is a variable.
std::optional<std::string_view> template_placeholder(std::string_view text, std::size_t open) {
  if (before(text, open) == '$') return std::nullopt;
  const std::string_view window = text.substr(open + 2, kLongestPlaceholder + 2);
  const std::size_t end = window.find("}}");
  if (end == window.npos) return std::nullopt;
  const std::string_view inner = window.substr(0, end);
  const bool named = std::any_of(inner.begin(), inner.end(), is_letter);
  if (!named || inner.find_first_of("{\n\":") != inner.npos) return std::nullopt;
  return text.substr(open, end + 4);
}

std::optional<std::string_view> brace_placeholder(std::string_view text, std::size_t open) {
  if (at_or_nul(text, open + 1) == '{') return template_placeholder(text, open);
  const auto inner = described(text, open, '}', " _-./|'()#&+");
  if (!inner) return std::nullopt;
  if (!is_ellipsis(*inner)) {
    const char left = before(text, open);
    const char right = at_or_nul(text, open + inner->size() + 2);
    // `${VAR}`, `HEAD@{upstream}`, `/parcels/{id}`, `'{admin}'::text[]`, the set {x}.
    const bool literal = left == '\'' && right == '\'';
    if (left == '$' || left == '@' || left == '/' || left == '{' || literal) return std::nullopt;
    if (inner->size() == 1 || is_glued_type(text, open, *inner)) return std::nullopt;
  }
  return text.substr(open, inner->size() + 2);
}

std::size_t end_of_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_name_part(text[at])) ++at;
  return at;
}

/// `xxx`, and the ticket that nobody opened: `DB-XXXX`; not a mask such as `xxxx-xxxx`.
bool is_crossed_out(std::string_view word) {
  const std::string_view tail = word.substr(word.rfind('-') + 1);
  if (tail.size() < 3 || tail.find_first_not_of("xX") != tail.npos) return false;
  return tail.size() == word.size() || word.find_first_not_of("xX0123456789-") != word.npos;
}

/// "lorem", which ends at `end`, and its second word.
std::optional<std::string_view> lorem_ipsum(std::string_view text, std::size_t start,
                                            std::size_t end) {
  constexpr std::string_view kSecondWord = "ipsum";
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  if (next == text.npos) return std::nullopt;
  if (lower(text.substr(next, kSecondWord.size())) != kSecondWord) return std::nullopt;
  return text.substr(start, next + kSecondWord.size() - start);
}

/// The marker word in the name from `start` up to `end`.
std::optional<std::string_view> word_placeholder(std::string_view text, std::size_t start,
                                                 std::size_t end) {
  // `TODO.md`, `context.TODO`
  const bool in_a_dotted_name =
      before(text, start) == '.' ||
      (at_or_nul(text, end) == '.' && is_name_part(at_or_nul(text, end + 1)));
  if (in_a_dotted_name) return std::nullopt;
  std::string_view word = text.substr(start, end - start);
  // Emphasis and comment marks: `_TODO_`, `--TODO`.
  const std::size_t first = word.find_first_not_of("_-");
  if (first == word.npos) return std::nullopt;
  word = word.substr(first, word.find_last_not_of("_-") + 1 - first);
  if (is_crossed_out(word)) return word;
  if (word.size() > kLongestMarker) return std::nullopt;
  const std::string folded = lower(word);
  // A table may well be called "todo"; only the shouted word or the label `todo:` is a marker.
  if (folded == "todo" && (word == "TODO" || at_or_nul(text, end) == ':')) return word;
  if (folded == "tbd" || folded == "fixme") return word;
  if (folded == "lorem") return lorem_ipsum(text, start + first, end);
  return std::nullopt;
}

std::optional<std::string_view> only_an_ellipsis(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return std::nullopt;
  const std::string_view trimmed = text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
  const bool dots = trimmed.size() > 1 && trimmed.find_first_not_of('.') == trimmed.npos;
  if (dots || trimmed == "…") return trimmed;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_placeholder(std::string_view text) {
  if (const auto dots = only_an_ellipsis(text)) return std::string(*dots);
  ClosedTags closed(text);
  for (std::size_t at = 0; at < text.size();) {
    std::optional<std::string_view> found;
    std::size_t next = at + 1;
    if (text[at] == '<') {
      found = angle_placeholder(text, at, closed);
    } else if (text[at] == '{') {
      found = brace_placeholder(text, at);
    } else if (is_name_part(text[at])) {
      next = end_of_name(text, at);
      found = word_placeholder(text, at, next);
    }
    if (found) return std::string(*found);
    at = next;
  }
  return std::nullopt;
}

}  // namespace mig::pattern
