#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/national_id.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t value = 0;
  for (char byte : digits) value = value * 10 + static_cast<std::uint64_t>(byte - '0');
  return value;
}

}  // namespace

bool are_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

int weighted_sum(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size() && i < digits.size(); ++i)
    sum += digit(digits, i) * weights[i];
  return sum;
}

int two_digits(std::string_view text, std::size_t at) {
  return digit(text, at) * 10 + digit(text, at + 1);
}

bool is_day(int day, int month) {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

namespace check {

// Letters that are not given, prefixes that are not used; QQ is what documents show.
bool nino(std::string_view id) {
  if (!is_upper(id[0]) || !is_upper(id[1]) || !are_digits(id.substr(2, 6))) return false;
  if (has("DFIQUV", id[0]) || has("DFIOQUV", id[1])) return false;
  static constexpr auto kUnused =
      std::to_array<std::string_view>({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"});
  const bool is_unused = is_one_of(id.substr(0, 2), kUnused);
  return !is_unused && has("ABCD", id[8]);
}

bool nhs(std::string_view id) {
  static constexpr std::array kWeights = {10, 9, 8, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id) || is_sequence(id)) return false;
  const int rest = 11 - weighted_sum(id, kWeights) % 11;
  return (rest == 11 ? 0 : rest) == digit(id, 9) && id[0] != '0';
}

bool dni(std::string_view id) {
  std::string digits(id.substr(0, 8));
  const auto foreign = std::string_view("XYZ").find(digits[0]);
  if (foreign != std::string_view::npos) digits[0] = static_cast<char>('0' + foreign);
  if (!are_digits(digits) || digits == "12345678" || is_sequence(digits)) return false;
  return id[8] == "TRWAGMYFPDXBNJZSQVHLCKE"[number_of(digits) % 23];
}

bool codice_fiscale(std::string_view id) {
  static constexpr std::string_view kDigitsOrLetters = "LMNPQRSTUV";
  for (std::size_t i = 0; i < 16; ++i) {
    const bool is_letter_place = i < 6 || i == 8 || i == 11 || i == 15;
    const bool fits = is_letter_place ? is_upper(id[i])
                                      : are_digits(id.substr(i, 1)) || has(kDigitsOrLetters, id[i]);
    if (!fits) return false;
  }
  if (!has("ABCDEHLMPRST", id[8])) return false;
  static constexpr std::array kOdd = {1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                      20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
  int sum = 0;
  for (std::size_t i = 0; i < 15; ++i) {
    const int value = is_upper(id[i]) ? id[i] - 'A' : id[i] - '0';
    sum += i % 2 == 0 ? kOdd.at(static_cast<std::size_t>(value)) : value;
  }
  return id[15] - 'A' == sum % 26;
}

bool nir(std::string_view id) {
  std::string digits(id);
  std::uint64_t corse = 0;
  if (digits[6] == 'A' || digits[6] == 'B') {
    if (digits[5] != '2') return false;
    corse = digits[6] == 'A' ? 1000000 : 2000000;
    digits[6] = '0';
  }
  if (!are_digits(digits) || !has("123478", digits[0])) return false;
  const int month = two_digits(digits, 3);
  if (month == 0 || (month > 12 && month < 20)) return false;
  const std::uint64_t body = number_of(std::string_view(digits).substr(0, 13)) - corse;
  return 97 - body % 97 == number_of(std::string_view(digits).substr(13));
}

bool steuer_id(std::string_view id) {
  if (!are_digits(id) || id[0] == '0') return false;
  std::array<int, 10> counts{};
  for (char byte : id.substr(0, 10)) ++counts.at(static_cast<std::size_t>(byte - '0'));
  const auto repeated = std::count_if(counts.begin(), counts.end(), [](int n) { return n > 1; });
  if (repeated != 1 || *std::max_element(counts.begin(), counts.end()) > 3) return false;
  int product = 10;
  for (std::size_t i = 0; i < 10; ++i) {
    int sum = (digit(id, i) + product) % 10;
    if (sum == 0) sum = 10;
    product = sum * 2 % 11;
  }
  return (11 - product) % 10 == digit(id, 10);
}

bool bsn(std::string_view id) {
  static constexpr std::array kWeights = {9, 8, 7, 6, 5, 4, 3, 2, -1};
  return are_digits(id) && id != "123456782" && !is_sequence(id) &&
         weighted_sum(id, kWeights) % 11 == 0;
}

bool personnummer(std::string_view id) {
  if (!are_digits(id) || (id.size() != 10 && id.size() != 12)) return false;
  if (id.size() == 12) {
    if (id.substr(0, 2) != "19" && id.substr(0, 2) != "20") return false;
    id.remove_prefix(2);
  }
  const int day = two_digits(id, 4);
  return is_day(day > 60 ? day - 60 : day, two_digits(id, 2)) && passes_luhn(id);
}

bool fodselsnummer(std::string_view id) {
  static constexpr std::array kFirst = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
  static constexpr std::array kSecond = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  if (!are_digits(id)) return false;
  const int day = two_digits(id, 0);
  const int month = two_digits(id, 2);
  if (!is_day(day > 40 ? day - 40 : day, month > 40 ? month - 40 : month)) return false;
  return weighted_sum(id, kFirst) % 11 == 0 && weighted_sum(id, kSecond) % 11 == 0;
}

// Numbers given since 2007 have no check digit.
bool cpr(std::string_view id) {
  return are_digits(id) && is_day(two_digits(id, 0), two_digits(id, 2)) && id.substr(6) != "0000";
}

// The sign of the century is lost in the compact form, but for letters.
bool hetu(std::string_view id) {
  std::string digits(id.substr(0, 6));
  const std::size_t serial = id.size() == 11 ? 7 : 6;
  if (id.size() == 11 && !has("ABCDEFYXWVU", id[6])) return false;
  digits += id.substr(serial, 3);
  if (!are_digits(digits) || !is_day(two_digits(digits, 0), two_digits(digits, 2))) return false;
  return id.back() == "0123456789ABCDEFHJKLMNPRSTUVWXY"[number_of(digits) % 31];
}

bool pesel(std::string_view id) {
  static constexpr std::array kWeights = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
  return are_digits(id) && is_day(two_digits(id, 4), two_digits(id, 2) % 20) &&
         weighted_sum(id, kWeights) % 10 == 0;
}

bool belgian(std::string_view id) {
  if (!are_digits(id) || two_digits(id, 2) > 12 || two_digits(id, 4) > 31) return false;
  const std::uint64_t body = number_of(id.substr(0, 9));
  const std::uint64_t control = number_of(id.substr(9));
  return 97 - body % 97 == control || 97 - (2000000000 + body) % 97 == control;
}

bool ahv(std::string_view id) {
  static constexpr std::array kWeights = {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1};
  return are_digits(id) && id.substr(0, 3) == "756" && id != "7569217076985" &&
         weighted_sum(id, kWeights) % 10 == 0;
}

bool rodne_cislo(std::string_view id) {
  if (!are_digits(id)) return false;
  const int month = two_digits(id, 2) % 50;
  return is_day(two_digits(id, 4), month > 20 ? month - 20 : month) && number_of(id) % 11 == 0;
}

bool cnp(std::string_view id) {
  static constexpr std::array kWeights = {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9};
  if (!are_digits(id) || id[0] == '0' || !is_day(two_digits(id, 5), two_digits(id, 3)))
    return false;
  const int rest = weighted_sum(id, kWeights) % 11;
  return (rest == 10 ? 1 : rest) == digit(id, 12);
}

bool nif(std::string_view id) {
  static constexpr std::array kWeights = {9, 8, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id) || !has("123", id[0]) || is_sequence(id)) return false;
  const int rest = 11 - weighted_sum(id, kWeights) % 11;
  return (rest > 9 ? 0 : rest) == digit(id, 8);
}

bool ppsn(std::string_view id) {
  static constexpr std::array kWeights = {8, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id.substr(0, 7)) || !is_upper(id[7])) return false;
  int sum = weighted_sum(id, kWeights);
  if (id.size() == 9) {
    if (!is_upper(id[8])) return false;
    if (id[8] != 'W') sum += 9 * (id[8] - 'A' + 1);
  }
  return id[7] == "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] && id.substr(0, 7) != "1234567";
}

bool svnr(std::string_view id) {
  static constexpr std::array kWeights = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};
  return are_digits(id) && id[0] != '0' && is_day(two_digits(id, 4), two_digits(id, 6)) &&
         weighted_sum(id, kWeights) % 11 == digit(id, 3);
}

bool amka(std::string_view id) {
  return are_digits(id) && is_day(two_digits(id, 0), two_digits(id, 2)) && passes_luhn(id);
}

bool isikukood(std::string_view id) {
  static constexpr std::array kFirst = {1, 2, 3, 4, 5, 6, 7, 8, 9, 1};
  static constexpr std::array kSecond = {3, 4, 5, 6, 7, 8, 9, 1, 2, 3};
  if (!are_digits(id) || !has("123456", id[0]) || !is_day(two_digits(id, 5), two_digits(id, 3)))
    return false;
  int rest = weighted_sum(id, kFirst) % 11;
  if (rest == 10) rest = weighted_sum(id, kSecond) % 11 % 10;
  return rest == digit(id, 10);
}

}  // namespace check
}  // namespace mig::secrets
