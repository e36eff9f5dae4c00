#include <algorithm>
#include <array>
#include <cstring>

#include "mig/secrets/character.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/sql/statement.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kReach = 400;

constexpr std::array<std::string_view, 9> kOpeners = {"connection", "dblink",    "conninfo",
                                                      "connstr",    "psql",      "pg_basebackup",
                                                      "pg_dump",    "\\connect", "\\c "};
constexpr std::uint32_t kLongestOpener = 16;

bool opens_at(std::string_view bytes, std::size_t at) {
  return std::any_of(kOpeners.begin(), kOpeners.end(), [&](std::string_view word) {
    const auto here = bytes.substr(at, word.size());
    return std::equal(here.begin(), here.end(), word.begin(), word.end(),
                      [](char have, char want) { return folded(have) == want; });
  });
}

/// Whether a statement opened a connection string within a range: CONNECTION '.., dblink('..
bool is_in_connection_string(std::string_view bytes, Span range, Seen& seen) {
  if (!seen.is_in(range)) {
    auto at = seen.resume(range, kLongestOpener);
    for (; at < range.end; ++at) {
      const char byte = static_cast<char>(bytes[at] | 0x20);
      const bool may_open = byte == 'c' || byte == 'd' || byte == 'p' || bytes[at] == '\\';
      if (may_open && opens_at(bytes.substr(0, range.end), at)) break;
    }
    seen.note(range, at < range.end, at);
    if (at >= range.end) return false;
  }
  for (auto at = seen.last(); at < range.end; ++at)
    if (bytes[at] == '\'' || bytes[at] == '"' || bytes[at] == '$') return true;
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
    if (is_space(byte) || byte == '\'' || byte == '"' || byte == ';' || byte == '<') break;
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
  Memory nothing;
  auto& seen = text.memory == nullptr ? nothing.connections : text.memory->connections;
  if (hit.begin > 0 && is_word_byte(bytes[hit.begin - 1])) return;
  std::uint32_t at = hit.end;
  while (at < bytes.size() && at - hit.end < 8 && bytes[at] == ' ') ++at;
  if (at >= bytes.size() || bytes[at] != '=') return;
  ++at;
  while (at < bytes.size() && at - hit.end < 16 && bytes[at] == ' ') ++at;
  if (at >= bytes.size() || is_space(bytes[at])) return;
  const auto from = hit.begin > kReach ? hit.begin - kReach : 0;
  auto before = bytes.substr(from, hit.begin - from);
  if (const auto* end = memrchr(before.data(), ';', before.size()))
    before.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(end) - before.data()) +
                         1);
  const auto begin = hit.begin - static_cast<std::uint32_t>(before.size());
  if (!is_in_connection_string(bytes, {begin, hit.begin}, seen)) return;
  const auto folded = lowered(before);
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
