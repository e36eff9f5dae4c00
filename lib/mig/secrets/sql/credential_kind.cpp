#include "mig/secrets/sql/credential_kind.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

template <std::size_t N>
using Words = std::array<std::string_view, N>;

/// A word counts at the end of a name, behind '_' or right behind another word.
constexpr Words<10> kPasswordEnds = {"password",   "passwd",   "passphrase", "passcode",
                                     "passwort",   "kennwort", "contrasena", "senha",
                                     "motdepasse", "pwd"};
/// These count behind '_' or alone only: "compass" is no password.
constexpr Words<6> kPasswordWords = {"pass", "pw", "psw", "passw", "mot_de_passe", "userpass"};
constexpr Words<32> kSecretEnds = {
    "secret",          "secretkey",        "secret_key",     "access_key",  "accesskey",
    "private_key",     "privatekey",       "encryption_key", "signing_key", "auth_key",
    "authkey",         "api_key",          "apikey",         "app_key",     "session_key",
    "master_key",      "shared_key",       "account_key",    "hmac_key",    "jwt_key",
    "service_key",     "service_role_key", "storage_key",    "authtoken",   "accesstoken",
    "refreshtoken",    "credential",       "credentials",    "aes_key",     "secrets_key",
    "client_key_data", "recovery_codes"};
constexpr Words<6> kSecretWords = {"token", "jwt", "bearer", "backup_codes", "sas", "apitoken"};
/// What tells how a value is kept, not what it is.
constexpr Words<10> kTails = {"_plain", "_value", "_text",      "_clear", "_cleartext",
                              "_raw",   "_enc",   "_plaintext", "_data",  "_string"};
constexpr Words<34> kOtherHeads = {
    "is_",           "has_",      "needs_",  "must_",   "can_",     "allow_", "allows_",
    "require_",      "requires_", "use_",    "uses_",   "enable_",  "show_",  "max_",
    "min_",          "num_",      "next_",   "page_",   "pad_",     "bos_",   "eos_",
    "sep_",          "cls_",      "mask_",   "unk_",    "stop_",    "start_", "public_",
    "continuation_", "reset_",    "change_", "forgot_", "confirm_", "masked_"};
constexpr Words<3> kOtherEnds = {"per_token", "reset_password", "public_api_key"};

template <std::size_t N>
bool ends_with_word(std::string_view name, const Words<N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return name.ends_with(word) &&
           (name.size() == word.size() || !is_word_byte(name[name.size() - word.size() - 1]) ||
            name[name.size() - word.size() - 1] == '_');
  });
}

std::string_view without_tail(std::string_view name) {
  while (!name.empty() && is_digit(name.back())) name.remove_suffix(1);
  for (const auto tail : kTails)
    if (name.size() > tail.size() && name.ends_with(tail))
      return name.substr(0, name.size() - tail.size());
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

bool is_hash_name(std::string_view name) {
  static constexpr Words<8> kMarks = {"hash", "digest", "encrypted", "crypt",
                                      "md5",  "sha",    "verifier",  "hashed"};
  const bool is_password = name.find("pass") != std::string_view::npos ||
                           name.find("pwd") != std::string_view::npos || name.starts_with("pw") ||
                           name.find("_pw") != std::string_view::npos;
  return is_password && contains_any(name, kMarks);
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// `reset_password`, `client-secret-basic`, `app.token`: words of one case, parted by separators.
bool is_identifier(std::string_view value) {
  bool has_lower = false;
  bool has_upper = false;
  for (const char byte : value) {
    if (!is_letter(byte) && byte != '_' && byte != '-' && byte != '.' && byte != ':' && byte != '*')
      return false;
    has_lower = has_lower || is_lower(byte);
    has_upper = has_upper || is_upper(byte);
  }
  return !(has_lower && has_upper);
}

/// A word of a language, as labels are: "Passwort", "Contrasena".
bool is_label(std::string_view value) {
  if (value.empty() || value.size() > 24) return false;
  if (!is_upper(value.front()) && !is_high(value.front())) return false;
  return std::all_of(value.begin() + 1, value.end(),
                     [](char byte) { return is_lower(byte) || is_high(byte); });
}

bool is_number_or_date(std::string_view value) {
  if (value.find_first_not_of("0123456789.,:+-/ TZ") != std::string_view::npos) return false;
  const auto digits = std::count_if(value.begin(), value.end(), is_digit);
  const bool is_date = value.size() >= 8 && (value.find('-') == 4 || value.find('/') == 2 ||
                                             value.find('.') == 2 || value.find(':') == 2);
  return is_date || digits < 4 || value.find('.') != std::string_view::npos;
}

bool is_flag(std::string_view value) {
  static constexpr Words<36> kFlags = {
      "true",   "false",    "yes",     "no",       "on",       "off",     "none",  "null",
      "string", "text",     "varchar", "required", "optional", "hidden",  "basic", "bearer",
      "oauth",  "oauth2",   "jwt",     "default",  "disabled", "enabled", "auto",  "plain",
      "md5",    "sha256",   "sha512",  "bcrypt",   "argon2id", "scrypt",  "cert",  "trust",
      "peer",   "nopasswd", "unset",   "unknown"};
  if (value.size() > 8) return false;
  const auto lower = lowered(value);
  return is_one_of(lower, kFlags);
}

bool is_path_or_link(std::string_view value) {
  if (value.starts_with("/") || value.starts_with("./") || value.starts_with("~/") ||
      value.starts_with("file:"))
    return value.find('/', 1) != std::string_view::npos || value.starts_with("~");
  const auto scheme = value.find("://");
  return scheme != std::string_view::npos && scheme < 20;
}

bool is_machine_made(std::string_view value) {
  if (value.starts_with("-----BEGIN")) return true;
  if (value.size() < 8 || value.find_first_of(" \t\n") != std::string_view::npos) return false;
  if (is_identifier(value)) {
    return value.size() >= 20 && value.find_first_of("_-.:") == std::string_view::npos &&
           entropy_of(value) > 3.5;
  }
  return has_digit(value) ? entropy_of(value) > 2.0 : value.size() >= 12 && entropy_of(value) > 3.2;
}

/// Two bytes rule out most names: every name that counts has one of these at its end or "pa", "pw"
/// or "pi" somewhere.
bool may_be_credential(std::string_view name) {
  for (std::size_t i = 0; i + 1 < name.size(); ++i)
    if (name[i] == 'p' &&
        (name[i + 1] == 'a' || name[i + 1] == 'w' || name[i + 1] == 'i' || name[i + 1] == 's'))
      return true;
  if (is_digit(name.back())) return true;
  static constexpr Words<22> kEnds = {"et", "en", "ey", "ls", "es", "er", "al", "wt",
                                      "as", "ha", "na", "rt", "se", "in", "ue", "xt",
                                      "ta", "ng", "aw", "nc", "ar", "t_"};
  return ends_with_any(name, kEnds);
}

}  // namespace

CredentialKind credential_kind(std::string_view name) {
  if (name.size() < 2 || name.size() > 128 || !may_be_credential(name)) return CredentialKind::none;
  if (is_hash_name(name)) {
    return name.ends_with("_id") || name.ends_with("type") || name.ends_with("algorithm")
               ? CredentialKind::none
               : CredentialKind::hash;
  }
  name = without_tail(name);
  if (name == "pin" || name.ends_with("_pin") || name == "pin_code" || name == "pin_number")
    return CredentialKind::pin;
  const bool is_password =
      ends_with_any(name, kPasswordEnds) || ends_with_word(name, kPasswordWords);
  const bool is_secret =
      !is_password && (ends_with_any(name, kSecretEnds) || ends_with_word(name, kSecretWords));
  if (!is_password && !is_secret) return CredentialKind::none;
  for (const auto head : kOtherHeads)
    if (name.starts_with(head)) return CredentialKind::none;
  if (ends_with_any(name, kOtherEnds)) return CredentialKind::none;
  return is_password ? CredentialKind::password : CredentialKind::secret;
}

std::string snake_name(std::string_view name) {
  std::string snake;
  char before = '\0';
  for (const char byte : name.substr(0, 160)) {
    const bool was_lower = is_lower(before) || is_digit(before);
    if (is_upper(byte) && was_lower) snake.push_back('_');
    snake.push_back(is_word_byte(byte) ? folded(byte) : '_');
    before = byte;
  }
  return snake;
}

bool is_credential(CredentialKind kind, std::string_view value, bool is_text) {
  if (kind == CredentialKind::none || value.empty() || value.size() > 8192) return false;
  if (kind == CredentialKind::pin) {
    return value.size() >= 4 && value.size() <= 12 &&
           value.find_first_not_of("0123456789") == std::string_view::npos &&
           value.find_first_not_of(value.front()) != std::string_view::npos;
  }
  if (!is_text || kind == CredentialKind::hash) return false;
  if (kind == CredentialKind::secret && !is_machine_made(value)) return false;
  if (is_number_or_date(value) || is_flag(value) || is_path_or_link(value)) return false;
  if (!is_literal_secret(value)) return false;
  if (is_label(value)) return false;
  if (kind == CredentialKind::secret) return true;
  if (is_identifier(value) && (contains_folded(value, "pass") || contains_folded(value, "secret") ||
                               contains_folded(value, "token")))
    return false;
  return value.size() >= 3 &&
         std::count(value.begin(), value.end(), ' ') <= (has_digit(value) ? 6 : 0);
}

}  // namespace mig::secrets
