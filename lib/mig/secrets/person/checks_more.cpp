#include <array>

#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/national_id.hpp"

namespace mig::secrets::check {
namespace {

// Two digits of a year, then a month and a day.
bool begins_with_day(std::string_view id) {
  return is_day(two_digits(id, 4), two_digits(id, 2));
}

}  // namespace

// Months of the century before the last are raised by 20, of this one by 40.
bool egn(std::string_view id) {
  static constexpr std::array kWeights = {2, 4, 8, 5, 10, 9, 7, 3, 6};
  return are_digits(id) && is_day(two_digits(id, 4), two_digits(id, 2) % 20) &&
         weighted_sum(id, kWeights) % 11 % 10 == digit(id, 9);
}

// ISO 7064, MOD 11,10.
bool oib(std::string_view id) {
  if (!are_digits(id) || is_sequence(id)) return false;
  int rest = 10;
  for (std::size_t i = 0; i + 1 < id.size(); ++i) {
    rest = (rest + digit(id, i)) % 10;
    rest = (rest == 0 ? 10 : rest) * 2 % 11;
  }
  return (11 - rest) % 10 == digit(id, 10);
}

bool jmbg(std::string_view id) {
  static constexpr std::array kWeights = {7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id) || !is_day(two_digits(id, 0), two_digits(id, 2))) return false;
  const int control = 11 - weighted_sum(id, kWeights) % 11;
  return (control > 9 ? 0 : control) == digit(id, 12);
}

bool inn(std::string_view id) {
  static constexpr std::array kFirst = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
  static constexpr std::array kSecond = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
  return are_digits(id) && !is_sequence(id) &&
         weighted_sum(id, kFirst) % 11 % 10 == digit(id, 10) &&
         weighted_sum(id, kSecond) % 11 % 10 == digit(id, 11);
}

bool rnokpp(std::string_view id) {
  static constexpr std::array kWeights = {-1, 5, 7, 9, 4, 6, 10, 5, 7};
  return are_digits(id) && !is_sequence(id) &&
         (weighted_sum(id, kWeights) % 11 + 11) % 11 % 10 == digit(id, 9);
}

// Those given since 2017 begin with 32 and have no check digit.
bool personas_kods(std::string_view id) {
  static constexpr std::array kWeights = {1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (!are_digits(id)) return false;
  if (id.substr(0, 2) == "32") return true;
  return is_day(two_digits(id, 0), two_digits(id, 2)) &&
         (1101 - weighted_sum(id, kWeights)) % 11 % 10 == digit(id, 10);
}

bool kennitala(std::string_view id) {
  static constexpr std::array kWeights = {3, 2, 7, 6, 5, 4, 3, 2};
  return are_digits(id) && is_day(two_digits(id, 0), two_digits(id, 2)) &&
         (11 - weighted_sum(id, kWeights) % 11) % 11 == digit(id, 8);
}

// Province, a digit below 6, and Luhn over all ten.
bool ecuadorian(std::string_view id) {
  return are_digits(id) && two_digits(id, 0) >= 1 && two_digits(id, 0) <= 30 && digit(id, 2) < 6 &&
         passes_luhn(id);
}

bool vietnamese(std::string_view id) {
  return are_digits(id) && id[0] == '0' && digit(id, 3) < 4 && !is_sequence(id);
}

// District, then the birth day: raised by 40 for women.
bool indonesian(std::string_view id) {
  return are_digits(id) && id[0] != '0' && is_day(two_digits(id, 6) % 40, two_digits(id, 8)) &&
         id.substr(12) != "0000";
}

bool malaysian(std::string_view id) {
  return are_digits(id) && begins_with_day(id);
}

bool pakistani(std::string_view id) {
  return are_digits(id) && id[0] >= '1' && id[0] <= '8' && !is_sequence(id);
}

bool emirati(std::string_view id) {
  return are_digits(id) && id.substr(0, 3) == "784" && passes_luhn(id);
}

bool saudi(std::string_view id) {
  return are_digits(id) && (id[0] == '1' || id[0] == '2') && passes_luhn(id);
}

bool egyptian(std::string_view id) {
  return are_digits(id) && (id[0] == '2' || id[0] == '3') &&
         is_day(two_digits(id, 5), two_digits(id, 3));
}

// Nine digits whose weights rise from left to right.
bool hungarian(std::string_view id) {
  static constexpr std::array kSocial = {3, 7, 3, 7, 3, 7, 3, 7};
  static constexpr std::array kTax = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  if (!are_digits(id) || is_sequence(id)) return false;
  if (id.size() == 9) return weighted_sum(id, kSocial) % 10 == digit(id, 8);
  return id[0] == '8' && weighted_sum(id, kTax) % 11 == digit(id, 9);
}

bool luxembourgish(std::string_view id) {
  return are_digits(id) && (id.substr(0, 2) == "19" || id.substr(0, 2) == "20") &&
         is_day(two_digits(id, 6), two_digits(id, 4));
}

bool new_zealander(std::string_view id) {
  static constexpr std::array kWeights = {3, 2, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id) || is_sequence(id)) return false;
  const std::string padded = id.size() == 8 ? "0" + std::string(id) : std::string(id);
  const int rest = weighted_sum(padded, kWeights) % 11;
  return rest == 0 ? padded[8] == '0' : 11 - rest == digit(padded, 8) || rest == 1;
}

}  // namespace mig::secrets::check
