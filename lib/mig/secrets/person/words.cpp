#include <algorithm>
#include <array>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

// Three numbers with the same sign between them; 0 and its like stand for what is not there.
bool is_day(int year, int month, int day) {
  const bool is_void = (year == 1900 || year == 1970 || year == 2000) && month == 1 && day == 1;
  return year >= 1901 - 1 && year <= 2099 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
         !is_void;
}

bool is_month_name(std::string_view word) {
  static constexpr auto kMonths = std::to_array<std::string_view>(
      {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
  return word.size() >= 3 &&
         std::any_of(kMonths.begin(), kMonths.end(),
                     [&](std::string_view month) { return lowered(word.substr(0, 3)) == month; });
}

struct Pieces {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> widths{};
  std::size_t count = 0;
  bool names_month = false;
};

// Up to three numbers; a word among them has to be a month.
bool read_pieces(std::string_view text, Pieces& pieces) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (is_digit(text[at])) {
      if (pieces.count == 3) return true;  // a time behind the day
      int value = 0;
      for (; end < text.size() && is_digit(text[end]) && end - at < 8; ++end)
        value = value * 10 + (text[end] - '0');
      pieces.numbers.at(pieces.count) = value;
      pieces.widths.at(pieces.count++) = end - at;
    } else if (is_word_byte(text[at])) {
      while (end < text.size() && is_word_byte(text[end]) && !is_digit(text[end])) ++end;
      if (pieces.count == 3) return true;
      if (!is_month_name(text.substr(at, end - at))) return false;
      pieces.names_month = true;
    } else {
      if (std::string_view("-/. ,").find(text[at]) == std::string_view::npos) return false;
      ++end;
    }
    at = end;
  }
  return true;
}

constexpr auto kNobody = std::to_array<std::string_view>(
    {"test",        "user",          "admin",     "system",   "unknown",  "anonymous",
     "n/a",         "none",          "null",      "default",  "guest",    "foo",
     "bar",         "baz",           "first",     "last",     "name",     "firstname",
     "lastname",    "administrator", "root",      "john doe", "jane doe", "doe",
     "first name",  "last name",     "full name", "example",  "sample",   "dummy",
     "placeholder", "deleted",       "redacted",  "masked",   "tbd",      "todo",
     "nobody",      "support",       "bot",       "service",  "demo",     "max mustermann"});

}  // namespace

bool is_date(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  if (text.size() < 6 || text.size() > kLongest) return false;
  Pieces pieces;
  if (!read_pieces(text, pieces)) return false;
  const auto& n = pieces.numbers;
  if (pieces.count == 1 && pieces.widths[0] == 8)
    return is_day(n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
  if (pieces.count == 2 && pieces.names_month) {
    const std::size_t year = pieces.widths[0] == 4 ? 0 : 1;
    return pieces.widths.at(year) == 4 && is_day(n.at(year), 2, n.at(1 - year));
  }
  if (pieces.count != 3) return false;
  if (pieces.widths[0] == 4) return is_day(n[0], n[1], n[2]);
  const int year = pieces.widths[2] == 2 ? 1900 + n[2] : n[2];
  if (pieces.widths[2] != 2 && pieces.widths[2] != 4) return false;
  return is_day(year, n[1], n[0]) || is_day(year, n[0], n[1]);
}

bool is_person_name(std::string_view value) {
  constexpr std::size_t kLongest = 70;
  if (value.size() < 2 || value.size() > kLongest) return false;
  const bool begins = is_upper(value[0]) || is_high(value[0]);
  if (!begins) return false;
  std::size_t words = 1;
  std::size_t lower = 0;
  for (char byte : value) {
    const bool is_letter = is_word_byte(byte) && !is_digit(byte) && byte != '_';
    if (!is_letter && !is_high(byte) && byte != ' ' && byte != '-' && byte != '\'' && byte != '.' &&
        byte != ',')
      return false;
    if (byte == ' ') ++words;
    if (is_lower(byte) || is_high(byte)) ++lower;
  }
  constexpr std::size_t kMostWords = 5;
  if (words > kMostWords || (lower == 0 && value.size() < 4)) return false;
  const std::string folded = lowered(value);
  if (is_one_of(folded, kNobody)) return false;
  const auto blank = folded.find(' ');
  return blank == std::string::npos || !is_one_of(folded.substr(0, blank), kNobody);
}

}  // namespace mig::secrets
