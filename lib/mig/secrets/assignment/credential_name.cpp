#include "mig/secrets/assignment/credential_name.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

/// "dbPassword_v2" as db, password, v2.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty()) words.push_back(lowered(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char byte = name[i];
    if (!is_word_byte(byte) || byte == '_') {
      close();
      continue;
    }
    const bool begins_word =
        i > 0 && is_upper(byte) &&
        (is_lower(name[i - 1]) ||
         (i + 1 < name.size() && is_lower(name[i + 1]) && is_upper(name[i - 1])));
    if (begins_word) close();
    word += byte;
  }
  close();
  return words;
}

constexpr std::array<std::string_view, 12> kStrongWords{
    "pass",    "pw",         "pwd",      "psw",      "pswd",       "secret",
    "secrets", "passphrase", "passcode", "passwort", "contrasena", "motdepasse"};
constexpr std::array<std::string_view, 13> kWeakWords{
    "token",       "key",           "apikey", "auth",   "creds",  "cred", "credential",
    "credentials", "authorization", "salt",   "pepper", "bearer", "jwt"};

// Behind the word of a credential these make the name one about it.
constexpr std::array<std::string_view, 160> kAboutWords{
    "id",        "ids",         "name",         "names",      "type",      "types",     "url",
    "uri",       "path",        "file",         "dir",        "folder",    "length",    "len",
    "size",      "min",         "max",          "count",      "ttl",       "expiry",    "expires",
    "expired",   "expiration",  "exp",          "policy",     "policies",  "label",     "labels",
    "field",     "fields",      "column",       "header",     "headers",   "prefix",    "suffix",
    "hint",      "reset",       "ref",          "reference",  "regex",     "regexp",    "pattern",
    "format",    "required",    "enabled",      "disabled",   "algorithm", "alg",       "method",
    "version",   "at",          "date",         "time",       "timeout",   "lifetime",  "env",
    "var",       "variable",    "arn",          "manager",    "store",     "provider",  "class",
    "rotation",  "placeholder", "error",        "errors",     "message",   "msg",       "help",
    "title",     "text",        "description",  "desc",       "question",  "prompt",    "input",
    "form",      "changed",     "updated",      "template",   "encoding",  "scope",     "scopes",
    "endpoint",  "strategy",    "mode",         "command",    "cmd",       "service",   "mount",
    "index",     "event",       "events",       "down",       "up",        "press",     "code",
    "codes",     "board",       "binding",      "bindings",   "handler",   "listener",  "frame",
    "validator", "validation",  "confirmation", "confirm",    "strength",  "generator", "rule",
    "rules",     "match",       "matches",      "hash",       "hashes",    "hashed",    "digest",
    "digests",   "checksum",    "fingerprint",  "thumbprint", "sha1",      "sha256",    "sha512",
    "md5",       "pair",        "vault",        "callback",   "page",      "view",      "route",
    "link",      "email",       "mail",         "window",     "dialog",    "button",    "icon",
    "hidden",    "visible",     "toggle",       "usage",      "limit",     "limits",    "quota",
    "bucket",    "encryption",  "source",       "sources",    "existing",  "hasher",    "hashing",
    "notice",    "screen",      "tab",          "tooltip",    "checker",   "meter"};

// In front of "key" or "token" they say that it is none of ours.
constexpr std::array<std::string_view, 54> kHarmlessKeys{
    "primary", "foreign", "public",       "partition", "sort",         "cache",       "lookup",
    "map",     "hash",    "row",          "column",    "object",       "idempotency", "unique",
    "shard",   "natural", "surrogate",    "composite", "business",     "keyboard",    "translation",
    "i18n",    "csrf",    "next",         "page",      "cancellation", "registry",    "dedup",
    "routing", "pub",     "authenticity", "xsrf",      "verification", "hot",         "short",
    "arrow",   "any",     "each",         "sub",       "main",         "old",         "new",
    "input",   "output",  "change",       "request",   "continuation", "pagination",  "starting",
    "paging",  "marker",  "sync",         "delta",     "upload"};

// Anywhere in a name: what it names is public, or the digest of something.
constexpr std::array<std::string_view, 18> kDigestWords{
    "hash",       "hashes",   "hashed", "digest",    "checksum",  "sha1",
    "sha256",     "sha512",   "md5",    "integrity", "etag",      "fingerprint",
    "thumbprint", "revision", "public", "keyid",     "signature", "pubkey"};

// In front of a name: what it names is none.
constexpr std::array<std::string_view, 9> kDenials{"non",  "not",     "no",    "fake", "dummy",
                                                   "mock", "invalid", "wrong", "bad"};

std::string_view core_in(const std::string& word) {
  for (const std::string_view core : {"password", "passwd", "passphrase", "secret", "passwort"}) {
    const auto at = word.find(core);
    if (at != std::string::npos) return std::string_view(word).substr(at, core.size());
  }
  for (const std::string_view end : {"pass", "pwd", "pw"}) {
    if (word.size() > end.size() && word.size() <= (end == "pw" ? 8 : 14) && word.ends_with(end) &&
        word != "bypass" && word != "compass" && word != "trespass" && word != "surpass") {
      return std::string_view(word).substr(word.size() - end.size());
    }
  }
  return {};
}

bool is_strong(const std::string& word) {
  return is_one_of(word, kStrongWords) || !core_in(word).empty();
}

bool is_ordinal(const std::string& word) {
  return word.find_first_not_of("v0123456789") == std::string::npos || word == "word" ||
         word == "phrase" || word == "key";
}

/// What follows the core inside one word: "file" of "pgpassfile".
bool is_about_within(const std::string& word) {
  const auto core = core_in(word);
  if (core.empty()) return false;
  auto rest = std::string_view(word).substr(static_cast<std::size_t>(core.data() - word.data()) +
                                            core.size());
  if (rest.starts_with("s") && rest.size() > 1) rest.remove_prefix(1);
  return !rest.empty() && (is_one_of(rest, kAboutWords) || rest == "less" || rest == "ed");
}

bool is_weak(const std::string& word) {
  if (is_one_of(word, kWeakWords)) return true;
  return word.size() > 3 && (word.ends_with("key") || word.ends_with("token")) &&
         word != "monkey" && word != "turkey" && word != "hockey" && word != "donkey" &&
         word != "whiskey" && word != "jockey" && word != "keykey";
}

}  // namespace

bool ends_in_password(std::string_view name) {
  const auto words = words_of(name);
  return !words.empty() && words.back() != "secret" && words.back() != "secrets" &&
         is_strong(words.back()) && words.back().find("secret") == std::string::npos;
}

NameStrength strength_of(std::string_view name) {
  if (name.size() > 120) return NameStrength::none;
  const auto words = words_of(name);
  auto strength = NameStrength::none;
  if (words.size() > 1 && is_one_of(words.front(), kDenials)) return strength;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (is_about_within(word) || is_one_of(word, kDigestWords)) return NameStrength::none;
    if (is_strong(word)) {
      // "single pass encoding" passes something; it is a password only where a name ends in it.
      if (word == "pass" && i + 1 < words.size() && !is_ordinal(words[i + 1])) continue;
      strength = NameStrength::strong;
    } else if (is_weak(word)) {
      if (i > 0 && is_one_of(words[i - 1], kHarmlessKeys)) continue;
      strength = std::max(strength, NameStrength::weak);
    } else if (strength != NameStrength::none && is_one_of(word, kAboutWords)) {
      return NameStrength::none;
    }
  }
  return strength;
}

}  // namespace mig::secrets
