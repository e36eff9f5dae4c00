#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/person/forms.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kLongestLocal = 64;
constexpr std::size_t kLongestDomain = 253;

bool is_local_byte(char byte) {
  return is_word_byte(byte) || byte == '.' || byte == '-' || byte == '+' || byte == '%' ||
         byte == '\'' || is_high(byte);
}
bool is_domain_byte(char byte) {
  return is_alnum(byte) || byte == '-' || byte == '.' || is_high(byte);
}

// Mailboxes of a role, not of a person.
constexpr auto kRoles = std::to_array<std::string_view>(
    {"noreply",      "no-reply",      "no_reply",      "no.reply",     "donotreply",
     "do-not-reply", "do_not_reply",  "root",          "postmaster",   "hostmaster",
     "webmaster",    "abuse",         "mailer-daemon", "daemon",       "nobody",
     "admin",        "administrator", "support",       "info",         "help",
     "helpdesk",     "security",      "contact",       "sales",        "billing",
     "hello",        "team",          "office",        "press",        "jobs",
     "careers",      "marketing",     "notifications", "notification", "notify",
     "alerts",       "alert",         "ops",           "devops",       "git",
     "hg",           "svn",           "ssh",           "bot",          "system",
     "service",      "feedback",      "privacy",       "legal",        "newsletter",
     "bounce",       "bounces",       "mailer",        "test",         "user",
     "username",     "example",       "email",         "dba",          "dba-team",
     "you",          "your.email"});

// Not for persons, by agreement or because nobody can receive there.
constexpr auto kReservedTops = std::to_array<std::string_view>(
    {"invalid", "test", "example", "localhost", "local", "localdomain", "internal", "lan", "home",
     "intranet", "corp", "arpa", "onion", "private", "domain", "dev-local"});

// No such top-level domain: names of files, units and packages.
constexpr auto kFileEndings = std::to_array<std::string_view>(
    {"png",   "jpg",    "jpeg",  "gif", "svg",   "webp", "ico",  "bmp",     "js",    "ts",
     "jsx",   "tsx",    "mjs",   "css", "scss",  "less", "json", "yaml",    "yml",   "xml",
     "html",  "htm",    "map",   "sql", "txt",   "log",  "csv",  "tar",     "gz",    "tgz",
     "jar",   "war",    "dll",   "exe", "class", "java", "go",   "service", "timer", "socket",
     "mount", "target", "slice", "vue", "rb",    "php"});

// Registered by nobody who reads mail there: what examples use beside example.com.
constexpr auto kSampleNames =
    std::to_array<std::string_view>({"example",         "examples",         "domain",
                                     "yourdomain",      "mydomain",         "yourcompany",
                                     "mycompany",       "your-domain",      "my-domain",
                                     "your-company",    "somedomain",       "sample",
                                     "placeholder",     "contoso",          "fabrikam",
                                     "adventure-works", "northwindtraders", "noreply",
                                     "gserviceaccount", "foobar",           "acme",
                                     "exemple"});
constexpr auto kSampleDomains =
    std::to_array<std::string_view>({"test.com", "foo.com", "bar.com", "test.org", "test.de"});

bool is_sample_domain(std::string_view domain) {
  if (is_one_of(domain, kSampleDomains)) return true;
  std::size_t begin = 0;
  while (begin < domain.size()) {
    const auto dot = std::min(domain.find('.', begin), domain.size());
    if (dot != domain.size() && is_one_of(domain.substr(begin, dot - begin), kSampleNames))
      return true;
    begin = dot + 1;
  }
  return false;
}

bool is_domain(std::string_view domain) {
  const auto dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view top = domain.substr(dot + 1);
  if (top.size() < 2 || domain.find("..") != std::string_view::npos) return false;
  const bool is_name = std::all_of(top.begin(), top.end(),
                                   [](char byte) { return is_lower(byte) || is_high(byte); }) ||
                       top.substr(0, 4) == "xn--";
  if (!is_name || top.size() > 24 || is_one_of(top, kReservedTops) || is_one_of(top, kFileEndings))
    return false;
  if (domain[0] == '-' || is_sample_domain(domain)) return false;
  return !(domain.size() > 2 && domain[0] >= '1' && domain[0] <= '9' && domain[1] == 'x' &&
           domain[2] == '.');  // picture@2x.png
}

bool is_personal(std::string_view local) {
  const std::string_view name = local.substr(0, local.find('+'));
  if (name.empty() || is_one_of(name, kRoles)) return false;
  if (name.ends_with("team")) return false;  // apiteam, dba-team
  if (name.substr(0, 7) == "noreply" || name.substr(0, 8) == "no-reply") return false;
  const bool is_digest = name.size() >= 20 && std::all_of(name.begin(), name.end(), [](char byte) {
                           return is_digit(byte) || (byte >= 'a' && byte <= 'f') || byte == '-';
                         });
  return !is_digest;
}

// What stands before: the credentials of a URL, a path, a remote login.
bool belongs_to_address(std::string_view text, std::size_t begin) {
  constexpr std::size_t kWindow = 160;
  const std::size_t first = begin > kWindow ? begin - kWindow : 0;
  std::string_view before = text.substr(first, begin - first);
  if (!before.empty() && (before.back() == '/' || before.back() == '@')) return true;
  const auto blank = before.find_last_of(" \t\r\n\"'<>(,;");
  const std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
  if (word.find("://") != std::string_view::npos) return true;
  const auto line = before.find_last_of("\r\n");
  if (line != std::string_view::npos) before = before.substr(line + 1);
  static constexpr auto kCommands =
      std::to_array<std::string_view>({"ssh ", "scp ", "sftp ", "rsync ", "ssh-copy-id ", "mosh "});
  return contains_any(before, kCommands);
}

// What stands behind: a path or port of a host, the arguments of a decorator.
bool goes_on(std::string_view text, std::size_t end) {
  if (end >= text.size()) return false;
  const char next = text[end];
  if (next == '/' || next == '(' || next == '@' || next == '_' || next == '=') return true;
  if (next != ':' || end + 1 >= text.size()) return false;
  const char behind = text[end + 1];
  return is_word_byte(behind) || behind == '/' || behind == '~' || behind == '.';
}

}  // namespace

std::optional<Range> email_around(std::string_view text, std::size_t at_sign) {
  std::size_t begin = at_sign;
  while (begin > 0 && at_sign - begin <= kLongestLocal && is_local_byte(text[begin - 1])) --begin;
  // A quote or a dot before it is punctuation.
  while (begin < at_sign && !is_alnum(text[begin]) && text[begin] != '_' && !is_high(text[begin]))
    ++begin;
  const auto quote = text.substr(begin, at_sign - begin).rfind('\'');
  if (quote != std::string_view::npos && quote < 1) begin += quote + 1;
  if (begin == at_sign || at_sign - begin > kLongestLocal || text[at_sign - 1] == '.')
    return std::nullopt;
  std::size_t end = at_sign + 1;
  while (end < text.size() && end - at_sign <= kLongestDomain && is_domain_byte(text[end])) ++end;
  while (end > at_sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  if (end - at_sign < 5 || end - at_sign > kLongestDomain) return std::nullopt;
  const std::string domain = lowered(text.substr(at_sign + 1, end - at_sign - 1));
  if (!is_domain(domain)) return std::nullopt;
  if (!is_personal(lowered(text.substr(begin, at_sign - begin)))) return std::nullopt;
  // N'...' and E'...' of SQL: a quote behind as well makes it a literal.
  const bool is_prefixed = text[begin + 1] == '\'' && end < text.size() && text[end] == '\'' &&
                           (text[begin] == 'N' || text[begin] == 'E');
  if (is_prefixed) begin += 2;
  if (goes_on(text, end) || belongs_to_address(text, begin)) return std::nullopt;
  return Range{begin, end};
}

}  // namespace mig::secrets
