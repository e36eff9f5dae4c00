#include "mig/document/text_check.hpp"

#include <algorithm>
#include <cstring>

namespace mig::document {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

bool eight_ascii(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return (word & 0x8080'8080'8080'8080U) == 0;
}

/// Length of the well-formed sequence (Unicode table 3-7) at `at`, which is no ASCII; 0 when bad.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const std::uint8_t lead = byte_at(bytes, at);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() - at < length) return 0;
  const std::uint8_t second = byte_at(bytes, at + 1);
  const std::uint8_t lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const std::uint8_t highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < lowest || second > highest) return 0;
  for (std::size_t more = 2; more < length; ++more) {
    if ((byte_at(bytes, at + more) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

Span one_byte(std::size_t at) {
  const auto begin = static_cast<std::uint32_t>(at);
  return {begin, begin + 1};
}

std::size_t find_control(std::string_view text) {
  const auto control = std::find_if(text.begin(), text.end(), [](char byte) {
    return static_cast<std::uint8_t>(byte) < 0x20 || byte == 0x7F;
  });
  return static_cast<std::size_t>(control - text.begin());
}

bool forbidden_in_yaml(std::string_view text, std::size_t at) {
  const std::uint8_t byte = byte_at(text, at);
  if (byte == '\r') return at + 1 == text.size() || text[at + 1] != '\n';
  if (byte < 0x20) return byte != '\t' && byte != '\n';
  if (byte == 0xC2) return byte_at(text, at + 1) < 0xA0 && byte_at(text, at + 1) != 0x85;
  if (byte == 0xEF)
    return text.substr(at, 3) >= "\xEF\xBF\xBE" && text.substr(at, 3) <= "\xEF\xBF\xBF";
  return byte == 0x7F;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (bytes.size() - at >= 8 && eight_ascii(bytes.data() + at)) {
      at += 8;
    } else if (byte_at(bytes, at) < 0x80) {
      ++at;
    } else {
      const std::size_t length = sequence_length(bytes, at);
      if (length == 0) return at;
      at += length;
    }
  }
  return std::string_view::npos;
}

std::optional<ReadFault> check_text(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) {
    return ReadFault{Fault::syntax, {}, "the document is larger than 2 GiB"};
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    return ReadFault{Fault::nul_byte, one_byte(nul), "the document holds a NUL byte"};
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return ReadFault{Fault::byte_order_mark,
                     {0, 3},
                     "the document begins with a byte order mark; save it as plain UTF-8"};
  }
  if (const auto bad = find_invalid_utf8(bytes); bad != std::string_view::npos) {
    return ReadFault{Fault::invalid_utf8, one_byte(bad), "the document is not valid UTF-8 here"};
  }
  return std::nullopt;
}

std::optional<ReadFault> check_yaml_characters(std::string_view bytes, Span range) {
  const std::string_view text = bytes.substr(0, range.end);
  for (std::size_t at = range.begin; at < text.size(); ++at) {
    if (text.substr(at, 3) == "\xEF\xBB\xBF") {
      return ReadFault{Fault::byte_order_mark,
                       {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3)},
                       "the document holds a byte order mark"};
    }
    if (!forbidden_in_yaml(text, at)) continue;
    if (text[at] == '\r') {
      return ReadFault{Fault::syntax, one_byte(at), "a carriage return must be followed by LF"};
    }
    return ReadFault{Fault::syntax, one_byte(at), "a control character is not allowed in YAML"};
  }
  return std::nullopt;
}

std::uint32_t line_of(std::string_view bytes, std::uint32_t offset) {
  const auto before = bytes.substr(0, offset);
  return 1 + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
}

std::string describe_key(std::string_view key) {
  constexpr std::size_t kShown = 60;
  std::string shown(key.substr(0, std::min(kShown, find_control(key))));
  if (shown.size() < key.size()) {
    if (const auto cut = find_invalid_utf8(shown); cut != std::string::npos) shown.resize(cut);
    shown += "...";
  }
  return "key \"" + shown + "\"";
}

}  // namespace mig::document
