#include <algorithm>
#include <array>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/person/national_id.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets::check {
namespace {

bool are_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_upper);
}
// The dihedral group of ten elements.
bool passes_verhoeff(std::string_view digits) {
  static constexpr auto kProducts = std::to_array<std::string_view>(
      {"0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321",
       "6598710432", "7659821043", "8765932104", "9876543210"});
  static constexpr auto kPermutations =
      std::to_array<std::string_view>({"0123456789", "1576283094", "5803796142", "8916043527",
                                       "9453126870", "4286573901", "2793806415", "7046913258"});
  std::size_t check = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto value = static_cast<std::size_t>(digit(digits, digits.size() - 1 - i));
    const auto moved = static_cast<std::size_t>(kPermutations.at(i % 8)[value] - '0');
    check = static_cast<std::size_t>(kProducts.at(check)[moved] - '0');
  }
  return check == 0;
}

}  // namespace

bool aadhaar(std::string_view id) {
  return are_digits(id) && id[0] >= '2' && !is_sequence(id) && passes_verhoeff(id);
}

bool pan(std::string_view id) {
  return are_letters(id.substr(0, 5)) && are_digits(id.substr(5, 4)) && is_upper(id[9]) &&
         has("ABCFGHLJPT", id[3]) && id != "ABCDE1234F";
}

bool cpf(std::string_view id) {
  if (!are_digits(id) || is_sequence(id) || id == "12345678909") return false;
  for (std::size_t place = 9; place < 11; ++place) {
    int sum = 0;
    for (std::size_t i = 0; i < place; ++i) sum += digit(id, i) * static_cast<int>(place + 1 - i);
    if (sum * 10 % 11 % 10 != digit(id, place)) return false;
  }
  return true;
}

bool sin(std::string_view id) {
  return are_digits(id) && id[0] != '0' && id[0] != '8' && !is_sequence(id) && passes_luhn(id);
}

bool tfn(std::string_view id) {
  static constexpr std::array kNine = {1, 4, 3, 7, 5, 8, 6, 9, 10};
  static constexpr std::array kEight = {10, 7, 8, 4, 6, 3, 5, 1};
  if (!are_digits(id) || is_sequence(id) || id == "123456782") return false;
  return (id.size() == 9 ? weighted_sum(id, kNine) : weighted_sum(id, kEight)) % 11 == 0;
}

bool medicare(std::string_view id) {
  static constexpr std::array kWeights = {1, 3, 7, 9, 1, 3, 7, 9};
  return are_digits(id) && has("23456", id[0]) && weighted_sum(id, kWeights) % 10 == digit(id, 8);
}

bool south_african(std::string_view id) {
  return are_digits(id) && is_day(two_digits(id, 4), two_digits(id, 2)) && has("012", id[10]) &&
         passes_luhn(id);
}

bool curp(std::string_view id) {
  if (!are_letters(id.substr(0, 4)) || !are_digits(id.substr(4, 6)) ||
      !are_letters(id.substr(10, 6)) || !has("HMX", id[10]) || !are_digits(id.substr(17)))
    return false;
  if (!is_day(two_digits(id, 8), two_digits(id, 6))) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    // The alphabet has one letter more behind N.
    const int value = is_upper(id[i]) ? id[i] - 'A' + 10 + (id[i] > 'N' ? 1 : 0) : id[i] - '0';
    sum += value * static_cast<int>(18 - i);
  }
  return (10 - sum % 10) % 10 == digit(id, 17);
}

bool chinese(std::string_view id) {
  static constexpr std::array kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (!are_digits(id.substr(0, 17)) || id[0] == '0' || id[0] > '8') return false;
  const int century = two_digits(id, 6);
  if ((century != 19 && century != 20) || !is_day(two_digits(id, 12), two_digits(id, 10)))
    return false;
  return id[17] == "10X98765432"[weighted_sum(id, kWeights) % 11];
}

// Numbers given since October 2020 have no check digit.
bool rrn(std::string_view id) {
  return are_digits(id) && is_day(two_digits(id, 4), two_digits(id, 2)) && id[6] >= '1' &&
         id[6] <= '8' && !is_sequence(id.substr(7));
}

bool nric(std::string_view id) {
  static constexpr std::array kWeights = {2, 7, 6, 5, 4, 3, 2};
  if (!has("STFGM", id[0]) || !are_digits(id.substr(1, 7)) || id.substr(1, 7) == "1234567")
    return false;
  const bool is_later = id[0] == 'T' || id[0] == 'G';
  const int sum = weighted_sum(id.substr(1), kWeights) + (is_later ? 4 : id[0] == 'M' ? 3 : 0);
  if (id[0] == 'M') return id[8] == "KLJNPQRTUWX"[10 - sum % 11];
  const bool is_citizen = id[0] == 'S' || id[0] == 'T';
  const std::string_view letters = is_citizen ? "JZIHGFEDCBA" : "XWUTRQPNMLK";
  return id[8] == letters[static_cast<std::size_t>(sum % 11)];
}

bool tckn(std::string_view id) {
  if (!are_digits(id) || id[0] == '0' || is_sequence(id)) return false;
  int odd = 0;
  int even = 0;
  for (std::size_t i = 0; i < 9; ++i) (i % 2 == 0 ? odd : even) += digit(id, i);
  const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
  return tenth == digit(id, 9) && (odd + even + tenth) % 10 == digit(id, 10);
}

bool israeli(std::string_view id) {
  return are_digits(id) && !is_sequence(id) && passes_luhn(id);
}

bool my_number(std::string_view id) {
  static constexpr std::array kWeights = {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  if (!are_digits(id) || is_sequence(id)) return false;
  const int rest = weighted_sum(id, kWeights) % 11;
  return (rest <= 1 ? 0 : 11 - rest) == digit(id, 11);
}

bool taiwanese(std::string_view id) {
  static constexpr std::array kWeights = {8, 7, 6, 5, 4, 3, 2, 1, 1};
  if (!is_upper(id[0]) || !has("1289", id[1]) || !are_digits(id.substr(1)) || id == "A123456789")
    return false;
  const auto letter =
      static_cast<int>(std::string_view("ABCDEFGHJKLMNPQRSTUVXYWZIO").find(id[0])) + 10;
  return (letter / 10 + letter % 10 * 9 + weighted_sum(id.substr(1), kWeights)) % 10 == 0;
}

bool thai(std::string_view id) {
  static constexpr std::array kWeights = {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
  return are_digits(id) && id[0] != '0' && !is_sequence(id) &&
         (11 - weighted_sum(id, kWeights) % 11) % 10 == digit(id, 12);
}

bool rut(std::string_view id) {
  const std::string_view body = id.substr(0, id.size() - 1);
  if (!are_digits(body) || is_sequence(body) || body == "12345678") return false;
  int sum = 0;
  int weight = 2;
  for (auto byte = body.rbegin(); byte != body.rend(); ++byte) {
    sum += (*byte - '0') * weight;
    weight = weight == 7 ? 2 : weight + 1;
  }
  return id.back() == "0K987654321"[sum % 11];
}

bool cuil(std::string_view id) {
  static constexpr std::array kWeights = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  static constexpr auto kPersons = std::to_array<std::string_view>({"20", "23", "24", "27"});
  if (!are_digits(id) || !is_one_of(id.substr(0, 2), kPersons)) return false;
  const int rest = 11 - weighted_sum(id, kWeights) % 11;
  return (rest == 11 ? 0 : rest) == digit(id, 10);
}

bool snils(std::string_view id) {
  static constexpr std::array kWeights = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  return are_digits(id) && !is_sequence(id.substr(0, 9)) &&
         weighted_sum(id, kWeights) % 101 % 100 == two_digits(id, 9);
}

bool hong_kong(std::string_view id) {
  const std::size_t letters = id.size() - 7;
  if (!are_letters(id.substr(0, letters)) || !are_digits(id.substr(letters, 6))) return false;
  int sum = letters == 1 ? 36 * 9 : (id[0] - 'A' + 10) * 9;
  sum += (id[letters - 1] - 'A' + 10) * 8;
  for (std::size_t i = 0; i < 6; ++i) sum += digit(id, letters + i) * static_cast<int>(7 - i);
  const int check = (11 - sum % 11) % 11;
  return id.back() == (check == 10 ? 'A' : static_cast<char>('0' + check));
}

}  // namespace mig::secrets::check
