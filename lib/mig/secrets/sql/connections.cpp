#include <algorithm>
#include <array>

#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kReach = 400;

bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// Whether a statement opened a connection string before a place: CONNECTION '.., dblink('..
/// All in lower case.
bool is_in_connection_string(std::string_view before) {
  for (const std::string_view word : {"connection", "dblink", "conninfo", "connstr", "psql",
                                      "pg_basebackup", "pg_dump", "\\connect", "\\c "}) {
    const auto at = before.rfind(word);
    if (at != std::string_view::npos && before.find_first_of("'\"$", at) != std::string_view::npos)
      return true;
  }
  return false;
}

/// Another keyword of libpq in a piece of the same line.
bool has_sibling(std::string_view piece) {
  for (auto at = piece.find('='); at != std::string_view::npos; at = piece.find('=', at + 1)) {
    const auto last = piece.substr(0, at).find_last_not_of(' ');
    if (last == std::string_view::npos) continue;
    const auto name = piece.substr(0, last + 1);
    for (const std::string_view keyword : {"host", "hostaddr", "user", "dbname", "port", "service"})
      if (name.ends_with(keyword) &&
          (name.size() == keyword.size() || !is_word_byte(name[name.size() - keyword.size() - 1])))
        return true;
  }
  return false;
}

/// A value without quotes, up to what ends it; `\'` and `\\` are escapes of libpq.
void read_bare(std::string_view bytes, std::uint32_t at, Expression& secret) {
  secret.span.begin = at;
  while (at < bytes.size() && at - secret.span.begin < 512) {
    const char byte = bytes[at];
    if (is_blank(byte) || byte == '\'' || byte == '"' || byte == ';' || byte == '<') break;
    if (byte == '\\' && at + 1 < bytes.size()) {
      const char next = bytes[at + 1];
      if (next == 'n' || next == '"') break;
      secret.value.push_back(next);
      at += 2;
      continue;
    }
    secret.value.push_back(byte);
    ++at;
  }
  secret.span.end = static_cast<std::uint32_t>(std::min<std::size_t>(at, bytes.size()));
}

}  // namespace

void find_connection(const Text& text, Hit hit, Detections& found) {
  const auto bytes = text.bytes;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  std::uint32_t at = hit.end;
  while (at < bytes.size() && at - hit.end < 8 && bytes[at] == ' ') ++at;
  if (at >= bytes.size() || bytes[at] != '=') return;
  ++at;
  while (at < bytes.size() && at - hit.end < 16 && bytes[at] == ' ') ++at;
  if (at >= bytes.size() || is_blank(bytes[at])) return;
  const auto from = hit.begin > kReach ? hit.begin - kReach : 0;
  auto before = bytes.substr(from, hit.begin - from);
  if (const auto end = before.rfind(';'); end != std::string_view::npos)
    before.remove_prefix(end + 1);
  const auto folded = lowered(before);
  if (!is_in_connection_string(folded)) return;
  const auto newline = folded.rfind('\n');
  const auto rest = bytes.substr(at, kReach);
  if (!has_sibling(newline == std::string::npos ? folded : folded.substr(newline + 1)) &&
      !has_sibling(lowered(rest.substr(0, rest.find('\n')))))
    return;
  Expression secret;
  Literal literal;
  const char first = bytes[at];
  if ((first == '\'' || first == '\\' || first == '&') &&
      read_string(bytes.substr(0, at + std::size_t{1024}), at, literal)) {
    secret.value = literal.value;
    secret.span = literal.span;
  } else if (first != '\'' && first != '"') {
    read_bare(bytes, at, secret);
  }
  if (secret.value.empty() || secret.value.size() > 512 || !is_literal_secret(secret.value) ||
      is_spliced(secret.value) || secret.value.front() == '%')
    return;
  add_secret("secret-sql-connection", "password of a connection string", secret, found);
}

}  // namespace mig::secrets
