#include "mig/secrets/dsn/keyword_string.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "mig/secrets/character.hpp"
#include "mig/secrets/dsn/url.hpp"
#include "mig/secrets/memory.hpp"
#include "mig/secrets/value.hpp"

namespace mig::secrets {
namespace {

constexpr std::uint32_t kReach = 400;

constexpr std::uint32_t kLongestKeyword = 24;

/// The part of the line around a hit in which the rest of a connection string would stand.
Span neighbourhood(std::string_view text, Hit hit) {
  const auto before = text.substr(0, hit.begin).substr(hit.begin > kReach ? hit.begin - kReach : 0);
  const auto* newline = static_cast<const char*>(memrchr(before.data(), '\n', before.size()));
  const auto back = newline == nullptr
                        ? before.size()
                        : before.size() - 1 - static_cast<std::size_t>(newline - before.data());
  const auto behind = text.substr(hit.end, kReach);
  const auto ahead = std::min(behind.find('\n'), behind.size());
  return {hit.begin - static_cast<std::uint32_t>(back),
          hit.end + static_cast<std::uint32_t>(ahead)};
}

bool ends_with_folded(std::string_view text, std::string_view end) {
  if (text.size() < end.size()) return false;
  const auto tail = text.substr(text.size() - end.size());
  return std::equal(tail.begin(), tail.end(), end.begin(),
                    [](char have, char want) { return folded(have) == want; });
}

/// Whether a keyword stands in a part of a line; they all end in '='.
bool holds_keyword(std::string_view text, Span line, std::span<const std::string_view> keywords,
                   Seen& seen) {
  if (seen.is_in(line)) return true;
  const auto part = text.substr(0, line.end);
  for (auto at = part.find('=', seen.resume(line, kLongestKeyword)); at != std::string_view::npos;
       at = part.find('=', at + 1)) {
    const auto before = part.substr(line.begin, at + 1 - line.begin);
    const auto is_here = [&](std::string_view keyword) {
      return ends_with_folded(before, keyword) &&
             (before.size() == keyword.size() ||
              !is_word_byte(before[before.size() - keyword.size() - 1]));
    };
    if (std::any_of(keywords.begin(), keywords.end(), is_here)) {
      seen.note(line, true, static_cast<std::uint32_t>(at));
      return true;
    }
  }
  seen.note(line, false, 0);
  return false;
}

constexpr std::array<std::string_view, 17> kCompanions{"host=",
                                                       "hostaddr=",
                                                       "server=",
                                                       "data source=",
                                                       "dbname=",
                                                       "database=",
                                                       "user=",
                                                       "user id=",
                                                       "uid=",
                                                       "username=",
                                                       "driver=",
                                                       "initial catalog=",
                                                       "sslmode=",
                                                       "port=",
                                                       "endpoint=",
                                                       "accountname=",
                                                       "sharedaccesskeyname="};
constexpr std::array<std::string_view, 9> kStoreCompanions{
    "dbname=", "database=",        "user=", "user id=", "uid=",
    "driver=", "initial catalog=", "port=", "sslmode="};

bool is_word_boundary(std::string_view text, std::uint32_t at) {
  return at == 0 || !is_word_byte(text[at - 1]);
}

/// To the quote that is not escaped; the closing quote may itself be escaped by what surrounds the
/// string (\\' inside JSON, '' inside SQL).
std::uint32_t end_of_quoted(std::string_view text, std::uint32_t begin, std::string_view fence) {
  const auto stop = std::min<std::size_t>(text.size(), begin + kReach);
  for (auto i = begin; i < stop; ++i) {
    if (text[i] == '\n') break;
    if (text[i] == '\\' && i + 1 < stop) {
      std::uint32_t slashes = 0;
      while (i + slashes < stop && text[i + slashes] == '\\') ++slashes;
      i += slashes;
      continue;
    }
    if (text.substr(i).starts_with(fence)) return i;
  }
  return 0;
}

/// Whether an ampersand stands between parameters: another one follows.
bool separates(std::string_view text, std::uint32_t at) {
  auto i = at + 1;
  while (i < text.size() && i - at < 40 && (is_word_byte(text[i]) || text[i] == ';')) ++i;
  return i > at + 1 && i < text.size() && text[i] == '=';
}

bool is_plain_name(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return is_word_byte(byte) && (byte < '0' || byte > '9'); });
}

std::optional<Span> value_behind(std::string_view text, std::uint32_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '{') {
    const auto end = text.find('}', at);
    if (end == std::string_view::npos || end > at + kReach) return std::nullopt;
    return Span{at + 1, static_cast<std::uint32_t>(end)};
  }
  for (const std::string_view fence : {"\\'", "''", "'", "\\\""}) {
    if (!text.substr(at).starts_with(fence)) continue;
    const auto begin = at + static_cast<std::uint32_t>(fence.size());
    const auto end = end_of_quoted(text, begin, fence.starts_with('\\') ? fence.substr(1) : fence);
    if (end > begin) return Span{begin, end};
    return std::nullopt;
  }
  auto end = at;
  while (end < text.size() && end - at < kReach) {
    const char byte = text[end];
    if (static_cast<unsigned char>(byte) <= 0x20 || byte == ';' || byte == '"' || byte == '\'' ||
        (byte == '&' && separates(text, end)) || byte == '`' || byte == '<' || byte == '\\' ||
        (byte == ',' && end + 1 < text.size() && text[end + 1] == ' ')) {
      break;
    }
    ++end;
  }
  if (end == at) return std::nullopt;
  return Span{at, end};
}

}  // namespace

std::optional<Span> password_of_keywords(std::string_view text, Hit hit, Memory& memory) {
  if (!is_word_boundary(text, hit.begin)) {
    // accesskey= is the tail of SharedAccessKey=; others are names of their own.
    if (!contains_folded(text.substr(hit.begin, hit.end - hit.begin), "accesskey")) {
      return std::nullopt;
    }
  }
  if (hit.begin < memory.endless_until) return std::nullopt;
  const auto line = neighbourhood(text, hit);
  if (!holds_keyword(text, line, kCompanions, memory.companions)) return std::nullopt;
  const auto value = value_behind(text, hit.end);
  if (!value) return std::nullopt;
  if (value->end - value->begin >= kReach) {
    memory.endless_until = hit.end + kReach / 2;
    return std::nullopt;
  }
  const auto written = text.substr(value->begin, value->end - value->begin);
  if (written.size() < 3 || !is_literal_secret(written)) return std::nullopt;
  if (written.find('(') != std::string_view::npos || written.front() == '[' ||
      written.front() == '<' || written.front() == '{') {
    return std::nullopt;
  }
  // connect(host="db", password=password): an argument of a call, given by a name.
  const auto part = text.substr(line.begin, line.end - line.begin);
  const bool is_argument = part.find('(') != std::string_view::npos && is_plain_name(written);
  if (is_argument) return std::nullopt;
  return value;
}

std::optional<Span> endpoint_of_keywords(std::string_view text, Hit hit) {
  if (!is_word_boundary(text, hit.begin)) return std::nullopt;
  const auto value = value_behind(text, hit.end);
  if (!value) return std::nullopt;
  const auto host = text.substr(value->begin, value->end - value->begin);
  if (is_reference(host) || is_placeholder(host) || host.starts_with('/') ||
      is_harmless_host(host.substr(host.starts_with("tcp:") ? 4 : 0))) {
    return std::nullopt;
  }
  Seen unseen;
  if (!holds_keyword(text, neighbourhood(text, hit), kStoreCompanions, unseen)) return std::nullopt;
  return value;
}

}  // namespace mig::secrets
