#include "mig/schema/wording.hpp"

#include <fmt/format.h>

namespace mig::schema {

using document::LocatedValue;
using Kind = LocatedValue::Kind;

namespace {

constexpr std::size_t kMaxShown = 60;
constexpr std::string_view kCut = "...";

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The longest front of at most `limit` characters.
std::string_view front_of(std::string_view text, std::size_t limit) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (continues_character(text[i])) continue;
    if (characters++ == limit) return text.substr(0, i);
  }
  return text;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20U || c == 0x7f) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out += c;
        }
    }
  }
}

// Stops soon after kMaxShown bytes, so that a large value costs no more than a small one.
void append(std::string& out, const LocatedValue& value);

void append_entries(std::string& out, const document::Array& entries) {
  out += '[';
  for (const LocatedValue& entry : entries) {
    if (&entry != entries.data()) out += ", ";
    if (out.size() > kMaxShown) break;
    append(out, entry);
  }
  out += ']';
}

void append_members(std::string& out, const document::Object& members) {
  out += '{';
  for (const document::Member& member : members) {
    if (&member != members.data()) out += ", ";
    if (out.size() > kMaxShown) break;
    out += quote(member.key);
    out += ": ";
    append(out, member.value);
  }
  out += '}';
}

void append(std::string& out, const LocatedValue& value) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return;
    case Kind::boolean:
      out += *value.boolean() ? "true" : "false";
      return;
    case Kind::integer:
      out += fmt::format("{}", *value.integer());
      return;
    case Kind::number:
      out += fmt::format("{}", *value.number());
      return;
    case Kind::string:
      out += quote(*value.string());
      return;
    case Kind::array:
      append_entries(out, *value.array());
      return;
    case Kind::object:
      append_members(out, *value.object());
      return;
  }
}

}  // namespace

std::string quote(std::string_view text, std::size_t limit) {
  const std::string_view front = front_of(text, limit);
  std::string out = "\"";
  append_escaped(out, front);
  if (front.size() < text.size()) out += kCut;
  out += '"';
  return out;
}

std::string show(const LocatedValue& value) {
  std::string out;
  append(out, value);
  if (value.kind() != Kind::array && value.kind() != Kind::object) return out;
  const std::string_view front = front_of(out, kMaxShown);
  if (front.size() == out.size()) return out;
  return std::string(front) + std::string(kCut);
}

std::string_view with_article(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::integer:
      return "an integer";
    case Kind::number:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
  }
  return "null";
}

std::string show_types(TypeSet types) {
  std::vector<std::string_view> names;
  for (int index = 0; index <= static_cast<int>(Kind::object); ++index) {
    const Kind kind = static_cast<Kind>(index);
    const bool within_number = kind == Kind::integer && (types & type_bit(Kind::number)) != 0;
    if ((types & type_bit(kind)) != 0 && !within_number) names.push_back(with_article(kind));
  }
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string list_some(const std::vector<std::string>& shown) {
  constexpr std::size_t kMaxListed = 12;
  std::string out;
  for (std::size_t i = 0; i < shown.size() && i < kMaxListed; ++i) {
    if (i > 0) out += ", ";
    out += shown[i];
  }
  if (shown.size() > kMaxListed) out += fmt::format(" and {} more", shown.size() - kMaxListed);
  return out;
}

std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  for (const char c : text) length += continues_character(c) ? 0U : 1U;
  return length;
}

}  // namespace mig::schema
