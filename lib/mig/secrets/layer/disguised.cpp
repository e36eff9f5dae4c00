#include "mig/secrets/layer/disguised.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/layer/text_shape.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets::layer {
namespace {

constexpr std::size_t kLongestWord = 512;
constexpr std::size_t kLongestLiteral = 4096;

/// Schemes of addresses that carry credentials.
constexpr std::string_view kSchemes[] = {
    "postgres", "postgresql", "mysql", "mariadb",   "mongodb",    "redis",
    "rediss",   "amqp",       "amqps", "https",     "http",       "ftp",
    "sftp",     "ssh",        "mssql", "sqlserver", "oracle",     "jdbc",
    "bolt",     "neo4j",      "srv",   "psycopg2",  "clickhouse", "cockroachdb"};

bool is_scheme(std::string_view word) {
  return std::find(std::begin(kSchemes), std::end(kSchemes), word) != std::end(kSchemes);
}

char rot13(char byte) {
  const char folded = static_cast<char>(byte | 0x20);
  if (folded < 'a' || folded > 'z') return byte;
  return static_cast<char>(folded < 'n' ? byte + 13 : byte - 13);
}

bool divides_words(char byte) {
  return static_cast<unsigned char>(byte) <= ' ' || byte == '"' || byte == '\'' || byte == '`' ||
         byte == '<' || byte == '>' || byte == ',' || byte == ';';
}

Span word_around(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  std::size_t end = at;
  while (begin > 0 && at - begin < kLongestWord && !divides_words(text[begin - 1])) --begin;
  while (end < text.size() && end - at < kLongestWord && !divides_words(text[end])) ++end;
  return span_of(begin, end);
}

std::string_view scheme_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 12 && (is_letter(text[begin - 1]) || text[begin - 1] == '2'))
    --begin;
  return text.substr(begin, at - begin);
}

std::string_view scheme_behind(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 12 && (is_letter(text[end]) || text[end] == '2')) ++end;
  return text.substr(at, end - at);
}

}  // namespace

std::size_t read_turned_address(std::string_view text, std::size_t at, const Sink& sink) {
  const bool is_forward = text.substr(at + 1, 2) == "//";
  const bool is_backward = !is_forward && at >= 2 && text.substr(at - 2, 2) == "//";
  if (!is_forward && !is_backward) return at + 1;
  std::string scheme(is_forward ? scheme_before(text, at) : scheme_behind(text, at + 1));
  if (is_forward) {
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), rot13);
  } else {
    std::reverse(scheme.begin(), scheme.end());
  }
  if (!is_scheme(lowered(scheme))) return at + 1;
  const Span word = word_around(text, at);
  if (!sink.afford(word.end - word.begin, word)) return word.end;
  std::string bytes(text.substr(word.begin, word.end - word.begin));
  if (is_backward) {
    std::reverse(bytes.begin(), bytes.end());
    sink.emit_whole(std::move(bytes), "reversed", word);
    return word.end;
  }
  std::transform(bytes.begin(), bytes.end(), bytes.begin(), rot13);
  Layer layer{std::move(bytes), "rot13", {}};
  layer.map.add({0, word.end - word.begin, word.begin, word.end, 0});
  sink.visit(std::move(layer));
  return word.end;
}

bool reverses(std::string_view text, std::size_t at) {
  const std::size_t size = std::min<std::size_t>(at, 7);
  const std::string_view before = text.substr(at - size, size);
  return contains_folded(before, "reverse") || contains_folded(before, "strrev");
}

void show_reversed(std::string_view text, std::size_t at, const Sink& sink) {
  const std::size_t size = text.substr(at + 1, kLongestLiteral).find(text[at]);
  if (size == std::string_view::npos || size < kLeastDecoded) return;
  const Span span = span_of(at + 1, at + 1 + size);
  if (!sink.afford(size, span)) return;
  const std::string_view literal = text.substr(at + 1, size);
  sink.emit_whole(std::string(literal.rbegin(), literal.rend()), "reversed", span);
}

std::size_t read_base85(std::string_view text, std::size_t at, const Sink& sink) {
  std::string bytes;
  std::uint64_t group = 0;
  unsigned digits = 0;
  const auto put = [&](unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      bytes.push_back(static_cast<char>((group >> (24U - 8U * i)) & 0xFFU));
    group = 0;
    digits = 0;
  };
  std::size_t end = at + 1;
  for (; end < text.size() && text[end] != '~'; ++end) {
    const char byte = text[end];
    if (byte == 'z' && digits == 0) {
      put(4);
      continue;
    }
    if (byte == '\n' || byte == '\r' || byte == ' ' || byte == '\t') continue;
    if (byte < '!' || byte > 'u') return end;
    group = group * 85 + static_cast<unsigned>(byte - '!');
    if (++digits == 5) put(4);
    if (bytes.size() == kTasteBytes && !starts_as_text(bytes)) return end;
  }
  if (digits > 1) {
    const unsigned rest = digits - 1;
    for (; digits < 5; ++digits) group = group * 85 + 84;
    put(rest);
  }
  const Span span = span_of(at + 1, end);
  if (starts_as_text(bytes) && holds_something(bytes) && sink.afford(bytes.size(), span))
    sink.emit_whole(std::move(bytes), "base85", span);
  return end;
}

}  // namespace mig::secrets::layer
