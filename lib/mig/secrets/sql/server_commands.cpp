#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/sql/credential_kind.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

std::string_view line_rest(std::string_view bytes, std::uint32_t at) {
  const auto rest = bytes.substr(at, 512);
  return rest.substr(0, rest.find('\n'));
}

void add_word(const Text& text, std::uint32_t at, std::string_view subject, Detections& found) {
  const auto rest = line_rest(text.bytes, at);
  std::size_t begin = 0;
  while (begin < rest.size() && (rest[begin] == ' ' || rest[begin] == '"' || rest[begin] == '\''))
    ++begin;
  const auto end = std::min(rest.find_first_of(" \t\r\"'`", begin), rest.size());
  Expression secret;
  secret.value = rest.substr(begin, end - begin);
  secret.span = {at + static_cast<std::uint32_t>(begin), at + static_cast<std::uint32_t>(end)};
  if (secret.value.size() < 3 || !is_literal_secret(secret.value)) return;
  if (secret.value.find_first_of("(=:;,)") != std::string::npos) return;
  add_secret("secret-sql-role-password", subject, secret, found);
}

}  // namespace

bool is_commented(std::string_view bytes, std::uint32_t at) {
  auto begin = at;
  while (begin > 0 && at - begin < 16 && (bytes[begin - 1] == ' ' || bytes[begin - 1] == '#'))
    --begin;
  return begin < at && bytes.substr(begin, at - begin).find('#') != std::string_view::npos;
}

/// Redis: `requirepass x`, `masterauth x`, `ACL SETUSER name on >x`.
void find_server_command(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  const auto rest = line_rest(bytes, hit.end);
  if (rest.empty() || (rest.front() != ' ' && rest.front() != '"' && rest.front() != '\'')) return;
  if ((bytes[hit.begin] | 0x20) != 's') {
    // What a server is shipped with explains itself in comments.
    const bool has_digit = rest.find_first_of("0123456789") != std::string_view::npos;
    if (!has_digit && is_commented(bytes, hit.begin)) return;
    add_word(text, hit.end, "password of a Redis server", found);
    return;
  }
  for (auto at = rest.find(" >"); at != std::string_view::npos; at = rest.find(" >", at + 2)) {
    const auto begin = hit.end + static_cast<std::uint32_t>(at + 2);
    if (begin < bytes.size() && bytes[begin] != ' ' && bytes[begin] != '>')
      add_word(text, begin, "password of a Redis user", found);
  }
}

/// Redis: `AUTH x`, `AUTH user x`, `HELLO 3 AUTH user x`, `MIGRATE .. AUTH2 user x`.
void find_server_login(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (bytes[hit.begin] != 'A' || bytes[hit.begin + 1] != 'U') return;
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 160 && bytes[begin - 1] != '\n') --begin;
  const auto before = bytes.substr(begin, hit.begin - begin);
  const bool is_hello = before.starts_with("HELLO ") || before.starts_with("MIGRATE ");
  const bool is_called = is_hello || contains_folded(before, "redis-cli ");
  if (!is_called && before.find_first_not_of(" \t>") != std::string_view::npos) return;
  const auto rest = line_rest(bytes, hit.end);
  std::size_t at = 0;
  std::array<Span, 3> words;
  std::size_t count = 0;
  while (count < words.size()) {
    at = rest.find_first_not_of(" \t\r", at);
    if (at == std::string_view::npos || rest[at] == '|' || rest[at] == '#') break;
    const auto end = std::min(rest.find_first_of(" \t\r", at), rest.size());
    words[count++] = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    at = end;
  }
  if (count == 0 || (count > 2 && !is_called)) return;
  const auto& word = words[is_hello || count > 1 ? 1 : 0];
  auto value = rest.substr(word.begin, word.end - word.begin);
  const bool is_quoted = value.size() > 2 && (value.front() == '"' || value.front() == '\'');
  if (is_quoted) value = value.substr(1, value.size() - 2);
  if (value.find_first_of("0123456789") == std::string_view::npos ||
      value.find_first_of("(){}<>,;=") != std::string_view::npos ||
      !is_credential(CredentialKind::password, value, true))
    return;
  Expression secret;
  secret.value = value;
  secret.span.begin = hit.end + word.begin + (is_quoted ? 1 : 0);
  secret.span.end = secret.span.begin + static_cast<std::uint32_t>(value.size());
  add_secret("secret-sql-role-password", "password of a Redis login", secret, found);
}

}  // namespace mig::secrets
