#include "mig/secrets/dsn/url.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kReach = 512;
constexpr std::uint32_t kRestReach = 256;

bool is_scheme_byte(char byte) {
  return is_word_byte(byte) || byte == '+' || byte == '.' || byte == '-' || byte == ':';
}

bool ends_url(char byte) {
  return static_cast<unsigned char>(byte) <= 0x20 || byte == '"' || byte == '\'' || byte == '`' ||
         byte == '<' || byte == '>' || byte == '\\' || byte == '|' || byte == '^';
}

bool ends_authority(char byte) {
  return ends_url(byte) || byte == '/' || byte == '?' || byte == '#' || byte == ')' ||
         byte == ']' || byte == ';';
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Span shifted(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The last '@' of the user information; npos when there is none. The text starts behind "://".
std::size_t find_at(std::string_view text, std::size_t authority_end) {
  const auto within = text.substr(0, authority_end).rfind('@');
  if (within != std::string_view::npos) return within;
  // A password with an unescaped '/', '?' or '#': only where what looked like a port is none.
  const auto colon = text.substr(0, authority_end).find(':');
  if (colon == std::string_view::npos || colon == 0 ||
      is_port(text.substr(colon + 1, authority_end - colon - 1))) {
    return std::string_view::npos;
  }
  std::size_t end = authority_end;
  while (end < text.size() && !ends_url(text[end])) ++end;
  const auto later = text.substr(0, end).find('@', authority_end);
  return later;
}

}  // namespace

std::optional<Url> url_around(std::string_view text, std::uint32_t at) {
  std::uint32_t begin = at;
  while (begin > 0 && at - begin < 48 && is_scheme_byte(text[begin - 1])) --begin;
  while (begin < at && (!is_word_byte(text[begin]) || is_digit(text[begin]))) {
    ++begin;
  }
  if (begin == at) return std::nullopt;
  Url url;
  url.scheme = text.substr(begin, at - begin);
  const std::size_t start = at + 3U;
  auto rest = text.substr(start, kReach);
  // <user>:<password>@<host>, ${USER}:${PASSWORD}@...: braces and brackets belong to templates.
  std::size_t authority = 0;
  while (authority < rest.size() && !ends_authority(rest[authority])) ++authority;
  const auto sign = find_at(rest, authority);
  std::size_t host_begin = 0;
  if (sign != std::string_view::npos) {
    const auto colon = rest.substr(0, sign).find(':');
    url.has_password = colon != std::string_view::npos;
    url.user = shifted(start, start + std::min(colon, sign));
    if (url.has_password) url.password = shifted(start + colon + 1, start + sign);
    host_begin = sign + 1;
  }
  std::size_t host_end = host_begin;
  bool in_brackets = false;
  while (host_end < rest.size()) {
    const char byte = rest[host_end];
    if (byte == '[') in_brackets = true;
    if (!in_brackets && ends_authority(byte)) break;
    if (in_brackets && ends_url(byte)) break;
    if (byte == ']') in_brackets = false;
    ++host_end;
  }
  url.host = shifted(start + host_begin, start + host_end);
  std::size_t end = host_end;
  while (end < rest.size() && end < host_end + kRestReach && !ends_url(rest[end])) ++end;
  url.rest = shifted(start + host_end, start + end);
  return url;
}

bool is_harmless_host(std::string_view host) {
  auto name = lowered(host);
  if (name.starts_with('[')) {
    return name.starts_with("[::1]") || name.starts_with("[2001:db8") || name.starts_with("[host");
  }
  name = name.substr(0, name.find(':'));
  if (name.empty() || name.find_first_of("{}<>$%*()") != std::string::npos) return true;
  static constexpr std::array<std::string_view, 9> kNames{
      "localhost", "host",    "hostname", "server", "127.0.0.1", "0.0.0.0", "host.docker.internal",
      "your-host", "yourhost"};
  if (is_one_of(name, kNames)) return true;
  for (const std::string_view ending : {".localhost", ".example", ".invalid", ".test",
                                        "example.com", "example.org", "example.net"}) {
    if (name.ends_with(ending)) return true;
  }
  return name.starts_with("127.") || name.starts_with("192.0.2.") ||
         name.starts_with("198.51.100.") || name.starts_with("203.0.113.");
}

bool is_store_scheme(std::string_view scheme) {
  auto name = lowered(scheme);
  if (name.starts_with("jdbc:")) return true;
  if (name.starts_with("db:")) name.erase(0, 3);
  name = name.substr(0, name.find('+'));
  static constexpr std::array<std::string_view, 44> kStores{
      "postgres",  "postgresql", "pg",          "psql",      "pgsql",         "mysql",
      "mariadb",   "mysqlx",     "mssql",       "sqlserver", "oracle",        "mongodb",
      "redis",     "rediss",     "valkey",      "amqp",      "amqps",         "bolt",
      "neo4j",     "neo4js",     "bolts",       "cockroach", "cockroachdb",   "crdb",
      "cassandra", "clickhouse", "snowflake",   "redshift",  "elasticsearch", "opensearch",
      "es",        "kafka",      "nats",        "mqtt",      "memcached",     "couchbase",
      "couchdb",   "influxdb",   "timescaledb", "trino",     "presto",        "db2",
      "ibm_db",    "vertica"};
  return is_one_of(name, kStores);
}

}  // namespace mig::secrets
