#include "mig/secrets/sql/find_hashes.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 36> kLiterals = {
    "$2a$",  "$2b$",    "$2x$",     "$2y$",          "$2$",     "$argon2",    "$scrypt$", "$s0$",
    "$7$",   "scrypt:", "$pbkdf2",  "pbkdf2_",       "pbkdf2:", "scram-sha-", "$p$",      "$h$",
    "$s$",   "$1$",     "$5$",      "$6$",           "$y$",     "$gy$",       "$apr1$",   "$md5",
    "{ssha", "{sha",    "{smd5}",   "{md5}",         "{crypt}", "{pkcs5s2}",  "aqaaaa",   "$a$0",
    "'md5",  "\"md5",   "$bcrypt-", "bcrypt_sha256$"};

/// Longer than every hash.
constexpr std::size_t kWindow = 700;

const RE2& pattern() {
  // One alternative a scheme: bcrypt, argon2, scrypt, PBKDF2, SCRAM, phpass, Drupal, crypt(3),
  // LDAP, ASP.NET Identity, caching_sha2_password of MySQL.
  static const RE2 kPattern(
      R"re((?i:\$2[abxy]?)\$\d\d\$[./A-Za-z0-9]{50,60})re"
      R"re(|(?i:\$argon2(?:id|i|d))\$(?:v=\d+\$)?[a-z]=\d+(?:,[a-z]+=[^$,\s]+)*\$[A-Za-z0-9+/=._-]{8,}\$[A-Za-z0-9+/=._-]{16,})re"
      R"re(|\$scrypt\$ln=\d+,r=\d+,p=\d+\$[A-Za-z0-9+/=._-]+\$[A-Za-z0-9+/=._-]{16,})re"
      R"re(|\$s0\$[0-9a-fA-F]+\$[A-Za-z0-9+/=]{8,}\$[A-Za-z0-9+/=]{16,})re"
      R"re(|\$7\$[./A-Za-z0-9]{11,}\$[./A-Za-z0-9]{43})re"
      R"re(|scrypt:\d+:\d+:\d+\$[A-Za-z0-9]+\$[0-9a-f]{32,})re"
      R"re(|\$pbkdf2(?:-[a-z0-9-]+)?\$[A-Za-z0-9=,]+\$[A-Za-z0-9+/=._-]+\$[A-Za-z0-9+/=._-]{16,})re"
      R"re(|pbkdf2_[a-z0-9]+\$\d+\$[^$\s'"]*\$[A-Za-z0-9+/=]{16,})re"
      R"re(|pbkdf2:[a-z0-9-]+(?::\d+)?\$[A-Za-z0-9]+\$[0-9a-f]{32,})re"
      R"re(|(?i:scram-sha-)\d+\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]{16,})re"
      R"re(|\$[PH]\$[./A-Za-z0-9]{31})re"
      R"re(|\$S\$[./A-Za-z0-9]{52})re"
      R"re(|\$(?:1|apr1)\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22})re"
      R"re(|\$md5(?:,rounds=\d+)?\$[./A-Za-z0-9]{1,16}\${1,2}[./A-Za-z0-9]{22})re"
      R"re(|\$5\$(?:rounds=\d+\$)?[^$\s'"]{1,16}\$[./A-Za-z0-9]{43})re"
      R"re(|\$6\$(?:rounds=\d+\$)?[^$\s'"]{1,16}\$[./A-Za-z0-9]{86})re"
      R"re(|\$g?y\$[./A-Za-z0-9]+\$[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{43})re"
      R"re(|\{(?i:s?sha(?:-?\d+)?|smd5|md5|crypt|pkcs5s2)\}[A-Za-z0-9+/=$.]{13,})re"
      R"re(|AQAAAA[A-Za-z0-9+/]{60,}={0,2})re"
      R"re(|\$A\$\d{3}\$[^'"\n]{20,80})re"
      R"re(|\$bcrypt-sha256\$[^'"\s]{50,}|bcrypt_sha256\$\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53})re"
      R"re(|["']md5[0-9a-f]{32}["'])re",
      RE2::Quiet);
  return kPattern;
}

bool is_hex(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

std::span<const std::string_view> hash_literals() {
  return kLiterals;
}

std::size_t hash_length(std::string_view text) {
  const auto window = text.substr(0, kWindow);
  re2::StringPiece match;
  if (!pattern().Match(re2::StringPiece(window.data(), window.size()), 0, window.size(),
                       RE2::ANCHOR_START, &match, 1))
    return 0;
  return match.size();
}

void find_hash(const Text& text, Hit hit, Detections& found) {
  if (hit.begin >= text.bytes.size()) return;
  auto length = static_cast<std::uint32_t>(hash_length(text.bytes.substr(hit.begin)));
  if (length == 0) return;
  auto begin = hit.begin;
  if (text.bytes[begin] == '"' || text.bytes[begin] == '\'') {
    ++begin;
    length -= 2;
  }
  // `s` of a doubled dollar sign, or a digit before the hash: it is a part of something else.
  if (begin > 0 && text.bytes[begin] != '$' && text.bytes[begin] != '{' &&
      is_word_byte(text.bytes[begin - 1]))
    return;
  const auto value = text.bytes.substr(begin, length);
  if (entropy_of(value) < 3.0) return;
  Detection detection;
  detection.rule = "secret-password-hash";
  detection.span = {begin, begin + length};
  detection.rank = rank::kStructure;
  detection.subject = "stored password hash";
  detection.value = value;
  found.push_back(std::move(detection));
}

bool is_database_hash(std::string_view value) {
  if (value.starts_with("md5")) return value.size() == 35 && is_hex(value.substr(3));
  if (value.starts_with("*")) return value.size() == 41 && is_hex(value.substr(1));
  if (value.starts_with("S:") || value.starts_with("T:") || value.starts_with("H:"))
    return value.size() >= 34 &&
           is_hex(value.substr(2, std::min<std::size_t>(32, value.find(';'))));
  const bool is_server = value.starts_with("0x0100") || value.starts_with("0x0200");
  return is_server && value.size() >= 54 && is_hex(value.substr(2));
}

bool is_hex_digest(std::string_view value) {
  if (value.starts_with("0x") || value.starts_with("\\x")) value.remove_prefix(2);
  static constexpr std::array<std::size_t, 7> kSizes = {32, 40, 48, 56, 64, 96, 128};
  return is_one_of(value.size(), kSizes) && is_hex(value);
}

}  // namespace mig::secrets
