#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "mig/secrets/character.hpp"
#include "mig/secrets/token/assigned.hpp"
#include "mig/secrets/token/format.hpp"
#include "mig/secrets/token/report.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kNearBytes = 400;
constexpr std::uint16_t kShortBytes = 400;

std::string source_of(const TokenFormat& format) {
  if (format.form == TokenForm::token) return std::string(format.pattern);
  return "[\\x60'\"\\s=\\\\]{0,20}(" + std::string(format.pattern) +
         ")(?:[\\x60'\"\\s;,)}\\]<&|\\\\]|$)";
}

std::unique_ptr<const RE2> compiled(const TokenFormat& format) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return std::make_unique<const RE2>(source_of(format), options);
}

struct Lazy {
  std::once_flag once;
  std::unique_ptr<const RE2> pattern;
};

/// Compiled when it is first needed: a run over clean files compiles next to nothing.
const RE2& pattern_of(const TokenFormat& format) {
  static const auto kPrograms = std::make_unique<Lazy[]>(token_formats().size());
  Lazy& lazy = kPrograms[index_of(format)];
  std::call_once(lazy.once, [&] { lazy.pattern = compiled(format); });
  return *lazy.pattern;
}

bool is_letter_or_digit(char byte) {
  return is_word_byte(byte) && byte != '_';
}

/// No word goes on across `at`; an escape that ends in a letter (`\n`, `%3D`, `\u003d`) is no word.
bool begins_word(std::string_view bytes, std::size_t at) {
  if (at == 0 || !is_letter_or_digit(bytes[at - 1])) return true;
  const char last = bytes[at - 1];
  if (at >= 2 && bytes[at - 2] == '\\') return last == 'n' || last == 'r' || last == 't';
  if (!is_hex(last)) return false;
  if (at >= 3 && bytes[at - 3] == '%' && is_hex(bytes[at - 2])) return true;
  return at >= 6 && bytes[at - 6] == '\\' && bytes[at - 5] == 'u';
}

/// A long token goes on over these bytes too. That none may stand before it keeps a text in which
/// one runs into the next from being read anew at each of them.
bool begins_long_token(const TokenFormat& format, std::string_view bytes, std::size_t at) {
  if (at == 0 || format.bytes_after <= kShortBytes) return true;
  const char last = bytes[at - 1];
  return last != '-' && last != '_' && last != '+' && last != '/';
}

bool stands_near(std::string_view bytes, Span span, std::string_view word) {
  const std::size_t from = span.begin > kNearBytes ? span.begin - kNearBytes : 0;
  return contains_folded(bytes.substr(from, span.end - from + kNearBytes), word);
}

/// A row of x, as documentation and redaction write it, or words that say the same.
bool is_masked(std::string_view secret) {
  std::size_t row = 0;
  for (const char byte : secret) {
    row = byte == 'x' || byte == 'X' || byte == '*' || byte == '#' ? row + 1 : 0;
    if (row == 6) return true;
  }
  for (const std::string_view word :
       {"redacted", "placeholder", "_here", "changeme", "your_", "dummy"}) {
    if (contains_folded(secret, word)) return true;
  }
  return false;
}

bool is_wanted(const TokenFormat& format, std::string_view bytes, Span span) {
  const auto secret = bytes.substr(span.begin, span.end - span.begin);
  if (secret.empty()) return false;
  if (format.min_entropy > 0 && entropy_of(secret) < format.min_entropy) return false;
  if (format.is_valid != nullptr && !format.is_valid(secret)) return false;
  if (!format.may_be_masked) {
    if (is_masked(secret) || is_reference(secret)) return false;
    if (format.form == TokenForm::assigned && contains_folded(secret, "example")) return false;
  }
  return format.near.empty() || stands_near(bytes, span, format.near);
}

Span span_of(std::string_view bytes, const re2::StringPiece& piece) {
  const auto begin = static_cast<std::uint32_t>(piece.data() - bytes.data());
  return {begin, begin + static_cast<std::uint32_t>(piece.size())};
}

/// Goes on to the end of a token that is longer than the window, but not more than twice as long.
void grow(const TokenFormat& format, std::string_view bytes, std::size_t window_end, Span& span) {
  if (span.end != window_end) return;
  const std::size_t limit = std::min(bytes.size(), window_end + format.bytes_after);
  std::size_t at = window_end;
  while (at < limit && (is_word_byte(bytes[at]) || bytes[at] == '+' || bytes[at] == '/' ||
                        bytes[at] == '-' || bytes[at] == '.' || bytes[at] == '=')) {
    ++at;
  }
  span.end = static_cast<std::uint32_t>(at);
}

/// `OKTA`, `Okta` or `okta`, but not the middle of `rookTable`.
bool stands_in_one_case(std::string_view word) {
  const auto rest = word.substr(1);
  const auto capitals = std::count_if(rest.begin(), rest.end(), is_upper);
  return capitals == 0 ||
         (is_upper(word.front()) && capitals == static_cast<std::ptrdiff_t>(rest.size()));
}

/// Matches at `from` exactly, or from there on.
std::optional<std::pair<Span, Span>> match(const TokenFormat& format, std::string_view bytes,
                                           std::size_t from, std::size_t end, RE2::Anchor anchor) {
  const re2::StringPiece window(bytes.data() + from, end - from);
  re2::StringPiece groups[2];
  const RE2& pattern = pattern_of(format);
  const int count = pattern.NumberOfCapturingGroups() > 0 ? 2 : 1;
  if (!pattern.Match(window, 0, window.size(), anchor, groups, count)) return std::nullopt;
  const bool has_group = count == 2 && groups[1].data() != nullptr;
  return std::pair{span_of(bytes, groups[0]), span_of(bytes, groups[has_group ? 1 : 0])};
}

void judge(const TokenFormat& format, std::string_view bytes, std::size_t window_end, Span span,
           Detections& found) {
  grow(format, bytes, window_end, span);
  if (!format.may_end_anywhere && span.end < bytes.size() && is_word_byte(bytes[span.end - 1]) &&
      is_word_byte(bytes[span.end])) {
    return;
  }
  if (is_wanted(format, bytes, span)) report(format, bytes, span, found);
}

void find_anchored(const TokenFormat& format, std::string_view bytes, Hit hit, Detections& found) {
  if (hit.begin < format.bytes_before) return;
  const std::size_t from = hit.begin - format.bytes_before;
  if (!format.joins_words &&
      !(begins_word(bytes, from) && begins_long_token(format, bytes, from))) {
    return;
  }
  const std::size_t end = std::min<std::size_t>(bytes.size(), hit.end + format.bytes_after);
  const auto spans = match(format, bytes, from, end, RE2::ANCHOR_START);
  if (spans) judge(format, bytes, end, spans->second, found);
}

void find_in_window(const TokenFormat& format, std::string_view bytes, Hit hit, Detections& found) {
  std::size_t from = hit.begin - std::min<std::size_t>(hit.begin, format.bytes_before);
  const std::size_t end = std::min<std::size_t>(bytes.size(), hit.end + format.bytes_after);
  while (from < end) {
    const auto spans = match(format, bytes, from, end, RE2::UNANCHORED);
    if (!spans || spans->first.end <= spans->first.begin) return;
    if (format.joins_words || begins_word(bytes, spans->second.begin)) {
      judge(format, bytes, end, spans->second, found);
    }
    from = spans->first.end;
  }
}

void find_assigned(const TokenFormat& format, std::string_view bytes, Hit hit, Detections& found) {
  if (format.keeps_case && !stands_in_one_case(bytes.substr(hit.begin, hit.end - hit.begin))) {
    return;
  }
  const auto from = after_operator(bytes, hit);
  if (!from) return;
  const std::size_t end = std::min<std::size_t>(bytes.size(), *from + format.bytes_after);
  const auto spans = match(format, bytes, *from, end, RE2::ANCHOR_START);
  if (spans && is_wanted(format, bytes, spans->second)) {
    report(format, bytes, spans->second, found);
  }
}

/// A word before a value tells less than a value that tells itself.
std::uint8_t rank_of(const TokenFormat& format) {
  const int named = format.form == TokenForm::assigned ? 4 : 0;
  const int unsure = format.confidence == Confidence::low ? 5 : 0;
  return static_cast<std::uint8_t>(rank::kToken - named - unsure);
}

}  // namespace

void report(const TokenFormat& format, std::string_view bytes, Span span, Detections& found) {
  // Literals of one format may overlap, so that a token is met more than once.
  for (auto last = found.rbegin(); last != found.rend() && last - found.rbegin() < 4; ++last) {
    if (last->rule == format.rule && last->span == span) return;
  }
  Detection detection;
  detection.rule = format.rule;
  detection.span = span;
  detection.rank = rank_of(format);
  detection.subject = format.title;
  detection.value = bytes.substr(span.begin, span.end - span.begin);
  detection.confidence = format.confidence;
  if (format.is_checked != nullptr && !format.is_checked(detection.value)) {
    detection.confidence = std::min(detection.confidence, Confidence::medium);
  }
  found.push_back(std::move(detection));
}

void find_token(const TokenFormat& format, const Text& text, Hit hit, Detections& found) {
  if (hit.begin >= hit.end || hit.end > text.bytes.size()) return;
  if (format.find != nullptr) return format.find(format, text, hit, found);
  if (format.form == TokenForm::assigned) return find_assigned(format, text.bytes, hit, found);
  if (format.anchored) return find_anchored(format, text.bytes, hit, found);
  find_in_window(format, text.bytes, hit, found);
}

}  // namespace mig::secrets
