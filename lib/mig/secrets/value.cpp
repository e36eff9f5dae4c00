#include "mig/secrets/value.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "mig/secrets/character.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

bool starts_folded(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char want, char have) { return want == folded(have); });
}

std::string_view stripped(std::string_view text) {
  const auto is_margin = [](char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '"' ||
           byte == '\'' || byte == '`';
  };
  while (!text.empty() && is_margin(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_margin(text.back())) text.remove_suffix(1);
  return text;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(), is_word_byte);
}

bool is_wrapped(std::string_view text, char open, char close) {
  return text.size() >= 2 && text.front() == open && text.back() == close;
}

/// `$NAME`, `$1`, `:name`, `@p`, `%NAME%`, `@NAME@`, `__NAME__`, `{name}`, `{0}`.
bool is_marked_name(std::string_view text) {
  const auto inner = text.substr(1);
  switch (text.front()) {
    case '$':
      return is_identifier(inner) || (inner.size() == 1 && is_digit(inner.front()));
    case ':':
      // The closing quote of :'name' is gone as a margin.
      return is_identifier(inner) ||
             (inner.size() > 1 && (inner.front() == '\'' || inner.front() == '"') &&
              is_identifier(inner.substr(1)));
    case '&':
      // &name and &&name of SQL*Plus, with or without the dot that ends it.
      return is_identifier(inner.substr(inner.starts_with('&') ? 1 : 0)) ||
             is_identifier(inner.substr(0, inner.size() - 1));
    case '%':
      return text.size() > 2 && (is_identifier(text.substr(1, text.size() - 2)) ||
                                 inner.front() == '(' || inner.front() == '{');
    case '@':
      return is_identifier(inner) ||
             (text.size() > 2 && is_identifier(text.substr(1, text.size() - 2)));
    case '_':
      return text.size() > 4 && text.starts_with("__") && text.ends_with("__");
    case '{':
      return is_wrapped(text, '{', '}') &&
             std::all_of(text.begin() + 1, text.end() - 1, [](char byte) {
               return is_word_byte(byte) || byte == '.' || byte == '-';
             });
    default:
      return text == "?" || text == "%s";
  }
}

// Where the real value is kept, by the word that leads there.
constexpr std::array<std::string_view, 66> kReferencePrefixes{"vault:",
                                                              "vault/",
                                                              "vault(",
                                                              "vault.",
                                                              "secret:",
                                                              "secret/",
                                                              "secrets/",
                                                              "secrets.",
                                                              "secretsmanager",
                                                              "arn:",
                                                              "ssm:",
                                                              "ssm/",
                                                              "env:",
                                                              "env.",
                                                              "env(",
                                                              "env[",
                                                              "$env:",
                                                              "op://",
                                                              "sm://",
                                                              "gcpsm",
                                                              "awssm",
                                                              "keyvault",
                                                              "akv:",
                                                              "file:",
                                                              "enc[",
                                                              "enc(",
                                                              "!secret",
                                                              "!vault",
                                                              "!env",
                                                              "!ref",
                                                              "!sub",
                                                              "!getatt",
                                                              "ref:",
                                                              "ref+",
                                                              "sops:",
                                                              "kms:",
                                                              "projects/",
                                                              "@microsoft.keyvault",
                                                              "/run/secrets",
                                                              "/var/run/",
                                                              "lookup(",
                                                              "process.env",
                                                              "os.environ",
                                                              "os.getenv",
                                                              "getenv(",
                                                              "system.getenv",
                                                              "system.get_env",
                                                              "deno.env",
                                                              "import.meta",
                                                              "environment.",
                                                              "std::env",
                                                              "var.",
                                                              "local.",
                                                              "module.",
                                                              "data.",
                                                              "config.",
                                                              "settings.",
                                                              "self.",
                                                              "this.",
                                                              "github.",
                                                              "current_setting",
                                                              "valuefrom",
                                                              "passwordstore",
                                                              "doppler:",
                                                              "bws:",
                                                              "infisical"};

// Words that stand for the value that somebody is to write.
constexpr std::array<std::string_view, 44> kPlaceholderWords{
    "password",    "passwd",       "pass",          "pwd",        "pw",         "secret",
    "token",       "key",          "apikey",        "api_key",    "api-key",    "username",
    "user",        "none",         "null",          "nil",        "undefined",  "true",
    "false",       "string",       "value",         "empty",      "required",   "optional",
    "hidden",      "masked",       "removed",       "redacted",   "mypassword", "mysecret",
    "mytoken",     "access_token", "client_secret", "secret_key", "secretkey",  "passphrase",
    "thepassword", "somepassword", "userpassword",  "plaintext",  "encrypted",  "unset",
    "dbpassword",  "secret-key"};

constexpr std::array<std::string_view, 26> kPlaceholderParts{
    "changeme", "change_me",  "change-me",    "change_this",  "changethis", "placeholder",
    "example",  "redacted",   "dummy",        "insert",       "todo",       "fixme",
    "your_",    "your-",      "yourpass",     "yourtoken",    "yoursecret", "yourkey",
    "replace",  "notasecret", "not-a-secret", "not_a_secret", "not-set",    "xxxx",
    "****",     "fake"};

/// "abcd1234abcd1234abcd", "xyzxyzxyz--": one unit over and over, at least in its first two thirds.
bool is_periodic(std::string_view text) {
  for (std::size_t unit = 1; unit <= 10 && unit * 3 <= text.size(); ++unit) {
    std::size_t same = unit;
    while (same < text.size() && folded(text[same]) == folded(text[same - unit])) ++same;
    if (same >= unit * 3 && same * 3 >= text.size() * 2) return true;
  }
  return false;
}

/// Whether so many tenths of the characters of a class follow on the one before; by chance one of
/// ten digits does, and one of 26 letters.
template <class IsMember>
bool is_ascending(std::string_view text, std::size_t fewest, std::size_t tenths,
                  IsMember is_member) {
  std::size_t members = 0;
  std::size_t steps = 0;
  char before = '\0';
  for (const char byte : text) {
    const char small = folded(byte);
    if (!is_member(small)) continue;
    ++members;
    const bool wraps = (before == '9' && small == '0') || (before == 'z' && small == 'a') ||
                       (before == 'f' && small == 'a');
    if (before != '\0' && (small == before + 1 || wraps)) ++steps;
    before = small;
  }
  return members >= fewest && steps * 10 >= (members - 1) * tenths;
}

/// "abcdefghijkl123", "a1b2c3d4e5f6", "1234567890abcdef".
bool is_counting(std::string_view text) {
  const bool letters = is_ascending(text, 6, 6, is_letter);
  const bool digits = is_ascending(text, 6, 6, is_digit);
  const auto count = [text](auto is_member) {
    return std::count_if(text.begin(), text.end(),
                         [&](char byte) { return is_member(folded(byte)); });
  };
  return is_ascending(text, 12, 7, is_letter) || (letters && (digits || count(is_digit) < 5)) ||
         (digits && count(is_letter) < 3);
}

/// Eight characters or more with small letters, capitals and digits: what is left of a value
/// without the word for a placeholder is a value by itself.
bool is_varied(std::string_view text) {
  bool small = false;
  bool capital = false;
  bool digit = false;
  for (const char byte : text) {
    small = small || is_lower(byte);
    capital = capital || is_upper(byte);
    digit = digit || is_digit(byte);
  }
  return text.size() >= 8 && small && capital && digit;
}

bool is_one_character(std::string_view text) {
  return text.find_first_not_of(text.front()) == std::string_view::npos;
}

}  // namespace

double entropy_of(std::string_view text) {
  if (text.empty()) return 0;
  std::array<std::uint32_t, 256> counts{};
  for (const char byte : text) ++counts[static_cast<unsigned char>(byte)];
  double bits = 0;
  const auto total = static_cast<double>(text.size());
  for (const auto count : counts) {
    if (count == 0) continue;
    const double share = count / total;
    bits -= share * std::log2(share);
  }
  return bits;
}

bool contains_folded(std::string_view text, std::string_view needle) {
  return std::search(text.begin(), text.end(), needle.begin(), needle.end(),
                     [](char have, char want) { return folded(have) == want; }) != text.end();
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), folded);
  return out;
}

bool is_reference(std::string_view value) {
  const auto text = stripped(value);
  if (text.empty()) return false;
  for (const std::string_view mark : {"${", "$(", "{{", "<%", "#{", "{%", "%(", "$[", "$$("}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  if (is_marked_name(text)) return true;
  // $BASE_URL/...: a variable with something behind it.
  if (text.front() == '$' && text.size() > 4 &&
      text.substr(1, 3).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") ==
          std::string_view::npos &&
      text.find_first_of("0123456789") == std::string_view::npos) {
    return true;
  }
  return std::any_of(kReferencePrefixes.begin(), kReferencePrefixes.end(),
                     [text](auto prefix) { return starts_folded(text, prefix); });
}

bool is_placeholder(std::string_view value) {
  const auto text = stripped(value);
  if (text.size() < 2 || is_one_character(text)) return true;
  if (is_wrapped(text, '<', '>') || is_wrapped(text, '[', ']') || text.starts_with("&lt;")) {
    return true;
  }
  if (text.find_first_not_of("*.-_#xX") == std::string_view::npos) return true;
  if (text.ends_with("...") || text.starts_with("...")) return true;
  if (text.size() >= 12 && (is_periodic(text) || is_counting(text))) return true;
  const auto word = lowered(text);
  if (is_one_of(word, kPlaceholderWords)) {
    return true;
  }
  // smtp_password, forgotPassword: the name of one.
  if (word.find_first_of("0123456789!") == std::string::npos &&
      (word.find("password") != std::string::npos || word.find("passwd") != std::string::npos)) {
    return true;
  }
  if (word.find("examplekey") != std::string::npos) return true;
  return std::any_of(kPlaceholderParts.begin(), kPlaceholderParts.end(), [&](auto part) {
    const auto at = word.find(part);
    if (at == std::string::npos) return false;
    return !is_varied(std::string(text.substr(0, at)) + std::string(text.substr(at + part.size())));
  });
}

}  // namespace mig::secrets
