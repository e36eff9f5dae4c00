#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"

namespace mig::secrets {
namespace {

struct Country {
  std::string_view code;
  std::size_t least;  ///< national digits
  std::size_t most;
};

// More specific codes first. Lengths are what is dialled there, wide rather than narrow.
constexpr std::array kCountries = {
    Country{"1", 10, 10},  Country{"20", 8, 10},  Country{"212", 9, 9},  Country{"213", 8, 9},
    Country{"216", 8, 8},  Country{"218", 8, 9},  Country{"27", 9, 9},   Country{"30", 10, 10},
    Country{"31", 9, 9},   Country{"32", 8, 9},   Country{"33", 9, 9},   Country{"34", 9, 9},
    Country{"351", 9, 9},  Country{"352", 6, 11}, Country{"353", 7, 9},  Country{"354", 7, 9},
    Country{"355", 8, 9},  Country{"356", 8, 8},  Country{"357", 8, 8},  Country{"358", 6, 12},
    Country{"359", 7, 9},  Country{"36", 8, 9},   Country{"370", 8, 8},  Country{"371", 8, 8},
    Country{"372", 7, 8},  Country{"373", 8, 8},  Country{"374", 8, 8},  Country{"375", 9, 10},
    Country{"376", 6, 9},  Country{"377", 8, 9},  Country{"380", 9, 9},  Country{"381", 8, 10},
    Country{"385", 8, 9},  Country{"386", 8, 8},  Country{"387", 8, 8},  Country{"389", 8, 8},
    Country{"39", 8, 11},  Country{"40", 9, 9},   Country{"41", 9, 9},   Country{"420", 9, 9},
    Country{"421", 9, 9},  Country{"423", 7, 9},  Country{"43", 8, 13},  Country{"44", 9, 10},
    Country{"45", 8, 8},   Country{"46", 7, 10},  Country{"47", 8, 8},   Country{"48", 9, 9},
    Country{"49", 7, 12},  Country{"51", 8, 9},   Country{"52", 10, 11}, Country{"53", 8, 8},
    Country{"54", 10, 11}, Country{"55", 10, 11}, Country{"56", 9, 9},   Country{"57", 8, 10},
    Country{"58", 10, 10}, Country{"60", 8, 10},  Country{"61", 9, 9},   Country{"62", 8, 12},
    Country{"63", 8, 10},  Country{"64", 8, 10},  Country{"65", 8, 8},   Country{"66", 8, 9},
    Country{"7", 10, 10},  Country{"81", 9, 10},  Country{"82", 8, 10},  Country{"84", 9, 10},
    Country{"852", 8, 8},  Country{"853", 8, 8},  Country{"86", 10, 11}, Country{"880", 8, 10},
    Country{"886", 8, 9},  Country{"90", 10, 10}, Country{"91", 10, 10}, Country{"92", 9, 10},
    Country{"93", 9, 9},   Country{"94", 9, 9},   Country{"95", 7, 10},  Country{"966", 9, 9},
    Country{"971", 8, 9},  Country{"972", 8, 9},  Country{"973", 8, 8},  Country{"974", 8, 8},
    Country{"965", 8, 8},  Country{"98", 10, 10}, Country{"995", 9, 9},  Country{"998", 9, 9},
    Country{"23", 8, 12},  Country{"22", 8, 10},  Country{"24", 7, 10},  Country{"25", 8, 10},
    Country{"26", 7, 10},  Country{"50", 7, 9},   Country{"59", 7, 10},  Country{"67", 6, 9},
    Country{"68", 5, 8},   Country{"96", 7, 10},  Country{"97", 7, 10},  Country{"99", 8, 10}};

/// Beginnings of numbers that authorities keep for films and documents, as dialled at home.
struct Fiction {
  std::string_view country;
  std::string_view prefix;
};
constexpr std::array kFictions = {
    // Ofcom
    Fiction{"44", "2079460"}, Fiction{"44", "1134960"}, Fiction{"44", "1144960"},
    Fiction{"44", "1154960"}, Fiction{"44", "1164960"}, Fiction{"44", "1174960"},
    Fiction{"44", "1184960"}, Fiction{"44", "1214960"}, Fiction{"44", "1314960"},
    Fiction{"44", "1414960"}, Fiction{"44", "1514960"}, Fiction{"44", "1614960"},
    Fiction{"44", "1914980"}, Fiction{"44", "2890180"}, Fiction{"44", "2896496"},
    Fiction{"44", "2920180"}, Fiction{"44", "1632960"}, Fiction{"44", "7700900"},
    Fiction{"44", "8081570"}, Fiction{"44", "9098790"}, Fiction{"44", "3069990"},
    // ACMA
    Fiction{"61", "25550"}, Fiction{"61", "27010"}, Fiction{"61", "35550"}, Fiction{"61", "37010"},
    Fiction{"61", "75550"}, Fiction{"61", "77010"}, Fiction{"61", "85550"}, Fiction{"61", "87010"},
    Fiction{"61", "491570"}, Fiction{"61", "1800160401"}, Fiction{"61", "130097570"},
    // Arcep
    Fiction{"33", "19900"}, Fiction{"33", "26191"}, Fiction{"33", "35301"}, Fiction{"33", "46571"},
    Fiction{"33", "53649"}, Fiction{"33", "63998"},
    // Bundesnetzagentur
    Fiction{"49", "3023125"}, Fiction{"49", "6990009"}, Fiction{"49", "4066969"},
    Fiction{"49", "2214710"}, Fiction{"49", "8999998"}, Fiction{"49", "17139200"},
    Fiction{"49", "1729925"}, Fiction{"49", "15228817"},
    // PTS, ComReg
    Fiction{"46", "8465004"}, Fiction{"46", "701740605"}, Fiction{"353", "2091"}};

bool has_prefix(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// North America: 555-01xx is for films, and no area is called 555.
bool is_american(std::string_view ten) {
  return ten[0] >= '2' && ten[3] >= '2' && ten.substr(1, 2) != "11";
}
bool is_american_fiction(std::string_view ten) {
  return has_prefix(ten, "555") || ten.substr(3, 3) == "555" || ten.substr(3) == "1234567";
}

bool is_fiction(std::string_view country, std::string_view national) {
  while (has_prefix(national, "0")) national.remove_prefix(1);
  return std::any_of(kFictions.begin(), kFictions.end(), [&](const Fiction& fiction) {
    return (country.empty() || fiction.country == country) && has_prefix(national, fiction.prefix);
  });
}

// Counted up from the first digit, or one digit over and over: a number that stands for one.
bool is_made_up(std::string_view national) {
  constexpr std::size_t kTail = 7;
  if (national.size() < kTail || is_sequence(national)) return true;
  const std::string_view tail = national.substr(national.size() - kTail);
  return tail.find_first_not_of(tail[0]) == std::string_view::npos;
}

bool is_plausible(std::string_view digits) {
  for (const Country& country : kCountries) {
    if (!has_prefix(digits, country.code)) continue;
    std::string_view national = digits.substr(country.code.size());
    if (national.size() == country.most + 1 && national[0] == '0') national.remove_prefix(1);
    if (national.size() < country.least || national.size() > country.most) continue;
    if (is_made_up(national) || is_fiction(country.code, national)) return false;
    if (country.code == "1") return is_american(national) && !is_american_fiction(national);
    return true;
  }
  return false;
}

// Digits with what people put between them; the same twice in a row only as ") ".
bool has_phone_bytes(std::string_view written) {
  return std::all_of(written.begin(), written.end(), [](char byte) {
    return is_digit(byte) || byte == ' ' || byte == '-' || byte == '.' || byte == '(' ||
           byte == ')' || byte == '/' || byte == '+';
  });
}

std::string_view without_extension(std::string_view written) {
  constexpr std::string_view kMarks = "xX#;,e";
  const auto mark = written.find_first_of(kMarks);
  while (!written.empty() && written.back() == ' ') written.remove_suffix(1);
  return mark == std::string_view::npos || mark < 7 ? written : written.substr(0, mark);
}

}  // namespace

bool is_international_phone(std::string_view written) {
  if (written.empty() || written[0] != '+' || !has_phone_bytes(written.substr(1))) return false;
  const std::string digits = digits_of(written);
  return digits.size() >= 8 && digits.size() <= 15 && is_plausible(digits);
}

bool is_phone(std::string_view written) {
  constexpr std::string_view kScheme = "tel:";
  if (has_prefix(written, kScheme)) written.remove_prefix(kScheme.size());
  while (!written.empty() && written.front() == ' ') written.remove_prefix(1);
  written = without_extension(written);
  if (written.empty() || !has_phone_bytes(written)) return false;
  if (written[0] == '+') return is_international_phone(written);
  std::string digits = digits_of(written);
  if (has_prefix(digits, "00") && digits.size() >= 11) return is_plausible(digits.substr(2));
  // A day is written with the same bytes.
  if (is_date(written)) return false;
  if (digits.size() < 7 || digits.size() > 15 || is_made_up(digits) || is_fiction({}, digits))
    return false;
  if (digits.size() == 7) return !has_prefix(digits, "555");
  if (digits.size() == 11 && digits[0] == '1') digits.erase(0, 1);
  return digits.size() != 10 || digits[0] == '0' || !is_american_fiction(digits);
}

}  // namespace mig::secrets
