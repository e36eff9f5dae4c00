#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mig::secrets {

/// A range of a text in which something was found.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Digits of a text, without what separates them.
std::string digits_of(std::string_view text);
/// Letters (upper case) and digits of a text.
std::string compacted(std::string_view text);

/// Whether digits stand in a row that nobody was given: one digit over and over, 123456789...
bool is_sequence(std::string_view digits);

/// Whether the last digit is right by Luhn.
bool passes_luhn(std::string_view digits);

/// Number of a payment card by range, length and check digit, and none that is for tests.
bool is_card(std::string_view digits);
/// Whether the grouping is one that cards have: 4-4-4-4, 4-6-5, ...
bool is_card_grouping(std::string_view written);

/// Country, length and check digits.
bool is_iban(std::string_view compact);
/// How long the accounts of a country are; 0 when it has none.
std::size_t iban_length(std::string_view country);

/// US social security number by its nine digits; none that was printed in advertisements.
bool is_ssn(std::string_view digits);
/// US individual taxpayer number.
bool is_itin(std::string_view digits);
/// ddd-dd-dddd, with hyphens or blanks.
bool is_ssn_grouping(std::string_view written);

/// A number that begins with `+` and a country, plausible for that country and not fictional.
bool is_international_phone(std::string_view written);
/// A number of a column of phones, however it is written.
bool is_phone(std::string_view written);

/// An address of one host that anybody on the internet can see; none of documentation.
bool is_public_ip(std::string_view written);

/// The e-mail address of a person around an at sign.
std::optional<Range> email_around(std::string_view text, std::size_t at_sign);

/// A day as a literal: ISO, day or month first, dots, slashes or none.
bool is_date(std::string_view text);

/// What a person is called, by the look of it.
bool is_person_name(std::string_view value);

}  // namespace mig::secrets
