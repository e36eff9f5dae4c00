#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

/// A variable is given its value in the block or script that uses it.
constexpr std::uint32_t kReach = 2048;

/// What may stand between a variable and its value: a type, and words of a declaration.
bool skip_to_literal(Cursor& cursor) {
  for (unsigned words = 0; words < 6; ++words) {
    cursor.skip();
    if (cursor.peek() == ':' && cursor.peek(1) == '=') {
      cursor.move_to(cursor.at() + 2);
      return true;
    }
    if (cursor.take('=') || cursor.take_word("default") || cursor.take_word("to")) return true;
    const auto word = cursor.word();
    if (word.empty()) return cursor.peek() == '\'';
    cursor.move_to(cursor.at() + static_cast<std::uint32_t>(word.size()));
    if (cursor.peek() != '(') continue;
    const auto close = cursor.bytes().substr(cursor.at(), 16).find(')');
    if (close == std::string_view::npos) return false;
    cursor.move_to(cursor.at() + static_cast<std::uint32_t>(close + 1));
  }
  return false;
}

bool read_value(Cursor& cursor, Expression& secret) {
  cursor.skip();
  Literal literal;
  Cursor near(cursor.bytes().substr(0, cursor.at() + std::size_t{1024}), cursor.at());
  if (!near.take_string(literal)) return false;
  cursor.move_to(near.at());
  secret = Expression();
  secret.value = std::move(literal.value);
  secret.span = literal.span;
  secret.is_text = true;
  return !is_spliced(secret.value);
}

/// DEFINE and \set take values without quotes.
bool read_bare_value(Cursor& cursor, Expression& secret) {
  const auto rest = cursor.bytes().substr(cursor.at(), 128);
  const auto end = std::min(rest.find_first_of(" \t\r\n;'\"`"), rest.size());
  if (end < 4 || rest.find_first_of("0123456789") >= end) return false;
  secret = Expression();
  secret.value = rest.substr(0, end);
  secret.span = {cursor.at(), cursor.at() + static_cast<std::uint32_t>(end)};
  secret.is_text = true;
  return true;
}

}  // namespace

bool read_variable(std::string_view bytes, std::uint32_t at, std::string_view name,
                   Expression& secret) {
  if (name.empty() || name.size() > 64) return false;
  const auto from = at > kReach ? at - kReach : 0;
  const auto window = bytes.substr(from, at - from);
  // The nearest one counts, and there are few.
  auto place = window.size();
  for (unsigned tries = 0; tries < 16 && place > 0; ++tries) {
    place = window.rfind(name, place - 1);
    if (place == std::string_view::npos) return false;
    const auto end = place + name.size();
    if ((place > 0 && is_word_byte(window[place - 1])) ||
        (end < window.size() && is_word_byte(window[end])))
      continue;
    const auto before = window.substr(0, place);
    Cursor cursor(bytes.substr(0, at), from + static_cast<std::uint32_t>(end));
    if (before.ends_with("\\set ")) {
      while (is_space(cursor.peek())) cursor.move_to(cursor.at() + 1);
      if (read_value(cursor, secret) || read_bare_value(cursor, secret)) return true;
      continue;
    }
    if (!skip_to_literal(cursor)) continue;
    if (read_value(cursor, secret)) return true;
    cursor.skip();
    const bool is_define = contains_folded(before.substr(place > 8 ? place - 8 : 0), "define");
    if (is_define && read_bare_value(cursor, secret)) return true;
  }
  return false;
}

std::string_view variable_at(std::string_view bytes, std::uint32_t at) {
  auto begin = at;
  while (begin < bytes.size() && begin - at < 8 &&
         (bytes[begin] == '\'' || bytes[begin] == '"' || bytes[begin] == '|' ||
          bytes[begin] == '+' || is_space(bytes[begin])))
    ++begin;
  constexpr std::string_view kQuote = "quote_literal(";
  if (bytes.substr(begin, kQuote.size()) == kQuote)
    begin += static_cast<std::uint32_t>(kQuote.size());
  while (begin < bytes.size() && begin - at < 32 &&
         std::string_view("@:&{'\"").find(bytes[begin]) != std::string_view::npos)
    ++begin;
  auto end = begin;
  while (end < bytes.size() && end - begin < 65 && is_word_byte(bytes[end])) ++end;
  return bytes.substr(begin, end - begin);
}

/// `DECLARE @pw nvarchar(40) = N'x'`, `v_password text := 'x'`: by the name of the variable.
void find_declaration(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  auto at = hit.end;
  std::string_view name;
  if (bytes[hit.begin] == ':') {
    auto begin = hit.begin;
    while (begin > 0 && hit.begin - begin < 80 &&
           std::string_view(";\n,{").find(bytes[begin - 1]) == std::string_view::npos)
      --begin;
    while (begin < hit.begin && is_space(bytes[begin])) ++begin;
    auto segment = bytes.substr(begin, hit.begin - begin);
    if (segment.size() > 8 && lowered(segment.substr(0, 8)) == "declare ") segment.remove_prefix(8);
    std::size_t end = 0;
    while (end < segment.size() && is_word_byte(segment[end])) ++end;
    name = segment.substr(0, end);
  } else {
    Cursor cursor(bytes, hit.end);
    cursor.skip();
    cursor.take('@');
    name = cursor.word();
    cursor.move_to(cursor.at() + static_cast<std::uint32_t>(name.size()));
    if (!skip_to_literal(cursor)) return;
    at = cursor.at();
  }
  if (name.size() < 2 || credential_kind(snake_name(name)) != CredentialKind::password) return;
  Cursor cursor(bytes, at);
  Expression secret;
  if (!read_value(cursor, secret)) return;
  if (is_credential(CredentialKind::password, secret.value, true))
    add_secret("secret-sql-role-password", "variable of a script", secret, found);
}

}  // namespace mig::secrets
