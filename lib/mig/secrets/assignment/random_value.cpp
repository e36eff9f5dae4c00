#include "mig/secrets/assignment/random_value.hpp"

#include <algorithm>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

enum class Class : char { lower, upper, digit, other };

Class class_of(char byte) {
  if (is_lower(byte)) return Class::lower;
  if (is_upper(byte)) return Class::upper;
  if (is_digit(byte)) return Class::digit;
  return Class::other;
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// How often letters and digits alternate, or the case in a way that no word is written in.
int breaks_of(std::string_view piece) {
  int breaks = 0;
  for (std::size_t i = 1; i < piece.size(); ++i) {
    const auto before = class_of(piece[i - 1]);
    const auto now = class_of(piece[i]);
    if (before == now || now == Class::other || before == Class::other) continue;
    if (before == Class::upper && now == Class::lower) continue;  // Capital
    ++breaks;
  }
  return breaks;
}

bool has_both_cases(std::string_view piece) {
  const auto has = [piece](Class wanted) {
    return std::any_of(piece.begin(), piece.end(),
                       [wanted](char byte) { return class_of(byte) == wanted; });
  };
  return has(Class::lower) && has(Class::upper);
}

bool is_path_like(std::string_view value) {
  if (value.find("://") != std::string_view::npos || value.starts_with("./") ||
      value.starts_with("../")) {
    return true;
  }
  return value.starts_with('/') && std::count(value.begin(), value.end(), '/') > 1 &&
         entropy_of(value) < 4.3;
}

bool has_public_form(std::string_view value) {
  for (const std::string_view prefix :
       {"sha1-",           "sha256",      "sha384",        "sha512",        "md5:",
        "ssh-rsa",         "ssh-ed25519", "AAAAB3Nza",     "AAAAC3Nza",     "ecdsa-sha2",
        "data:image",      "data:font",   "image/",        "0x0000",        "MFkwEwYHKoZIzj0",
        "MHYwEAYHKoZIzj0", "MCowBQYDK2V", "MIIBIjANBgkqh", "MIICIjANBgkqh", "MIGfMA0GCSqG"}) {
    if (value.starts_with(prefix)) return true;
  }
  return false;
}

}  // namespace

bool is_uuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash != (value[i] == '-')) return false;
    if (!is_dash && !is_hex(value.substr(i, 1))) return false;
  }
  return true;
}

bool is_wordy(std::string_view value) {
  return value.find_first_of("0123456789") == std::string_view::npos;
}

bool looks_random(std::string_view value) {
  if (value.size() < 10 || value.size() > 400) return false;
  const auto is_allowed = [](char byte) {
    return is_word_byte(byte) || byte == '-' || byte == '.' || byte == '=' || byte == '+' ||
           byte == '/' || byte == '~';
  };
  if (!std::all_of(value.begin(), value.end(), is_allowed)) return false;
  const auto digits = std::count_if(value.begin(), value.end(),
                                    [](char byte) { return class_of(byte) == Class::digit; });
  const auto letters = std::count_if(value.begin(), value.end(), [](char byte) {
    return class_of(byte) == Class::lower || class_of(byte) == Class::upper;
  });
  if (digits == 0 || letters == 0 || is_path_like(value) || has_public_form(value)) return false;
  const double bits = entropy_of(value);
  if (is_hex(value)) return value.size() >= 16 && bits >= 2.9;
  if (bits < (value.size() < 16 ? 3.1 : 3.4)) return false;
  int most = 0;
  std::size_t begin = 0;
  while (begin <= value.size()) {
    const auto end = std::min(value.find_first_of("-_.:=/", begin), value.size());
    const auto piece = value.substr(begin, end - begin);
    const int breaks = breaks_of(piece);
    // AsyncOAuth2Client: capitals that begin words break less often than those of chance.
    if (!has_both_cases(piece) || static_cast<std::size_t>(breaks) * 4 > piece.size()) {
      most = std::max(most, breaks);
    }
    begin = end + 1;
  }
  return most >= (value.size() < 20 ? 3 : 4);
}

}  // namespace mig::secrets
