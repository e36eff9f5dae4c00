#include "mig/secrets/token/shape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets::shape {
namespace {

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t rest = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    rest ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~rest;
}

int base64_digit(char byte) {
  if (is_upper(byte)) return byte - 'A';
  if (is_lower(byte)) return byte - 'a' + 26;
  if (is_digit(byte)) return byte - '0' + 52;
  if (byte == '+' || byte == '-') return 62;
  if (byte == '/' || byte == '_') return 63;
  return -1;
}

template <class Is>
bool any(std::string_view text, Is is) {
  return std::any_of(text.begin(), text.end(), is);
}

// The members that the header of a token may begin with.
constexpr std::array<std::string_view, 32> kHeaderMembers{
    "alg", "apu", "apv", "aud", "b64",     "crit",    "cty", "enc", "epk", "iss", "iv",
    "jku", "jwk", "kid", "kty", "key_ops", "nonce",   "p2c", "p2s", "ppt", "sub", "svt",
    "tag", "typ", "url", "use", "ver",     "version", "x5c", "x5t", "x5u", "zip"};

/// `{"alg":"..."`, begun at least, with what JSON allows between.
bool begins_header(std::string_view json) {
  const auto skip = [&json] {
    while (!json.empty() && (json.front() == ' ' || json.front() == '\n' || json.front() == '\r' ||
                             json.front() == '\t')) {
      json.remove_prefix(1);
    }
  };
  skip();
  if (!json.starts_with('{')) return false;
  json.remove_prefix(1);
  skip();
  if (!json.starts_with('"')) return false;
  json.remove_prefix(1);
  const auto name = json.substr(0, json.find('"'));
  return name == "x" || name == "x5t#S256" || is_one_of(name, kHeaderMembers);
}

// Keys that the vendor publishes in the samples of its SDK for phones, told by their CRC-32: they
// open nothing, and every project that was begun from a sample holds some of them.
constexpr std::array<std::uint32_t, 16> kPublishedKeys{
    0x08394327U, 0x0BA59ABAU, 0x1F358CBEU, 0x202F468FU, 0x3627AA84U, 0x3C5D7FDAU,
    0x5C298136U, 0x6159AC90U, 0x6A4F7820U, 0x6B66E8A8U, 0x6B9463F8U, 0x7AA120D5U,
    0x94BB94F9U, 0xAFE8FF3EU, 0xFBC47221U, 0xFFDDD189U};

}  // namespace

std::string decoded_base64(std::string_view text) {
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : text) {
    if (byte == '\r' || byte == '\n') continue;
    const int digit = base64_digit(byte);
    if (digit < 0) return {};
    bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xFFFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU));
    }
  }
  return out;
}

bool has_github_checksum(std::string_view token) {
  constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const auto body = token.substr(token.find('_') + 1);
  if (body.size() <= 6) return false;
  std::uint32_t number = crc32_of(body.substr(0, body.size() - 6));
  for (std::size_t at = body.size(); at > body.size() - 6; --at) {
    if (body[at - 1] != kDigits[number % 62]) return false;
    number /= 62;
  }
  return true;
}

bool has_cloudflare_checksum(std::string_view token) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto body = token.substr(token.find('_') + 1);
  if (body.size() <= 8) return false;
  std::uint32_t number = crc32_of(body.substr(0, body.size() - 8));
  for (std::size_t at = body.size(); at > body.size() - 8; --at) {
    if (body[at - 1] != kDigits[number % 16]) return false;
    number /= 16;
  }
  return true;
}

bool has_base32_body(std::string_view token) {
  return token.size() > 4 && !any(token.substr(4), [](char byte) {
           return !is_upper(byte) && !(byte >= '2' && byte <= '7');
         });
}

bool is_aws_key_id(std::string_view token) {
  return !token.ends_with("EXAMPLE") && token.find("XXXXXXXX") == std::string_view::npos;
}

bool is_jwt(std::string_view token) {
  return begins_header(decoded_base64(token.substr(0, token.find('.')))) &&
         // A header ends like the object that it is; only a whole one is one.
         [&] {
           auto header = decoded_base64(token.substr(0, token.find('.')));
           while (!header.empty() && static_cast<unsigned char>(header.back()) <= ' ') {
             header.pop_back();
           }
           return header.ends_with('}');
         }();
}

bool is_wrapped_jwt(std::string_view token) {
  const auto inner = decoded_base64(token);
  const std::string_view header = std::string_view(inner).substr(0, inner.find('.'));
  return begins_header(decoded_base64(header.substr(0, header.size() / 4 * 4)));
}

bool is_basic_pair(std::string_view token) {
  const auto pair = decoded_base64(token);
  const auto colon = pair.find(':');
  return colon != std::string::npos &&
         std::all_of(pair.begin(), pair.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char byte) { return static_cast<unsigned char>(byte) >= ' '; });
}

bool is_bearer(std::string_view token) {
  // AWS4-HMAC-SHA256 names how a request is signed.
  return has_digit(token) && is_literal_secret(token) && entropy_of(token) >= 2.75 &&
         !token.starts_with("AWS4-");
}

bool is_mixed(std::string_view token) {
  return any(token, is_digit) && any(token, is_lower) && any(token, is_upper);
}

bool has_digit(std::string_view token) {
  return any(token, is_digit);
}

bool has_letter_and_digit(std::string_view token) {
  return any(token, is_digit) && (any(token, is_lower) || any(token, is_upper));
}

bool is_uniform_case(std::string_view token) {
  return !(any(token, is_lower) && any(token, is_upper));
}

bool is_pat_json(std::string_view token) {
  const auto json = decoded_base64(token.substr(token.find('_') + 1));
  return json.starts_with("{\"");
}

bool is_wrapped_key(std::string_view token) {
  return decoded_base64(token.substr(0, 80)).find("PRIVATE KEY") != std::string::npos;
}

bool is_private_google_key(std::string_view token) {
  return !is_one_of(crc32_of(token), kPublishedKeys);
}

bool is_artifactory_key(std::string_view token) {
  const auto body = token.substr(3);
  if (body.find("XXXX") != std::string_view::npos) return false;
  return has_digit(body) || body.find("xxxxxxxx") != std::string_view::npos;
}

bool is_stripe_key(std::string_view token) {
  const auto body = token.substr(token.rfind('_') + 1);
  return body.size() >= 24 || has_letter_and_digit(body);
}

bool is_varied(std::string_view token) {
  return has_digit(token) || !is_uniform_case(token);
}

bool is_password(std::string_view token) {
  return token.size() >= 3 && !is_reference(token) && entropy_of(token) >= 1.5 &&
         token.find("****") == std::string_view::npos;
}

}  // namespace mig::secrets::shape
