#include <algorithm>

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

/// Redis: `requirepass x`, `masterauth x`, `ACL SETUSER name on >x`.
void find_server_command(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  const auto rest = line_rest(bytes, hit.end);
  if (rest.empty() || (rest.front() != ' ' && rest.front() != '"' && rest.front() != '\'')) return;
  if ((bytes[hit.begin] | 0x20) != 's') {
    add_word(text, hit.end, "password of a Redis server", found);
    return;
  }
  for (auto at = rest.find(" >"); at != std::string_view::npos; at = rest.find(" >", at + 2)) {
    const auto begin = hit.end + static_cast<std::uint32_t>(at + 2);
    if (begin < bytes.size() && bytes[begin] != ' ' && bytes[begin] != '>')
      add_word(text, begin, "password of a Redis user", found);
  }
}

}  // namespace mig::secrets
