#include "mig/secrets/person/prose.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/common_numbers.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/near.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

void add(std::string_view text, Range range, std::string_view rule, std::string_view subject,
         Confidence confidence, Detections& found) {
  Detection detection;
  detection.rule = rule;
  detection.span = {static_cast<std::uint32_t>(range.begin), static_cast<std::uint32_t>(range.end)};
  detection.confidence = confidence;
  detection.rank = rank::kText;
  detection.subject = std::string(subject);
  detection.value = std::string(text.substr(range.begin, range.end - range.begin));
  found.push_back(std::move(detection));
}

/// A run of letters and digits, and what is looked for from its beginning.
class Token {
 public:
  Token(std::string_view text, std::size_t begin, std::size_t end, bool has_words,
        Detections& found)
      : text_(text), begin_(begin), end_(end), has_words_(has_words), found_(found) {}

  /// Where the search goes on: behind what was found or is of no interest.
  std::size_t look(bool with_addresses);

 private:
  std::size_t look_at_phone();
  std::size_t look_at_iban();
  std::size_t look_at_ssn();
  std::size_t look_at_card();
  std::size_t look_at_address();
  std::size_t look_at_national_id();
  std::size_t report(std::size_t end, std::string_view rule, std::string_view subject,
                     Confidence confidence = Confidence::high) {
    add(text_, {begin_, end}, rule, subject, confidence, found_);
    return end;
  }
  /// How far letters, digits and single separators go, at most `most` bytes.
  std::size_t extent(std::string_view separators, std::size_t most, bool letters) const;
  bool ends_word(std::size_t at) const { return !is_word_byte(at_or_nul(text_, at)); }
  std::string_view part(std::size_t end) const { return text_.substr(begin_, end - begin_); }

  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  bool has_words_;
  Detections& found_;
};

std::size_t Token::extent(std::string_view separators, std::size_t most, bool letters) const {
  std::size_t at = begin_;
  while (at < text_.size() && at - begin_ < most) {
    const char byte = text_[at];
    const bool is_body = letters ? is_alnum(byte) : is_digit(byte);
    const bool is_gap = separators.find(byte) != std::string_view::npos;
    if (!is_body && !is_gap) break;
    ++at;
  }
  while (at > begin_ && separators.find(text_[at - 1]) != std::string_view::npos) --at;
  return at;
}

std::size_t Token::look_at_phone() {
  const bool has_plus = begin_ > 0 && text_[begin_ - 1] == '+';
  if (has_plus) {
    if (begin_ > 1 && is_word_byte(text_[begin_ - 2])) return 0;
    // An added line of a diff begins with the same sign.
    const bool begins_line = begin_ == 1 || text_[begin_ - 2] == '\n';
    std::size_t end = extent(" -.()/", 24, false);
    while (end > begin_ + 7) {
      const std::string_view written = text_.substr(begin_ - 1, end - begin_ + 1);
      const bool is_bare = written.find_first_of(" -.(") == std::string_view::npos;
      if (ends_word(end) && is_international_phone(written) && !(begins_line && is_bare)) {
        --begin_;
        return report(end, "pii-phone", "phone number");
      }
      do --end;
      while (end > begin_ && is_digit(text_[end]));
      while (end > begin_ && !is_digit(text_[end - 1])) --end;
    }
    return 0;
  }
  if (!has_words_) return 0;
  std::size_t first = begin_;
  if (first > 0 && text_[first - 1] == '(') --first;
  std::swap(first, begin_);
  std::size_t end = extent(" -.()/", 20, false);
  const bool fits = ends_word(end) && digits_of(part(end)).size() >= 9 && is_phone(part(end)) &&
                    is_near(text_, begin_, Near::phone);
  if (fits) return report(end, "pii-phone", "phone number", Confidence::medium);
  begin_ = first;
  return 0;
}

std::size_t Token::look_at_iban() {
  const std::size_t length = iban_length(text_.substr(begin_, 2));
  if (length == 0) return 0;
  std::size_t at = begin_;
  std::size_t taken = 0;
  for (; at < text_.size() && taken < length; ++at) {
    if (is_alnum(text_[at]))
      ++taken;
    else if ((text_[at] != ' ' && text_[at] != '-') || !is_alnum(at_or_nul(text_, at + 1)))
      return 0;
  }
  if (!ends_word(at) || !is_iban(compacted(part(at)))) return 0;
  return report(at, "pii-iban", "bank account (IBAN)");
}

std::size_t Token::look_at_ssn() {
  constexpr std::size_t kGrouped = 11;
  constexpr std::size_t kPlain = 9;
  if (end_ - begin_ == 3 && is_ssn_grouping(text_.substr(begin_, kGrouped))) {
    const std::size_t end = begin_ + kGrouped;
    const bool is_longer = !ends_word(end) ||
                           (at_or_nul(text_, end) == '-' && is_alnum(at_or_nul(text_, end + 1))) ||
                           (begin_ > 0 && text_[begin_ - 1] == '-');
    const bool is_named = is_near(text_, begin_, Near::ssn);
    if (is_longer || (!is_named && text_[begin_ + 3] == ' ')) return 0;
    if (!is_ssn(digits_of(part(end)))) return 0;
    return report(end, "pii-ssn", "social security number",
                  is_named ? Confidence::high : Confidence::medium);
  }
  if (end_ - begin_ == kPlain && is_near(text_, begin_, Near::ssn) && is_ssn(part(end_)))
    return report(end_, "pii-ssn", "social security number");
  return 0;
}

std::size_t Token::look_at_card() {
  constexpr std::size_t kLeast = 13;
  if (end_ - begin_ >= kLeast) {
    if (!is_card(part(end_)) || !is_near(text_, begin_, Near::card)) return 0;
    return report(end_, "pii-card", "number of a payment card");
  }
  if (end_ - begin_ != 4) return 0;
  const char separator = at_or_nul(text_, end_);
  if (separator != ' ' && separator != '-') return 0;
  // Within a longer row of groups; the first of them was looked at.
  const bool is_within = begin_ > 4 && text_[begin_ - 1] == separator &&
                         is_digit(text_[begin_ - 2]) && is_digit(text_[begin_ - 3]) &&
                         is_digit(text_[begin_ - 4]) && is_digit(text_[begin_ - 5]);
  if (is_within || !is_digit(at_or_nul(text_, end_ + 4))) return 0;
  std::size_t end = extent(std::string_view(&separator, 1), 23, false);
  // Another number may follow behind a blank.
  while (end > begin_ + kLeast) {
    const std::string_view written = part(end);
    if (ends_word(end) && is_card_grouping(written) && is_card(digits_of(written)))
      return report(end, "pii-card", "number of a payment card");
    const auto gap = written.rfind(separator);
    if (gap == std::string_view::npos) break;
    end = begin_ + gap;
  }
  return 0;
}

std::size_t Token::look_at_address() {
  std::size_t end = begin_;
  const bool is_v6 = at_or_nul(text_, end_) == ':';
  while (end < text_.size() && end - begin_ < 48 &&
         (is_v6 ? std::isxdigit(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == ':'
                : is_digit(text_[end]) || text_[end] == '.'))
    ++end;
  while (end > begin_ && (text_[end - 1] == '.' || text_[end - 1] == ':')) --end;
  const char before = begin_ > 0 ? text_[begin_ - 1] : '\0';
  const char behind = at_or_nul(text_, end);
  if (is_word_byte(behind) || (behind == '/' && is_digit(at_or_nul(text_, end + 1)))) return 0;
  if (before == '/' || before == '-' || before == '.' || before == ':' || before == '~' ||
      before == '^' || behind == '-')
    return 0;
  if (!is_public_ip(part(end))) return 0;
  const bool is_named = is_near(text_, begin_, Near::address);
  if (!is_v6 && is_near(text_, begin_, Near::version)) return 0;
  // Small numbers only: more likely the number of a release.
  if (!is_v6 && !is_named && part(end).size() < 9) return 0;
  return report(end, "pii-ip-address", "internet address",
                is_named ? Confidence::high : Confidence::medium);
}

std::size_t Token::look_at_national_id() {
  constexpr std::size_t kMost = 24;
  for (const std::string_view separators : {std::string_view("-./ +"), std::string_view("-.")}) {
    const std::size_t end = extent(separators, kMost, true);
    if (end - begin_ < 8 || !ends_word(end)) continue;
    if (const auto title = national_title_near(text_, begin_, part(end), has_words_);
        !title.empty())
      return report(end, "pii-national-id", title);
  }
  return 0;
}

std::size_t Token::look(bool with_addresses) {
  constexpr std::size_t kDigest = 20;
  if (const std::size_t end = behind_uuid(text_, begin_, end_)) return end;
  std::size_t end = 0;
  if (!is_digit(text_[begin_]) && is_alnum(at_or_nul(text_, begin_ + 3)) &&
      is_digit(at_or_nul(text_, begin_ + 2)) && (end = look_at_iban()) != 0)
    return end;
  if (end_ - begin_ >= kDigest) return end_;
  const bool is_number = std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin_),
                                     text_.begin() + static_cast<std::ptrdiff_t>(end_), is_digit);
  if (is_number) {
    constexpr std::size_t kShortest = 8;
    constexpr std::size_t kChinese = 18;  // the one id that is nothing but digits and known by form
    const std::size_t size = end_ - begin_;
    const char next = at_or_nul(text_, end_);
    const bool goes_on = next == ' ' || next == ')' || (next >= '+' && next <= ':' && next != ',');
    const char before = begin_ > 0 ? text_[begin_ - 1] : ' ';
    if (!goes_on && before != '+' && (size < kShortest || (!has_words_ && size != kChinese)))
      return end_;
    if ((end = behind_common(text_, begin_, end_)) != 0) return end;
    if ((end = look_at_phone()) != 0) return end;
    if ((end = look_at_ssn()) != 0) return end;
    if ((end = look_at_card()) != 0) return end;
  }
  const char behind = at_or_nul(text_, end_);
  if (with_addresses && end_ - begin_ <= 4 && ((is_number && behind == '.') || behind == ':') &&
      (end = look_at_address()) != 0)
    return end;
  constexpr std::size_t kFewest = 5;  // alone or with groups behind, no id begins with less
  const bool is_short =
      end_ - begin_ < kFewest && std::string_view(" -./+").find(behind) == std::string_view::npos;
  // Without any word before, a number alone is known by a few groupings only.
  const std::size_t size = end_ - begin_;
  const bool has_form =
      (behind == '.' && (size == 2 || size == 3)) || size == 6 || size == 8 || size == 18;
  if (is_short || (is_number && !has_words_ && !has_form)) return end_;
  if ((end = look_at_national_id()) != 0) return end;
  return end_;
}

// The first digit of a run of letters and digits.
std::size_t look_at_digit(std::string_view text, std::size_t at, bool with_addresses,
                          WordsBefore& words, Detections& found) {
  constexpr std::size_t kMostLetters = 20;
  std::size_t begin = at;
  while (begin > 0 && at - begin <= kMostLetters && is_alnum(text[begin - 1])) --begin;
  std::size_t end = at;
  while (end < text.size() && is_alnum(text[end])) ++end;
  const char before = begin > 0 ? text[begin - 1] : ' ';
  const bool is_part = at - begin > kMostLetters || before == '_' || before == '.' ||
                       before == '$' || before == '@' || before == '#';
  if (is_part) return end;
  return Token(text, begin, end, words.at(begin), found).look(with_addresses);
}

}  // namespace

void find_emails(std::string_view text, Detections& found) {
  std::size_t at = 0;
  while (at < text.size()) {
    const void* hit = std::memchr(text.data() + at, '@', text.size() - at);
    if (hit == nullptr) return;
    at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
    if (const auto range = email_around(text, at))
      add(text, *range, "pii-email", "e-mail address", Confidence::high, found);
    ++at;
  }
}

void find_in_prose(std::string_view text, bool with_addresses, Detections& found) {
  find_emails(text, found);
  WordsBefore words(text);
  std::size_t at = 0;
  while (at < text.size())
    at = is_digit(text[at])
             ? std::max(at + 1, look_at_digit(text, at, with_addresses, words, found))
             : at + 1;
}

}  // namespace mig::secrets
