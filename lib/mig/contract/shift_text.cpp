#include "mig/contract/shift_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace mig::contract {
namespace {

using document::LocatedValue;

constexpr std::size_t kMostBytes = 120;
constexpr std::string_view kCut = "...";

bool is_long(const std::string& text) {
  return text.size() > kMostBytes;
}

/// On one line, and ended before the code point that does not fit.
std::string cut(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; }, ' ');
  if (!is_long(text)) return text;
  auto end = kMostBytes - kCut.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text.append(kCut);
}

// Stops soon after the limit: a large value costs no more than a small one.
void append(std::string& out, const LocatedValue& value, std::string_view hidden);

void append_items(std::string& out, const document::Array& items, std::string_view hidden) {
  out += '[';
  bool is_first = true;
  for (const auto& item : items) {
    if (is_long(out)) return;
    if (!is_first) out += ", ";
    is_first = false;
    append(out, item, hidden);
  }
  out += ']';
}

void append_members(std::string& out, const document::Object& members, std::string_view hidden) {
  out += '{';
  bool is_first = true;
  for (const auto& member : members) {
    if (is_long(out)) return;
    if (member.key == hidden) continue;
    if (!is_first) out += ", ";
    is_first = false;
    out.append(member.key, 0, kMostBytes).append(": ");
    append(out, member.value, hidden);
  }
  out += '}';
}

void append(std::string& out, const LocatedValue& value, std::string_view hidden) {
  if (const auto* text = value.string()) {
    out.append(*text, 0, kMostBytes + 1);
  } else if (const auto* integer = value.integer()) {
    out += fmt::format("{}", *integer);
  } else if (const auto* number = value.number()) {
    out += fmt::format("{}", *number);
  } else if (const auto* flag = value.boolean()) {
    out += *flag ? "true" : "false";
  } else if (const auto* items = value.array()) {
    append_items(out, *items, hidden);
  } else if (const auto* members = value.object()) {
    append_members(out, *members, hidden);
  } else {
    out += "null";
  }
}

}  // namespace

std::string compact_text(const LocatedValue& value, std::string_view hidden) {
  std::string out;
  append(out, value, hidden);
  return cut(std::move(out));
}

std::string compact_list(const std::vector<std::string>& entries) {
  std::string out = "[";
  for (const auto& entry : entries) {
    if (is_long(out)) break;
    if (out.size() > 1) out += ", ";
    out.append(entry, 0, kMostBytes + 1);
  }
  return cut(out + ']');
}

}  // namespace mig::contract
