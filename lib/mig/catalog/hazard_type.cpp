#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "mig/catalog/hazard_watch.hpp"

namespace mig::catalog {
namespace {

/// "character varying(20)[]" in its parts; "timestamp(3) with time zone" has its modifier inside.
struct TypeText {
  std::string base;
  std::optional<int> first;
  std::optional<int> second;
  bool plain = true;  ///< the modifier is numbers, or there is none
  bool array = false;
};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

TypeText parse(std::string_view text) {
  TypeText type;
  if (text.ends_with("[]")) {
    type.array = true;
    text.remove_suffix(2);
  }
  const auto open = text.find('(');
  const auto close = text.find(')');
  type.base = text;
  if (open == std::string_view::npos || close == std::string_view::npos) return type;
  type.base = std::string(text.substr(0, open)) + std::string(text.substr(close + 1));
  const auto inner = text.substr(open + 1, close - open - 1);
  const auto comma = inner.find(',');
  type.first = whole_number(inner.substr(0, comma));
  if (comma != std::string_view::npos) type.second = whole_number(inner.substr(comma + 1));
  type.plain = type.first && (comma == std::string_view::npos || type.second);
  return type;
}

bool has_modifier(const TypeText& type) {
  return type.first || !type.plain;
}

/// The length that is checked only grows.
bool widens(const TypeText& from, const TypeText& to) {
  if (!from.plain || !to.plain || !from.first || !to.first) return false;
  if (to.base == "numeric")
    return *to.first >= *from.first && to.second.value_or(0) == from.second.value_or(0);
  const bool growing = to.base == "character varying" || to.base == "bit varying" ||
                       to.base.starts_with("time") || to.base == "interval";
  return growing && *to.first >= *from.first;
}

struct Pair {
  std::string_view from;
  std::string_view to;
};

// Binary coercible: the bytes stay as they are.
constexpr std::array<Pair, 8> kSameBytes{{{"character varying", "text"},
                                          {"text", "character varying"},
                                          {"citext", "text"},
                                          {"citext", "character varying"},
                                          {"cidr", "inet"},
                                          {"xml", "text"},
                                          {"bit", "bit varying"},
                                          {"integer", "oid"}}};

std::string unqualified(const std::string& base) {
  const auto dot = base.rfind('.');
  return dot == std::string::npos ? base : base.substr(dot + 1);
}

}  // namespace

bool keeps_rows(std::string_view from_text, std::string_view to_text) {
  if (from_text == to_text) return true;
  const auto from = parse(from_text);
  const auto to = parse(to_text);
  // Elements of arrays are converted one by one unless the array type itself is the same.
  if (from.array != to.array) return false;
  if (from.base == to.base) return !has_modifier(to) || widens(from, to);
  if (from.array || has_modifier(to)) return false;
  return std::any_of(kSameBytes.begin(), kSameBytes.end(), [&](const Pair& pair) {
    return unqualified(from.base) == pair.from && unqualified(to.base) == pair.to;
  });
}

}  // namespace mig::catalog
