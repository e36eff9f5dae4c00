#include "mig/secrets/assignment/find_arguments.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "mig/secrets/assignment/random_value.hpp"
#include "mig/secrets/character.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::array<std::string_view, 20> kLiterals{"getconnection(",
                                                     "datasource(",
                                                     "networkcredential(",
                                                     "directoryentry(",
                                                     "random_password",
                                                     "to-securestring",
                                                     " on >",
                                                     "@tcp(",
                                                     "@unix(",
                                                     "dbi->connect(",
                                                     "new pdo(",
                                                     "mysqli(",
                                                     "mysqli_connect(",
                                                     "odbc_connect(",
                                                     "oci_connect(",
                                                     "postgresql_password(",
                                                     "basic_auth(",
                                                     "auth.basic(",
                                                     "authtokens.basic(",
                                                     "mysql_connect("};

constexpr std::uint32_t kReach = 400;

/// The argument of that number, when it is a string and nothing else.
std::optional<Span> string_argument(std::string_view text, std::uint32_t at, int number) {
  const auto stop = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), at + kReach));
  std::optional<Span> last;
  int argument = 1;
  int depth = 1;
  for (auto i = at; i < stop; ++i) {
    const char byte = text[i];
    if (is_quote(byte)) {
      const auto end = text.find(byte, i + 1);
      if (end == std::string_view::npos || end >= stop) return std::nullopt;
      last = Span{i + 1, static_cast<std::uint32_t>(end)};
      i = static_cast<std::uint32_t>(end);
    } else if (byte == ',' && depth == 1) {
      if (argument == number) return last;
      ++argument;
      last.reset();
    } else if (byte == '(') {
      ++depth;
    } else if (byte == ')' && --depth == 0) {
      return argument == number ? last : std::nullopt;
    }
  }
  return std::nullopt;
}

/// The string behind a word, within reach: `"result": "x"`.
std::optional<Span> string_behind(std::string_view text, std::uint32_t at, std::string_view word) {
  const auto window = text.substr(at, kReach);
  const auto found = window.find(word);
  if (found == std::string_view::npos) return std::nullopt;
  const auto open = window.find('"', found + word.size());
  if (open == std::string_view::npos || open > found + word.size() + 4) return std::nullopt;
  const auto close = window.find('"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return Span{at + static_cast<std::uint32_t>(open) + 1, at + static_cast<std::uint32_t>(close)};
}

/// `user app on >x` of an access list of Redis.
std::optional<Span> password_of_access_list(std::string_view text, Hit hit) {
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 80 && text[begin - 1] != '\n') --begin;
  const bool begins_line = begin == 0 || text[begin - 1] == '\n';
  if (!begins_line || !text.substr(begin).starts_with("user ")) return std::nullopt;
  const auto near = text.substr(0, hit.end + kReach);
  const auto end = std::min(near.find_first_of(" \r\n", hit.end), near.size());
  return Span{hit.end, static_cast<std::uint32_t>(end)};
}

/// `user:x@tcp(host:3306)/db` of Go's MySQL driver.
std::optional<Span> password_before_address(std::string_view text, Hit hit) {
  auto begin = hit.begin;
  while (begin > 0 && hit.begin - begin < 120 &&
         static_cast<unsigned char>(text[begin - 1]) > ' ' && !is_quote(text[begin - 1]) &&
         text[begin - 1] != '`') {
    --begin;
  }
  const auto colon = text.substr(0, hit.begin).find(':', begin);
  if (colon == std::string_view::npos || colon == begin) return std::nullopt;
  return Span{static_cast<std::uint32_t>(colon) + 1, hit.begin};
}

struct Answer {
  std::optional<Span> span;
  std::string_view rule;
  std::string_view subject;
};

Answer look(std::string_view text, Hit hit) {
  const auto literal = lowered(text.substr(hit.begin, hit.end - hit.begin));
  if (literal == "random_password") {
    return {string_behind(text, hit.end, "\"result\":"), "secret-assignment",
            "result of a generated password"};
  }
  if (literal == " on >") {
    return {password_of_access_list(text, hit), "secret-assignment", "password of an access list"};
  }
  if (literal.front() == '@') {
    return {password_before_address(text, hit), "dsn-credential", "password of a MySQL address"};
  }
  if (literal == "to-securestring") {
    const auto window = text.substr(hit.end, 4);
    const auto quote = window.find_first_of("\"'");
    if (quote == std::string_view::npos) return {};
    const auto begin = hit.end + static_cast<std::uint32_t>(quote) + 1;
    const auto end = text.substr(0, begin + kReach).find(text[begin - 1], begin);
    if (end == std::string_view::npos) return {};
    return {Span{begin, static_cast<std::uint32_t>(end)}, "secret-assignment",
            "argument of ConvertTo-SecureString"};
  }
  static constexpr std::array<std::string_view, 6> kSecond{
      "networkcredential(", "oci_connect(", "postgresql_password(",
      "basic_auth(",        "auth.basic(",  "authtokens.basic("};
  const bool is_second = is_one_of(literal, kSecond);
  return {string_argument(text, hit.end, is_second ? 2 : 3), "secret-assignment",
          "password argument of a connection"};
}

}  // namespace

std::span<const std::string_view> argument_literals() {
  return kLiterals;
}

void find_argument(const Text& text, Hit hit, Detections& found) {
  const auto answer = look(text.bytes, hit);
  if (!answer.span || answer.span->end <= answer.span->begin) return;
  const auto value = text.bytes.substr(answer.span->begin, answer.span->end - answer.span->begin);
  if (value.size() < 4 || !is_literal_secret(value)) return;
  if (is_wordy(value) && answer.rule != "dsn-credential" && value.size() < 12) return;
  Detection detection;
  detection.rule = answer.rule;
  detection.span = *answer.span;
  detection.subject = std::string(answer.subject);
  detection.value = std::string(value);
  found.push_back(std::move(detection));
}

}  // namespace mig::secrets
