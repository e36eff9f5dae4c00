#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

int prefix_of(std::string_view digits, std::size_t count) {
  int value = 0;
  for (std::size_t i = 0; i < count && i < digits.size(); ++i)
    value = value * 10 + (digits[i] - '0');
  return value;
}

struct CardRange {
  int first;  ///< of six digits
  int last;
  std::size_t least;
  std::size_t most;
};

constexpr std::array kCardRanges = {
    CardRange{400000, 499999, 13, 13}, CardRange{400000, 499999, 16, 16},
    CardRange{400000, 499999, 19, 19}, CardRange{510000, 559999, 16, 16},
    CardRange{222100, 272099, 16, 16}, CardRange{340000, 349999, 15, 15},
    CardRange{370000, 379999, 15, 15}, CardRange{601100, 601199, 16, 19},
    CardRange{644000, 659999, 16, 19}, CardRange{620000, 629999, 16, 19},
    CardRange{810000, 829999, 16, 19}, CardRange{300000, 305999, 14, 19},
    CardRange{309500, 309599, 14, 19}, CardRange{360000, 369999, 14, 19},
    CardRange{380000, 399999, 14, 19}, CardRange{352800, 358999, 16, 19},
    CardRange{220000, 220499, 16, 19}, CardRange{500000, 509999, 13, 19},
    CardRange{560000, 589999, 13, 19}, CardRange{600000, 609999, 16, 19},
    CardRange{630000, 639999, 13, 19}, CardRange{670000, 679999, 13, 19},
    CardRange{979200, 979289, 16, 16},
};

// Numbers that the documents of payment providers give for tests.
constexpr auto kTestCards = std::to_array<std::string_view>(
    {"4242424242424242", "4111111111111111", "4012888888881881", "4012000033330026",
     "4000056655665556", "4222222222222",    "4917610000000000", "4444333322221111",
     "4484070000000000", "4911830000000",    "4917300800000000", "4462030000000000",
     "4005519200000004", "4009348888881881", "4500600000000061", "4539791001730106",
     "5555555555554444", "5105105105105100", "5200828282828210", "5431111111111111",
     "5454545454545454", "5424000000000015", "5555341244441115", "2223003122003222",
     "2223000048400011", "2222420000001113", "378282246310005",  "371449635398431",
     "378734493671000",  "343434343434343",  "6011111111111117", "6011000990139424",
     "6011000000000004", "6011981111111113", "3056930009020004", "30569309025904",
     "38520000023237",   "36227206271667",   "3566002020360505", "3530111333300000"});

bool is_test_card(std::string_view digits) {
  if (is_one_of(digits, kTestCards)) return true;
  if (digits.find("0000000") != std::string_view::npos) return true;  // 4000000000009995, ...
  const auto of_first = std::count(digits.begin(), digits.end(), digits[6]);
  return of_first + 4 >= static_cast<std::ptrdiff_t>(digits.size());
}

struct Country {
  std::string_view code;
  std::size_t length;
};

constexpr std::array kIbanCountries = {
    Country{"AD", 24}, Country{"AE", 23}, Country{"AL", 28}, Country{"AT", 20}, Country{"AZ", 28},
    Country{"BA", 20}, Country{"BE", 16}, Country{"BG", 22}, Country{"BH", 22}, Country{"BI", 27},
    Country{"BR", 29}, Country{"BY", 28}, Country{"CH", 21}, Country{"CR", 22}, Country{"CY", 28},
    Country{"CZ", 24}, Country{"DE", 22}, Country{"DJ", 27}, Country{"DK", 18}, Country{"DO", 28},
    Country{"EE", 20}, Country{"EG", 29}, Country{"ES", 24}, Country{"FI", 18}, Country{"FK", 18},
    Country{"FO", 18}, Country{"FR", 27}, Country{"GB", 22}, Country{"GE", 22}, Country{"GI", 23},
    Country{"GL", 18}, Country{"GR", 27}, Country{"GT", 28}, Country{"HN", 28}, Country{"HR", 21},
    Country{"HU", 28}, Country{"IE", 22}, Country{"IL", 23}, Country{"IQ", 23}, Country{"IS", 26},
    Country{"IT", 27}, Country{"JO", 30}, Country{"KW", 30}, Country{"KZ", 20}, Country{"LB", 28},
    Country{"LC", 32}, Country{"LI", 21}, Country{"LT", 20}, Country{"LU", 20}, Country{"LV", 21},
    Country{"LY", 25}, Country{"MC", 27}, Country{"MD", 24}, Country{"ME", 22}, Country{"MK", 19},
    Country{"MN", 20}, Country{"MR", 27}, Country{"MT", 31}, Country{"MU", 30}, Country{"NI", 28},
    Country{"NL", 18}, Country{"NO", 15}, Country{"OM", 23}, Country{"PK", 24}, Country{"PL", 28},
    Country{"PS", 29}, Country{"PT", 25}, Country{"QA", 29}, Country{"RO", 24}, Country{"RS", 22},
    Country{"RU", 33}, Country{"SA", 24}, Country{"SC", 31}, Country{"SD", 18}, Country{"SE", 24},
    Country{"SI", 19}, Country{"SK", 24}, Country{"SM", 27}, Country{"SO", 23}, Country{"ST", 25},
    Country{"SV", 28}, Country{"TL", 23}, Country{"TN", 24}, Country{"TR", 26}, Country{"UA", 29},
    Country{"VA", 22}, Country{"VG", 24}, Country{"XK", 20}, Country{"YE", 30},
};

}  // namespace

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

std::string compacted(std::string_view text) {
  std::string compact;
  for (char byte : text) {
    if (is_lower(byte))
      compact += static_cast<char>(byte - 'a' + 'A');
    else if (is_digit(byte) || is_upper(byte))
      compact += byte;
  }
  return compact;
}

bool is_sequence(std::string_view digits) {
  if (digits.empty()) return true;
  bool is_same = true;
  bool is_rising = true;
  bool is_falling = true;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    const int step = (digits[i] - digits[i - 1] + 10) % 10;
    is_same = is_same && step == 0;
    is_rising = is_rising && step == 1;
    is_falling = is_falling && step == 9;
  }
  return is_same || is_rising || is_falling;
}

bool passes_luhn(std::string_view digits) {
  int sum = 0;
  bool doubles = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubles = !doubles) {
    const int value = (*digit - '0') * (doubles ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return !digits.empty() && sum % 10 == 0;
}

bool is_card(std::string_view digits) {
  if (digits.size() < 13 || digits.size() > 19) return false;
  const int prefix = prefix_of(digits, 6);
  const bool has_range =
      std::any_of(kCardRanges.begin(), kCardRanges.end(), [&](const CardRange& range) {
        return prefix >= range.first && prefix <= range.last && digits.size() >= range.least &&
               digits.size() <= range.most;
      });
  return has_range && passes_luhn(digits) && !is_test_card(digits);
}

bool is_card_grouping(std::string_view written) {
  std::string groups;
  std::size_t run = 0;
  char separator = 0;
  for (std::size_t i = 0; i <= written.size(); ++i) {
    if (i < written.size() && is_digit(written[i])) {
      ++run;
      continue;
    }
    if (i < written.size()) {
      if (separator != 0 && separator != written[i]) return false;
      separator = written[i];
    }
    if (run == 0 || run > 9) return false;
    groups += static_cast<char>('0' + run);
    run = 0;
  }
  static constexpr auto kGroupings =
      std::to_array<std::string_view>({"4444", "465", "464", "44443", "44441", "4434"});
  return (separator == ' ' || separator == '-' || separator == '.') &&
         is_one_of(groups, kGroupings);
}

std::size_t iban_length(std::string_view country) {
  for (const Country& known : kIbanCountries)
    if (known.code == country) return known.length;
  return 0;
}

bool is_iban(std::string_view compact) {
  if (compact.size() < 15 || iban_length(compact.substr(0, 2)) != compact.size()) return false;
  unsigned remainder = 0;
  const auto feed = [&remainder](char byte) {
    const auto value = static_cast<unsigned>(is_digit(byte) ? byte - '0' : byte - 'A' + 10);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  };
  if (!is_digit(compact[2]) || !is_digit(compact[3])) return false;
  for (char byte : compact.substr(4)) feed(byte);
  for (char byte : compact.substr(0, 4)) feed(byte);
  const std::string_view account = compact.substr(4);
  const bool is_blank = account.find_first_not_of('0') == std::string_view::npos;
  return remainder == 1 && !is_blank;
}

bool is_ssn(std::string_view digits) {
  static constexpr auto kPrinted = std::to_array<std::string_view>(
      {"123456789", "078051120", "219099999", "457555462", "111223333", "123121234", "123454321",
       "012345678", "123456780"});
  if (digits.size() != 9 || is_sequence(digits)) return false;
  if (is_one_of(digits, kPrinted)) return false;
  const int area = prefix_of(digits, 3);
  return area != 0 && area != 666 && area < 900 && digits.substr(3, 2) != "00" &&
         digits.substr(5) != "0000";
}

bool is_itin(std::string_view digits) {
  if (digits.size() != 9 || digits[0] != '9') return false;
  const int group = prefix_of(digits.substr(3), 2);
  return group >= 50 && group != 89 && group != 93 && !is_sequence(digits);
}

bool is_ssn_grouping(std::string_view written) {
  constexpr std::size_t kSize = 11;
  if (written.size() != kSize) return false;
  for (std::size_t i = 0; i < kSize; ++i) {
    const bool is_gap = i == 3 || i == 6;
    if (is_gap ? written[i] != written[3] || (written[i] != '-' && written[i] != ' ')
               : !is_digit(written[i]))
      return false;
  }
  return true;
}

}  // namespace mig::secrets
