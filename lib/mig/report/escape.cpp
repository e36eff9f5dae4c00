#include "mig/report/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mig/base/utf8.hpp"

namespace mig::report {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr Range kHostile[] = {
    {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},
    {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE007F},
};

// What .NET's Trim() takes for white space: GitHub's runner trims a line before it looks at it.
bool is_trimmed(char32_t value) {
  return (value >= 0x09 && value <= 0x0D) || value == 0x20 || value == 0x85 || value == 0xA0 ||
         value == 0x1680 || (value >= 0x2000 && value <= 0x200A) || value == 0x2028 ||
         value == 0x2029 || value == 0x202F || value == 0x205F || value == 0x3000;
}

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// "##[", "##vso[", "##teamcity[" ...
bool is_hash_command(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "##") return false;
  std::size_t name_end = at + 2;
  while (name_end < text.size() && is_letter(text[name_end])) ++name_end;
  return name_end < text.size() && text[name_end] == '[';
}

/// "--- ", "+++ ", "~~~ ", "^^^ " or one of them alone on a line: groups of Buildkite's logs.
bool is_group_mark(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return false;
  const char mark = text[at];
  const bool is_mark = mark == '-' || mark == '+' || mark == '~' || mark == '^';
  if (!is_mark || text[at + 1] != mark || text[at + 2] != mark) return false;
  return at + 3 == text.size() || text[at + 3] == ' ' || text[at + 3] == '\n';
}

/// The size of a colour sequence of ours at `at`, or 0.
std::size_t colour_size(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "\x1b[") return 0;
  const std::size_t end = text.find('m', at);
  return end == std::string_view::npos ? 0 : end + 1 - at;
}

std::string show_hostile(std::string_view text, bool keep_line_feeds) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code_point = code_point_at(text, at);
    const bool kept = keep_line_feeds && code_point.value == '\n';
    if (is_hostile(code_point.value) && !kept) {
      out += shown(code_point.value);
    } else {
      append_utf8(out, code_point.value);
    }
    at += code_point.size;
  }
  return out;
}

std::string broken_commands(std::string_view output, bool at_line_start) {
  std::string out;
  out.reserve(output.size());
  for (std::size_t at = 0; at < output.size();) {
    if (at_line_start && output.substr(at, 2) == "::") {
      out += ": ";
      ++at;
      at_line_start = false;
      continue;
    }
    if (is_hash_command(output, at)) {
      out += "## ";
      at += 2;
      at_line_start = false;
      continue;
    }
    if (at_line_start && is_group_mark(output, at)) {
      out += fmt::format("{} ", output[at]);
      ++at;
      at_line_start = false;
      continue;
    }
    const CodePoint code_point = code_point_at(output, at);
    const std::size_t colour = colour_size(output, at);
    const std::size_t size = colour != 0 ? colour : code_point.size;
    at_line_start = code_point.value == '\n' ||
                    (at_line_start && (colour != 0 || is_trimmed(code_point.value)));
    out += output.substr(at, size);
    at += size;
  }
  return out;
}

std::string percent(char byte) {
  return fmt::format("%{:02X}", static_cast<unsigned char>(byte));
}

}  // namespace

bool is_hostile(char32_t value) {
  return std::any_of(std::begin(kHostile), std::end(kHostile), [&](const Range& range) {
    return value >= range.first && value <= range.last;
  });
}

std::string shown(char32_t value) {
  return fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(value));
}

std::string clipped(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t kept = 0;
  for (std::size_t at = 0; at < text.size(); ++kept) {
    if (kept == limit) {
      return out + fmt::format("\u2026 ({} more bytes)", text.size() - at);
    }
    const CodePoint code_point = code_point_at(text, at);
    append_utf8(out, code_point.value);
    at += code_point.size;
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t limit) {
  return show_hostile(clipped(text, limit), false);
}

std::string many_lines(std::string_view text, std::size_t limit) {
  return show_hostile(clipped(text, limit), true);
}

std::string without_commands(std::string_view output) {
  return broken_commands(output, true);
}

std::string without_commands_within(std::string_view output) {
  return broken_commands(output, false);
}

// Structure is plain ASCII without '#', so whatever is replaced here stands inside a string.
std::string without_commands_in_json(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const CodePoint code_point = code_point_at(json, at);
    if (is_hash_command(json, at)) {
      out += "\\u0023";
    } else if (code_point.value == '\n' || !is_hostile(code_point.value)) {
      out += json.substr(at, code_point.size);
    } else if (code_point.value < 0x10000) {
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(code_point.value));
    } else {
      const auto value = static_cast<std::uint32_t>(code_point.value);
      out +=
          fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0U + (value >> 10U), 0xDC00U + (value & 0x3FFU));
    }
    at += code_point.size;
  }
  return out;
}

std::string workflow_data(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (byte == '%' || byte == '\r' || byte == '\n') {
      out += percent(byte);
    } else {
      out += byte;
    }
  }
  return out;
}

std::string workflow_property(std::string_view text) {
  std::string out;
  for (const char byte : workflow_data(text)) {
    if (byte == ':' || byte == ',') {
      out += percent(byte);
    } else {
      out += byte;
    }
  }
  return out;
}

std::string uri_path(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string out;
  for (const char byte : path) {
    const bool plain = is_letter(byte) || (byte >= '0' && byte <= '9') ||
                       kPlain.find(byte) != std::string_view::npos;
    if (plain) {
      out += byte;
    } else {
      out += percent(byte);
    }
  }
  return out;
}

}  // namespace mig::report
