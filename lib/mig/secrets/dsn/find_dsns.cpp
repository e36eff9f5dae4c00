#include "mig/secrets/dsn/find_dsns.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "mig/secrets/dsn/keyword_string.hpp"
#include "mig/secrets/dsn/url.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 13> kLiterals{
    "://",        "password=", "password =", "pwd=",         "passwd=",     "pass=", "accountkey=",
    "accesskey=", "host=",     "server=",    "data source=", "jdbc:oracle", ":1521"};

std::string_view part(std::string_view bytes, Span span) {
  return bytes.substr(span.begin, span.end - span.begin);
}

void add(Detections& found, std::string_view rule, Span span, std::string_view bytes,
         std::string subject, Confidence confidence = Confidence::high) {
  Detection detection;
  detection.rule = rule;
  detection.span = span;
  detection.confidence = confidence;
  detection.rank = rank::kStructure;
  detection.subject = std::move(subject);
  detection.value = std::string(part(bytes, span));
  found.push_back(std::move(detection));
}

std::string scheme_words(std::string_view scheme) {
  return "password of a " + lowered(scheme) + " URL";
}

/// USER:PASSWORD@HOST, user:pass@host: every part is its own name.
bool is_template(std::string_view user, std::string_view password, std::string_view host) {
  if (is_reference(password) || password.size() < 4) return true;
  // What an image of a database server is shipped with: postgres:postgres@localhost.
  if (password == user && is_harmless_host(host)) return true;
  if (is_reference(user) && is_placeholder(password)) return true;
  const auto word = lowered(password);
  static constexpr std::array<std::string_view, 9> kWords{
      "password",    "pass",       "passwd",       "pwd",   "pw",
      "db_password", "mypassword", "yourpassword", "dbpass"};
  if (is_one_of(word, kWords)) return true;
  if (word == "secret") return is_harmless_host(host);
  return is_placeholder(password);
}

void find_in_url(const Text& text, std::uint32_t at, Detections& found) {
  const auto url = url_around(text.bytes, at);
  if (!url) return;
  const auto host = part(text.bytes, url->host);
  if (url->has_password) {
    const auto password = part(text.bytes, url->password);
    if (host.empty() && !is_store_scheme(url->scheme)) return;
    if (is_template(part(text.bytes, url->user), password, host)) return;
    add(found, "dsn-credential", url->password, text.bytes, scheme_words(url->scheme),
        is_harmless_host(host) ? Confidence::medium : Confidence::high);
    return;
  }
  if (text.role != FileRole::evidence || !is_store_scheme(url->scheme)) return;
  if (is_harmless_host(host) || is_reference(host)) return;
  if (contains_folded(part(text.bytes, url->rest), "password=")) return;
  add(found, "dsn-raw-endpoint", url->host, text.bytes,
      "host of a " + lowered(url->scheme) + " URL");
}

/// user/password@host:1521, with or without quotes around the password, before a hit of the port
/// or behind one of "jdbc:oracle".
void find_in_oracle(const Text& text, std::uint32_t begin, std::uint32_t stop, Detections& found) {
  const auto rest = text.bytes.substr(begin, stop - begin);
  const auto sign = rest.rfind('@');
  const auto slash = rest.substr(0, sign).find('/');
  if (sign == std::string_view::npos || slash == std::string_view::npos) return;
  auto first = slash + 1;
  auto last = sign;
  while (first < last && (rest[first] == '\\' || rest[first] == '"')) ++first;
  while (last > first && (rest[last - 1] == '\\' || rest[last - 1] == '"')) --last;
  if (last < first + 3 || slash == 0) return;
  const Span span{begin + static_cast<std::uint32_t>(first),
                  begin + static_cast<std::uint32_t>(last)};
  const auto password = part(text.bytes, span);
  if (!is_literal_secret(password) || password.find_first_of("/ ") != std::string_view::npos)
    return;
  add(found, "dsn-credential", span, text.bytes, "password of an Oracle address");
}

void find_around_oracle_port(const Text& text, Hit hit, Detections& found) {
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 160) {
    const char before = text.bytes[begin - 1];
    if (static_cast<unsigned char>(before) <= ' ' || before == '"' || before == '\'') break;
    --begin;
  }
  find_in_oracle(text, begin, hit.begin, found);
}

void find_behind_oracle(const Text& text, Hit hit, Detections& found) {
  auto stop = hit.end;
  while (stop < text.bytes.size() && stop - hit.end < 160 &&
         static_cast<unsigned char>(text.bytes[stop]) > ' ' && text.bytes[stop] != '\'') {
    ++stop;
  }
  find_in_oracle(text, hit.end, stop, found);
}

}  // namespace

std::span<const std::string_view> dsn_literals() {
  return kLiterals;
}

void find_dsn(const Text& text, Hit hit, Detections& found) {
  const auto literal = text.bytes.substr(hit.begin, hit.end - hit.begin);
  if (literal == "://") return find_in_url(text, hit.begin, found);
  if (contains_folded(literal, "jdbc:oracle")) return find_behind_oracle(text, hit, found);
  if (literal == ":1521") return find_around_oracle_port(text, hit, found);
  if (literal.front() == 'h' || literal.front() == 'H' || literal.front() == 's' ||
      literal.front() == 'S' || literal.front() == 'd' || literal.front() == 'D') {
    if (text.role != FileRole::evidence) return;
    if (const auto host = endpoint_of_keywords(text.bytes, hit)) {
      add(found, "dsn-raw-endpoint", *host, text.bytes, "host of a connection string");
    }
    return;
  }
  Memory nothing;
  auto& memory = text.memory == nullptr ? nothing : *text.memory;
  if (const auto password = password_of_keywords(text.bytes, hit, memory)) {
    add(found, "dsn-keyword-password", *password, text.bytes, "password of a connection string");
  }
}

namespace {

/// host:port:database:user:password, with `\:` for a colon; the password is the rest.
std::optional<Span> password_of_pgpass(std::string_view bytes, std::size_t begin, std::size_t end) {
  int fields = 0;
  auto i = begin;
  for (; i < end && fields < 4; ++i) {
    if (bytes[i] == '\\') {
      ++i;
    } else if (bytes[i] == ':') {
      ++fields;
    }
  }
  if (fields != 4 || i >= end || bytes[begin] == '#') return std::nullopt;
  return Span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
}

/// user:hash
std::optional<Span> hash_of_login(std::string_view bytes, std::size_t begin, std::size_t end) {
  const auto colon = bytes.find(':', begin);
  if (bytes[begin] == '#' || colon == std::string_view::npos || colon + 8 > end)
    return std::nullopt;
  return Span{static_cast<std::uint32_t>(colon + 1), static_cast<std::uint32_t>(end)};
}

/// "user" "password"
std::optional<Span> password_of_userlist(std::string_view bytes, std::size_t begin,
                                         std::size_t end) {
  const auto line = bytes.substr(begin, end - begin);
  if (!line.starts_with('"')) return std::nullopt;
  const auto middle = line.find("\" \"", 1);
  if (middle == std::string_view::npos) return std::nullopt;
  const auto close = line.find('"', middle + 3);
  if (close == std::string_view::npos || close == middle + 3) return std::nullopt;
  return Span{static_cast<std::uint32_t>(begin + middle + 3),
              static_cast<std::uint32_t>(begin + close)};
}

}  // namespace

void find_password_file_lines(const Text& text, Detections& found) {
  const auto name = lowered(file_name_of(text.path));
  const bool is_pgpass = name.find("pgpass") != std::string::npos;
  const bool is_hashes = name == "pool_passwd" || name == "pcp.conf" || name.ends_with("htpasswd");
  if (text.depth > 0 || (!is_pgpass && !is_hashes && name != "userlist.txt")) return;
  std::size_t begin = 0;
  while (begin < text.bytes.size()) {
    const auto line_end = std::min(text.bytes.find('\n', begin), text.bytes.size());
    auto end = line_end;
    if (end > begin && text.bytes[end - 1] == '\r') --end;
    const auto span = is_pgpass   ? password_of_pgpass(text.bytes, begin, end)
                      : is_hashes ? hash_of_login(text.bytes, begin, end)
                                  : password_of_userlist(text.bytes, begin, end);
    if (span && is_literal_secret(part(text.bytes, *span))) {
      add(found, "dsn-credential", *span, text.bytes, "password of a password file");
    }
    begin = line_end + 1;
  }
}

}  // namespace mig::secrets
