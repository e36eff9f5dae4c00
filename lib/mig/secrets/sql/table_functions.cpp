#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::string_view kRule = "secret-sql-option";
constexpr ExpressionLimits kLimits = {24, 3};

struct Arguments {
  std::array<Expression, 8> values;
  std::size_t count = 0;
  std::string_view at(std::size_t index) const {
    return index < count ? std::string_view(values[index].value) : std::string_view();
  }
};

void read_arguments(Cursor& cursor, Arguments& arguments) {
  while (arguments.count < arguments.values.size()) {
    if (!read_expression(cursor, arguments.values[arguments.count], kLimits)) return;
    ++arguments.count;
    if (!cursor.take(',')) return;
  }
}

bool counts(const Expression& argument) {
  return argument.is_text && argument.is_plain &&
         is_credential(CredentialKind::password, argument.value, true);
}

/// `AKIA...`: what a secret key stands behind.
bool is_key_id(std::string_view text) {
  return text.size() >= 16 && text.size() <= 32 &&
         std::all_of(text.begin(), text.end(),
                     [](char byte) { return is_upper(byte) || is_digit(byte); });
}

}  // namespace

/// ClickHouse: `remote('h', 'db', 't', 'user', 'x')`, `ENGINE = MySQL('h:3306', 'db', 't', 'user',
/// 'x')`, `s3('url', 'key id', 'x')`.
void find_table_function(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && (bytes[hit.begin - 1] == '.' || bytes[hit.begin - 1] == '_')) return;
  Cursor cursor(bytes.substr(0, hit.end + std::size_t{1500}), hit.end);
  cursor.skip();
  if (cursor.peek() != '\'') return;
  Arguments arguments;
  read_arguments(cursor, arguments);
  const auto name = lowered(bytes.substr(hit.begin, hit.end - hit.begin - 1));
  if (name.ends_with("s3") || name == "gcs" || name == "s3cluster" || name == "deltalake") {
    if (arguments.at(0).find("://") == std::string_view::npos || !is_key_id(arguments.at(1)))
      return;
    if (counts(arguments.values[2]) && arguments.at(2).size() >= 16)
      add_secret(kRule, "secret key of a bucket", arguments.values[2], found);
    return;
  }
  if (arguments.count < 4) return;
  std::size_t place = arguments.count == 4 ? 3 : 4;
  const bool is_remote = name.starts_with("remote");
  if (is_remote && arguments.at(1).find('.') != std::string_view::npos) place = 3;
  if (is_remote && place == 3 && arguments.at(1).find('.') == std::string_view::npos) return;
  for (std::size_t i = 0; i < place; ++i)
    if (!arguments.values[i].is_text || arguments.at(i).empty()) return;
  if (counts(arguments.values[place]))
    add_secret(kRule, "password of a remote table", arguments.values[place], found);
}

/// `PRAGMA key = 'x'`, `PRAGMA rekey('x')`.
void find_pragma(const Text& text, Hit hit, Detections& found) {
  Cursor cursor(text.bytes, hit.end);
  std::string name;
  if (!cursor.take_name(name)) return;
  name.erase(0, name.rfind('.') + 1);
  static constexpr std::array<std::string_view, 6> kNames = {"key",      "rekey",   "hexkey",
                                                             "hexrekey", "textkey", "textrekey"};
  if (!is_one_of(name, kNames)) return;
  if (!cursor.take('=') && !cursor.take('(')) return;
  Expression secret;
  if (!read_secret(cursor, secret) || secret.value.size() < 3) return;
  if (is_literal_secret(secret.value))
    add_secret(kRule, "key of an encrypted database", secret, found);
}

/// `ATTACH DATABASE 'f' AS n KEY 'x'`.
void find_attach(const Text& text, Hit hit, Detections& found) {
  if (hit.begin > 0 && is_word_byte(text.bytes[hit.begin - 1])) return;
  Cursor cursor(text.bytes, hit.end);
  Expression file;
  std::string name;
  cursor.take_word("database");
  if (!read_expression(cursor, file, kLimits) || !cursor.take_word("as")) return;
  if (!cursor.take_name(name) || !cursor.take_word("key")) return;
  Expression secret;
  if (!read_secret(cursor, secret) || secret.value.size() < 3) return;
  if (is_literal_secret(secret.value))
    add_secret(kRule, "key of an encrypted database", secret, found);
}

/// `OPENROWSET('provider', 'server'; 'user'; 'x', ...)`.
void find_open_rowset(const Text& text, Hit hit, Detections& found) {
  Cursor cursor(text.bytes.substr(0, hit.end + std::size_t{600}), hit.end);
  Literal literal;
  if (!cursor.take('(')) return;
  for (unsigned part = 0; part < 4; ++part) {
    cursor.skip();
    if ((cursor.peek() | 0x20) == 'n') cursor.move_to(cursor.at() + 1);
    if (!cursor.take_string(literal)) return;
    if (part < 3 && !cursor.take(part == 0 ? ',' : ';')) return;
  }
  Expression secret;
  secret.value = literal.value;
  secret.span = literal.span;
  if (is_credential(CredentialKind::password, secret.value, true))
    add_secret(kRule, "password of a remote server", secret, found);
}

/// `CONNECT TO shop USER app USING x` of DB2.
void find_connect_using(const Text& text, Hit hit, Detections& found) {
  Cursor cursor(text.bytes, hit.end);
  std::string name;
  if (!cursor.take_name(name) || !cursor.take_word("user")) return;
  if (!cursor.take_name(name) || !cursor.take_word("using")) return;
  Expression secret;
  cursor.skip();
  if (!read_secret(cursor, secret)) {
    const auto rest = text.bytes.substr(cursor.at(), 128);
    const auto end = std::min(rest.find_first_of(" \t\r\n;'\""), rest.size());
    secret = Expression();
    secret.value = rest.substr(0, end);
    secret.span = {cursor.at(), cursor.at() + static_cast<std::uint32_t>(end)};
  }
  if (is_credential(CredentialKind::password, secret.value, true))
    add_secret("secret-sql-role-password", "password of a connection", secret, found);
}

/// `db.auth('user', 'x')` of the shell of MongoDB.
void find_shell_login(const Text& text, Hit hit, Detections& found) {
  const auto before = text.bytes.substr(0, hit.begin);
  if (!before.ends_with("db") && !before.ends_with(")") && !before.ends_with("DB")) return;
  Cursor cursor(text.bytes.substr(0, hit.end + std::size_t{600}), hit.end);
  Arguments arguments;
  read_arguments(cursor, arguments);
  if (arguments.count < 2 || !arguments.values[0].is_text) return;
  const bool has_digit = arguments.at(1).find_first_of("0123456789") != std::string_view::npos;
  if (has_digit && counts(arguments.values[1]))
    add_secret("secret-sql-role-password", "password of a login", arguments.values[1], found);
}

}  // namespace mig::secrets
