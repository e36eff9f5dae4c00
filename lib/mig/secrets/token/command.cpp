#include <re2/re2.h>

#include <array>
#include <string>

#include "mig/secrets/character.hpp"
#include "mig/secrets/token/report.hpp"
#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/value.hpp"
#include "mig/secrets/word_list.hpp"

namespace mig::secrets {
namespace {

constexpr std::size_t kCommandBytes = 2000;
constexpr int kCommandLines = 8;

/// From the word on to the end of the command: not past a further `curl`, nor far.
std::string_view command_at(std::string_view bytes, std::size_t at) {
  auto command = bytes.substr(at, kCommandBytes);
  command = command.substr(0, command.find("curl"));
  int lines = 0;
  for (std::size_t index = 0; index < command.size(); ++index) {
    if (command[index] == '\n' && ++lines == kCommandLines) return command.substr(0, index);
  }
  return command;
}

bool is_command(std::string_view bytes, Hit hit) {
  return bytes.substr(hit.begin, hit.end - hit.begin) == "curl" &&
         (hit.begin == 0 || !is_word_byte(bytes[hit.begin - 1]));
}

std::string_view unquoted(std::string_view text) {
  while (!text.empty() && (text.front() == '"' || text.front() == '\'')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
  return text;
}

// What manuals write where a password is to be.
bool is_sample(std::string_view password) {
  constexpr std::array<std::string_view, 8> kSamples{"test", "changeit", "changeme", "pass",
                                                     "pwd",  "token",    "password", "secret"};
  return is_one_of(lowered(password), kSamples);
}

const re2::RE2& user_pattern() {
  static const re2::RE2 kPattern(R"((?:^|[ \t\r\n])(?:-u|--user)(?:=|[ \t]{0,5}))"
                                 R"(((?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'|&;])+))",
                                 re2::RE2::Latin1);
  return kPattern;
}

const re2::RE2& header_pattern() {
  static const re2::RE2 kPattern(
      R"((?i)(?:^|[ \t\r\n])(?:-H|--header)(?:=|[ \t]{0,5})["'](?:x-)?[a-z0-9-]*)"
      R"((?:key|token|auth|secret|password|crumb)\s*:\s*(?:[a-z-]{3,12} )?([\w=~@.+/-]{8,})["'])",
      re2::RE2::Latin1);
  return kPattern;
}

void add(const TokenFormat& format, std::string_view bytes, std::string_view value,
         Detections& found) {
  const auto begin = static_cast<std::uint32_t>(value.data() - bytes.data());
  report(format, bytes, {begin, begin + static_cast<std::uint32_t>(value.size())}, found);
}

}  // namespace

void find_curl_user(const TokenFormat& format, const Text& text, Hit hit, Detections& found) {
  if (!is_command(text.bytes, hit)) return;
  const auto command = command_at(text.bytes, hit.end);
  re2::StringPiece rest(command.data(), command.size());
  re2::StringPiece argument;
  while (re2::RE2::FindAndConsume(&rest, user_pattern(), &argument)) {
    const std::string_view pair(argument.data(), argument.size());
    const auto colon = pair.find(':');
    if (colon == std::string_view::npos || is_reference(pair)) continue;
    const auto user = unquoted(pair.substr(0, colon));
    const auto password = unquoted(pair.substr(colon + 1));
    const auto value = password.empty() ? user : password;
    if (value.size() < 4 || is_sample(value) || !is_literal_secret(value)) continue;
    if (unquoted(pair).starts_with('<') || entropy_of(value) < 2) continue;
    add(format, text.bytes, value, found);
  }
}

void find_curl_header(const TokenFormat& format, const Text& text, Hit hit, Detections& found) {
  if (!is_command(text.bytes, hit)) return;
  const auto command = command_at(text.bytes, hit.end);
  re2::StringPiece rest(command.data(), command.size());
  re2::StringPiece argument;
  while (re2::RE2::FindAndConsume(&rest, header_pattern(), &argument)) {
    const std::string_view value(argument.data(), argument.size());
    if (shape::is_bearer(value)) add(format, text.bytes, value, found);
  }
}

}  // namespace mig::secrets
