#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::string_view kRule = "secret-sql-role-password";
constexpr std::size_t kLongest = 1024;

bool counts(const Expression& secret) {
  const std::string_view value = secret.value;
  if (value.empty() || value.size() > kLongest) return false;
  if (value.find('\n') != std::string_view::npos) return false;
  return is_literal_secret(value);
}

/// The word itself says that a password follows, whatever statement it stands in.
bool is_own_word(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "master_password", "source_password", "mediapassword",   "old_password",    "rmtpassword",
      "wallet_password", "admin_password",  "source_password", "default_password"};
  return is_one_of(word, kWords);
}

/// What may stand between PASSWORD and its literal.
void skip_to_value(Cursor& cursor) {
  if (cursor.take_word("for")) {
    // 'user'@'host', user, CURRENT_USER()
    Literal account;
    std::string name;
    for (unsigned part = 0; part < 2; ++part) {
      cursor.skip();
      if (!cursor.take_string(account)) cursor.take_name(name);
      if (cursor.take('(')) cursor.take(')');
      if (!cursor.take('@')) break;
    }
  }
  cursor.take_word("is");
  cursor.take_word("from");
  const bool is_to = cursor.take_word("to");
  if (!is_to && !cursor.take('=') && cursor.peek(1) != '\'' && !is_word_byte(cursor.peek(1)))
    cursor.take(':');
  if (cursor.peek() == '>' || cursor.peek() == '=') cursor.move_to(cursor.at() + 1);
  cursor.take_word("password");
  cursor.take_word("old_password");
  cursor.take('(');
}

/// The statement that a password stands in, in words for a report; empty when it is none of ours.
std::string_view statement_of(std::string_view bytes, std::uint32_t begin, std::string_view word) {
  if (is_own_word(word)) return "password of replication, media or a wallet";
  const auto before = word_before(bytes, begin);
  if (before == "by") return "password of a key";
  const auto head = head_before(bytes, begin);
  if (head == Head::options) return {};
  if (head == Head::role) return "password of a role";
  if (head == Head::key) return "password of a key, certificate or credential";
  if (before == "set") {
    const auto statement = statement_before(bytes, begin);
    const bool is_update = contains_folded(statement, "update ") ||
                           contains_folded(statement, "merge ") ||
                           contains_folded(statement, "on conflict");
    return is_update ? std::string_view() : "password of an account";
  }
  return {};
}

bool is_bare_byte(char byte) {
  return is_word_byte(byte) || byte == '#' || byte == '$' || byte == '!' || byte == '-';
}

/// Oracle takes passwords without quotes.
bool read_bare(Cursor& cursor, Expression& secret) {
  cursor.skip();
  auto end = cursor.at();
  const auto bytes = cursor.bytes();
  while (end < bytes.size() && end - cursor.at() < 64 && is_bare_byte(bytes[end])) ++end;
  const auto word = bytes.substr(cursor.at(), end - cursor.at());
  if (word.size() < 2 || word.front() == '$' || word.front() == '-') return false;
  const char behind = end < bytes.size() ? bytes[end] : '\n';
  if (std::string_view(" \t\r\n;\"'/)<").find(behind) == std::string_view::npos) return false;
  static constexpr std::array<std::string_view, 14> kKeywords = {
      "values", "externally", "globally", "the", "their", "its",  "an",
      "a",      "random",     "password", "one", "this",  "with", "using"};
  const auto lower = lowered(word);
  if (is_one_of(lower, kKeywords)) return false;
  secret = Expression();
  secret.value = word;
  secret.span = {cursor.at(), end};
  cursor.move_to(end);
  return true;
}

/// Letters and digits: no keyword.
bool is_mixed(std::string_view word) {
  return word.size() >= 6 && word.find_first_of("0123456789") != std::string_view::npos &&
         word.find_first_not_of("0123456789") != std::string_view::npos;
}

/// A value that another place gives: a variable of the script, or the program around.
bool read_elsewhere(Cursor& cursor, std::uint32_t begin, Expression& secret) {
  const auto bytes = cursor.bytes();
  cursor.skip();
  const char first = cursor.peek();
  const bool may_lead = first == '\'' || first == '"' || first == '@' || first == ':' ||
                        first == '&' || first == '%' || first == '{' || first == '$' ||
                        first == '?';
  if (!may_lead && !is_word_byte(first)) return false;
  const auto head = head_before(bytes, begin);
  if (head == Head::none || head == Head::table) return false;
  if (may_lead && read_host_argument(cursor, secret)) return true;
  if (first == '%' || cursor.peek(1) == '%') {
    const auto name = format_argument_name(bytes, cursor.at());
    return read_variable(bytes, begin, name, secret);
  }
  return may_lead && read_variable(bytes, begin, variable_at(bytes, cursor.at()), secret);
}

}  // namespace

void find_role_password(const Text& text, Hit hit, Detections& found) {
  const auto name = name_around(text.bytes, hit);
  if (name.end - name.begin > 24) return;
  const auto word = lowered(text.bytes.substr(name.begin, name.end - name.begin));
  if (word != "password" && !is_own_word(word)) return;
  Cursor cursor(text.bytes, name.end);
  skip_to_value(cursor);
  Expression secret;
  const auto begin = cursor.at();
  bool is_read = read_secret(cursor, secret);
  if (!is_read || !counts(secret)) {
    Cursor elsewhere(text.bytes, begin);
    Expression other;
    if (read_elsewhere(elsewhere, name.begin, other) && counts(other)) {
      secret = std::move(other);
      is_read = true;
    }
  }
  // HANA takes passwords without quotes, right behind the word.
  if (!is_read && secret.value.empty()) {
    cursor.move_to(name.end);
    if (cursor.peek() != ' ' || !read_bare(cursor, secret) || !is_mixed(secret.value) ||
        head_before(text.bytes, name.begin) != Head::role)
      return;
    is_read = true;
  }
  const bool is_told = is_read && counts(secret);
  Cursor next = cursor;
  if (!is_told && !next.take_word("to") && !next.take_word("replace")) return;
  const auto subject = statement_of(text.bytes, name.begin, word);
  if (subject.empty()) return;
  if (is_told) add_secret(kRule, subject, secret, found);
  // Cypher: SET PASSWORD FROM 'old' TO 'new'; Snowflake and others repeat the old one.
  if (cursor.take_word("to") || cursor.take_word("replace")) {
    if (read_secret(cursor, secret) && counts(secret)) add_secret(kRule, subject, secret, found);
  }
}

void find_identified(const Text& text, Hit hit, Detections& found) {
  if (hit.begin > 0 && is_word_byte(text.bytes[hit.begin - 1])) {
    const bool is_escape = hit.begin > 1 && text.bytes[hit.begin - 2] == '\\';
    if (!is_escape) return;
  }
  Cursor cursor(text.bytes, hit.end);
  std::string plugin;
  Literal quoted;
  bool is_oracle = false;
  if (cursor.take_word("with")) {
    cursor.skip();
    if (!cursor.take_string(quoted) && !cursor.take_name(plugin)) return;
    if (!cursor.take_word("by") && !cursor.take_word("as") && !cursor.take_word("using")) return;
    // What follows these names an account elsewhere: RDS, a PAM service, a directory entry.
    for (const std::string_view outside : {"aws", "pam", "ldap", "kerberos", "gssapi", "socket"}) {
      if (contains_folded(plugin, outside)) return;
    }
  } else {
    if (!cursor.take_word("by")) return;
    is_oracle = true;
    cursor.take_word("values");
    cursor.take_word("password");
  }
  cursor.take('(');
  if (head_before(text.bytes, hit.begin) == Head::none) return;
  const std::string_view subject = "password of a user or link";
  Expression secret;
  const auto value_at = cursor.at();
  bool is_read = read_secret(cursor, secret);
  if (!is_read || !counts(secret)) {
    Cursor elsewhere(text.bytes, value_at);
    Expression other;
    if (read_elsewhere(elsewhere, hit.begin, other) && counts(other)) {
      secret = std::move(other);
      is_read = true;
    }
  }
  if (!is_read && is_oracle) is_read = read_bare(cursor, secret);
  if (is_read && counts(secret)) add_secret(kRule, subject, secret, found);
  if (is_read && cursor.take_word("replace")) {
    if ((read_secret(cursor, secret) || read_bare(cursor, secret)) && counts(secret))
      add_secret(kRule, subject, secret, found);
  }
}

}  // namespace mig::secrets
