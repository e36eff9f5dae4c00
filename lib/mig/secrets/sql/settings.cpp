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
/// Of a line, back from what is looked at.
constexpr std::size_t kLineReach = 300;

enum class Form : std::uint8_t { none, set, option, keyed };

/// Whether SET stands right before a name: SET [LOCAL|SESSION|GLOBAL|PERSIST] app.secret = ...
bool follows_set(std::string_view bytes, std::uint32_t begin) {
  static constexpr std::array<std::string_view, 5> kScopes = {"local", "session", "global",
                                                              "persist", "persist_only"};
  if (begin > 0 && is_quote_or_tick(bytes[begin - 1])) --begin;
  auto before = word_before(bytes, begin);
  if (before == "set") return true;
  if (!is_one_of(before, kScopes)) return false;
  const auto scope = bytes.substr(0, begin).find_last_not_of(" \t\r\n");
  return word_before(bytes, static_cast<std::uint32_t>(scope + 1 - before.size())) == "set";
}

/// A setting with a qualified name, or of ALTER SYSTEM and the like; never a column of UPDATE.
bool is_setting(std::string_view bytes, std::uint32_t begin, std::string_view name) {
  if (!follows_set(bytes, begin)) return false;
  const auto statement = statement_before(bytes, begin);
  if (contains_folded(statement, "update") || contains_folded(statement, "conflict") ||
      contains_folded(statement, "merge"))
    return false;
  return name.find('.') != std::string_view::npos || contains_folded(statement, "alter ");
}

/// Whether OPTIONS or WITH opened a bracket that is not closed before a place.
bool is_in_options(std::string_view bytes, std::uint32_t begin) {
  const auto statement = lowered(statement_before(bytes, begin));
  for (const std::string_view word : {"options", "with", "credentials", "secret"}) {
    const auto at = statement.rfind(word);
    if (at != std::string::npos && statement.find('(', at) != std::string::npos) return true;
  }
  return false;
}

Form form_at(std::string_view bytes, std::uint32_t begin, std::string_view name, bool is_keyed) {
  if (is_setting(bytes, begin, name)) return Form::set;
  switch (head_before(bytes, begin)) {
    case Head::options:
    case Head::key:
    case Head::storage:
      return Form::option;
    case Head::table:
      return is_keyed && is_in_options(bytes, begin) ? Form::keyed : Form::none;
    case Head::role:
    case Head::none:
      return Form::none;
  }
  return Form::none;
}

std::string_view last_part(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

bool is_named_credential(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kMore = {
      "salt", "aws_key_id",          "passcode", "pepper", "encryption_key", "enc_key", "sig",
      "seed", "master_symmetric_key"};
  const auto snake = snake_name(last_part(name));
  const auto kind = credential_kind(snake);
  if (kind == CredentialKind::password || kind == CredentialKind::secret) return true;
  return is_one_of(snake, kMore) || snake.ends_with("_salt") || snake.ends_with("_secret_key") ||
         (name.find('.') != std::string_view::npos && snake.ends_with("_key") &&
          !snake.ends_with("public_key"));
}

bool counts(const Expression& secret) {
  const std::string_view value = secret.value;
  if (value.size() < 4 || value.size() > 8192 || !is_literal_secret(value)) return false;
  const bool is_path = value.starts_with("/") && value.find('/', 1) != std::string_view::npos;
  const auto lower = lowered(value.substr(0, 16));
  const bool is_flag = lower == "true" || lower == "false" || lower == "none" || lower == "on" ||
                       lower == "off" || lower == "never" || lower == "external";
  return !is_path && !is_flag && value.find("://") == std::string_view::npos;
}

/// `aws_secret_access_key=x` inside one string.
bool read_keyword_value(Cursor& cursor, Expression& secret) {
  if (cursor.peek() != '=' || is_quote_or_tick(cursor.peek(1)) || cursor.peek(1) == ' ')
    return false;
  const auto rest = cursor.bytes().substr(cursor.at() + 1, 160);
  const auto end = std::min(rest.find_first_of(" \t\r\n;'\"&,)"), rest.size());
  if (end < 16) return false;
  secret = Expression();
  secret.value = rest.substr(0, end);
  const auto begin = cursor.at() + 1;
  secret.span = {begin, begin + static_cast<std::uint32_t>(end)};
  return true;
}

/// `ssl_passphrase_command = 'echo x'`.
void find_echoed(Cursor& cursor, Detections& found) {
  Expression secret;
  if (!read_secret(cursor, secret) || !secret.value.starts_with("echo ")) return;
  auto& value = secret.value;
  auto begin = value.find_first_not_of(" \"'", 4);
  if (begin == std::string::npos) return;
  const auto end = std::min(value.find_first_of(" \"';|", begin), value.size());
  if (secret.span.end - secret.span.begin == value.size()) {
    secret.span.end = secret.span.begin + static_cast<std::uint32_t>(end);
    secret.span.begin += static_cast<std::uint32_t>(begin);
  }
  value = value.substr(begin, end - begin);
  if (counts(secret)) add_secret(kRule, "passphrase of a key", secret, found);
}

}  // namespace

void find_setting(const Text& text, Hit hit, Detections& found) {
  auto name_span = name_around(text.bytes, hit);
  if (name_span.end - name_span.begin > 100) return;
  const auto name = text.bytes.substr(name_span.begin, name_span.end - name_span.begin);
  Cursor cursor(text.bytes, name_span.end);
  Expression secret;
  const char behind = cursor.peek();
  const bool is_keyed =
      is_quote_or_tick(behind) && name_span.begin > 0 && text.bytes[name_span.begin - 1] == behind;
  if (is_keyed) cursor.move_to(cursor.at() + 1);
  const std::string_view subject = "option or setting of a credential";
  if (!is_keyed && lowered(name).ends_with("secret_access_key") &&
      read_keyword_value(cursor, secret)) {
    const bool is_statement =
        contains_folded(statement_before(text.bytes, name_span.begin), "credentials") ||
        contains_folded(line_before(text.bytes, name_span.begin, kLineReach), "credentials");
    if (is_statement && counts(secret)) add_secret(kRule, subject, secret, found);
    return;
  }
  bool is_assigned = cursor.take('=');
  if (is_assigned && cursor.peek() == '>') cursor.move_to(cursor.at() + 1);
  if (!is_assigned) is_assigned = cursor.take_word("to") || cursor.take_word("as");
  if (!is_assigned && !is_keyed && text.bytes.size() > cursor.at() && behind != ' ' &&
      behind != '\t' && behind != '\n' && behind != '\'')
    return;
  if (lowered(name).ends_with("passphrase_command")) return find_echoed(cursor, found);
  // `CREATE SECRET name AS 'x'`, `SECRET = 'x'`: the name in between is skipped.
  std::string secret_name;
  bool is_definition = false;
  if (lowered(name) == "secret" && word_before(text.bytes, name_span.begin) == "create") {
    if (!cursor.take_name(secret_name) || !cursor.take_word("as")) return;
    is_definition = true;
  } else if (!is_named_credential(name)) {
    return;
  }
  if (!read_secret(cursor, secret) || !secret.is_text || !counts(secret)) return;
  if (!is_definition &&
      form_at(text.bytes, name_span.begin, name, is_keyed && is_assigned) == Form::none)
    return;
  add_secret(kRule, subject, secret, found);
}

}  // namespace mig::secrets
