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
bool is_in_connection_string(std::string_view before) {
  const auto lower = lowered(before);
  for (const std::string_view word : {"connection", "dblink", "conninfo", "connstr", "psql",
                                      "pg_basebackup", "pg_dump", "\\connect", "\\c "}) {
    const auto at = lower.rfind(word);
    if (at == std::string::npos) continue;
    const auto quote = lower.find_first_of("'\"$", at);
    if (quote != std::string::npos) return true;
  }
  return false;
}

/// Another keyword of libpq in the same line.
bool has_sibling(std::string_view line, std::string_view behind) {
  for (const std::string_view keyword : {"host", "hostaddr", "user", "dbname", "port", "service"}) {
    for (const auto text : {line, behind}) {
      const auto lower = lowered(text);
      for (auto at = lower.find(keyword); at != std::string::npos;
           at = lower.find(keyword, at + 1)) {
        if (at > 0 && is_word_byte(lower[at - 1])) continue;
        const auto next = lower.find_first_not_of(' ', at + keyword.size());
        if (next != std::string::npos && lower[next] == '=') return true;
      }
    }
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
  const auto newline = before.rfind('\n');
  const auto line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto rest = bytes.substr(at, kReach);
  const auto behind = rest.substr(0, rest.find('\n'));
  if (!is_in_connection_string(before) || !has_sibling(line, behind)) return;
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
